import { describe, expect, test } from '@jest/globals';
import { alikeWords } from '../../domain/alike-texts.js';
import { changeInPercent, decimal } from '../../domain/decimal.js';
import { CAMPAIGN } from '../../domain/forms/campaign.js';
import { figureSentences } from '../../domain/phrases.js';
import type { Totals } from '../../domain/phrases.js';
import {
  coverageOf,
  editedText,
  leftOutOf,
  madeText,
  refreshedText,
} from '../../domain/report-text.js';
import type { WordsOfAgency } from '../../domain/report-text.js';

const form = {
  ...CAMPAIGN,
  phrases: [
    {
      section: 'results',
      text: 'Đã tổ chức {PROP_SESSIONS} buổi[ với {PROP_ATTEND} lượt người{PROP_ATTEND~}][; {PROP_RALLY} lễ[ và {PROP_PANO} pa nô]].',
    },
  ],
  indicators: CAMPAIGN.indicators.filter(({ code }) =>
    ['PROP_SESSIONS', 'PROP_ATTEND', 'PROP_RALLY', 'PROP_PANO', 'PROP_LEAFLET'].includes(code),
  ),
};
const totals = (given: Record<string, string>): Totals =>
  Object.fromEntries(Object.entries(given).map(([code, value]) => [code, decimal(value)]));
const said = (
  now: Record<string, string>,
  before: Record<string, string> = {},
  approximate: readonly string[] = [],
) => {
  const figures = { totals: totals(now), before: totals(before) };
  return figureSentences(form, { ...figures, approximate: new Set(approximate) }).map(
    ({ text }) => text,
  );
};

describe('the sentences of figures', () => {
  test('carry their change against the same period, which stands on more than nothing', () => {
    const now = { PROP_SESSIONS: '1600', PROP_ATTEND: '184600' };
    expect(said(now, { PROP_ATTEND: '164821' })).toEqual([
      'Đã tổ chức 1.600 buổi với 184.600 lượt người, tăng 12% so với cùng kỳ.',
    ]);
    expect(said(now, { PROP_ATTEND: '0' })).toEqual([
      'Đã tổ chức 1.600 buổi với 184.600 lượt người.',
    ]);
    expect(said(now, { PROP_ATTEND: '184600' })[0]).toContain(', bằng cùng kỳ');
    expect(said(now, { PROP_ATTEND: '369200' })[0]).toContain(', giảm 50% so với cùng kỳ');
  });

  test('say of a figure that is not exact that it is none, and of its change', () => {
    const now = { PROP_SESSIONS: '1600', PROP_ATTEND: '184600', PROP_LEAFLET: '1200' };
    expect(said(now, { PROP_ATTEND: '164821' }, ['PROP_SESSIONS', 'PROP_LEAFLET'])).toEqual([
      'Đã tổ chức khoảng 1.600 buổi với 184.600 lượt người, tăng 12% so với cùng kỳ.',
      'Tuyên truyền: tờ rơi, tài liệu khoảng 1.200 tờ.',
    ]);
    expect(said(now, { PROP_ATTEND: '164821' }, ['PROP_ATTEND'])[0]).toBe(
      'Đã tổ chức 1.600 buổi với khoảng 184.600 lượt người, tăng khoảng 12% so với cùng kỳ.',
    );
  });

  test('leave out parts whose figures are missing or zero, parts within parts too', () => {
    const all = { PROP_SESSIONS: '2', PROP_RALLY: '3', PROP_PANO: '4' };
    expect(said(all)).toEqual(['Đã tổ chức 02 buổi; 03 lễ và 04 pa nô.']);
    expect(said({ ...all, PROP_PANO: '0' })).toEqual(['Đã tổ chức 02 buổi; 03 lễ.']);
    expect(said({ PROP_SESSIONS: '2', PROP_PANO: '4' })).toEqual(['Đã tổ chức 02 buổi.']);
    expect(said({ PROP_ATTEND: '9' })).toEqual([]);
  });

  test('a figure without a phrase is named under its group', () => {
    expect(said({ PROP_LEAFLET: '1200' })).toEqual(['Tuyên truyền: tờ rơi, tài liệu 1.200 tờ.']);
  });
});

test.each([
  ['112', '100', '12'],
  ['100', '112', '10.71'],
  ['1', '3', '66.67'],
  ['1.5', '1', '50'],
])('%s against %s differs by %s percent', (now, then, percent) => {
  expect(changeInPercent(decimal(now), decimal(then))).toBe(percent);
});

