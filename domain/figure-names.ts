import { folded } from './folded.js';
import type { Indicator } from './schemas/form-definition.js';

/** The indicators by every way in which a file may call them: by code, by label, by label with its unit. */
export function figuresByName(indicators: readonly Indicator[]): ReadonlyMap<string, Indicator> {
  return new Map(
    indicators.flatMap((indicator) => {
      const { code, label, unit } = indicator;
      const names = [code, label, `${label} (${unit})`, `${label}, ${unit}`];
      return names.map((name) => [plainCell(name), indicator] as const);
    }),
  );
}

/** As cells are compared: without marks, single spaces. */
export function plainCell(text: string): string {
  return folded(text).replace(/\s+/gu, ' ');
}
