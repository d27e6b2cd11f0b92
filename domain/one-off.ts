import { emptyDraft } from './empty-draft.js';
import type { ConfirmedPlan } from './schemas/confirmed-plan.js';
import type { PlanDraft } from './schemas/plan-draft.js';

/** In the place of the tool that read a document: nothing was read, a person asks. */
const BY_HAND = 'by-hand';

/** What its document is called where it has none. */
const TYPE = 'YÊU CẦU BÁO CÁO ĐỘT XUẤT';

/** The draft of a one-off request: no document but what it is about; all it asks for is added by hand. */
export function oneOffDraft(subject: string, sha256: string): PlanDraft {
  return emptyDraft({
    source: { file: subject, sha256, characters: subject.length, extractor: BY_HAND },
    type: TYPE,
    subject,
  });
}

/** Whether a draft is that of a one-off request. */
export function isOneOff({ source }: Pick<PlanDraft, 'source'>): boolean {
  return source.extractor === BY_HAND;
}

/** Whether mails speak of a one-off request. */
export function asksOnce({
  documentType,
}: Pick<ConfirmedPlan['identity'], 'documentType'>): boolean {
  return documentType === TYPE;
}

/** Whether all that is asked rests on something of its own and binds nobody: then an officer may ask by himself where the office allows it. */
export function isOnlyAsked({ requirements }: Pick<ConfirmedPlan, 'requirements'>): boolean {
  return requirements.every(({ basis, binding }) => basis !== undefined && binding === false);
}
