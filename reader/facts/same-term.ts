import { isDated, type Duty } from './duty.js';

/** "cùng thời hạn", "theo thời hạn nêu trên": the term of what was asked for right before. */
const SAME_TERM =
  /(?<!\p{L})(?:cùng (?:thời hạn|thời điểm|thời gian|hạn|ngày)(?: (?:nêu |nói )?trên)?(?=\s*(?:[,;.)]|$))|(?:theo|đúng|trong) (?:thời hạn|thời gian|hạn)(?: đã)?(?: (?:nêu|nói))? trên(?!\p{L}))/iu;

/**
 * The duties of a paragraph, those that are due "cùng thời hạn" with the term of the one said right before
 * them, in the paragraph or as the last of those `before` it; without one their term stays unknown.
 */
export function withSameTerm(duties: readonly Duty[], before: readonly Duty[]): Duty[] {
  let last = before.at(-1);
  return duties.map((duty) => {
    const found = duty.due.boundary === 'none' ? SAME_TERM.exec(duty.said.text) : null;
    const whole = found === null || last === undefined ? duty : due(duty, last, found);
    last = whole;
    return whole;
  });
}

function due(duty: Duty, last: Duty, { 0: phrase, index }: RegExpExecArray): Duty {
  if (!isDated(last)) return duty;
  const start = duty.said.start + index;
  const place = { start, end: start + phrase.length, text: phrase };
  return { ...duty, due: { ...last.due, phrase }, times: [...duty.times, place] };
}
