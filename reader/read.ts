import { fold } from '../domain/fold.js';
import { SHIPPED_CALENDAR } from '../domain/calendar.js';
import type { DeadlineSettings } from '../domain/deadline.js';
import { DEFAULT_OFFICE_HOURS } from '../domain/office-hours.js';
import type { PlanDraft } from '../domain/schemas/plan-draft.js';
import { partsOf } from './document-parts.js';
import { agenciesOf } from './facts/agencies.js';
import { footFacts } from './facts/distribution.js';
import { eventsOf } from './facts/events.js';
import { headFacts, type HeadFacts } from './facts/head.js';
import { legalBasesOf } from './facts/legal-bases.js';
import { mergedObligations } from './facts/merging.js';
import { dutiesOf } from './facts/obligations.js';
import { targetsOf } from './facts/targets.js';
import { periodOf, planYearOf, schoolYearOf, windowOf } from './facts/window.js';
import { reportPeriodsOf } from './report-periods.js';
import { questionsOn } from './questions.js';
import type { UnquestionedDraft } from './unquestioned-draft.js';
import { textWarnings } from './suspects.js';
import { unreadIn } from './unread.js';
import { warningsOn } from './warnings.js';

/** An extracted text and where it came from. */
export interface ExtractedText {
  readonly text: string;
  readonly file: string;
  readonly sha256: string;
  /** Tool and version that made the text. */
  readonly extractor: string;
}

/** The settings a draft is computed with: the shipped calendar, the default hours, days rolled forward. */
export const SHIPPED_SETTINGS: DeadlineSettings = {
  calendar: SHIPPED_CALENDAR,
  hours: DEFAULT_OFFICE_HOURS,
  rollForward: true,
};

/** The plan draft of an extracted text; the same text and settings give the same draft. */
export function readPlan(
  { text, file, sha256, extractor }: ExtractedText,
  settings: DeadlineSettings = SHIPPED_SETTINGS,
): PlanDraft {
  const parts = partsOf(text);
  const head = headFacts(parts);
  const foot = footFacts(parts);
  const planYear = planYearOf(head);
  const schoolYear = schoolYearOf(parts, head);
  const window = windowOf(parts, planYear, head);
  const context = {
    planYear: yearOfDays(head, planYear),
    schoolYear,
    windowEnd: window?.to ?? null,
    issuedOn: head.issuedOn,
    calendar: settings.calendar,
    isStanding: isRegulation(head.number),
    periods: reportPeriodsOf(parts),
  };
  const duties = dutiesOf({
    parts,
    context,
    deadline: settings,
    issuer: head.issuer,
    subjectEnd: head.evidence['subject']?.end ?? 0,
  });
  const { obligations, conflicts } = mergedObligations(duties);
  const owing = duties.flatMap(({ owners, ownerPlaces, binding }) =>
    owners.flatMap((body, index) => {
      const evidence = ownerPlaces[index];
      return evidence === undefined ? [] : [{ body, binding, evidence }];
    }),
  );
  const read = {
    source: { file, sha256, characters: text.length, extractor },
    document: {
      type: head.type,
      number: head.number,
      issuer: head.issuer,
      place: head.place,
      issuedOn: head.issuedOn,
      subject: head.subject,
      signer: foot.signer,
      legalBases: legalBasesOf(parts),
      distribution: foot.distribution,
      evidence: { ...head.evidence, ...foot.evidence },
    },
    window,
    period: periodOf(parts, head, window !== null),
    agencies: agenciesOf(parts, owing),
    obligations,
    events: eventsOf(parts, { planYear, schoolYear, issuedOn: head.issuedOn }),
    targets: targetsOf(parts),
  };
  const draft: UnquestionedDraft = { ...read, unread: unreadIn(parts, duties, read, context) };
  const { unread, ...rest } = draft;
  return {
    ...rest,
    questions: questionsOn(draft, conflicts, settings.calendar),
    unread,
    warnings: [...warningsOn(draft, settings.calendar), ...textWarnings(parts)],
  };
}

/** What is done in the year before: "xây dựng kế hoạch năm 2028", "lập dự toán". */
const PREPARES =
  /(?<!\p{L})(?:xây dựng|lập|đăng ký|rà soát|góp ý|đề xuất)(?!\p{L})[^.;]{0,40}(?:kế hoạch|dự toán|chương trình|nhu cầu|nhiệm vụ)/u;

/** Whether a number is that of a regulation: the year stands in it (Luật Ban hành văn bản quy phạm pháp luật). */
export function isRegulation(number: string | null): boolean {
  return /^\d+\/\d{4}\//u.test(number ?? '');
}

/**
 * The year of days printed without one: the plan's, but none before the document's own, "báo cáo năm 2026 … trước
 * ngày 08/01" asked for in January 2027; and that of a letter which prepares the next year long before it.
 */
function yearOfDays(
  { issuedOn, type, subject }: HeadFacts,
  planYear: number | null,
): number | null {
  if (issuedOn === null || planYear === null) return planYear;
  const issued = Number(issuedOn.slice(0, 4));
  const month = Number(issuedOn.slice(5, 7));
  const prepares = type !== 'KẾ HOẠCH' && PREPARES.test(fold(subject ?? ''));
  const isAhead =
    planYear === issued + 1 && (month <= 8 || prepares || (type === 'CÔNG VĂN' && month <= 10));
  return isAhead ? issued : Math.max(planYear, issued);
}
