import { expect, test } from '@jest/globals';
import { stateOfReport } from '../../domain/paper-copies.js';
import type { Paper } from '../../domain/paper.js';

const papers = (...rows: readonly (readonly [string, Paper['state']])[]) =>
  rows.map(([of, state]) => ({ of, state }));

test.each([
  [papers(), null],
  [papers(['a', 'superseded']), null],
  [papers(['a', 'draft']), 'draft'],
  // Two copies are as far as the last of them …
  [papers(['a', 'released'], ['a', 'numbered']), 'numbered'],
  [papers(['a', 'acknowledged'], ['a', 'released']), 'released'],
  [papers(['a', 'released'], ['a', 'superseded']), 'released'],
  // … and a supplement holds nothing back.
  [papers(['a', 'draft'], ['b', 'released'], ['b', 'released']), 'released'],
  [papers(['a', 'released'], ['a', 'draft'], ['b', 'approved']), 'draft'],
])('%j stand at %s', (rows, state) => {
  expect(stateOfReport(rows)).toBe(state);
});
