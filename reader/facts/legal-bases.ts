import type { LegalBasis } from '../../domain/schemas/plan-draft.js';
import { datePattern, printedDate, resolved } from '../dates.js';
import type { DocumentParts } from '../document-parts.js';
import { evidenceOf } from '../passage.js';

const DATE = datePattern('a');
/**
 * A cited document: "573/TTg-KGVX ngày 25/5/2026", "132- KL/TW ngày …", "163/2024/QH15", "36-CT/TW, ngày …";
 * a number, then a symbol of letters with dashes or slashes.
 */
const CITATION = new RegExp(
  String.raw`(?<![\p{L}\d/.-])(?<cited>\d{1,5}(?:\s?\/\s?\d{4})?\s?[-/]\s?(?:\p{L}[\p{L}\d]*)(?:\s?[-/]\s?[\p{L}\d]+)*)(?:(?:\s+(?:tỉnh|thành phố))?\s*,?\s*(?<dated>(?:ngày\s*)${DATE}))?`,
  'gu',
);
/** A law cited by name and year: "Luật Phòng, chống ma túy năm 2021". */
const LAW = /(?:bộ )?luật (?:[\p{L}]+(?:, | - | )){1,8}?năm \d{4}/gu;

/** The documents cited before the distribution list, each once, in order of first mention. */
export function legalBasesOf({ source, paragraphs }: DocumentParts): LegalBasis[] {
  const bases = new Map<string, LegalBasis & { readonly start: number }>();
  for (const passage of paragraphs) {
    const key = passage.key;
    for (const match of key.matchAll(CITATION)) {
      const cited = match.groups?.['cited'] ?? '';
      const start = match.index;
      const citation = passage.text
        .slice(start, start + cited.length)
        .replace(/\s+/gu, '')
        .replace(/[–—]/gu, '-');
      if (!/\p{Lu}/u.test(citation)) continue;
      // "Kế hoạch vốn năm 2028 – Tờ trình": a year and a dash.
      if (/(?<!\p{L})năm $/u.test(key.slice(0, start))) continue;
      // "1/ Sở …" numbers an item.
      if (start === 0 && /^\d{1,2}[-/](?:\p{Lu}\p{Ll}|UBND$)/u.test(citation)) continue;
      const date = resolved(printedDate(match.groups, 'a'), { planYear: null });
      const identity = citation.toUpperCase();
      const known = bases.get(identity);
      if (known !== undefined && (known.date !== null || date === null)) continue;
      const evidence = evidenceOf(source, passage, start, start + match[0].trimEnd().length);
      bases.set(identity, { citation, date, evidence, start: known?.start ?? evidence.start });
    }
    for (const match of key.matchAll(LAW)) {
      const start = match.index;
      const citation = passage.text.slice(start, start + match[0].length);
      if (!/^(?:Bộ )?[Ll]uật/u.test(citation) || bases.has(match[0])) continue;
      const evidence = evidenceOf(source, passage, start, start + match[0].length);
      bases.set(match[0], { citation, date: null, evidence, start: evidence.start });
    }
  }
  return [...bases.values()]
    .sort((a, b) => a.start - b.start)
    .map(({ citation, date, evidence }) => ({ citation, date, evidence }));
}
