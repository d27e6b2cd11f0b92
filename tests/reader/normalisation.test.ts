import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clean } from '../../reader/clean.js';
import { linesOf } from '../../reader/paragraphs.js';
import { evidenceOf } from '../../reader/passage.js';
import { readPlan } from '../../reader/read.js';
import { evidenceIn } from './gold.js';
import { dutiesAndWindow } from './variations.js';

const sample = readFileSync(join(import.meta.dirname, '../../cli/sample/plan.txt'), 'utf8');
const lines = (text: string) => linesOf(clean(text)).map((line) => line.text);
const read = (text: string) => {
  const draft = readPlan({ text, file: 'a.txt', sha256: '', extractor: 'text' });
  for (const { start, end, text: quoted } of evidenceIn(draft)) {
    expect(text.slice(start, end)).toBe(quoted);
  }
  return draft;
};

describe('mark-up and slips of the keyboard', () => {
  test.each([
    ['trước ng&agrave;y&nbsp;05/7/2027 &amp; sau', 'trước ngày 05/7/2027 & sau'],
    ['&#272;&#xE0;o t&#7841;o', 'Đào tạo'],
    ['Sở Y tế<br/>N<sub>2</sub>O', 'Sở Y tế|N2O'],
    ['<td class="x">Sở Y tế</td><td>05/7</td>', 'Sở Y tế 05/7'],
    ['<p style="margin:0">Một</p><p>Hai</p>', 'Một|Hai'],
    ['## __II. Nội dung__ và _cách làm_', 'II. Nội dung và cách làm'],
    ['Số: ____/KH-UBND', 'Số: ____/KH-UBND'],
    ['**I.** 16⁄5⁄2027', 'I. 16/5/2027'],
    [
      'trước ngày07/5/2027của UBND, tháng7năm2027',
      'trước ngày 07/5/2027 của UBND, tháng 7 năm 2027',
    ],
    ['AT&T, R&D; a < b', 'AT&T, R&D; a < b'],
  ])('%s', (text, expected) => {
    expect(lines(text)).toEqual(expected.split('|'));
  });

  test('what is read leads back to what is printed', () => {
    const text = 'x ng&agrave;y07/5/2027<br>y';
    const [line] = linesOf(clean(text));
    expect(line?.text).toBe('x ngày 07/5/2027');
    expect(line && evidenceOf(text, line, 2)).toEqual({
      start: 2,
      end: text.indexOf('<br>'),
      text: 'ng&agrave;y07/5/2027',
    });
  });
});

describe('what belongs to the page', () => {
  const page = 'Các đơn vị thực hiện tốt công việc được giao trong tháng. '.repeat(10).trim();

  test('page numbers in every dress are left out', () => {
    const text = `${page}\n2\n${page}\n3\n${page}\n- 4 -\n${page}\nTrang 5/10\n${page}`;
    expect(lines(text)).toEqual(Array.from({ length: 5 }, () => page));
  });

  test('numbers of a sentence and of a table stay', () => {
    expect(lines(`${page}\ntrước ngày 20 tháng\n6\nnăm 2027`)).toContain('6');
    expect(lines('Sở Y tế\n12\nSở Tài chính\n7')).toEqual(['Sở Y tế', '12', 'Sở Tài chính', '7']);
  });

  test('titles that run at the head of pages are left out, entries of a list are not', () => {
    const text = Array.from({ length: 4 }, () => `KẾ HOẠCH THÁNG\n- Sở Y tế\n${page}`).join('\f');
    expect(lines(text).filter((line) => line === 'KẾ HOẠCH THÁNG')).toHaveLength(1);
    expect(lines(text).filter((line) => line === '- Sở Y tế')).toHaveLength(4);
  });

  test('the sample with pages that end in the middle of its duty', () => {
    const cut = sample
      .replace('Hướng dẫn lấy mẫu', 'Hướng dẫn lấy\n\n2\n\f\nmẫu')
      .replace('trước ngày 10/7/2027', 'trước ngày \n\n3\n\n10/7/2027');
    expect(cut).not.toBe(sample);
    expect(dutiesAndWindow(read(cut))).toEqual(dutiesAndWindow(read(sample)));
  });
});

describe('texts made to wear a reader out', () => {
  const long = (piece: string) => piece.repeat(Math.ceil(300_000 / piece.length));

  test.each(['(', '(ngày ', 'ngày ', 'a', '<b ', '&amp', '1.1.', '; ', '_', '\n', 'trước ngày '])(
    'of %j alone come to an end',
    (piece) => {
      const startedAt = performance.now();
      read(`KẾ HOẠCH\nTổ chức\n${long(piece)}`);
      // A quadratic pass over so many characters takes minutes; how fast it is stands in the bench.
      expect(performance.now() - startedAt).toBeLessThan(30_000);
    },
  );
});
