import { expect, test } from '@jest/globals';
import { standingRefusals } from '../../../domain/axis/standing-refusals.js';
import { instant } from '../../../domain/day.js';

const moment = (minute: number) =>
  instant(`2026-07-08T09:${String(minute).padStart(2, '0')}:00+07:00`);
const said = (
  id: string,
  code: string,
  minute: number,
  other: { name?: string; organId?: string; seenTo?: boolean; saidAt?: null; taken?: number } = {},
) => ({
  id,
  code,
  from: { name: other.name ?? 'Sở Y tế', organId: other.organId ?? '' },
  saidAt: other.saidAt === null ? null : moment(minute),
  takenAt: moment(other.taken ?? minute),
  seenTo: other.seenTo ?? false,
});
const standing = (...statuses: readonly ReturnType<typeof said>[]) =>
  standingRefusals(statuses).map(({ id }) => id);

test('a refusal stands until its office says otherwise or somebody has seen to it', () => {
  expect(standing(said('a', '02', 1))).toEqual(['a']);
  expect(standing(said('a', '02', 1), said('b', '03', 2))).toEqual([]);
  expect(standing(said('b', '03', 2), said('a', '02', 1))).toEqual([]);
  expect(standing(said('a', '01', 1), said('b', '02', 2))).toEqual(['b']);
  expect(standing(said('a', '02', 1, { seenTo: true }))).toEqual([]);
  // Refused again after it was seen to.
  expect(standing(said('a', '02', 1, { seenTo: true }), said('b', '02', 2))).toEqual(['b']);
});

test('each office speaks for itself, by its id where both say one, else by its name', () => {
  expect(standing(said('a', '02', 1), said('b', '03', 2, { name: 'Sở Tư pháp' }))).toEqual(['a']);
  const police = { organId: '000.00.19.H26' };
  expect(
    standing(said('a', '02', 1, police), said('b', '06', 2, { organId: 'H26.19', name: 'SYT' })),
  ).toEqual([]);
  expect(standing(said('a', '02', 1, police), said('b', '06', 2, { name: 'sở y tế' }))).toEqual([]);
  expect(standing(said('a', '02', 1, police), said('b', '06', 2, { organId: 'H26.20' }))).toEqual([
    'a',
  ]);
});

test('what has no moment of its own is of when it was taken', () => {
  const untimed = said('b', '03', 1, { saidAt: null, taken: 5 });
  expect(standing(said('a', '02', 4), untimed)).toEqual([]);
  expect(standing(said('a', '02', 6), untimed)).toEqual(['a']);
});
