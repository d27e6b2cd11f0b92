import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { planDraft, type PlanDraft } from '../../domain/schemas/plan-draft.js';
import { fold } from '../../domain/fold.js';
import { readPlan } from '../../reader/read.js';
import { evidenceIn, goldFacts, mismatches } from './gold.js';

const folder = join(import.meta.dirname, 'documents');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -'.txt'.length));

/** Invented documents of many kinds; their gold was written by hand before the reader saw them. */
describe.each(names)('%s', (name) => {
  const text = readFileSync(join(folder, `${name}.txt`), 'utf8');
  const read = () => readPlan({ text, file: `${name}.txt`, sha256: '', extractor: 'text' });

  test('is read as a clerk reads it', () => {
    const gold = goldFacts.parse(
      JSON.parse(readFileSync(join(folder, `${name}.gold.json`), 'utf8')),
    );
    expect(mismatches(gold, read())).toEqual([]);
  });

  test('fits the schema and quotes its evidence exactly', () => {
    const draft = read();
    expect(planDraft.parse(draft)).toEqual(draft);
    const spans = evidenceIn(draft);
    expect(spans.length).toBeGreaterThan(0);
    for (const { start, end, text: quoted } of spans) {
      expect(quoted).not.toBe('');
      expect(text.slice(start, end)).toBe(quoted);
    }
  });

  test('names no body, phrase, person or number that is not printed', () => {
    const printed = plain(text);
    expect(said(read()).filter((words) => !isPrinted(words, printed))).toEqual([]);
  });
});

/** Everything a draft says in the words of its document. */
function said({ document, agencies, obligations }: PlanDraft): string[] {
  return [
    document.number,
    document.place,
    document.subject,
    document.signer?.name,
    ...document.distribution,
    ...agencies.map(({ name }) => name),
    ...obligations.flatMap(({ owedBy, recipients, via, consolidator, channels, due }) => [
      ...owedBy,
      ...recipients,
      via,
      consolidator,
      ...channels.map((channel) => channel.text),
      due.phrase,
    ]),
  ].filter((words): words is string => typeof words === 'string');
}

/** A department named after another one may have its head noun left out: "Sở Tư pháp, Tài chính". */
function isPrinted(words: string, printed: string): boolean {
  const plainWords = plain(words);
  return printed.includes(plainWords) || printed.includes(plainWords.replace(/^sở /u, ''));
}

const plain = (text: string) =>
  fold(text.normalize('NFC').replaceAll('*', '')).replace(/\s+/gu, ' ').trim();
