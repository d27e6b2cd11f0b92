import { bodiesIn } from '../bodies.js';
import { duePhrasesIn } from '../due-phrases.js';
import { evidenceOf, type Passage } from '../passage.js';
import { recipientsIn } from './addressing.js';
import { draftDue, isDated, timesOf, type Duty, type Setting } from './duty.js';
import { sendingOf } from './sending.js';
import { isOpen } from './shared-words.js';

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
  return withDay(duties, clause, setting) ?? withAddressee(duties, clause, setting);
}

function withDay(duties: readonly Duty[], clause: Passage, setting: Setting): Duty[] | null {
  const last = duties.at(-1);
  if (last === undefined || isDated(last)) return null;
  const found = duePhrasesIn(clause.key, setting.context)[0];
  if (found === undefined) return null;
  const says = WHEN.test(clause.key.slice(0, found.start));
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

function withAddressee(duties: readonly Duty[], clause: Passage, setting: Setting): Duty[] | null {
  if (!duties.some(isOpen) || !WHERE.test(clause.key)) return null;
  const recipients = recipientsIn(clause, bodiesIn(clause), 0, clause.text.length);
  const sending = sendingOf(setting.parts.source, clause);
  if (recipients.length === 0 && sending.via === null) return null;
  return duties.map((duty) => (isOpen(duty) ? { ...duty, recipients, ...sending } : duty));
}
