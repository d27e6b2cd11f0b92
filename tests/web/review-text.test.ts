import { describe, expect, test } from '@jest/globals';
import type { ReviewEdit } from '../../domain/schemas/review-edits.js';
import { readPlan } from '../../reader/read.js';
import { allEvidence, dutyAt, evidenceAbout } from '../../web/review/evidence.js';
import { joinedEdits } from '../../web/review/joined-edits.js';
import { passageAt, passageBeside, trimmed } from '../../web/review/passage-at.js';
import { timeIn } from '../../web/review/typed-when.js';
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
    const [span] = evidenceAbout(draft, 'obligations[0]');
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

describe('pointing at the text', () => {
  const text =
    'II. TỔ CHỨC THỰC HIỆN\n1. Các sở, ngành lưu ý. Báo cáo gửi trước\nngày 05/7/2026; số liệu gửi sau.\n\n- UBND các xã rà soát.\n';
  const at = (words: string) => {
    const span = passageAt(text, text.indexOf(words));
    return span === null ? null : text.slice(span.start, span.end);
  };

  test('takes the sentence, be it printed on two lines, or the item', () => {
    expect(at('gửi trước')).toBe('Báo cáo gửi trước\nngày 05/7/2026; số liệu gửi sau.');
    expect(at('lưu ý')).toBe('1. Các sở, ngành lưu ý.');
    expect(at('rà soát')).toBe('- UBND các xã rà soát.');
    expect(at('TỔ CHỨC')).toBe('II. TỔ CHỨC THỰC HIỆN');
  });

  test('takes nothing where there is none, and no white space around words selected', () => {
    expect(passageAt('  \n\n', 1)).toBeNull();
    expect(trimmed('a  bc  ', { start: 1, end: 7 })).toEqual({ start: 3, end: 5 });
  });

  test('leads to the duty that was read there', () => {
    const [span] = evidenceAbout(draft, 'obligations[0]');
    expect(dutyAt(draft, span?.start ?? -1)).toBe('obligations[0]');
    expect(dutyAt(draft, 0)).toBeNull();
  });
});

describe('what is typed', () => {
  const unit = (text: string): ReviewEdit => ({ kind: 'identity', change: { unit: text } });
  const name = (about: string, reportName: string): ReviewEdit => ({
    kind: 'duty',
    about,
    change: { reportName },
  });

  test('into one field goes to the server once, with its last words', () => {
    expect(joinedEdits([unit('P')], [unit('Ph'), unit('Phòng')], 0)).toEqual([unit('Phòng')]);
    expect(
      joinedEdits([], [name('obligations[0]', 'a'), name('obligations[1]', 'b')], 0),
    ).toHaveLength(2);
  });

  test('while earlier words are under way waits behind them', () => {
    expect(joinedEdits([unit('P')], [unit('Ph')], 1)).toEqual([unit('P'), unit('Ph')]);
  });

  test.each([
    ['14:00', '14:00'],
    ['7h', '07:00'],
    ['16 giờ 30', '16:30'],
    ['', null],
    ['25:00', undefined],
    ['chiều', undefined],
  ])('the hour “%s” is %s', (text, hour) => {
    expect(timeIn(text)).toBe(hour);
  });
});

test('the arrows go from sentence to sentence and stop at both ends', () => {
  const text = 'Câu một. Câu hai;\n- mục ba\n';
  const words: string[] = [];
  let at = passageBeside(text, null, 1);
  while (at !== null) {
    words.push(text.slice(at.start, at.end));
    at = passageBeside(text, at, 1);
  }
  expect(words).toEqual(['Câu một.', 'Câu hai;', '- mục ba']);
  const last = text.indexOf('- mục');
  const before = passageBeside(text, { start: last, end: last + 8 }, -1);
  expect(before && text.slice(before.start, before.end)).toBe('Câu hai;');
  expect(passageBeside(text, { start: 0, end: 8 }, -1)).toBeNull();
});
