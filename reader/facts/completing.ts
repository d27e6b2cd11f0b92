import { bodiesIn } from '../bodies.js';
import type { FoundDue } from '../due/found-due.js';
import { duePhrasesIn } from '../due-phrases.js';
import { evidenceOf, type Passage } from '../passage.js';
import { printsDay } from '../recurrence-rules.js';
import { recipientsIn } from './addressing.js';
import { draftDue, isDated, isOpen, timesOf, type Duty, type Setting } from './duty.js';
import { sendingOf } from './sending.js';

/** "Thời hạn gửi:", "Thời gian nộp báo cáo": what follows is when, of a duty said before. */
const WHEN =
  /^(?:và )?(?:thời (?:hạn|gian)|hạn(?: cuối| chót)?)(?: (?:gửi|nộp|hoàn thành|báo cáo|về|cuối cùng|chậm nhất là))*\s*[:,]?\s*$/u;
/** "gửi về Sở Tài chính": where to, of the duties said before. */
const WHERE = /^(?:và |tất cả |các báo cáo )?(?:gửi|nộp)(?! (?:kèm|theo))(?!\p{L})/u;

/**
 * The duties said so far with what a further clause, which asks for nothing itself, says of them: the day of
 * the last one ("… gửi báo cáo về Sở Y tế. Thời hạn gửi: chậm nhất …"), the addressee of all ("…; báo
 * cáo tháng trước ngày …; gửi về Sở Y tế"). Null when the clause says neither.
 */
export function completed(
  duties: readonly Duty[],
  clause: Passage,
  setting: Setting,
): Duty[] | null {
  const dated = withDay(duties, clause, setting);
  return withAddressee(dated ?? duties, clause, setting) ?? dated;
}

function withDay(duties: readonly Duty[], clause: Passage, setting: Setting): Duty[] | null {
  const last = duties.at(-1);
  if (last === undefined || isDated(last)) return null;
  const found = duePhrasesIn(clause.key, setting.context)[0];
  if (found === undefined) return null;
  const lead = clause.key.slice(0, found.start);
  const says = WHEN.test(lead) || SENT_ON.test(lead);
  const isLimit = found.start === 0 && /^(?:thời )?hạn/u.test(clause.key);
  if (!says && !isLimit) return null;
  if (found.date === null && found.recurrence === null) return null;
  const { source } = setting.parts;
  const end = Math.max(last.evidence.end, evidenceOf(source, clause).end);
  const { start } = last.evidence;
  const due = draftDue(clause, 0, found, setting.deadline);
  const evidence = { start, end, text: source.slice(start, end) };
  const times = [...last.times, ...timesOf(source, clause, 0, found)];
  return [...duties.slice(0, -1), { ...last, due, times, evidence }];
}

/** "gửi chậm nhất ngày …", "Gửi về Sở … trước ngày": when, of what was said before. */
const SENT_ON =
  /^(?:và |các báo cáo )?(?:gửi|nộp|thời hạn|thời gian|hạn)(?: (?:gửi|nộp|về [^,;.\d]{2,60}|báo cáo))*\s*:?\s*$/u;

const SAYS_WHEN = /^(?:và |các báo cáo )?(?:gửi|nộp|thời hạn|thời gian|hạn)(?!\p{L})/u;

/** The duties said before with the time that a clause gives them which says nothing of what is sent; null where it gives none. */
export function sentOn(duties: readonly Duty[], clause: Passage, setting: Setting): Duty[] | null {
  // Looking for terms takes long: only where the words can say no more.
  if (duties.length === 0 || !SAYS_WHEN.test(clause.key)) return null;
  const shared = withDaysOfPeriods(duties, clause, setting);
  if (shared !== null) return shared;
  const found = duePhrasesIn(clause.key, setting.context)[0];
  if (found === undefined || !SENT_ON.test(clause.key.slice(0, found.start))) return null;
  return (
    withDayOfPeriods(duties, { clause, found }, setting) ??
    (found.start > 0 ? completed(duties, clause, setting) : null)
  );
}

