import { describe, expect, test } from '@jest/globals';
import type { ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import { readPlan } from '../../reader/read.js';
import { allEvidence, evidenceAbout, evidenceOfDuty } from '../../web/review/evidence.js';
import { keepOwnChanges, keepOwnRequirements } from '../../web/review/own-changes.js';
import { segmentsOf } from '../../web/review/segments.js';

const TEXT = `KẾ HOẠCH
Tuyên truyền phòng, chống đuối nước năm 2026

1. Các sở, ngành, UBND các xã, phường báo cáo kết quả về Sở Y tế trước ngày 04/7/2026.
`;
const draft = readPlan({ text: TEXT, file: 'ke-hoach.txt', sha256: '0', extractor: 'text' });

describe('the text of the document on the review page', () => {
  test('is cut at every edge of a span and loses nothing', () => {
    const segments = segmentsOf('abcdef', [{ start: 1, end: 4 }], [{ start: 3, end: 5 }]);
    expect(segments).toEqual([
      { start: 0, text: 'a', marked: false, chosen: false },
      { start: 1, text: 'bc', marked: true, chosen: false },
      { start: 3, text: 'd', marked: true, chosen: true },
      { start: 4, text: 'e', marked: false, chosen: true },
      { start: 5, text: 'f', marked: false, chosen: false },
    ]);
  });

  test('stays whole when a span reaches beyond its end', () => {
    const segments = segmentsOf('abc', [{ start: 1, end: 99 }], []);
    expect(segments.map(({ text }) => text).join('')).toBe('abc');
  });

  test('counts letters outside the basic plane as the reader does, in UTF-16', () => {
    const [, middle] = segmentsOf('😀ngày 04/7', [], [{ start: 2, end: 6 }]);
    expect(middle).toEqual({ start: 2, text: 'ngày', marked: false, chosen: true });
  });

  test('shows, for what was read, exactly the sentence it was read from', () => {
    const phrase = draft.obligations[0]?.due.phrase ?? '';
    expect(phrase).toBe('trước ngày 04/7/2026');
    const [span] = evidenceOfDuty(draft, undefined, phrase);
    expect(TEXT.slice(span?.start, span?.end)).toContain('trước ngày 04/7/2026');
    expect(allEvidence(draft)).toContainEqual(span);
  });

  test('leads from a place inside a duty to the duty, and nowhere from what is not printed', () => {
    expect(evidenceAbout(draft, 'obligations[0].due')).toEqual(
      evidenceAbout(draft, 'obligations[0]'),
    );
    expect(evidenceAbout(draft, 'obligations[0].due')).not.toHaveLength(0);
    expect(evidenceAbout(draft, 'document.number')).toEqual([]);
    expect(evidenceAbout(draft, 'obligations[7].due')).toEqual([]);
  });
});

test('a new proposal fills what nobody touched and keeps what a person wrote', () => {
  const last = { number: null, officerName: 'Lê Thị Mẫu', lines: ['a'] };
  const mine = { number: null, officerName: 'Trần Văn Mẫu', lines: ['a'] };
  const next = { number: '15/KH-UBND', officerName: 'Lê Thị Mẫu', lines: ['b'] };
  expect(keepOwnChanges<typeof next | typeof last>({ last, mine, next })).toEqual({
    number: '15/KH-UBND',
    officerName: 'Trần Văn Mẫu',
    lines: ['b'],
  });
});

describe('the duties of a new proposal', () => {
  const duty = (about: string | undefined, given: Partial<ConfirmedRequirement> = {}) => ({
    ...(about === undefined ? {} : { about }),
    what: 'report' as const,
    reportName: 'báo cáo kết quả',
    recipients: ['UBND tỉnh'],
    via: null,
    channel: '',
    form: 'core' as const,
    onward: false,
    cycles: [],
    ...given,
  });
  const last = [duty('obligations[0]'), duty('obligations[1]'), duty('obligations[2]')];

  test('keep who was chosen for them, and what was taken off stays off', () => {
    const mine = [duty('obligations[0]', { agencyIds: ['a'] }), duty('obligations[2]')];
    const added = duty('obligations[3]');
    expect(keepOwnRequirements({ last, mine, next: [...last, added] })).toEqual([...mine, added]);
  });

  test('take what follows from a new answer', () => {
    const mine = [duty('obligations[0]', { agencyIds: ['a'], recipients: ['Sở Y tế'] })];
    const next = [duty('obligations[0]', { recipients: ['Công an tỉnh'] })];
    expect(keepOwnRequirements({ last, mine, next })).toEqual([
      duty('obligations[0]', { agencyIds: ['a'], recipients: ['Công an tỉnh'] }),
    ]);
  });

  test('replace those that do not tell where they come from', () => {
    expect(keepOwnRequirements({ last, mine: [duty(undefined)], next: last })).toEqual(last);
  });
});
