import { describe, expect, test } from '@jest/globals';
import { strayFiguresIn, textFromWord } from '../../domain/report-from-word.js';
import type { ReportSectionText } from '../../domain/report-text.js';

const FIGURES = 'Đã tổ chức 1.600 buổi tuyên truyền với 184.600 lượt người tham dự.';
const PRINTED: readonly ReportSectionText[] = [
  { heading: 'I. Công tác lãnh đạo', key: 'leadership', paragraphs: [] },
  {
    heading: 'II. Kết quả',
    key: 'results',
    paragraphs: [
      { agency: '', text: FIGURES, id: 'figures/0', from: 'figures', made: FIGURES },
      {
        agency: 'Xã A',
        text: 'Ra quân sớm.\nTuần tra đêm.',
        id: 'said/a',
        from: 'agencies',
        made: 'x',
      },
      { agency: '', text: 'Nhìn chung các đơn vị làm tốt.' },
    ],
  },
];
const HEAD = ['BÁO CÁO', 'Kính gửi: Bộ Công an', 'Thực hiện Kế hoạch số 1/KH-UBND như sau:'];
const BODY = [
  'I. CÔNG TÁC LÃNH ĐẠO',
  'Các cơ quan, đơn vị không có báo cáo về nội dung này.',
  'II. KẾT QUẢ',
  FIGURES,
  'Ra quân sớm.',
  'Tuần tra đêm. (Xã A)',
  'Nhìn chung các đơn vị làm tốt.',
];
const TAIL = [
  '(Có số liệu tổng hợp tại Phụ lục kèm theo).',
  'Trên đây là báo cáo kết quả, Công an tỉnh trân trọng báo cáo./.',
  'Phụ lục',
  '| STT | Chỉ tiêu | Đơn vị tính | Kết quả | Ghi chú |',
  '| 1 | Số buổi | buổi | 1.600 |  |',
];
const back = (body: readonly string[], tail: readonly string[] = TAIL) =>
  textFromWord(PRINTED, [...HEAD, ...body, ...tail].join('\n\n'), [
    { label: 'Số buổi', total: '1600' },
  ]);

describe('a report that comes back from Word', () => {
  test('untouched is what it was', () => {
    expect(back(BODY)).toEqual({ sections: PRINTED, changes: [], strayFigures: [] });
  });

  test('keeps what its paragraphs were made of, and says what was changed, added and taken out', () => {
    const edited = [
      ...BODY.slice(0, 3),
      'Toàn tỉnh đã tổ chức 1.700 buổi tuyên truyền với 184.600 lượt người tham dự trong tháng 6.',
      'Đoạn mới của lãnh đạo phòng.',
      'Ra quân sớm.',
      'Tuần tra đêm. (Xã A)',
    ];
    const found = back(edited)!;
    expect(found.changes.map(({ what, after }) => [what, after])).toEqual([
      ['changed', edited[3]],
      ['added', 'Đoạn mới của lãnh đạo phòng.'],
      ['gone', null],
    ]);
    const [figure, own, words] = found.sections[1]!.paragraphs;
    expect(figure).toMatchObject({ id: 'figures/0', made: FIGURES, text: edited[3] });
    expect(own).toEqual({ agency: '', text: 'Đoạn mới của lãnh đạo phòng.' });
    expect(words).toEqual(PRINTED[1]?.paragraphs[1]);
    expect(found.strayFigures).toEqual([
      { heading: 'II. Kết quả', number: '1.700', source: FIGURES },
    ]);
  });

  test('a paragraph made of an agency that was taken out does not come back by itself', () => {
    const found = back(BODY.filter((line) => !/Ra quân|Tuần tra/.test(line)))!;
    expect(found.sections[1]?.left).toEqual(['said/a']);
  });

  test('names figures of the annex that were altered', () => {
    const found = back(BODY, [...TAIL.slice(0, 4), '| 1 | Số buổi | buổi | 1.650 |  |']);
    expect(found?.strayFigures).toEqual([{ heading: 'Số buổi', number: '1.650', source: '1.600' }]);
  });

  test('a heading reworded keeps its section, one that is new is the person’s own', () => {
    const found = back([
      ...BODY.map((line) => line.replace('II. KẾT QUẢ', 'II. Kết quả nổi bật')),
      'III. Kiến nghị',
      'Đề nghị bổ sung kinh phí.',
    ])!;
    expect(found.sections.map(({ heading, key }) => [heading, key])).toEqual([
      ['I. Công tác lãnh đạo', 'leadership'],
      ['II. Kết quả nổi bật', 'results'],
      ['III. Kiến nghị', undefined],
    ]);
  });

  test('another document is none of it', () => {
    expect(textFromWord(PRINTED, 'Đơn xin nghỉ phép\n\nKính gửi lãnh đạo phòng')).toBeNull();
    expect(textFromWord(PRINTED, 'V. KHÁC\n\nkhông liên quan')).toBeNull();
  });
});

test('days, years and numbers of documents are no figures that left their source', () => {
  const section = (text: string): ReportSectionText => ({
    heading: 'II',
    paragraphs: [{ agency: '', text, id: 'f', from: 'figures', made: FIGURES }],
  });
  const of = (text: string) => strayFiguresIn([section(text)]).map(({ number }) => number);
  expect(of('Ngày 26/6/2026, theo Kế hoạch 15/KH-UBND, năm 2026 đã tổ chức 1.600 buổi.')).toEqual(
    [],
  );
  expect(of('Đã tổ chức 1.601 buổi, giảm 7,5 %.')).toEqual(['1.601', '7,5']);
});
