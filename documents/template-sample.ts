import {
  AlignmentType,
  PageBreak,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import type { FileChild } from 'docx';
import { day, instant } from '../domain/day.js';
import { PROPOSAL_PART } from '../domain/paper-template.js';
import type { TemplateKind } from '../domain/paper-template.js';
import type { IssuerBlock } from './issuer-shapes.js';
import { renderPaper, SIGNING_ROOM, SIZE, TEXT_WIDTH } from './official-layout.js';
import { gridTable, NO_BORDERS } from './official-table.js';
import { bodyParagraph, centred, ruleUnder, run, titleParagraphs } from './official-text.js';
import type { PaperContent } from './paper-shapes.js';

// The right column takes the name of the State on one line at 12 pt.
const RIGHT = 5160;
const LEFT = TEXT_WIDTH - RIGHT;
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
const STT = { heading: 'STT', width: 850, align: 'center' as const };

/** A template of a kind with every field at its place, for an office to begin its own with. */
export async function renderTemplateSample(kind: TemplateKind): Promise<Buffer> {
  return renderPaper({
    title: 'Mẫu văn bản',
    author: 'dondoc',
    rehearsal: false,
    parts: [{ landscape: false, children: kind === 'urgingLetter' ? letter() : report() }],
  });
}

/** An invented paper of a kind, by which a template is shown before it is used. */
export function sampleContent(kind: TemplateKind): PaperContent {
  return kind === 'urgingLetter' ? sampleLetter() : sampleReport();
}

/** The same report as a draft that is put before the committee. */
export function sampleProposal(): PaperContent {
  const content = sampleReport();
  const to = 'Ủy ban nhân dân tỉnh Sông Hương';
  return {
    ...content,
    report: {
      ...content.report,
      issuer: {
        ...ISSUER,
        ...{ governingBody: null, issuingBody: to, docSymbol: 'BC-UBND' },
        signingCapacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
        signerName: null,
      },
      proposal: { issuer: { ...ISSUER, docSymbol: 'TTr-CAT' }, to },
    },
  };
}

function letter(): FileChild[] {
  return [
    head('{Trích yếu}'),
    addressees(),
    bodyParagraph('{#Các đoạn}{Đoạn}{/Các đoạn}'),
    foot(),
    ...annex(
      'Phụ lục danh sách',
      'Danh sách cơ quan, đơn vị chưa gửi báo cáo',
      agencies('Danh sách đơn vị'),
    ),
  ];
}

function report(): FileChild[] {
  const part = (mark: string) => new Paragraph({ children: [run(mark)] });
  return [
    part(`{#${PROPOSAL_PART}}`),
    head(null),
    ...titleParagraphs({ type: 'Tờ trình', subject: '{Trích yếu}' }),
    addressees(),
    bodyParagraph('{#Các đoạn}{Đoạn}{/Các đoạn}'),
    foot(),
    new Paragraph({ children: [new PageBreak()] }),
    part(`{/${PROPOSAL_PART}}`),
    head(null, '{Dự thảo}'),
    ...titleParagraphs({ type: 'Báo cáo', subject: '{Trích yếu}' }),
    addressees(),
    bodyParagraph('{Mở đầu}'),
    bodyParagraph('{Tình hình nhận báo cáo}'),
    // A heading of the built-in layout is set in capitals, and so would be the field's name.
    new Paragraph({
      indent: { firstLine: 720 },
      spacing: { after: 120 },
      keepNext: true,
      children: [run('{#Các mục}{Tên mục}', { bold: true })],
    }),
    bodyParagraph('{#Các đoạn}{Đoạn}{/Các đoạn}{/Các mục}'),
    bodyParagraph('{Kết thúc}'),
    foot(),
    ...annex('Phụ lục số liệu', 'Số liệu tổng hợp', figures()),
    ...annex('Phụ lục đơn vị', 'Số liệu theo cơ quan, đơn vị', byAgency()),
    ...annex(
      'Phụ lục chưa gửi',
      'Danh sách cơ quan, đơn vị chưa gửi báo cáo',
      agencies('Chưa gửi báo cáo'),
    ),
  ];
}

/** The head of the paper (boxes 1 to 5b): issuer and State, number and date, the subject of a letter. */
function head(subject: string | null, draft?: string): Table {
  return columns([
    [
      [
        centred([run('{Cơ quan chủ quản}', { points: SIZE.issuer })], {}),
        centred([run('{Cơ quan ban hành}', { points: SIZE.issuer, bold: true })], {}),
        // As wide as under a name of the usual length: the name itself comes in later.
        ruleUnder({
          text: 'CÔNG AN TỈNH SÔNG HƯƠNG',
          ...{ points: SIZE.issuer, available: LEFT, share: 0.4 },
        }),
      ],
      [
        centred(
          [run('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { points: SIZE.state, bold: true })],
          {},
        ),
        centred([run(MOTTO, { points: SIZE.motto, bold: true })], {}),
        ruleUnder({ text: MOTTO, points: SIZE.motto, available: RIGHT, share: 1 }),
      ],
    ],
    [
      [
        centred([run('{Số và ký hiệu}', { points: SIZE.number })], { before: 120 }),
        ...(draft === undefined
          ? []
          : [centred([run(draft, { points: SIZE.number, bold: true })], {})]),
        ...(subject === null
          ? []
          : [centred([run(subject, { points: SIZE.letterSubject })], { before: 120 })]),
      ],
      [centred([run('{Địa danh và ngày}', { italics: true })], { before: 120 })],
    ],
  ]);
}

function addressees(): Table {
  const width = 2600;
  return columns(
    [
      [
        [new Paragraph({ alignment: AlignmentType.RIGHT, children: [run('Kính gửi:')] })],
        [new Paragraph({ indent: { left: 120 }, children: [run('{Kính gửi}')] })],
      ],
    ],
    { widths: [width, TEXT_WIDTH - width], before: 240 },
  );
}

function foot(): Table {
  return columns([
    [
      [
        new Paragraph({
          children: [run('Nơi nhận:', { bold: true, italics: true, points: SIZE.recipientsTitle })],
        }),
        new Paragraph({ children: [run('{Nơi nhận}', { points: SIZE.recipients })] }),
      ],
      [
        centred([run('{Thẩm quyền ký}', { bold: true })], {}),
        centred([run('{Người ký}', { bold: true })], { before: SIGNING_ROOM }),
      ],
    ],
  ]);
}

/** A page of its own between its begin and its end, left out as a whole without rows. */
function annex(part: string, title: string, table: Table): FileChild[] {
  return [
    new Paragraph({
      pageBreakBefore: true,
      alignment: AlignmentType.CENTER,
      children: [run(`{#${part}}Phụ lục`, { bold: true })],
    }),
    centred([run(title.toLocaleUpperCase('vi'), { bold: true })], { after: 240 }),
    table,
    new Paragraph({ children: [run(`{/${part}}`)] }),
  ];
}

function agencies(rows: string): Table {
  return gridTable({
    columns: [STT, { heading: 'Cơ quan, đơn vị', width: TEXT_WIDTH - 850, align: 'left' }],
    rows: [[`{#${rows}}{STT}`, `{Tên đơn vị}{/${rows}}`]],
  });
}

function figures(): Table {
  const text = (heading: string, width: number) => ({ heading, width, align: 'left' as const });
  return gridTable({
    columns: [
      STT,
      text('Chỉ tiêu', TEXT_WIDTH - 850 - 1400 - 1700 - 1900),
      text('Đơn vị tính', 1400),
      text('Kết quả', 1700),
      text('Ghi chú', 1900),
    ],
    rows: [
      [
        '{#Các chỉ tiêu}{STT}',
        '{Chỉ tiêu}',
        '{Đơn vị tính}',
        '{Kết quả}',
        '{Ghi chú}{/Các chỉ tiêu}',
      ],
    ],
  });
}

function byAgency(): Table {
  const half = Math.floor((TEXT_WIDTH - 850) / 2);
  return gridTable({
    columns: [
      STT,
      { heading: 'Cơ quan, đơn vị', width: half, align: 'left' },
      { heading: 'Số liệu', width: TEXT_WIDTH - 850 - half, align: 'left' },
    ],
    rows: [['{#Số liệu từng đơn vị}{STT}', '{Tên đơn vị}', '{Số liệu}{/Số liệu từng đơn vị}']],
  });
}

function columns(
  rows: readonly (readonly [readonly Paragraph[], readonly Paragraph[]])[],
  {
    widths = [LEFT, RIGHT],
    before = 0,
  }: { widths?: readonly [number, number]; before?: number } = {},
): Table {
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, nth) =>
              new TableCell({
                width: { size: widths[nth] ?? 0, type: WidthType.DXA },
                margins: { left: 0, right: 0, top: before === 0 ? 60 : before, bottom: before },
                children: [...children],
              }),
          ),
        }),
    ),
  });
}

