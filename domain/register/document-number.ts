import { folded } from '../folded.js';
import { foldTones } from '../fold.js';

/** How two numbers of documents stand to each other; `part`: one names only the figure of the other, "45" of "45/BC-SYT". */
export type NumberAgreement = 'same' | 'part' | 'other' | 'none';

/** Compares "Số: 045/BC-SYT" and "45 / bc–syt" as people and systems write them. */
export function numbersAgree(one: string | null, other: string | null): NumberAgreement {
  const [a, b] = [numberKeyOf(one), numberKeyOf(other)];
  if (a === '' || b === '') return 'none';
  if (a === b) return 'same';
  const [figureA = '', symbolA = ''] = a.split(/\/(.*)/u);
  const [figureB = '', symbolB = ''] = b.split(/\/(.*)/u);
  return figureA === figureB && (symbolA === '' || symbolB === '') ? 'part' : 'other';
}

/** The number without case, marks, spaces, the word "số", and zeros before its figure; empty for none. */
export function numberKeyOf(number: string | null): string {
  return folded(foldTones((number ?? '').normalize('NFC')))
    .replace(/^so\b[:.\s]*/u, '')
    .replace(/\s+/gu, '')
    .replace(/^0+(?=\d)/u, '')
    .replace(/[.,;]+$/u, '');
}
