import { inSentence } from './in-sentence.js';
import { answeredDraft } from './answered-draft.js';
import {
  answerTo,
  askedBodiesOwe,
  dayIn,
  isLeftForHolidays,
  isLeftToGoodwill,
  keyOf,
} from './answers.js';
import type { ConfirmationInput } from './answers.js';
import { plusDays } from './day.js';
import { fold } from './fold.js';
import { ONE_OFF } from './forms/without-figures.js';
import { isOneOff } from './one-off.js';
import type { Day } from './day.js';
import { askedOnceOf, sharedOut } from './owing-agencies.js';
import { askedByAnnex } from './forms/annex-form.js';
import { proposedForm } from './forms/library.js';
import { linesOf } from './paper-head.js';
import { isSameBody, superiorBody } from './superior-body.js';
import { proposedShortName } from './short-name.js';
import { printedDay } from './printed-day.js';
import { cyclesOf } from './proposed-cycles.js';
import type {
  ConfirmedCycle,
  ConfirmedPlan,
  ConfirmedRequirement,
} from './schemas/confirmed-plan.js';
import type { DraftObligation, PlanDraft } from './schemas/plan-draft.js';

/** What the review page starts from: the draft with every question answered or by its proposal. */
export function proposeConfirmation(asked: ConfirmationInput): ConfirmedPlan {
  const input = { ...asked, draft: answeredDraft(asked) };
  const { draft, office } = input;
  const { document } = draft;
  const subject = document.subject ?? draft.source.file;
  const upward = draft.obligations.filter(({ what }) => what === 'consolidated-report');
  const consolidator =
    draft.obligations.find(({ consolidator: named }) => named !== null)?.consolidator ?? null;
  const addressees = upward.find(({ recipients }) => recipients.length > 0)?.recipients ?? [];
  return askedByAnnex({
    identity: {
      documentType: document.type ?? 'KẾ HOẠCH',
      number: document.number ?? answerTo(input, 'number_blank', 'document.number'),
      issuedOn: document.issuedOn ?? dayIn(input.answers['number_blank@document.issuedOn'] ?? null),
      issuer: document.issuer ?? office.name,
      subject,
      shortName: proposedShortName(subject),
      sendingBody: senderIn(office),
      unit:
        draft.obligations.find(({ contactPoint }) => contactPoint)?.contactPoint?.unit ??
        office.name,
      officerName: office.officerName,
      officerPhone: office.officerPhone,
      replyTo: office.officerEmail,
      placeOfIssue: document.place ?? office.placeOfIssue,
      ...signatureOf(input),
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
    ...(input.forms === undefined || input.forms.length === 0 ? {} : { forms: [...input.forms] }),
    ...(draft.targets.length === 0 ? {} : { targets: [...draft.targets] }),
    askedOwe: askedBodiesOwe(input),
    answers: answersOf(input),
    agencyIds: input.agencies.map(({ id }) => id),
  });
}

/** In whose name mails go: the office by the short name it gave itself. */
function senderIn({ name, shortName }: ConfirmationInput['office']): string {
  return shortName === undefined || shortName.trim() === '' ? name : shortName;
}

/** Who signs letters and the report: the body that signed the plan, or the one that consolidates, in its own name. */
function signatureOf(input: ConfirmationInput) {
  const { document } = input.draft;
  const issuer = document.issuer ?? input.office.name;
  const paperIssuer =
    answerTo(input, 'issuer_of_report', 'obligations') ?? reporterIn(input, issuer);
  const own = fold(paperIssuer) === fold(input.office.name) ? input.office : null;
  const signer = own?.signer ?? null;
  if (paperIssuer === issuer) {
    return {
      paperIssuer,
      governingBody: own?.governingBody ?? null,
      reportSymbol: 'BC-UBND',
      letterSymbol: 'UBND-NC',
      // Who signed the plan signs its papers; the office's usual signer stands in for nobody.
      signingCapacity:
        document.signer === null ? [...linesOf(signer?.capacity ?? '')] : capacityOf(input.draft),
      signerName: document.signer?.name ?? signer?.name ?? null,
    };
  }
  // The plan was signed by others: who signs here is the office's usual signer, or left blank for a person.
  const symbol = initialsOf(paperIssuer);
  return {
    paperIssuer,
    // The plan's issuer stands above a department, not above the police.
    governingBody: own?.governingBody ?? superiorBody(paperIssuer, issuer) ?? null,
    reportSymbol: `BC-${symbol}`,
    letterSymbol: symbol,
    signingCapacity: [...linesOf(signer?.capacity ?? '')],
    signerName: signer?.name ?? null,
  };
}

/** Who reports upward: the plan's issuer, unless the report goes to it: then the body that puts it together. */
function reporterIn({ draft: { obligations } }: ConfirmationInput, issuer: string): string {
  const upward = obligations.find(({ what }) => what === 'consolidated-report');
  const [owner] = upward?.owedBy ?? [];
  const toItself = upward?.recipients.some((name) => isSameBody(name, issuer)) === true;
  return owner !== undefined && toItself ? owner : issuer;
}

/** "Công an tỉnh" → "CAT", "Sở Nông nghiệp và Môi trường" → "SNNMT": how symbols shorten names. */
function initialsOf(name: string): string {
  return name
    .split(/[\s,-]+/u)
    .filter((word) => word !== '' && word.toLowerCase() !== 'và')
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

function requirementsOf(input: ConfirmationInput, subject: string): ConfirmedRequirement[] {
  const keys = new Map<string, number>();
  const owersOf = isOneOff(input.draft) ? askedOnceOf : sharedOut;
  const owing = owersOf(input.draft.obligations, input.agencies, input.memory);
  return input.draft.obligations.flatMap((obligation, index) => {
    if (isLeftToGoodwill(input, index) || isLeftForHolidays(input, index)) return [];
    const cycles = cyclesOf(input, obligation, index).map((cycle) => numbered(cycle, keys));
    if (cycles.length === 0) return [];
    const onward = obligation.what === 'consolidated-report';
    const agencyIds = onward ? null : (owing[index]?.agencyIds ?? null);
    return [
      {
        about: `obligations[${String(index)}]`,
        what: obligation.what,
        reportName: reportNameOf(obligation, subject),
        recipients: obligation.recipients,
        via: obligation.via,
        channel: obligation.channels.map(({ text }) => text).join(' hoặc '),
        form: isOneOff(input.draft)
          ? ONE_OFF.key
          : proposedForm({ subject, what: obligation.what, isRepeated: cycles.length > 1 }).key,
        owedBy: obligation.owedBy,
        ...(agencyIds === null ? {} : { agencyIds: [...agencyIds] }),
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

function answersOf(input: ConfirmationInput): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const question of input.draft.questions) {
    const answer = input.answers[keyOf(question)] ?? question.proposal;
    if (answer !== null) answers[keyOf(question)] = answer;
  }
  return { ...answers, ...input.answers };
}

/** Subjects that begin with a name, large in the middle of a sentence too: "Tháng hành động …", "Đề án …". */
const BEGINS_NAME =
  /^(?:Tháng|Tuần|Ngày|Năm|Đợt|Tết|Lễ|Đại hội|Hội (?:thi|nghị|thao)|Đề án|Dự án|Chương trình|Chiến (?:dịch|lược)|Kế hoạch|Phong trào|Cuộc (?:thi|vận động)|Luật|Bộ luật|Pháp lệnh|Nghị (?:quyết|định)|Chỉ thị|Kết luận|Quyết định|Thông tư|Công điện)(?!\p{L})/u;

/** {BC}: what the mails call the report, short enough for a subject line. */
function reportNameOf(
  { what, evidence }: Pick<DraftObligation, 'what' | 'evidence'>,
  subject: string,
): string {
  const whole = subject.replace(/\s+/gu, ' ').trim();
  const rest = whole
    .replace(/^(?:về việc|v\/v|về)\s+/iu, '')
    .replace(/^(?:triển khai(?: thực hiện)?|tổ chức|thực hiện)\s+/iu, '');
  // Within the sentence its case is as printed; as its first word it is large for that reason alone, or a name.
  const matter = rest === whole && !BEGINS_NAME.test(rest) ? inSentence(rest) : rest;
  switch (what) {
    case 'report':
      return /^(?:tình hình|kết quả)(?!\p{L})/iu.test(matter)
        ? `báo cáo ${matter}`
        : `báo cáo kết quả ${matter}`;
    case 'consolidated-report':
      return `báo cáo tổng hợp kết quả ${matter}`;
    case 'plan':
      return `kế hoạch triển khai ${matter}`;
    case 'list':
      return listNamed(evidence.text) ?? `danh sách theo ${matter}`;
  }
}

/** What a list is of, up to where it goes or by when: "danh sách bến đón khách | về Sở …". */
const LISTED =
  /(?:danh sách|danh mục|phiếu|đăng ký|hồ sơ|cam kết|đề xuất)(?!\p{L})[^,;.()]{4,80}?(?=\s(?:gửi|nộp|chuyển|về|cho|qua|trước|chậm nhất|muộn nhất|trong ngày|kèm)(?!\p{L})|[,;.()]|$)/iu;

function listNamed(words: string): string | null {
  const found = LISTED.exec(words.replace(/\s+/gu, ' '))?.[0].trim();
  return found === undefined ? null : inSentence(found);
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