const ISSUER: IssuerBlock = {
  governingBody: 'Bộ Công an',
  issuingBody: 'Công an tỉnh Sông Hương',
  placeOfIssue: 'Sông Hương',
  docSymbol: 'CAT-PV01',
  signingCapacity: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
  signerName: 'Trần Văn Mẫu',
  distribution: ['Đồng chí Giám đốc (để báo cáo)', 'Lưu: VT, PV01'],
};
const PLAN = {
  citation:
    'Kế hoạch số 15/KH-UBND ngày 10/6/2026 của Ủy ban nhân dân tỉnh Sông Hương về Tháng hành động phòng, chống ma túy năm 2026',
};
const AGENCIES = [
  'Sở Y tế',
  ...Array.from({ length: 11 }, (_, n) => `UBND xã Mẫu ${String(n + 1)}`),
];

function sampleLetter(): PaperContent {
  return {
    kind: 'urgingLetter',
    letter: {
      issuer: ISSUER,
      rehearsal: false,
      plan: PLAN,
      reportName: 'báo cáo kết quả Tháng hành động phòng, chống ma túy năm 2026',
      duePhrase: 'trước ngày 04/7/2026',
      countedAt: instant('2026-07-07T08:00:00+07:00'),
      names: AGENCIES,
      newDueDay: day('2026-07-10'),
      channel: 'qua Hệ thống quản lý văn bản và điều hành',
      contact: { unit: 'Phòng Tham mưu', person: 'Nguyễn Văn Mẫu', phone: '0900 000 001' },
      verb: 'đề nghị',
    },
  };
}