describe('what agencies say alike', () => {
  test('becomes one with how many and who, in the commonest wording; other numbers stay apart', () => {
    const words = [
      {
        agency: 'Xã A',
        text: 'Đã ban hành văn bản triển khai và phân công nhiệm vụ cho các bộ phận.',
      },
      { agency: 'Xã B', text: 'Riêng xã tổ chức lễ mít tinh tại nhà văn hóa.' },
      {
        agency: 'Xã C',
        text: 'Đã ban hành văn bản triển khai và phân công nhiệm vụ cho các bộ phận.',
      },
      {
        agency: 'Xã D',
        text: 'đã ban hành văn bản triển khai và phân công nhiệm vụ cho các  bộ phận',
      },
      {
        agency: 'Xã E',
        text: 'Đã ban hành văn bản triển khai và phân công nhiệm vụ cho từng bộ phận.',
      },
      {
        agency: 'Xã G',
        text: 'Đã ban hành 12 văn bản triển khai và phân công nhiệm vụ cho các bộ phận.',
      },
    ];
    const [most, ...others] = alikeWords(words);
    expect(most).toMatchObject({
      text: words[0]?.text,
      agencies: ['Xã A', 'Xã C', 'Xã D', 'Xã E'],
    });
    expect(others.map(({ agencies }) => agencies)).toEqual([['Xã B'], ['Xã G']]);
  });

  test('a sentence turned round, or about another place, is another one', () => {
    const base =
      'Đã tổ chức lễ phát động, ra quân hưởng ứng tại trung tâm thôn Đông với sự tham gia của các ban, ngành, đoàn thể';
    const words = [
      base,
      base.replace('Đã tổ', 'Không tổ'),
      base.replace('thôn Đông', 'thôn Tây'),
      `${base} xã`,
    ].map((text, index) => ({ agency: `Sở ${String(index)}`, text }));
    expect(alikeWords(words).map(({ agencies }) => agencies)).toEqual([
      ['Sở 0', 'Sở 3'],
      ['Sở 1'],
      ['Sở 2'],
    ]);
  });

  test('what each calls itself makes no difference and is not said of the others', () => {
    const words = ['Tân Tiến', 'Tân Thịnh', 'An Bình'].map((name) => ({
      agency: `UBND xã ${name}`,
      text: `UBND xã ${name} đã ban hành kế hoạch triển khai trên địa bàn xã ${name}.`,
    }));
    expect(alikeWords(words)).toMatchObject([
      { text: 'UBND xã đã ban hành kế hoạch triển khai trên địa bàn xã.', agencies: { length: 3 } },
    ]);
    expect(alikeWords(words.slice(1, 2))[0]?.text).toContain('UBND xã Tân Thịnh đã');
  });

  test('a word or two are alike by chance only when equal', () => {
    const words = ['Không có.', 'Không có', 'Không rõ.'].map((text, index) => ({
      agency: `Xã ${String(index)}`,
      text,
    }));
    expect(alikeWords(words).map(({ agencies }) => agencies.length)).toEqual([2, 1]);
  });
});

