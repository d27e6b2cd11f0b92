/** The three degrees of state secrets. */
const DEGREE = '(?:tuyệt mật|tối mật|mật)';
/** A stamp as the only words of a cell, spaces and frames taken away: "TỐI MẬT", "T Ố I  M Ậ T", "(Mật)". */
const STAMP = /^(?:TUYỆT|Tuyệt|TỐI|Tối)?M(?:ẬT|ật)$|^(?:Tuyệt|Tối)mật$/u;
/** A stamp that the letterhead was set beside, or one that is named or stands in brackets after the number. */
const NAMED: readonly RegExp[] = [
  /^\W*(?:TUYỆT |TỐI )?MẬT\s+CỘNG H(?:ÒA|OÀ)/u,
  new RegExp(`^\\P{L}*(?:(?:mức )?độ mật|dấu mật)\\s*:\\s*${DEGREE}\\P{L}*$`, 'iu'),
  new RegExp(`^\\P{L}*số\\s*:[^()]{0,60}\\(\\s*${DEGREE}\\s*\\)`, 'iu'),
];
/** A heading that breaks before its last word: "… BẢO VỆ BÍ" / "MẬT". */
const BREAKS_BEFORE = /bí\s*$/iu;

const LETTERHEAD_LINES = 25;
/** Lines around a national title further down, below the introduction of a portal. */
const NEAR_TITLE = 12;
const NATIONAL_TITLE = /CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA/u;

/** Whether a letterhead in the text bears a stamp of secrecy; words about secrets in a sentence are none. */
export function isSecret(text: string): boolean {
  const lines = text
    .normalize('NFC')
    .split(/[\r\n\f]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const titles = lines.flatMap((line, index) => (NATIONAL_TITLE.test(line) ? [index] : []));
  const isNear = (index: number) =>
    index < LETTERHEAD_LINES || titles.some((title) => Math.abs(index - title) <= NEAR_TITLE);
  return lines.some(
    (line, index) =>
      MENTIONS.test(line) &&
      isNear(index) &&
      isStamped(line, index === 0 ? '' : (lines[index - 1] ?? '')),
  );
}

/** A quick look, spaces between letters allowed. */
const MENTIONS = /m\s*ậ\s*t/iu;

function isStamped(line: string, before: string): boolean {
  if (NAMED.some((pattern) => pattern.test(line))) return true;
  if (BREAKS_BEFORE.test(before)) return false;
  // Cells of one row stand apart by tabs, bars or wide gaps; letters set apart stand one space from each other.
  return [line, ...line.split(/\t+|\||\s{3,}/u)].some((cell) =>
    STAMP.test(cell.replace(/\P{L}/gu, '')),
  );
}
