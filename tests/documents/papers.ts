import type {
  ApprovalSlip,
  ExtensionNoticeContent,
  GuidanceLetterContent,
} from '../../documents/letter-shapes.js';
import { day, instant } from '../../domain/day.js';
import type { IssuerBlock } from '../../documents/issuer-shapes.js';
import type {
  ConsolidatedReportPaper,
  Registration,
  ReportDraft,
  UrgingLetterPaper,
} from '../../documents/paper-shapes.js';

const CITATION =
  'Kế hoạch số 15/KH-UBND ngày 10/6/2026 của Ủy ban nhân dân tỉnh Sông Hương về triển khai Tháng hành động phòng, chống ma túy năm 2026';

export const provincialPolice: IssuerBlock = {
  governingBody: 'Bộ Công an',
  issuingBody: 'Công an tỉnh Sông Hương',
  placeOfIssue: 'Sông Hương',
  docSymbol: 'CAT-PV01',
  signingCapacity: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
  signerName: null,
  distribution: [
    'Ủy ban nhân dân tỉnh (để báo cáo)',
    'Đồng chí Giám đốc (để báo cáo)',
    'Lưu: VT, PV01',
  ],
};

export const provincialCommittee: IssuerBlock = {
  governingBody: null,
  issuingBody: 'Ủy ban nhân dân tỉnh Sông Hương',
  placeOfIssue: 'Sông Hương',
  docSymbol: 'BC-UBND',
  signingCapacity: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
  signerName: 'Người Ký Mẫu',
  distribution: ['Thường trực Tỉnh ủy', 'CT, các PCT UBND tỉnh', 'Công an tỉnh', 'Lưu: VT, NC'],
};

/** Names of communes, "Ủy ban nhân dân xã Thử 01" and so on. */
export function communes(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `Ủy ban nhân dân xã Thử ${String(index + 1).padStart(2, '0')}`,
  );
}

export function anUrgingLetter(overrides: Partial<UrgingLetterPaper> = {}): UrgingLetterPaper {
  return {
    issuer: provincialPolice,
    number: null,
    issuedOn: null,
    rehearsal: false,
    plan: { citation: CITATION },
    reportName: 'báo cáo kết quả thực hiện Tháng hành động phòng, chống ma túy năm 2026',
    duePhrase: 'trước ngày 04/7/2026',
    countedAt: instant('2026-07-08T14:00:00+07:00'),
    names: ['Sở Y tế', 'Sở Công Thương', 'Ủy ban nhân dân phường Thử Nghiệm'],
    newDueDay: day('2026-07-10'),
    channel: 'qua Hệ thống quản lý văn bản và điều hành',
    contact: { unit: 'Phòng Tham mưu', person: 'Đầu Mối Mẫu', phone: '0900 000 001' },
    verb: 'đề nghị',
    ...overrides,
  };
}

export function aConsolidatedReport(
  overrides: Partial<ConsolidatedReportPaper> = {},
): ConsolidatedReportPaper {
  const leadership = 'I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO';
  const results = 'II. KẾT QUẢ THỰC HIỆN';
  return {
    issuer: provincialCommittee,
    number: null,
    issuedOn: null,
    rehearsal: false,
    addressees: ['Bộ Công an'],
    subject: 'Kết quả thực hiện Tháng hành động phòng, chống ma túy năm 2026',
    plan: { citation: CITATION },
    trigger: null,
    period: { from: day('2026-06-01'), to: day('2026-06-30') },
    counts: { expected: 115, received: 87, onTime: 80, late: 7, nil: 3, missing: 28 },
    sections: [
      {
        heading: leadership,
        paragraphs: [
          { agency: 'Sở Y tế', text: 'Đã ban hành kế hoạch và phân công các đơn vị trực thuộc.' },
          {
            agency: 'Sở Công Thương',
            text: 'Tổ chức 02 hội nghị.\nLồng ghép vào sinh hoạt cơ quan.',
          },
        ],
      },
      { heading: results, paragraphs: [] },
    ],
    figures: [
      {
        code: 'PROP_SESSIONS',
        label: 'Số buổi tuyên truyền trực tiếp',
        unit: 'buổi',
        total: '1127',
        note: null,
      },
      {
        code: 'SEIZ_HEROIN',
        label: 'Heroin',
        unit: 'gam',
        total: '7385.25',
        note: 'Theo Công an tỉnh',
      },
      {
        code: 'PLANT',
        label: 'Cây chứa chất ma túy bị phá nhổ',
        unit: 'cây',
        total: null,
        note: null,
      },
    ],
    byAgency: [
      { agency: 'Sở Y tế', values: { PROP_SESSIONS: '1000', SEIZ_HEROIN: null } },
      {
        agency: 'Công an tỉnh Sông Hương',
        values: { PROP_SESSIONS: '127', SEIZ_HEROIN: '7385.25' },
      },
    ],
    notReported: null,
    coverage: [
      { agency: 'Sở Y tế', sections: [leadership] },
      { agency: 'Sở Công Thương', sections: [leadership] },
    ],
    ...overrides,
  };
}

