/** Where a plan in the making went: its amendment is in force, was taken back, it became the paper of an amendment, or it was deleted. */
export type FormerPlanFate = 'inForce' | 'takenBack' | 'taken' | 'deleted';

/** What whoever comes by its old address is told. */
export const FATE_REFUSALS = {
  inForce: 'AMENDMENT_IN_FORCE',
  takenBack: 'AMENDMENT_TAKEN_BACK',
  taken: 'TAKEN_AS_AMENDMENT',
  deleted: 'DRAFT_DELETED',
} as const satisfies Readonly<Record<FormerPlanFate, string>>;
