/** Which rows of a board are asked for, by what is to be done with them. */
export const SHOWN = [
  'all',
  'owing',
  'overdue',
  'claimed',
  'submitted',
  'returned',
  'accepted',
  'waived',
  'late',
  'unreachable',
  'extension',
  'calls',
  'asked',
] as const;

export type Shown = (typeof SHOWN)[number];
