import type { Calendar } from './calendar.js';
import { plusDays } from './day.js';
import type { Day, Instant } from './day.js';
import { dayAt, dayOf, instant } from './day.js';
import { dueInstants, recurrenceDates } from './deadline.js';
import { formForSubject } from './indicators.js';
import { closingOf } from './office-hours.js';
import type { OfficeHours } from './office-hours.js';
import { printedDay } from './printed-day.js';
import { workingDayOnOrAfter } from './calendar.js';
import type {
  ConfirmedCycle,
  ConfirmedPlan,
  ConfirmedRequirement,
} from './schemas/confirmed-plan.js';
import type { DraftObligation, DraftQuestion, PlanDraft } from './schemas/plan-draft.js';

export interface ConfirmationInput {
  readonly draft: PlanDraft;
  /** Answers of a person by `code@about`; a question without one takes its proposal. */
  readonly answers: Readonly<Record<string, string>>;
  readonly office: {
    readonly name: string;
    readonly officerName: string;
    readonly officerPhone: string;
    readonly officerEmail: string;
    readonly placeOfIssue: string;
  };
  readonly calendar: Calendar;
  readonly hours: OfficeHours;
  readonly rollForward: boolean;
  readonly agencyIds: readonly string[];
  /** For rules that print no year: the year the plan is read in. */
  readonly year: number;
}

/** What the review page starts from: the draft with every question answered or by its proposal. */
export function proposeConfirmation(input: ConfirmationInput): ConfirmedPlan {
  const { draft, office } = input;
  const { document } = draft;
  const subject = document.subject ?? draft.source.file;
  const upward = draft.obligations.filter(({ what }) => what === 'consolidated-report');
  const consolidator =
    draft.obligations.find(({ consolidator: named }) => named !== null)?.consolidator ?? null;
  const addressees = upward.find(({ recipients }) => recipients.length > 0)?.recipients ?? [];
  return {
    identity: {
      documentType: document.type ?? 'KẾ HOẠCH',
      number: document.number ?? answerTo(input, 'number_blank', 'document.number'),
      issuedOn: document.issuedOn ?? dayAnswer(input, 'number_blank', 'document.issuedOn'),
      issuer: document.issuer ?? office.name,
      subject,
      sendingBody: office.name,
      unit:
        draft.obligations.find(({ contactPoint }) => contactPoint)?.contactPoint?.unit ??
        office.name,
      officerName: office.officerName,
      officerPhone: office.officerPhone,
      replyTo: office.officerEmail,
      governingBody: null,
      placeOfIssue: document.place ?? office.placeOfIssue,
      reportSymbol: 'BC-UBND',
      letterSymbol: 'UBND-NC',
      signingCapacity: capacityOf(draft),
      signerName: document.signer?.name ?? null,
      distribution: document.distribution,
      letterVerb: 'đề nghị',
      addressees,
      trigger: triggerOf(draft),
      standingBody: consolidator,
    },
    windowFrom: draft.window?.from ?? null,
    windowTo: draft.window?.to ?? null,
    eventDays: [...new Set(draft.events.flatMap(({ from, to }) => daysFrom(from, to)))].sort(),
    requirements: requirementsOf(input, subject),
    answers: answersOf(input),
    agencyIds: [...input.agencyIds],
  };
}

/** The duties that no day can be given to ("theo quy định"), so that nobody is reminded of them. */
export function untrackedDuties(input: ConfirmationInput): readonly DraftObligation[] {
  return input.draft.obligations.filter(
    (obligation, index) => cyclesOf(input, obligation, index).length === 0,
  );
}

function requirementsOf(input: ConfirmationInput, subject: string): ConfirmedRequirement[] {
  const form = formForSubject(subject);
  const keys = new Map<string, number>();
  return input.draft.obligations.flatMap((obligation, index) => {
    const cycles = cyclesOf(input, obligation, index).map((cycle) => numbered(cycle, keys));
    if (cycles.length === 0) return [];
    const onward = obligation.what === 'consolidated-report';
    return [
      {
        what: obligation.what,
        reportName: reportNameOf(obligation.what, subject),
        recipients: obligation.recipients,
        via: obligation.via,
        channel: obligation.channels.map(({ text }) => text).join(' hoặc '),
        form,
        onward,
        cycles,
      },
    ];
  });
}

/** A key names one cycle of a plan: of two duties of one kind and day the second is told apart. */
function numbered(cycle: ConfirmedCycle, keys: Map<string, number>): ConfirmedCycle {
  const nth = (keys.get(cycle.key) ?? 0) + 1;
  keys.set(cycle.key, nth);
  return nth === 1 ? cycle : { ...cycle, key: `${cycle.key}-${String(nth)}` };
}

function cyclesOf(
  input: ConfirmationInput,
  obligation: DraftObligation,
  index: number,
): ConfirmedCycle[] {
  const { due } = obligation;
  const about = `obligations[${String(index)}].due`;
  if (due.boundary === 'recurring') return recurringCycles(input, obligation, about);
  if (due.date === null || due.remindTargetAt === null || due.overdueAt === null) return [];
  const strict = instant(due.remindTargetAt);
  const wanted = takesEndOfDay(input, about) ? endOfDueDay(input, due.date) : strict;
  const windowEnd = input.draft.window?.to ?? null;
  return [
    {
      key: `${obligation.what}-${due.date}`,
      periodFrom: input.draft.window?.from ?? null,
      periodTo: windowEnd,
      cutOff:
        obligation.what === 'report' && windowEnd !== null && windowEnd < due.date
          ? windowEnd
          : null,
      duePhrase: due.phrase,
      dueDay: due.date,
      hourBound: due.boundary === 'before_time',
      showTarget: wanted === strict,
      targetAt: wanted,
      overdueAt: instant(due.overdueAt),
    },
  ];
}

