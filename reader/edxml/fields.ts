import { cutAt, printable } from '../../domain/plain-text.js';
import { childOf } from '../extract/xml.js';
import type { XmlNode } from '../extract/xml.js';

/** Longer than any field of a document's head. */
const LONGEST = 4_000;

/** All text below an element as it stands. */
export function textOf(node: XmlNode): string {
  return node.children
    .map((child) => (child.name === '#text' ? child.text : textOf(child)))
    .join('');
}

/** A field of an element in one line, cut where it is no field any more; empty where it has none. */
export function fieldOf(node: XmlNode | undefined, name: string): string {
  const child = childOf(node, name);
  return child === undefined ? '' : lineOf(child);
}

/** Each of several fields of one name that says something. */
export function fieldsOf(node: XmlNode | undefined, name: string): readonly string[] {
  return (node?.children ?? [])
    .filter((child) => child.name === name)
    .map(lineOf)
    .filter((text) => text !== '');
}

function lineOf(node: XmlNode): string {
  return cutAt(printable(textOf(node)).normalize('NFC').replace(/\s+/gu, ' ').trim(), LONGEST);
}
