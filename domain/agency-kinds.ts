/** The kinds of reporter a form is filtered by. */
export const AGENCY_KINDS = [
  'department',
  'commune',
  'police',
  'military',
  'press',
  'bank',
  'judiciary',
  'party',
  'other',
] as const;

export type AgencyKind = (typeof AGENCY_KINDS)[number];
