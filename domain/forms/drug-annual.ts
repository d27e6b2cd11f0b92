import type { FormDefinition } from '../schemas/form-definition.js';
import { DRUG_FIGURES, DRUG_PHRASES, DRUG_RULES, NO_NAMES_OF_USERS } from './drug-action-month.js';
import { figures, percent, REPORT_SECTIONS, section, STOCK } from './rows.js';

/** What is counted to the cut-off and estimated to the end of the period besides (ước thực hiện). */
const ESTIMATES = figures('estimate', 'Ước thực hiện cả kỳ', [
  [
    'CASE_DETECTED_EST',
    'Số vụ phát hiện, bắt giữ (ước cả kỳ)',
    'Cases detected, estimate for the period',
    'vụ',
    { of: ['police'], time: 'last' },
  ],
  [
    'CASE_PERSONS_EST',
    'Số đối tượng (ước cả kỳ)',
    'Persons, estimate for the period',
    'đối tượng',
    { of: ['police'], time: 'last' },
  ],
  [
    'REHAB_COMP_EST',
    'Hồ sơ đưa vào cai nghiện bắt buộc (ước cả kỳ)',
    'Compulsory files, estimate for the period',
    'hồ sơ',
    { of: ['commune'], time: 'last' },
  ],
  [
    'PROP_SESSIONS_EST',
    'Số buổi tuyên truyền trực tiếp (ước cả kỳ)',
    'Outreach sessions, estimate for the period',
    'buổi',
    { time: 'last' },
  ],
]);

const TARGETS = figures('results', 'Chỉ tiêu xã, phường không ma túy', [
  ['COMM_ALL', 'Tổng số xã, phường, đặc khu', 'All communes', 'đơn vị', ofPolice()],
  [
    'COMM_FREE_RATE',
    'Tỷ lệ xã, phường, đặc khu không ma túy',
    'Share of drug-free communes',
    '%',
    { of: ['police'], ...percent('COMM_FREE', 'COMM_ALL') },
  ],
]);

/** Outreach of a whole year; what hangs and is handed out is asked of a campaign only. */
const OUTREACH = figures('results', 'Tuyên truyền', [
  ['PROP_SESSIONS', 'Số buổi tuyên truyền trực tiếp', 'Outreach sessions', 'buổi'],
  ['PROP_ATTEND', 'Số lượt người tham dự', 'Attendances', 'lượt người'],
  ['PROP_NEWS', 'Tin, bài, phóng sự', 'News items', 'tin, bài', { of: ['press', 'commune'] }],
  ['PROP_PLEDGE', 'Bản cam kết đã ký', 'Pledges signed', 'bản', { of: ['commune'] }],
]);

export const DRUG_ANNUAL: FormDefinition = {
  key: 'drugAnnual',
  name: 'Báo cáo phòng, chống ma túy sáu tháng, năm (có ước thực hiện)',
  nameEn: 'Half-year and annual drug-prevention report, with estimates',
  source: 'library',
  sections: [
    ...REPORT_SECTIONS.slice(0, 2),
    section('estimate', 'ƯỚC THỰC HIỆN CẢ KỲ', 'Estimate for the whole period'),
    ...REPORT_SECTIONS.slice(2),
  ],
  indicators: [...OUTREACH, ...DRUG_FIGURES, ...TARGETS, ...ESTIMATES],
  rules: [
    ...DRUG_RULES,
    { kind: 'atMost', code: 'CASE_DETECTED', of: ['CASE_DETECTED_EST'], severity: 'error' },
    { kind: 'atMost', code: 'CASE_PERSONS', of: ['CASE_PERSONS_EST'], severity: 'error' },
    { kind: 'atMost', code: 'REHAB_COMP', of: ['REHAB_COMP_EST'], severity: 'error' },
    { kind: 'atMost', code: 'PROP_SESSIONS', of: ['PROP_SESSIONS_EST'], severity: 'error' },
    { kind: 'atMost', code: 'COMM_FREE', of: ['COMM_ALL'], severity: 'error' },
  ],
  phrases: [
    {
      section: 'results',
      text: 'Đã tổ chức {PROP_SESSIONS} buổi tuyên truyền trực tiếp[ với {PROP_ATTEND} lượt người tham dự{PROP_ATTEND~}][; đăng, phát {PROP_NEWS} tin, bài, phóng sự][; vận động ký {PROP_PLEDGE} bản cam kết].',
    },
    ...DRUG_PHRASES.filter(({ text }) => !text.includes('{COMM_FREE}')),
    {
      section: 'results',
      text: 'Trên địa bàn có {COMM_FREE}[/{COMM_ALL}] xã, phường, đặc khu không ma túy[ ({COMM_FREE_RATE}%)].',
    },
    {
      section: 'estimate',
      text: 'Ước cả kỳ phát hiện, bắt giữ {CASE_DETECTED_EST} vụ[, {CASE_PERSONS_EST} đối tượng][; lập {REHAB_COMP_EST} hồ sơ đưa vào cai nghiện bắt buộc][; tổ chức {PROP_SESSIONS_EST} buổi tuyên truyền].',
    },
  ],
  warning: NO_NAMES_OF_USERS,
};

function ofPolice() {
  return { of: ['police'], ...STOCK, across: 'last' } as const;
}
