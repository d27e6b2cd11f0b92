import type { PlanDraft } from './schemas/plan-draft.js';

/** The draft of a document of which nothing was read but its type and subject. */
export function emptyDraft({
  source,
  type,
  subject,
}: Pick<PlanDraft, 'source'> & Pick<PlanDraft['document'], 'type' | 'subject'>): PlanDraft {
  return {
    source,
    document: {
      type,
      number: null,
      issuer: null,
      place: null,
      issuedOn: null,
      subject,
      signer: null,
      legalBases: [],
      distribution: [],
      evidence: {},
    },
    window: null,
    period: null,
    agencies: [],
    obligations: [],
    events: [],
    targets: [],
    questions: [],
    unread: [],
    warnings: [],
  };
}
