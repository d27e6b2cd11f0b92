import type { FormDefinition } from '../schemas/form-definition.js';
import { figures, REPORT_SECTIONS } from './rows.js';

/** A case is known to the commune and to the police: the police count it. */
const POLICE = { of: ['police'] } as const;

export const TRAFFIC_MONTH: FormDefinition = {
  key: 'trafficMonth',
  name: 'Tháng an toàn giao thông',
  nameEn: 'Traffic safety month',
  source: 'library',
  sections: [...REPORT_SECTIONS],
  indicators: [
    ...figures('results', 'Tuyên truyền', [
      ['TR_SESSIONS', 'Số buổi tuyên truyền về an toàn giao thông', 'Outreach sessions', 'buổi'],
      ['TR_ATTEND', 'Số lượt người tham dự', 'Attendances', 'lượt người'],
      [
        'TR_PLEDGE',
        'Bản cam kết chấp hành pháp luật giao thông',
        'Pledges signed',
        'bản',
        { of: ['commune', 'department'] },
      ],
    ]),
    ...figures('results', 'Tai nạn giao thông', [
      ['TR_ACCIDENTS', 'Số vụ tai nạn giao thông', 'Accidents', 'vụ', POLICE],
      ['TR_DEATHS', 'Số người chết', 'Deaths', 'người', POLICE],
      ['TR_INJURED', 'Số người bị thương', 'Injured', 'người', POLICE],
    ]),
    ...figures('results', 'Tuần tra, xử lý vi phạm', [
      ['TR_STOPPED', 'Trường hợp vi phạm bị xử lý', 'Violations handled', 'trường hợp', POLICE],
      ['TR_ALCOHOL', 'Trong đó: vi phạm nồng độ cồn', 'Of which alcohol', 'trường hợp', POLICE],
      ['TR_FINES', 'Tiền phạt nộp kho bạc', 'Fines paid', 'triệu đồng', { ...POLICE, decimals: 3 }],
    ]),
    ...figures('results', 'Hạ tầng, hành lang an toàn', [
      [
        'TR_ENCROACH',
        'Trường hợp lấn chiếm lòng đường, vỉa hè, hành lang được giải tỏa',
        'Encroachments cleared',
        'trường hợp',
        { of: ['commune'] },
      ],
      [
        'TR_BLACKSPOT',
        'Điểm đen, điểm tiềm ẩn tai nạn đã khắc phục',
        'Black spots mended',
        'điểm',
        { of: ['department'] },
      ],
    ]),
  ],
  rules: [{ kind: 'atMost', code: 'TR_ALCOHOL', of: ['TR_STOPPED'], severity: 'error' }],
  phrases: [
    {
      section: 'results',
      text: 'Đã tổ chức {TR_SESSIONS} buổi tuyên truyền về an toàn giao thông[ với {TR_ATTEND} lượt người tham dự{TR_ATTEND~}][; vận động ký {TR_PLEDGE} bản cam kết].',
    },
    {
      section: 'results',
      text: 'Xảy ra {TR_ACCIDENTS} vụ tai nạn giao thông{TR_ACCIDENTS~}[, làm chết {TR_DEATHS} người{TR_DEATHS~}][, bị thương {TR_INJURED} người{TR_INJURED~}].',
    },
    {
      section: 'results',
      text: 'Phát hiện, xử lý {TR_STOPPED} trường hợp vi phạm[, trong đó {TR_ALCOHOL} trường hợp vi phạm nồng độ cồn][; tiền phạt nộp kho bạc {TR_FINES} triệu đồng].',
    },
    {
      section: 'results',
      text: 'Giải tỏa {TR_ENCROACH} trường hợp lấn chiếm lòng đường, vỉa hè, hành lang an toàn giao thông.',
    },
    {
      section: 'results',
      text: 'Khắc phục {TR_BLACKSPOT} điểm đen, điểm tiềm ẩn tai nạn giao thông.',
    },
  ],
  warning: null,
};
