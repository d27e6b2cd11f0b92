import type { FormDefinition } from '../schemas/form-definition.js';
import { figures, percent, REPORT_SECTIONS, STOCK } from './rows.js';

export const ADMIN_REFORM_QUARTER: FormDefinition = {
  key: 'adminReformQuarter',
  name: 'Cải cách hành chính quý',
  nameEn: 'Administrative reform, quarterly',
  source: 'library',
  sections: [...REPORT_SECTIONS],
  indicators: [
    ...figures('results', 'Chỉ đạo, kiểm tra', [
      ['AR_DOCS', 'Văn bản chỉ đạo, triển khai đã ban hành', 'Directing documents', 'văn bản'],
      ['AR_CHECKS', 'Đơn vị được kiểm tra cải cách hành chính', 'Units inspected', 'đơn vị'],
    ]),
    ...figures('results', 'Giải quyết thủ tục hành chính', [
      ['AR_FILES', 'Hồ sơ đã giải quyết', 'Files settled', 'hồ sơ'],
      ['AR_ONTIME', 'Trong đó: trước hạn và đúng hạn', 'Of which on time', 'hồ sơ'],
      [
        'AR_ONTIME_RATE',
        'Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn',
        'Share settled on time',
        '%',
        percent('AR_ONTIME', 'AR_FILES'),
      ],
      ['AR_ONLINE', 'Hồ sơ tiếp nhận trực tuyến', 'Files received online', 'hồ sơ'],
      ['AR_RECEIVED', 'Tổng số hồ sơ tiếp nhận', 'Files received', 'hồ sơ'],
      [
        'AR_ONLINE_RATE',
        'Tỷ lệ hồ sơ trực tuyến',
        'Share received online',
        '%',
        percent('AR_ONLINE', 'AR_RECEIVED'),
      ],
    ]),
    ...figures('results', 'Thủ tục, dịch vụ công', [
      [
        'AR_PROCEDURES',
        'Thủ tục hành chính thuộc thẩm quyền',
        'Procedures in force',
        'thủ tục',
        STOCK,
      ],
      ['AR_CUT', 'Thủ tục đã đơn giản hóa, cắt giảm', 'Procedures simplified', 'thủ tục'],
    ]),
  ],
  rules: [
    { kind: 'atMost', code: 'AR_ONTIME', of: ['AR_FILES'], severity: 'error' },
    { kind: 'atMost', code: 'AR_ONLINE', of: ['AR_RECEIVED'], severity: 'error' },
  ],
  phrases: [
    {
      section: 'leadership',
      text: 'Các cơ quan, đơn vị đã ban hành {AR_DOCS} văn bản chỉ đạo, triển khai[; kiểm tra cải cách hành chính tại {AR_CHECKS} đơn vị].',
    },
    {
      section: 'results',
      text: 'Đã giải quyết {AR_FILES} hồ sơ thủ tục hành chính{AR_FILES~}[, trong đó {AR_ONTIME} hồ sơ trước hạn và đúng hạn[, đạt {AR_ONTIME_RATE}%]].',
    },
    {
      section: 'results',
      text: 'Tiếp nhận {AR_RECEIVED} hồ sơ[, trong đó {AR_ONLINE} hồ sơ trực tuyến[, đạt {AR_ONLINE_RATE}%]].',
    },
    { section: 'results', text: 'Đơn giản hóa, cắt giảm {AR_CUT} thủ tục hành chính.' },
  ],
  warning: null,
};