export function aReportDraft(overrides: Partial<ReportDraft> = {}): ReportDraft {
  return {
    issuer: {
      governingBody: 'Ủy ban nhân dân tỉnh Sông Hương',
      issuingBody: 'Sở Y tế',
      placeOfIssue: 'Sông Hương',
      docSymbol: 'BC-SYT',
      signingCapacity: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
      signerName: null,
      distribution: ['Lưu: VT, NVY'],
    },
    number: null,
    issuedOn: null,
    rehearsal: false,
    addressees: ['Ủy ban nhân dân tỉnh Sông Hương (qua Công an tỉnh)'],
    subject: 'Kết quả thực hiện Tháng hành động phòng, chống ma túy năm 2026',
    plan: { citation: CITATION },
    period: { from: day('2026-06-01'), to: day('2026-06-30') },
    sections: [
      { heading: 'I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO', text: 'Đã ban hành kế hoạch.' },
      { heading: 'II. KẾT QUẢ THỰC HIỆN', text: null },
    ],
    figures: [
      {
        label: 'Số buổi tuyên truyền trực tiếp',
        unit: 'buổi',
        value: '12',
        nil: false,
        note: null,
      },
      { label: 'Cai nghiện tự nguyện', unit: 'người', value: null, nil: true, note: null },
      { label: 'Methadone đang điều trị', unit: 'người', value: null, nil: false, note: null },
    ],
    classifiedPart: null,
    referenceCode: 'SH-2026-0042',
    ...overrides,
  };
}

const LETTER = {
  issuer: { ...provincialPolice, signerName: 'Người Ký Mẫu' },
  rehearsal: false,
  plan: { citation: CITATION },
  reportName: 'báo cáo kết quả thực hiện Tháng hành động phòng, chống ma túy năm 2026',
  duePhrase: 'trước ngày 04/7/2026',
  contact: { unit: 'Phòng Tham mưu', person: 'Đầu Mối Mẫu', phone: '0900 000 001' },
  verb: 'đề nghị',
} as const;

export function anExtensionNotice(
  overrides: Partial<ExtensionNoticeContent & Registration> = {},
): ExtensionNoticeContent & Registration {
  return {
    ...LETTER,
    number: null,
    issuedOn: null,
    granted: [
      { agency: 'Sở Y tế', until: day('2026-07-09') },
      { agency: 'Sở Công Thương', until: day('2026-07-10') },
    ],
    ...overrides,
  };
}

export function aGuidanceLetter(
  overrides: Partial<GuidanceLetterContent & Registration> = {},
): GuidanceLetterContent & Registration {
  return {
    ...LETTER,
    number: null,
    issuedOn: null,
    names: communes(12),
    period: { from: day('2026-06-01'), to: day('2026-06-30') },
    channel: 'Hệ thống quản lý văn bản và điều hành tỉnh',
    domain: 'https://baocao.songhuong.example',
    replyTo: 'pv01@songhuong.example',
    code: 'KH-001',
    outline: [
      { heading: 'I. Công tác lãnh đạo, chỉ đạo', question: 'Văn bản đã ban hành, hội nghị.' },
      { heading: 'II. Kết quả thực hiện', question: null },
    ],
    form: [
      { label: 'Số buổi tuyên truyền trực tiếp', unit: 'buổi', note: '' },
      { label: 'Heroin', unit: 'gam', note: 'Không nêu tên đối tượng' },
    ],
    ...overrides,
  };
}

export function anApprovalSlip(overrides: Partial<ApprovalSlip> = {}): ApprovalSlip {
  return {
    issuer: { ...provincialPolice, signerName: 'Người Ký Mẫu' },
    unit: 'Phòng Tham mưu',
    rehearsal: false,
    on: day('2026-02-08'),
    paper: `Công văn đôn đốc gửi ${LETTER.reportName}`,
    basis: CITATION,
    summary: ['Đến nay 03 cơ quan, đơn vị chưa gửi báo cáo.'],
    attached: ['Dự thảo Công văn', 'Danh sách cơ quan, đơn vị'],
    recipients: ['Sở Y tế', 'Sở Công Thương'],
    officer: 'Cán Bộ Mẫu',
    contentMark: '0123456789ab',
    ...overrides,
  };
}
