import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { planDraft } from '../../domain/schemas/plan-draft.js';
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
});
