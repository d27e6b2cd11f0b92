/** What of a line is looked at: an opening of the personal link, by whom. */
interface ToldLine {
  readonly kind: string;
  readonly act?: string;
  readonly actor?: string;
}

/**
 * Lines in order of time with the openings of a link that stand behind one another made one: the last of them,
 * with how many there were. Opening changes nothing, and a scanner of mails may do it twenty times.
 */
export function foldedOpenings<Line extends ToldLine>(
  lines: readonly Line[],
): readonly (Line & { readonly times: number })[] {
  const told: (Line & { times: number })[] = [];
  for (const line of lines) {
    const last = told.at(-1);
    const again = last !== undefined && isOpening(last) && isOpening(line);
    if (again && last.actor === line.actor)
      told[told.length - 1] = { ...line, times: last.times + 1 };
    else told.push({ ...line, times: 1 });
  }
  return told;
}

function isOpening({ kind, act }: ToldLine): boolean {
  return kind === 'act' && act === 'openLink';
}
