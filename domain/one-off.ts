import type { PlanDraft } from './schemas/plan-draft.js';

/** In the place of the tool that read a document: nothing was read, a person asks. */
const BY_HAND = 'by-hand';

/** The draft of a one-off request: no document but what it is about; all it asks for is added by hand. */
export function oneOffDraft(subject: string, sha256: string): PlanDraft {
  return {
    source: { file: subject, sha256, characters: subject.length, extractor: BY_HAND },
    document: {
      type: 'YÊU CẦU BÁO CÁO ĐỘT XUẤT',
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

/** Whether a draft is that of a one-off request. */
export function isOneOff({ source }: Pick<PlanDraft, 'source'>): boolean {
  return source.extractor === BY_HAND;
}
