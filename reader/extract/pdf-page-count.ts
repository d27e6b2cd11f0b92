import { inflateSync } from 'node:zlib';

/** A tree of pages says how many there are below it; the root has the greatest number. */
const PAGE_TREE =
  /\/Type\s*\/Pages\b[^]{0,400}?\/Count\s+(\d{1,6})|\/Count\s+(\d{1,6})[^]{0,400}?\/Type\s*\/Pages\b/g;
const OBJECT_STREAM = /\/Type\s*\/ObjStm\b[^]{0,400}?stream\r?\n/g;
const MOST_INFLATED = 4 * 1024 * 1024;
const MOST_STREAMS = 500;

/** How many pages a PDF says it has; null where it does not say so in a way that is known here. */
export function pageCountOfPdf(bytes: Buffer): number | null {
  const text = bytes.toString('latin1');
  const counts = [...countsIn(text), ...packedObjects(bytes, text).flatMap(countsIn)];
  return counts.length === 0 ? null : Math.max(...counts);
}

function countsIn(text: string): readonly number[] {
  return [...text.matchAll(PAGE_TREE)]
    .map(([, after, before]) => Number(after ?? before))
    .filter((count) => count > 0);
}

/** The objects that newer files keep packed together (ISO 32000-1, 7.5.7). */
function packedObjects(bytes: Buffer, text: string): readonly string[] {
  return [...text.matchAll(OBJECT_STREAM)].slice(0, MOST_STREAMS).flatMap(({ 0: head, index }) => {
    const from = index + head.length;
    const to = text.indexOf('endstream', from);
    if (to < 0) return [];
    try {
      const packed = bytes.subarray(from, to);
      return [inflateSync(packed, { maxOutputLength: MOST_INFLATED }).toString('latin1')];
    } catch {
      // Packed in another way, or damaged: the file does not say how many pages it has.
      return [];
    }
  });
}
