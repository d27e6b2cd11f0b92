// What people may do to one obligation, one file a concern.
export * from './claim.js';
export * from './due.js';
export * from './report.js';
