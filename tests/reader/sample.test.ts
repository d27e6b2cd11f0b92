import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import { fold } from '../../domain/fold.js';
import { readFile } from '../../reader/main.js';
import { readPlan } from '../../reader/read.js';

const path = join(import.meta.dirname, '../../cli/sample/plan.txt');
const sample = readFileSync(path, 'utf8');

describe('the sample plan of tỉnh Sông Hương', () => {
  test('is read whole, and asks nothing unexpected', async () => {
    const draft = await readFile(path);
    expect(draft.document).toMatchObject({
      type: 'KẾ HOẠCH',
      number: '57/KH-UBND',
      issuer: 'Ủy ban nhân dân tỉnh Sông Hương',
      place: 'Sông Hương',
      issuedOn: '2027-05-10',
      signer: { capacity: 'KT. CHỦ TỊCH', position: 'PHÓ CHỦ TỊCH', name: 'Trần Hải Đăng' },
    });
    expect(draft.window).toMatchObject({ from: '2027-06-01', to: '2027-06-30' });
    expect(draft.agencies).toHaveLength(12);
    expect(draft.agencies.filter(({ binding }) => !binding).map(({ name }) => name)).toEqual([
      'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh',
      'Hội Liên hiệp Phụ nữ tỉnh',
    ]);
    expect(draft.obligations).toMatchObject([
      {
        what: 'report',
        owedBy: ['Các sở, ngành, cơ quan', 'Ủy ban nhân dân các xã, phường'],
        recipients: ['Ủy ban nhân dân tỉnh'],
        via: 'Sở Nông nghiệp và Môi trường',
        channels: [{ kind: 'document-system' }],
        consolidator: 'Sở Nông nghiệp và Môi trường',
        due: { date: '2027-07-05', remindTargetAt: '2027-07-02T17:00:00+07:00' },
      },
      {
        what: 'consolidated-report',
        owedBy: ['Sở Nông nghiệp và Môi trường'],
        recipients: ['Bộ Nông nghiệp và Môi trường', 'Ủy ban nhân dân tỉnh'],
        due: { date: '2027-07-10', overdueAt: '2027-07-13T00:00:00+07:00' },
      },
    ]);
    expect(draft.events).toMatchObject([{ from: '2027-06-05' }]);
    expect(draft.targets).toMatchObject([{ year: 2027, percent: 80 }]);
    expect(draft.questions.map(({ code }) => code)).toEqual([
      'asked_body_owes',
      'issuer_of_report',
    ]);
  });
});

describe('what printing does to a text does not change its duties', () => {
  const original = duties(sample);

  test('long lines wrapped at any width, with or without blank lines between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 110 }), fc.boolean(), (width, blank) => {
        const wrapped = sample
          .split('\n')
          .flatMap((line) => (line.length > width ? wrap(line, width) : [line]))
          .join(blank ? '\n\n' : '\n');
        expect(duties(wrapped)).toEqual(original);
      }),
      { numRuns: 60 },
    );
  });

  test('blank lines doubled', () => {
    expect(duties(sample.replaceAll('\n', '\n\n'))).toEqual(original);
  });

  test('Windows line ends', () => {
    expect(duties(sample.replaceAll('\n', '\r\n'))).toEqual(original);
  });

  test('decomposed letters', () => {
    expect(duties(sample.normalize('NFD'))).toEqual(original);
  });

  test('tone marks placed the old way', () => {
    const old = sample.replaceAll('ủy', 'uỷ').replaceAll('hóa', 'hoá').replaceAll('Ủy', 'Uỷ');
    expect(old).not.toBe(sample);
    expect(duties(old)).toEqual(original);
  });

  test('no-break spaces, long dashes and Markdown', () => {
    const dressed = sample
      .replace('trước ngày 05/7/2027', '**trước\u00A0ngày 05⁄7⁄2027**')
      .replaceAll('\n- ', '\n– ')
      .replace('I. MỤC ĐÍCH', '## I. MỤC ĐÍCH');
    expect(duties(dressed)).toEqual(original);
  });
});

describe('of any text', () => {
  test('the reader gives a draft whose evidence is exact', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom('\n', ' ', 'Sở Y tế ', 'báo cáo ', 'trước ngày 05/7', '; ', '(', ')', '- '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = `KẾ HOẠCH\nV.\n${pieces.join('')}`;
        const draft = draftOf(text);
        for (const { evidence } of [...draft.obligations, ...draft.agencies, ...draft.events]) {
          expect(text.slice(evidence.start, evidence.end)).toBe(evidence.text);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function draftOf(text: string): PlanDraft {
  return readPlan({ text, file: 'plan.txt', sha256: '', extractor: 'text' });
}

/** The duties without their places, names compared without tone placement. */
function duties(text: string): unknown {
  return draftOf(text).obligations.map(({ what, owedBy, recipients, via, consolidator, due }) => ({
    what,
    owedBy: owedBy.map(fold),
    recipients: recipients.map(fold),
    via: via === null ? null : fold(via),
    consolidator: consolidator === null ? null : fold(consolidator),
    due: { ...due, phrase: fold(due.phrase) },
  }));
}

function wrap(line: string, width: number): string[] {
  const lines: string[] = [];
  let open = '';
  for (const word of line.split(' ')) {
    if (open !== '' && open.length + word.length + 1 > width) {
      lines.push(`${open} `);
      open = word;
    } else open = open === '' ? word : `${open} ${word}`;
  }
  return [...lines, open];
}