/** One cycle for each day of a recurring rule within the plan's years; a missing day takes its answer. */
function recurringCycles(
  input: ConfirmationInput,
  obligation: DraftObligation,
  about: string,
): ConfirmedCycle[] {
  const { draft, year } = input;
  const fromYear = draft.period?.fromYear ?? year;
  const span = {
    from: dayOf(fromYear, 1, 1) ?? dayAt(instant('1970-01-01T00:00:00Z')),
    to: dayOf(draft.period?.toYear ?? fromYear, 12, 31) ?? dayAt(instant('1970-01-01T00:00:00Z')),
  };
  const answer = answerTo(input, 'recurrence_day_missing', about);
  const dates =
    answer === null
      ? recurrenceDates(obligation.due.recurrence ?? [], span)
      : answeredDays(answer, span).map((date) => ({ date, boundary: 'by_end_of_day' as const }));
  return dates.flatMap(({ date, boundary }) => {
    const due = dueInstants(
      { boundary, date, time: obligation.due.time },
      { calendar: input.calendar, hours: input.hours, rollForward: input.rollForward },
    );
    if (due.remindTargetAt === null || due.overdueAt === null) return [];
    return [
      {
        key: `${obligation.what}-${date}`,
        periodFrom: null,
        periodTo: null,
        cutOff: null,
        duePhrase: `${boundary === 'before_day' ? 'trước ngày' : 'chậm nhất ngày'} ${printedDay(date)}`,
        dueDay: date,
        hourBound: false,
        showTarget: true,
        targetAt: due.remindTargetAt,
        overdueAt: due.overdueAt,
      },
    ];
  });
}

/** The days of an answer such as "18/6, 18/12" in every year of a span. */
function answeredDays(answer: string, span: { readonly from: Day; readonly to: Day }): Day[] {
  const wanted = [...answer.matchAll(/(\d{1,2})\/(\d{1,2})/g)];
  const years = [];
  for (let year = Number(span.from.slice(0, 4)); year <= Number(span.to.slice(0, 4)); year += 1) {
    years.push(year);
  }
  return years
    .flatMap((year) => wanted.map(([, on, month]) => dayOf(year, Number(month), Number(on))))
    .filter((on): on is Day => on !== null)
    .sort();
}

function takesEndOfDay(input: ConfirmationInput, about: string): boolean {
  const asked = questionOf(input, 'target_inside_period', about);
  if (asked === undefined) return false;
  const answer = input.answers[keyOf(asked)] ?? asked.proposal;
  return answer !== null && answer === asked.proposal;
}

function endOfDueDay({ calendar, hours }: ConfirmationInput, due: Day): Instant {
  return closingOf(hours, workingDayOnOrAfter(calendar, due));
}

function answersOf(input: ConfirmationInput): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const question of input.draft.questions) {
    const answer = input.answers[keyOf(question)] ?? question.proposal;
    if (answer !== null) answers[keyOf(question)] = answer;
  }
  return { ...answers, ...input.answers };
}

function answerTo(input: ConfirmationInput, code: string, about: string): string | null {
  const given = input.answers[`${code}@${about}`];
  return given ?? questionOf(input, code, about)?.proposal ?? null;
}

function dayAnswer(input: ConfirmationInput, code: string, about: string): Day | null {
  const answer = input.answers[`${code}@${about}`];
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(answer ?? '');
  return parts === null ? null : dayOf(Number(parts[3]), Number(parts[2]), Number(parts[1]));
}

function questionOf(
  { draft }: ConfirmationInput,
  code: string,
  about: string,
): DraftQuestion | undefined {
  return draft.questions.find(
    (question) => question.code === code && question.about.startsWith(about),
  );
}

function keyOf(question: DraftQuestion): string {
  return `${question.code}@${question.about}`;
}

/** {BC}: what the mails call the report, short enough for a subject line. */
function reportNameOf(what: DraftObligation['what'], subject: string): string {
  const matter = subject
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:về việc|v\/v|về)\s+/iu, '')
    .replace(/^(?:triển khai(?: thực hiện)?|tổ chức|thực hiện)\s+/iu, '');
  switch (what) {
    case 'report':
      return `báo cáo kết quả ${matter}`;
    case 'consolidated-report':
      return `báo cáo tổng hợp kết quả ${matter}`;
    case 'plan':
      return `kế hoạch triển khai ${matter}`;
    case 'list':
      return `danh sách theo ${matter}`;
  }
}

/** The document from above that the plan carries out, cited with its date where one is printed. */
function triggerOf({ document: { legalBases } }: PlanDraft): string | null {
  const [first] = legalBases;
  if (first === undefined) return null;
  // A law is cited by its name, a letter or decision by its number.
  const cited = /^\d/.test(first.citation) ? `văn bản số ${first.citation}` : first.citation;
  return first.date === null ? cited : `${cited} ngày ${printedDay(first.date)}`;
}

function capacityOf({ document: { signer } }: PlanDraft): string[] {
  return [signer?.capacity, signer?.position].filter(
    (line): line is string => typeof line === 'string' && line !== '',
  );
}

function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let on = from; on <= to; on = plusDays(on, 1)) days.push(on);
  return days;
}
