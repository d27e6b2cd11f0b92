import { bodiesIn, runFrom, type Body } from '../bodies.js';
import type { FoundDue } from '../due/found-due.js';
import type { Passage } from '../passage.js';

/** What sets bodies off from those named before them; "gửi về: Sở …" names who receives. */
const SET_OFF =
  /(?:^|(?<!(?:về|gửi|cho|đến|tới|nhận|qua)\s*)[,;:.]|(?<!\p{L})và)\s*(?:(?:riêng|còn)(?: đối với)?|đối với)?\s*$/u;
/** The first day is everybody's unless words turn to somebody. */
const TURNED_TO = /(?:riêng|còn|đối với|:)\s*$/u;
/** What may stand between bodies and the day or verb that is theirs. */
const LEADS_ON = /^\s*(?:[:,(]|là|thì|có trách nhiệm|phải|gửi|nộp|báo cáo)*\s*$/u;
/** "trước ngày 10/6 (đối với các sở, ngành)": the bodies stand behind their day. */
const BEHIND = /^\s*[,(]?\s*(?:áp dụng )?đối với\s+$/u;

/**
 * Whose day a phrase of a clause is, where the clause shares its days out among bodies: "… trước ngày
 * 15/6, riêng Công an tỉnh trước ngày 20/6", "trước ngày 10/6 đối với các sở, …"; [] when it is the day
 * of all. Places of the phrases count from `from` of the clause.
 */
export function ownersOfDay(
  clause: Passage,
  from: number,
  phrases: readonly FoundDue[],
): (phrase: FoundDue) => readonly Body[] {
  const bodies = bodiesIn(clause);
  const shared = new Map<FoundDue, readonly Body[]>();
  let isSharing = false;
  for (const [index, phrase] of phrases.entries()) {
    const [start, end] = [from + phrase.start, from + phrase.end];
    const before = phrases[index - 1];
    const behind = bodiesBehind(clause, bodies, end);
    const ahead = bodiesBefore(clause, bodies, before === undefined ? 0 : from + before.end, start);
    // "về Sở A trước ngày … và Sở B trước ngày …" names receivers: only a group goes without "riêng".
    const isTurnedTo = TURNED_TO.test(clause.key.slice(0, ahead[0]?.start ?? 0));
    const isGroup = before !== undefined && ahead.some(({ group }) => group);
    const own: readonly Body[] =
      behind.length > 0 ? behind : isTurnedTo || isGroup || isSharing ? ahead : [];
    if (own.length > 0) shared.set(phrase, own);
    isSharing = own.length > 0;
  }
  return (phrase) => shared.get(phrase) ?? [];
}

function bodiesBehind(clause: Passage, bodies: readonly Body[], end: number): readonly Body[] {
  const first = bodies.findIndex(({ start }) => start >= end);
  return first !== -1 && BEHIND.test(clause.key.slice(end, bodies[first]?.start))
    ? runFrom(clause, bodies, first)
    : [];
}

/** The bodies set off between places `since` and `at` of a clause that lead on to what stands there: "…, riêng Công an tỉnh | báo cáo …"; else []. */
export function bodiesBefore(
  clause: Passage,
  bodies: readonly Body[],
  since: number,
  at: number,
): readonly Body[] {
  const first = bodies.findIndex((body) => {
    const index = bodies.indexOf(body);
    const last = runFrom(clause, bodies, index).findLast(({ end }) => end <= at);
    return last !== undefined && LEADS_ON.test(clause.key.slice(last.end, at));
  });
  const start = bodies[first]?.start ?? -1;
  if (start < since || !SET_OFF.test(clause.key.slice(since, start))) return [];
  return runFrom(clause, bodies, first).filter(({ end }) => end <= at);
}
