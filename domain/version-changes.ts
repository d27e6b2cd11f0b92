/** What of a version of a report is held against another. */
export interface ComparableVersion {
  readonly figures: readonly {
    readonly code: string;
    readonly label: string;
    readonly unit: string;
    readonly value: string;
    readonly approximate: string | null;
  }[];
  readonly nilCodes: readonly string[];
  readonly nilLabels: readonly string[];
  readonly narrative: readonly {
    readonly key: string;
    readonly heading: string;
    readonly text: string;
  }[];
  readonly documentNumber: string | null;
}

/** One answer that is another in the later version; null: none was given. */
export interface VersionChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What one version of a report says otherwise than the one before, in the order of the form. */
export function versionChanges(
  before: ComparableVersion,
  after: ComparableVersion,
  numberText: (value: string) => string,
): readonly VersionChange[] {
  const [was, is] = [before, after].map((version) => answersOf(version, numberText));
  const names = new Set([...(is?.keys() ?? []), ...(was?.keys() ?? [])]);
  return [...names].flatMap((name) => {
    const [from, to] = [was?.get(name), is?.get(name)];
    if (from?.text === to?.text) return [];
    return [
      {
        label: to?.label ?? from?.label ?? name,
        before: from?.text ?? null,
        after: to?.text ?? null,
      },
    ];
  });
}

function answersOf(
  version: ComparableVersion,
  numberText: (value: string) => string,
): ReadonlyMap<string, { readonly label: string; readonly text: string }> {
  const number = version.documentNumber ?? '';
  return new Map([
    ...version.figures.map(({ code, label, unit, value, approximate }) => {
      const words = [approximate, numberText(value), unit].filter((word) => word !== null);
      return [code, { label, text: words.join(' ').trim() }] as const;
    }),
    ...version.nilCodes.map(
      (code, n) =>
        [code, { label: version.nilLabels[n] ?? code, text: 'Không phát sinh' }] as const,
    ),
    ...version.narrative.map(
      ({ key, heading, text }) => [`narrative.${key}`, { label: heading, text }] as const,
    ),
    ...(number === '' ? [] : [['documentNumber', { label: 'Số, ký hiệu', text: number }] as const]),
  ]);
}
