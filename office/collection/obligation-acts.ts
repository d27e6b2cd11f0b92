// What people may do to one obligation, one file a concern.
export * from '../obligation/claim.js';
export * from '../obligation/due.js';
export * from './report.js';
