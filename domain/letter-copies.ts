import { fold } from './fold.js';
import { archiveLine } from './paper-head.js';
import type { OfficePapers } from './schemas/office-papers.js';

const LEADERS = /(^|[\s,])(chủ tịch|ct|pct|phó chủ tịch|lãnh đạo)([\s,]|$)/u;
/** Leaders of the Party, the council or the Front are not those who let the office urge. */
const OF_THE_COMMITTEE = /ubnd|ủy ban nhân dân/u;
const KEPT_IN_ARCHIVE = /^[-\s]*lưu\s*:/u;
const AS_ABOVE = /^[-\s]*như trên/u;

/**
 * Who gets a copy of a letter, its addressees apart: the leaders it is reported to, and the archive. Of the
 * lines of the plan's Nơi nhận only the leaders of the People's Committee: everybody else on that list would
 * read who is late. What the office set comes first; an archive of the committee's office is not that of the police.
 */
export function letterCopies(
  planDistribution: readonly string[],
  given: { readonly office: OfficePapers; readonly ownPlan: boolean },
): readonly string[] {
  const { office, ownPlan } = given;
  const set = office.leaders.filter((line) => line !== '');
  const leaders =
    set.length > 0
      ? set
      : planDistribution.filter((line) => {
          const folded = fold(line);
          return LEADERS.test(folded) && OF_THE_COMMITTEE.test(folded);
        });
  return [...leaders, archiveOf(planDistribution, { office, ownPlan })];
}

/** Groups of agencies: they sent the report, and need none. */
const AGENCIES =
  /(các sở|các cơ quan|các ban|các phòng|sở, ban, ngành|xã, phường|cấp xã|đặc khu|trung ương (đóng )?trên địa bàn|cơ quan tw)/u;

/** Who gets a copy of the report that goes up: the plan's list without the report's addressees and without those who reported. */
export function reportCopies(
  planDistribution: readonly string[],
  given: {
    readonly addressees: readonly string[];
    readonly office: OfficePapers;
    readonly ownPlan: boolean;
  },
): readonly string[] {
  const addressed = given.addressees.map((name) => bare(name));
  const others = planDistribution.filter((line) => {
    const folded = fold(line);
    return !(
      KEPT_IN_ARCHIVE.test(folded) ||
      AS_ABOVE.test(folded) ||
      AGENCIES.test(folded) ||
      addressed.includes(bare(line))
    );
  });
  return [...others, archiveOf(planDistribution, given)];
}

function archiveOf(
  planDistribution: readonly string[],
  { office, ownPlan }: { readonly office: OfficePapers; readonly ownPlan: boolean },
): string {
  const kept = planDistribution.find((line) => KEPT_IN_ARCHIVE.test(fold(line)));
  return office.archive === '' && ownPlan && kept !== undefined ? kept : archiveLine(office);
}

function bare(line: string): string {
  return fold(line)
    .replace(/^[-\s]*/u, '')
    .replace(/[;.\s]+$/u, '');
}
