import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { marksIn, marksOf, marksText, mergeDraft } from '../../domain/draft-merge.js';

describe('what two colleagues type in one form', () => {
  const shown = { 'figure.A': '1', 'narrative.results': 'Đã họp.' };
  const marks = marksOf(shown);

  test('is merged field by field: each hears of the other', () => {
    const kept = { ...shown, 'figure.A': '2' };
    const posted = { ...shown, 'figure.B': '7' };
    expect(mergeDraft({ kept, posted, shown: marks })).toEqual({
      fields: { 'figure.A': '2', 'figure.B': '7', 'narrative.results': 'Đã họp.' },
      changed: ['figure.B'],
      conflicts: [],
    });
  });

  test('one field filled in twice keeps the first and shows both', () => {
    const merged = mergeDraft({
      kept: { ...shown, 'figure.A': '2' },
      posted: { ...shown, 'figure.A': '3' },
      shown: marks,
    });
    expect(merged.conflicts).toEqual([{ name: 'figure.A', theirs: '2', mine: '3' }]);
    expect(merged.fields['figure.A']).toBe('2');
  });

  test('a field emptied by one stays empty, and the same words twice are no conflict', () => {
    const merged = mergeDraft({ kept: { 'figure.A': '1' }, posted: shown, shown: marks });
    expect(merged.fields).toEqual({ 'figure.A': '1' });
    const same = mergeDraft({
      kept: { ...shown, 'figure.A': '9' },
      posted: { ...shown, 'figure.A': '9' },
      shown: marks,
    });
    expect([same.conflicts, same.changed]).toEqual([[], []]);
  });

  test('who does not say what was shown is taken at the word', () => {
    expect(mergeDraft({ kept: shown, posted: { 'figure.A': '5' }, shown: null }).fields).toEqual({
      'figure.A': '5',
    });
  });

  test('marks survive the page that carries them', () => {
    expect(marksIn(marksText(marks))).toEqual(marks);
    expect(marksIn('')).toEqual({});
  });

  test('whatever both type, nobody loses a field that only they touched', () => {
    const form = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.constantFrom('1', '2', '3'),
      { maxKeys: 4, noNullPrototype: true },
    );
    fc.assert(
      fc.property(form, form, form, (start, mine, theirs) => {
        const merged = mergeDraft({ kept: theirs, posted: mine, shown: marksOf(start) });
        const contested = new Set(merged.conflicts.map(({ name }) => name));
        for (const name of ['a', 'b', 'c', 'd']) {
          const [before, one, two] = [start[name], mine[name], theirs[name]];
          const kept = merged.fields[name];
          if (one === before) expect(kept).toBe(two);
          else if (two === before || one === two) expect(kept).toBe(one);
          else expect([contested.has(name), kept]).toEqual([true, two]);
        }
      }),
      { seed: 23 },
    );
  });
});
