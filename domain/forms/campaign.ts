import type { FormDefinition } from '../schemas/form-definition.js';
import { figures, REPORT_SECTIONS } from './rows.js';

/** What every agency can count of a campaign. */
export const CAMPAIGN_FIGURES = figures('results', 'Tuyên truyền', [
  ['PROP_SESSIONS', 'Số buổi tuyên truyền trực tiếp', 'Outreach sessions', 'buổi'],
  ['PROP_ATTEND', 'Số lượt người tham dự', 'Attendances', 'lượt người'],
  [
    'PROP_MAXEVENT',
    'Quy mô sự kiện lớn nhất',
    'Largest event',
    'người',
    { across: 'max', time: 'max' },
  ],
  ['PROP_RALLY', 'Số lễ mít tinh, ra quân, diễu hành', 'Rallies', 'cuộc'],
  ['PROP_BANNER', 'Băng rôn, khẩu hiệu', 'Banners', 'chiếc'],
  ['PROP_PANO', 'Pa nô, áp phích', 'Billboards, posters', 'tấm'],
  ['PROP_LEAFLET', 'Tờ rơi, tài liệu', 'Leaflets', 'tờ'],
  ['PROP_NEWS', 'Tin, bài, phóng sự', 'News items', 'tin, bài', { of: ['press', 'commune'] }],
  ['PROP_LOUD', 'Lượt phát thanh cơ sở', 'Loudspeaker broadcasts', 'lượt', { of: ['commune'] }],
  ['PROP_SOCIAL', 'Bài đăng trên mạng xã hội', 'Social media posts', 'bài'],
  ['PROP_REACH', 'Lượt tiếp cận trên mạng xã hội', 'Social media reach', 'lượt'],
  ['PROP_PLEDGE', 'Bản cam kết đã ký', 'Pledges signed', 'bản', { of: ['commune'] }],
]);

export const CAMPAIGN_PHRASES: FormDefinition['phrases'] = [
  {
    section: 'results',
    text: 'Đã tổ chức {PROP_SESSIONS} buổi tuyên truyền trực tiếp[ với {PROP_ATTEND} lượt người tham dự{PROP_ATTEND~}][; {PROP_RALLY} lễ mít tinh, ra quân, diễu hành][; sự kiện đông nhất có {PROP_MAXEVENT} người].',
  },
  {
    section: 'results',
    text: 'Đã treo {PROP_BANNER} băng rôn, khẩu hiệu[, {PROP_PANO} pa nô, áp phích][; phát {PROP_LEAFLET} tờ rơi, tài liệu].',
  },
  {
    section: 'results',
    text: 'Các cơ quan báo chí và hệ thống thông tin cơ sở đã đăng, phát {PROP_NEWS} tin, bài, phóng sự[, {PROP_LOUD} lượt phát thanh][; {PROP_SOCIAL} bài đăng trên mạng xã hội[ với {PROP_REACH} lượt tiếp cận]].',
  },
  { section: 'results', text: 'Vận động ký {PROP_PLEDGE} bản cam kết.' },
];

export const CAMPAIGN: FormDefinition = {
  key: 'core',
  name: 'Đợt cao điểm, tháng hành động',
  nameEn: 'Campaign or action month',
  source: 'library',
  sections: [...REPORT_SECTIONS],
  indicators: CAMPAIGN_FIGURES,
  rules: [],
  phrases: CAMPAIGN_PHRASES,
  warning: null,
};