function sampleReport(): Extract<PaperContent, { kind: 'consolidatedReport' }> {
  const subject = 'Kết quả thực hiện Tháng hành động phòng, chống ma túy năm 2026';
  const code = 'PROP_SESSIONS';
  const figure = { code, label: 'Buổi tuyên truyền', unit: 'buổi', total: '127', note: null };
  const byAgency = AGENCIES.slice(0, 2).map((agency, n) => ({
    agency,
    values: { [code]: n === 0 ? '100' : '27' },
  }));
  return {
    kind: 'consolidatedReport',
    report: {
      issuer: { ...ISSUER, docSymbol: 'BC-CAT' },
      rehearsal: false,
      addressees: ['Bộ Công an'],
      subject,
      plan: PLAN,
      trigger: null,
      period: { from: day('2026-06-01'), to: day('2026-06-30') },
      counts: { expected: 12, received: 10, onTime: 9, late: 1, nil: 0, missing: 2 },
      sections: [
        {
          heading: 'I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO',
          paragraphs: [
            { agency: '', text: 'Các cơ quan, đơn vị đã ban hành kế hoạch, tổ chức thực hiện.' },
          ],
        },
        {
          heading: 'II. KẾT QUẢ THỰC HIỆN',
          paragraphs: [{ agency: 'Sở Y tế', text: 'Đã tổ chức 100 buổi tuyên truyền.' }],
        },
      ],
      figures: [figure],
      byAgency,
      notReported: AGENCIES.slice(-2),
      coverage: [],
    },
    figures: {
      title: subject,
      plan: PLAN,
      countedAt: instant('2026-07-07T08:00:00+07:00'),
      rehearsal: false,
      indicators: [],
      byAgency: [],
      sources: [],
      notReported: null,
    },
  };
}
