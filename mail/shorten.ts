import { periodAtEndOf } from '../domain/period.js';

/** So many characters a subject has at most, names that are never cut aside (UTF-16, which is never less than what people count). */
export const MAX_SUBJECT = 100;

/** A text of at most `max` characters, cut behind a word and closed with `…`. */
export function cutAtWord(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = text.slice(0, Math.max(0, max - 1));
  const space = room.lastIndexOf(' ');
  // One word longer than the room: a cut inside it is better than nothing at all.
  const kept = space > 0 ? room.slice(0, space) : room;
  return `${kept.replace(/[\s,;:.()–-]+$/u, '')}…`;
}

/** A report's name cut as `cutAtWord` cuts; the period at its end stays, for it tells one report from the next. */
function cutName(reportName: string, max: number): string {
  const period = periodAtEndOf(reportName);
  if (period === '' || reportName.length <= max) return cutAtWord(reportName, max);
  const rest = reportName.slice(0, reportName.length - period.length);
  const room = Math.max(LEAST_NAME, max - period.length - 1);
  return `${cutAtWord(rest, room)} ${period}`;
}

/** Fewer characters of a name than this say nothing. */
const LEAST_NAME = 12;

/** A text of at most `max` words, closed with `…` when some were cut. */
export function cutWords(text: string, max: number): string {
  if (wordCount(text) <= max) return text;
  const words = text.split(/\s+/u).filter(Boolean);
  return `${words
    .slice(0, max)
    .join(' ')
    .replace(/[\s,;:.()–-]+$/u, '')}…`;
}

/** How many words a text has, counted by white space: in Vietnamese, syllables. */
export function wordCount(text: string): number {
  let words = 0;
  let inside = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const space = code === 0x20 || code === 0xa0 || (code >= 0x09 && code <= 0x0d);
    if (!space && !inside) words += 1;
    inside = !space;
  }
  return words;
}

/** What `oneLine` would change: controls, odd or doubled spaces, letters with loose marks. */
// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const UNTIDY = /[\u0000-\u001f\u007f-\u00a0\u2028\u2029]|\p{Mn}| {2}|^ | $/u;
// eslint-disable-next-line no-control-regex -- control characters are exactly what is taken out
const SPACE_AND_CONTROLS = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]+/g;

/** One line in NFC with single spaces and no control characters: safe for a mail header. */
export function oneLine(text: string): string {
  if (!UNTIDY.test(text)) return text;
  return text.normalize('NFC').replace(SPACE_AND_CONTROLS, ' ').trim();
}

/** The parts of a subject that are names and words of the plan. */
export interface SubjectParts {
  readonly report?: string;
  readonly agency?: string;
  readonly due?: string;
  /** The plan's short name: what a report that is named too long is called by. */
  readonly plan?: string | undefined;
}

const LEAST_REPORT = 16;
/** What a report is, in the first words of its name. */
const KIND = /^(?:báo cáo|danh sách|kế hoạch)/iu;

/**
 * A subject of at most 100 characters where the report's name alone can give way: it is called by its
 * plan's short name, or cut. Agency, date and that short name are never cut: without them nobody can tell
 * whom and when a mail is about, and a longer line is the lesser evil.
 */
export function fitSubject(
  { report = '', agency = '', due = '', plan }: SubjectParts,
  write: (parts: Required<Omit<SubjectParts, 'plan'>>) => string,
): string {
  const named = { agency: shortBody(calm(agency)), due: oneLine(due) };
  const whole = calm(report);
  const subject = (name: string) => begun(calm(write({ ...named, report: name })));
  const full = subject(whole);
  if (full.length <= MAX_SUBJECT || whole === '') return full;
  if (plan !== undefined) {
    const byPlan = calledByPlan(whole, calm(plan));
    return byPlan.length < whole.length ? subject(byPlan) : full;
  }
  const room = whole.length - (full.length - MAX_SUBJECT);
  return subject(cutName(whole, Math.max(LEAST_REPORT, room)));
}

/** What follows the sender begins with a capital letter. */
function begun(subject: string): string {
  return subject.replace(/^(\[[^\]]*\] )(\p{Ll})/u, (_all, sender: string, first: string) => {
    return `${sender}${first.toLocaleUpperCase('vi')}`;
  });
}

/** "báo cáo tháng 7 · Tháng hành động 2026": what it is, of which period, of which plan. */
export function calledByPlan(report: string, plan: string): string {
  const kind = KIND.exec(report)?.[0] ?? 'báo cáo';
  const period = periodAtEndOf(report);
  return [kind, ...(period === '' || plan.endsWith(period) ? [] : [period]), plan].join(' ');
}

/** How offices shorten names in a subject line, where everybody reads them so. */
const SHORT_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^[UỦ][ỷỶyY] ban nhân dân(?= )/u, 'UBND'],
  [/Nông nghiệp và Môi trường/u, 'NN&MT'],
  [/Giáo dục và Đào tạo/u, 'GD&ĐT'],
  [/Văn h(?:óa|oá), Thể thao và Du lịch/u, 'VHTT&DL'],
  [/Khoa học và Công nghệ/u, 'KH&CN'],
];

/** A body's name as a subject line has it: "UBND", "Sở NN&MT"; the body itself stays recognisable. */
export function shortBody(name: string): string {
  return SHORT_NAMES.reduce(
    (short, [long, abbreviation]) => short.replace(long, abbreviation),
    name,
  );
}

/** Without exclamation marks, and a name printed wholly in capitals set in small letters. */
export function calm(text: string): string {
  const line = oneLine(text.includes('!') ? text.replaceAll('!', '') : text);
  const shouted = line.length > 12 && line.includes(' ') && line === line.toUpperCase();
  const small = line.toLowerCase();
  if (!shouted || line === small) return line;
  return small.charAt(0).toUpperCase() + small.slice(1);
}
