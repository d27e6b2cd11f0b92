import { expect, test } from '@jest/globals';
import { foldedOpenings } from '../../domain/folded-openings.js';

const act = (at: number, name = 'openLink', actor = 'UBND xã') => ({
  kind: 'act',
  at,
  act: name,
  actor,
});

test('openings of a link behind one another are one line, the last, with how many there were', () => {
  const lines = [
    act(1),
    act(2),
    act(3),
    { kind: 'version', at: 4 },
    act(5),
    act(6, 'setDue'),
    act(7),
  ];
  expect(foldedOpenings(lines).map((line) => [line.at, line.times])).toEqual([
    [3, 3],
    [4, 1],
    [5, 1],
    [6, 1],
    [7, 1],
  ]);
});

test('what others open, and what comes twice otherwise, stays apart', () => {
  const lines = [act(1), act(2, 'openLink', 'Sở'), act(3, 'setDue'), act(4, 'setDue')];
  expect(foldedOpenings(lines)).toHaveLength(4);
});
