import { fold } from './fold.js';

const LEADERS = /(^|[\s,])(chủ tịch|ct|pct|phó chủ tịch|lãnh đạo)([\s,]|$)/u;
/** Leaders of the Party, the council or the Front are not those who let the office urge. */
const OF_THE_COMMITTEE = /ubnd|ủy ban nhân dân/u;
const KEPT_IN_ARCHIVE = /^[-\s]*lưu\s*:/u;

/**
 * Who gets a copy of an urging letter, of the lines of its plan's Nơi nhận: the leaders of the
 * People's Committee it is reported to, and the archive. Everybody else on the plan's list would
 * read who is late.
 */
export function letterCopies(planDistribution: readonly string[]): readonly string[] {
  return planDistribution.filter((line) => {
    const folded = fold(line);
    return KEPT_IN_ARCHIVE.test(folded) || (LEADERS.test(folded) && OF_THE_COMMITTEE.test(folded));
  });
}