describe('a text that is made anew', () => {
  const words: readonly WordsOfAgency[] = [
    { agency: 'Xã A', narrative: { results: 'Đã tổ chức lễ phát động tại trung tâm xã.' } },
    { agency: 'Xã B', narrative: { results: 'Xã giáp biên, tuần tra chung hằng đêm.' } },
  ];
  const make = (figures: Record<string, string>, by: readonly WordsOfAgency[] = words) =>
    madeText(form, { totals: totals(figures), before: {}, words: by });
  const first = make({ PROP_SESSIONS: '10' });
  const results = (sections: ReturnType<typeof make>) =>
    sections.find(({ key }) => key === 'results')?.paragraphs.map(({ text }) => text);

  test('opens each section with its figures', () => {
    expect(results(first)).toEqual([
      'Đã tổ chức 10 buổi.',
      'Đã tổ chức lễ phát động tại trung tâm xã.',
      'Xã giáp biên, tuần tra chung hằng đêm.',
    ]);
    expect(first.map(({ heading }) => heading)[1]).toBe('II. KẾT QUẢ THỰC HIỆN');
  });

  /** What the officer did: rewrote a sentence and an agency's words, moved, added, took out. */
  const edited = () =>
    editedText(
      first,
      first.map((section) => {
        if (section.key !== 'results') return section;
        const [figure, a] = section.paragraphs;
        return {
          ...section,
          heading: 'II. KẾT QUẢ NỔI BẬT',
          paragraphs: [
            { agency: '', text: 'Đoạn của cán bộ.' },
            { ...a!, text: 'Xã A làm tốt.' },
            { ...figure!, text: 'Toàn tỉnh đã tổ chức 10 buổi.' },
          ],
        };
      }),
    );

  test('loses nothing that the officer wrote, and tells what has changed beneath', () => {
    const again = refreshedText(edited(), make({ PROP_SESSIONS: '25' }));
    expect(results(again.sections)).toEqual([
      'Đoạn của cán bộ.',
      'Xã A làm tốt.',
      'Toàn tỉnh đã tổ chức 10 buổi.',
    ]);
    expect(again.sections.map(({ heading }) => heading)[1]).toBe('II. KẾT QUẢ NỔI BẬT');
    expect(again.changes).toEqual([
      {
        heading: 'II. KẾT QUẢ NỔI BẬT',
        what: 'sourceChanged',
        before: 'Toàn tỉnh đã tổ chức 10 buổi.',
        after: 'Đã tổ chức 25 buổi.',
      },
    ]);
    const made = again.sections[1]?.paragraphs.find(({ from }) => from === 'figures')?.made;
    expect(made).toBe('Đã tổ chức 25 buổi.');
  });

  test('replaces what nobody touched, adds what is new, keeps out what was taken out', () => {
    const third = {
      agency: 'Xã C',
      narrative: { results: 'Đã thành lập ba tổ tự quản liên thôn.' },
    };
    const untouched = refreshedText(first, make({ PROP_SESSIONS: '25' }, [...words, third]));
    expect(results(untouched.sections)).toEqual([
      'Đã tổ chức 25 buổi.',
      'Đã tổ chức lễ phát động tại trung tâm xã.',
      'Xã giáp biên, tuần tra chung hằng đêm.',
      'Đã thành lập ba tổ tự quản liên thôn.',
    ]);
    expect(untouched.changes.map(({ what }) => what)).toEqual(['changed', 'added']);
    const out = refreshedText(edited(), make({ PROP_SESSIONS: '10' }));
    expect(results(out.sections)).not.toContain('Xã giáp biên, tuần tra chung hằng đêm.');
    const twice = refreshedText(out.sections, make({ PROP_SESSIONS: '10' }));
    expect([results(twice.sections), twice.changes]).toEqual([results(out.sections), []]);
  });

  test('keeps a rewritten paragraph whose report was taken back, and says so once', () => {
    const gone = refreshedText(edited(), make({ PROP_SESSIONS: '10' }, [words[1]!]));
    expect(results(gone.sections)).toContain('Xã A làm tốt.');
    expect(gone.changes).toMatchObject([{ what: 'sourceGone', before: 'Xã A làm tốt.' }]);
    expect(
      refreshedText(gone.sections, make({ PROP_SESSIONS: '10' }, [words[1]!])).changes,
    ).toEqual([]);
  });

  test('an agency that words its report anew stays in its place', () => {
    const other = { agency: 'Xã A', narrative: { results: 'Lễ phát động có 300 người dự.' } };
    const again = refreshedText(first, make({ PROP_SESSIONS: '10' }, [other, words[1]!]));
    expect(results(again.sections)?.[1]).toBe('Lễ phát động có 300 người dự.');
    expect(again.changes.map(({ what }) => what)).toEqual(['changed']);
  });

  test('what was left out can be taken back, and is told of until then', () => {
    const out = edited();
    const [, section] = out;
    expect(leftOutOf(section!, first).map(({ text }) => text)).toEqual([
      'Xã giáp biên, tuần tra chung hằng đêm.',
    ]);
    const back = editedText(
      out,
      out.map((one) => ({
        ...one,
        paragraphs: [...one.paragraphs, ...leftOutOf(one, first)],
      })),
      first,
    );
    expect(leftOutOf(back[1]!, first)).toEqual([]);
    expect(back[1]?.left).toBeUndefined();
    expect(back[1]?.paragraphs.at(-1)).toMatchObject({ from: 'agencies', agencies: ['Xã B'] });
  });

  test('two paragraphs put together stand for the agencies of both, also when made anew', () => {
    const [figure, a, b] = first[1]!.paragraphs;
    const text = `${a!.text} ${b!.text}`;
    const joined = editedText(
      first,
      first.map((section) =>
        section.key === 'results'
          ? { ...section, paragraphs: [figure!, { ...a!, text, also: [b!.id!] }] }
          : section,
      ),
    );
    expect(joined[1]?.paragraphs[1]?.agencies).toEqual(['Xã A', 'Xã B']);
    const again = refreshedText(joined, make({ PROP_SESSIONS: '25' }));
    expect(results(again.sections)).toEqual(['Đã tổ chức 25 buổi.', text]);
    expect(again.sections[1]?.paragraphs[1]?.agencies).toEqual(['Xã A', 'Xã B']);
    expect(coverageOf(again.sections, words).map(({ leftOut }) => leftOut)).toEqual([[], []]);
    expect(leftOutOf(again.sections[1]!, make({ PROP_SESSIONS: '25' }))).toEqual([]);
  });

  test('what a page says of the making of a paragraph is not believed', () => {
    const forged = editedText(first, [
      {
        heading: 'II',
        key: 'results',
        paragraphs: [
          { id: 'figures/0', agency: '', text: 'Đã tổ chức 99 buổi.', made: 'x' } as never,
        ],
      },
    ]);
    expect(forged[0]?.paragraphs[0]).toMatchObject({ made: 'Đã tổ chức 10 buổi.' });
  });

  test('the coverage table names whose words stand where, and whose were left out', () => {
    expect(coverageOf(edited(), words)).toEqual([
      { agency: 'Xã A', used: ['II. KẾT QUẢ NỔI BẬT'], leftOut: [] },
      { agency: 'Xã B', used: [], leftOut: ['II. KẾT QUẢ NỔI BẬT'] },
    ]);
  });
});
