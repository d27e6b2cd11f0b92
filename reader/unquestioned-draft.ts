import type { PlanDraft } from '../domain/schemas/plan-draft.js';

/** A draft before anything is asked about it. */
export type UnquestionedDraft = Omit<PlanDraft, 'questions' | 'warnings'>;
