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
  /** The signed document or the figures are still to come: who to ring, apart from those who are late. */
  'half',
  'asked',
] as const;

export type Shown = (typeof SHOWN)[number];

/** By what a board is sorted: names, groups, the day asked for, who is late longest, what comes next, who heard last longest ago. */
export const SORTS = ['name', 'group', 'due', 'late', 'next', 'last'] as const;

export type Sort = (typeof SORTS)[number];