/** The periods said before, "hằng quý, 6 tháng, năm", with the one day that a further clause gives them all. */
function withDayOfPeriods(
  duties: readonly Duty[],
  { clause, found }: { readonly clause: Passage; readonly found: FoundDue },
  setting: Setting,
): Duty[] | null {
  const [rule] = found.recurrence ?? [];
  if (rule?.day === undefined || rule.month !== undefined) return null;
  const { source } = setting.parts;
  const at = duties.findLastIndex(
    ({ due }) => due.recurrence?.every((one) => one.every !== 'day' && !printsDay(one)) === true,
  );
  const duty = duties[at];
  if (duty === undefined) return null;
  const { day, monthOfPeriod, boundary } = rule;
  const recurrence = (duty.due.recurrence ?? []).map(({ every }) => ({
    every,
    day,
    ...(every === 'month' || monthOfPeriod === undefined ? {} : { monthOfPeriod }),
    ...(boundary === undefined ? {} : { boundary }),
  }));
  const spread = (from: number) => {
    const end = Math.max(duty.evidence.end, evidenceOf(source, clause).end);
    return { start: from, end, text: source.slice(from, end) };
  };
  const whole: Duty = {
    ...duty,
    due: { ...draftDue(clause, 0, found, setting.deadline), recurrence },
    times: [...duty.times, ...timesOf(source, clause, 0, found)],
    said: spread(duty.said.start),
    evidence: spread(duty.evidence.start),
  };
  return duties.map((one, index) => (index === at ? whole : one));
}

/** "ngày 05 tháng 7 và ngày 05 tháng 01 năm sau", "20/6, 20/12": a day of the year for each of several periods. */
const LISTED_DAYS =
  /(?<word>trước|chậm nhất(?: là)?|muộn nhất(?: là)?|vào|là)?\s*(?:các )?(?<days>ngày \d{1,2}\s*(?:tháng|\/)\s*\d{1,2}(?: (?:hằng|hàng) năm)?(?:(?:,| và|, và)\s*(?:ngày )?\d{1,2}\s*(?:tháng|\/)\s*\d{1,2}(?: năm (?:sau|liền kề|kế tiếp))?)+)(?!\d|[/.]\d| năm \d)/u;

/** The periods said before, "06 tháng và hằng năm", with as many days of the year as there are periods, in their order. */
function withDaysOfPeriods(
  duties: readonly Duty[],
  clause: Passage,
  setting: Setting,
): Duty[] | null {
  const found = LISTED_DAYS.exec(clause.key);
  const at = duties.findLastIndex(
    ({ due }) => due.recurrence?.every((one) => one.every !== 'day' && !printsDay(one)) === true,
  );
  const duty = duties[at];
  if (found === null || duty === undefined) return null;
  const days = [
    ...(found.groups?.['days'] ?? '').matchAll(
      /(\d{1,2})\s*(?:tháng|\/)\s*(\d{1,2})(?<next> năm (?:sau|liền kề|kế tiếp))?/gu,
    ),
  ];
  const periods = duty.due.recurrence ?? [];
  if (days.length !== periods.length) return null;
  const boundary =
    found.groups?.['word'] === 'trước' ? ('before_day' as const) : ('by_end_of_day' as const);
  const recurrence = periods.map(({ every }, index) => ({
    every,
    month: Number(days[index]?.[2]),
    day: Number(days[index]?.[1]),
    ...(days[index]?.groups?.['next'] === undefined ? {} : { yearOffset: 1 }),
    boundary,
  }));
  if (recurrence.some(({ month, day }) => month > 12 || day > 31 || month < 1 || day < 1))
    return null;
  const { source } = setting.parts;
  const end = Math.max(duty.evidence.end, evidenceOf(source, clause).end);
  const spread = (from: number) => ({ start: from, end, text: source.slice(from, end) });
  const place = evidenceOf(source, clause, found.index, found.index + found[0].length);
  const whole: Duty = {
    ...duty,
    due: {
      ...duty.due,
      phrase: clause.text.slice(found.index, found.index + found[0].length).trim(),
      boundary: 'recurring',
      recurrence,
    },
    times: [...duty.times, place],
    said: spread(duty.said.start),
    evidence: spread(duty.evidence.start),
  };
  return duties.map((one, index) => (index === at ? whole : one));
}

function withAddressee(duties: readonly Duty[], clause: Passage, setting: Setting): Duty[] | null {
  if (!duties.some(isOpen) || !WHERE.test(clause.key)) return null;
  const recipients = recipientsIn(clause, bodiesIn(clause), {
    verbEnd: 0,
    before: clause.text.length,
    issuer: setting.issuer,
  });
  const sending = sendingOf(setting.parts.source, clause);
  if (recipients.length === 0 && sending.via === null) return null;
  return duties.map((duty) => (isOpen(duty) ? { ...duty, recipients, ...sending } : duty));
}
