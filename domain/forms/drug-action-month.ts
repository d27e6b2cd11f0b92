import type { FormDefinition } from '../schemas/form-definition.js';
import { CAMPAIGN_FIGURES, CAMPAIGN_PHRASES } from './campaign.js';
import { figures, GRAMS, REPORT_SECTIONS, STOCK } from './rows.js';
import type { FigureRow } from './rows.js';

const COMMUNES = { of: ['commune'] } as const;
const POLICE = { of: ['police'] } as const;
/** What border guards catch is in the figures of the police too. */
const FORCES = { of: ['police', 'military'], countedFrom: ['police'] } satisfies FigureRow[4];
const DEPARTMENTS = { of: ['department'] } as const;

/** Who writes of drugs does not write of persons. */
export const NO_NAMES_OF_USERS =
  'Không nêu họ tên người nghiện, người sử dụng trái phép chất ma túy hoặc người liên quan.';

/** What only a plan on drug prevention asks for. */
export const DRUG_FIGURES = [
  ...figures('results', 'Tuyên truyền trong trường học', [
    ['SCH_SESSIONS', 'Buổi tuyên truyền tại trường học', 'School sessions', 'buổi', DEPARTMENTS],
    [
      'SCH_SCHOOLS',
      'Số trường học tổ chức tuyên truyền',
      'Schools taking part',
      'trường',
      { ...DEPARTMENTS, time: 'last' },
    ],
  ]),
  ...figures('results', 'Phát hiện, xử lý', [
    ['CASE_DETECTED', 'Số vụ phát hiện, bắt giữ', 'Cases detected', 'vụ', FORCES],
    ['CASE_PERSONS', 'Số đối tượng', 'Persons', 'đối tượng', FORCES],
    ['CASE_PROSEC', 'Số vụ khởi tố', 'Cases prosecuted', 'vụ', POLICE],
    ['CASE_ACCUSED', 'Số bị can khởi tố', 'Persons accused', 'bị can', POLICE],
    ['CASE_ADMIN', 'Số vụ xử lý hành chính', 'Administrative cases', 'vụ', POLICE],
    ['SEIZ_HEROIN', 'Heroin thu giữ', 'Heroin seized', 'gam', { ...POLICE, ...GRAMS }],
    ['SEIZ_ATS', 'Ma túy tổng hợp thu giữ', 'Synthetics seized', 'gam', { ...POLICE, ...GRAMS }],
    ['SEIZ_CANN', 'Cần sa thu giữ', 'Cannabis seized', 'gam', { ...POLICE, ...GRAMS }],
    ['PLANT', 'Cây có chứa chất ma túy bị phá nhổ', 'Plants destroyed', 'cây', COMMUNES],
    ['VENUE_CLOSED', 'Điểm, tụ điểm phức tạp đã triệt xóa', 'Venues closed', 'điểm', POLICE],
    [
      'VENUE_LEFT',
      'Điểm, tụ điểm phức tạp hiện còn',
      'Venues remaining',
      'điểm',
      { ...POLICE, ...STOCK },
    ],
  ]),
  ...figures('results', 'Quản lý, cai nghiện', [
    ['ADD_FILE', 'Người nghiện có hồ sơ quản lý', 'Addicts on file', 'người', stockOfCommunes()],
    [
      'USER_FILE',
      'Người sử dụng trái phép có hồ sơ quản lý',
      'Users on file',
      'người',
      stockOfCommunes(),
    ],
    ['ADD_NEW', 'Người nghiện phát hiện mới trong kỳ', 'Newly detected', 'người', COMMUNES],
    ['POST_MGMT', 'Người đang bị quản lý sau cai', 'Post-rehab', 'người', stockOfCommunes()],
    ['REHAB_COMP', 'Hồ sơ đưa vào cai nghiện bắt buộc', 'Compulsory files', 'hồ sơ', COMMUNES],
    ['REHAB_VOL', 'Người cai nghiện tự nguyện', 'Voluntary rehab', 'người', DEPARTMENTS],
    ['CONTROL', 'Cơ sở được kiểm tra', 'Premises inspected', 'cơ sở', DEPARTMENTS],
    [
      'COMM_FREE',
      'Xã, phường, đặc khu không ma túy',
      'Drug-free communes',
      'đơn vị',
      { ...POLICE, ...STOCK, across: 'last' },
    ],
  ]),
];

export const DRUG_PHRASES: FormDefinition['phrases'] = [
  {
    section: 'results',
    text: 'Ngành giáo dục đã tổ chức {SCH_SESSIONS} buổi tuyên truyền tại trường học[ ở {SCH_SCHOOLS} trường].',
  },
  {
    section: 'results',
    text: 'Lực lượng chức năng phát hiện, bắt giữ {CASE_DETECTED} vụ[, {CASE_PERSONS} đối tượng]{CASE_DETECTED~}[; khởi tố {CASE_PROSEC} vụ[, {CASE_ACCUSED} bị can]][; xử lý hành chính {CASE_ADMIN} vụ].',
  },
  {
    section: 'results',
    text: 'Thu giữ: {SEIZ_HEROIN} gam heroin[, {SEIZ_ATS} gam ma túy tổng hợp][, {SEIZ_CANN} gam cần sa].',
  },
  {
    section: 'results',
    text: 'Triệt xóa {VENUE_CLOSED} điểm, tụ điểm phức tạp về ma túy[, hiện còn {VENUE_LEFT} điểm].',
  },
  { section: 'results', text: 'Phá nhổ {PLANT} cây có chứa chất ma túy.' },
  {
    section: 'results',
    text: 'Đang quản lý {ADD_FILE} người nghiện có hồ sơ[, {USER_FILE} người sử dụng trái phép chất ma túy][; phát hiện mới {ADD_NEW} người nghiện trong kỳ][; quản lý sau cai {POST_MGMT} người].',
  },
  {
    section: 'results',
    text: 'Lập {REHAB_COMP} hồ sơ đưa vào cai nghiện bắt buộc[; {REHAB_VOL} người cai nghiện tự nguyện].',
  },
  { section: 'results', text: 'Kiểm tra {CONTROL} cơ sở.' },
  { section: 'results', text: 'Trên địa bàn có {COMM_FREE} xã, phường, đặc khu không ma túy.' },
];

export const DRUG_RULES: FormDefinition['rules'] = [
  { kind: 'atMost', code: 'CASE_PROSEC', of: ['CASE_DETECTED'], severity: 'warning' },
  { kind: 'atMost', code: 'CASE_ACCUSED', of: ['CASE_PERSONS'], severity: 'warning' },
  { kind: 'atMost', code: 'SCH_SCHOOLS', of: ['SCH_SESSIONS'], severity: 'warning' },
];

export const DRUG_ACTION_MONTH: FormDefinition = {
  key: 'drugPrevention',
  name: 'Tháng hành động phòng, chống ma túy',
  nameEn: 'Action month against drugs',
  source: 'library',
  sections: [...REPORT_SECTIONS],
  indicators: [...CAMPAIGN_FIGURES, ...DRUG_FIGURES],
  rules: DRUG_RULES,
  phrases: [...CAMPAIGN_PHRASES, ...DRUG_PHRASES],
  warning: NO_NAMES_OF_USERS,
};

function stockOfCommunes() {
  return { ...COMMUNES, ...STOCK };
}
