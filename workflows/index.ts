export { planLifecycle } from './planLifecycle.js';
export { rehearsal } from './rehearsal.js';
export { reportingCycle } from './reportingCycle.js';
