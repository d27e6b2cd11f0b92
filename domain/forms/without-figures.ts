import type { FormDefinition } from '../schemas/form-definition.js';
import { section } from './rows.js';

const NOTHING_COUNTED = { indicators: [], rules: [], phrases: [], warning: null };

/** What agencies answer with their own plan of carrying the plan out. */
export const IMPLEMENTATION_PLAN: FormDefinition = {
  key: 'implementationPlan',
  name: 'Kế hoạch triển khai của đơn vị',
  nameEn: 'Implementation plan',
  source: 'library',
  sections: [
    section(
      'issued',
      'VĂN BẢN TRIỂN KHAI',
      'Implementing document',
      'Số, ngày, trích yếu của kế hoạch hoặc văn bản triển khai đơn vị đã ban hành.',
    ),
    section(
      'tasks',
      'NỘI DUNG, TIẾN ĐỘ, PHÂN CÔNG',
      'Tasks, dates and responsibilities',
      'Các nhiệm vụ chính, thời gian và đơn vị chủ trì.',
    ),
    section('proposals', 'ĐỀ XUẤT, KIẾN NGHỊ', 'Proposals'),
  ],
  ...NOTHING_COUNTED,
};

/** An answer to one request, in words. */
export const ONE_OFF: FormDefinition = {
  key: 'oneOff',
  name: 'Báo cáo đột xuất (không có số liệu)',
  nameEn: 'One-off report without figures',
  source: 'library',
  sections: [
    section('situation', 'TÌNH HÌNH', 'Situation', 'Diễn biến, nguyên nhân, thiệt hại (nếu có).'),
    section('measures', 'BIỆN PHÁP ĐÃ TRIỂN KHAI', 'Measures taken'),
    section('proposals', 'ĐỀ XUẤT, KIẾN NGHỊ', 'Proposals'),
  ],
  ...NOTHING_COUNTED,
};

/** Nothing but room for what an agency has to say. */
export const BLANK: FormDefinition = {
  key: 'blank',
  name: 'Biểu mẫu trống',
  nameEn: 'Blank form',
  source: 'library',
  sections: [section('results', 'NỘI DUNG BÁO CÁO', 'Report')],
  ...NOTHING_COUNTED,
};
