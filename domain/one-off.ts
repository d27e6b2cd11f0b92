import { emptyDraft } from './empty-draft.js';
import type { PlanDraft } from './schemas/plan-draft.js';

/** In the place of the tool that read a document: nothing was read, a person asks. */
const BY_HAND = 'by-hand';

/** The draft of a one-off request: no document but what it is about; all it asks for is added by hand. */
export function oneOffDraft(subject: string, sha256: string): PlanDraft {
  return emptyDraft({
    source: { file: subject, sha256, characters: subject.length, extractor: BY_HAND },
    type: 'YÊU CẦU BÁO CÁO ĐỘT XUẤT',
    subject,
  });
}

/** Whether a draft is that of a one-off request. */
export function isOneOff({ source }: Pick<PlanDraft, 'source'>): boolean {
  return source.extractor === BY_HAND;
}
