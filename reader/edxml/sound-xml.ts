import type { EdxmlProblem } from '../../domain/axis/message.js';

const MOST_DEPTH = 40;
const MOST_ELEMENTS = 20_000;
/** Longer than any tag of a message with its namespaces; what is longer is no tag. */
const LONGEST_TAG = 4_096;
const TAG =
  /^<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>$/u;

/**
 * What keeps a text from being read as XML; null for what is well formed and small in depth and number. It is
 * looked through once from the left, so that nothing in it makes that slow; definitions of types and entities
 * are refused before anybody could follow them.
 */
export function unsoundXml(text: string): EdxmlProblem | null {
  const open: string[] = [];
  let elements = 0;
  let place = 0;
  while (place < text.length) {
    const start = text.indexOf('<', place);
    const between = text.slice(place, start === -1 ? text.length : start);
    // Words stand within the one root alone.
    if (open.length === 0 && between.trim() !== '') return 'notXml';
    if (start === -1) break;
    const skipped = skippedFrom(text, start);
    if (typeof skipped === 'string') return skipped;
    if (skipped !== null) {
      place = skipped;
      continue;
    }
    const end = text.indexOf('>', start);
    if (end === -1 || end - start > LONGEST_TAG) return 'notXml';
    const tag = TAG.exec(text.slice(start, end + 1));
    if (tag === null) return 'notXml';
    const [, closing, name = '', , empty] = tag;
    if (closing === '/') {
      if (open.pop() !== name) return 'notXml';
    } else {
      if (open.length === 0 && elements > 0) return 'notXml';
      elements += 1;
      if (empty !== '/') open.push(name);
      if (open.length > MOST_DEPTH || elements > MOST_ELEMENTS) return 'tooDeep';
    }
    place = end + 1;
  }
  return open.length > 0 || elements === 0 ? 'notXml' : null;
}

/** Where a comment, raw text or the declaration at the head ends; null for a tag, a problem for what may not stand there. */
function skippedFrom(text: string, start: number): number | EdxmlProblem | null {
  const past = (from: string, to: string): number | EdxmlProblem => {
    const end = text.indexOf(to, start + from.length);
    return end === -1 ? 'notXml' : end + to.length;
  };
  if (text.startsWith('<!--', start)) return past('<!--', '-->');
  if (text.startsWith('<![CDATA[', start)) return past('<![CDATA[', ']]>');
  if (text.startsWith('<!', start)) return 'foreignParts';
  // The head declares the encoding; other instructions are nothing of ours.
  if (text.startsWith('<?', start)) return past('<?', '?>');
  return null;
}
