import { day } from '../day.js';
import type { Day } from '../day.js';

/** What a resolution made of provinces and units that were there before: by code, the name from that day on. */
export interface UnitChange {
  readonly from: Day;
  readonly instrument: string;
  readonly names: Readonly<Record<string, string>>;
}

/**
 * The changes since 01/7/2025, in the order in which they came into force. Compared with the open data set
 * thanglequoc/vietnamese-provinces-database 5.2.0 (MIT), which follows the list of the National Statistics Office.
 */
export const UNIT_CHANGES: readonly UnitChange[] = [
  {
    from: day('2026-04-30'),
    instrument: 'Nghị quyết 30/2026/QH16',
    names: { '75': 'Thành phố Đồng Nai' },
  },
  {
    from: day('2026-04-30'),
    instrument: 'Nghị quyết 237/NQ-UBTVQH16',
    names: {
      '25270': 'Phường Lộc Ninh',
      '25357': 'Phường Tân Khai',
      '25363': 'Phường Đồng Phú',
      '26116': 'Phường Tân Phú',
      '26170': 'Phường Trị An',
      '26248': 'Phường Trảng Bom',
      '26326': 'Phường Dầu Giây',
      '26368': 'Phường Long Thành',
      '26425': 'Phường Xuân Lộc',
      '26485': 'Phường Nhơn Trạch',
    },
  },
  {
    from: day('2026-09-01'),
    instrument: 'Nghị quyết 36/2026/QH16',
    names: { '22': 'Thành phố Quảng Ninh' },
  },
  {
    from: day('2026-09-20'),
    instrument: 'Nghị quyết 39/2026/QH16',
    names: { '24': 'Thành phố Bắc Ninh' },
  },
  {
    from: day('2026-09-20'),
    instrument: 'Nghị quyết 388/NQ-UBTVQH16',
    names: {
      '07294': 'Phường Bố Hạ',
      '07375': 'Phường Lạng Giang',
      '07399': 'Phường Kép',
      '07444': 'Phường Lục Nam',
      '07840': 'Phường Hiệp Hòa',
      '09193': 'Phường Yên Phong',
      '09292': 'Phường Phù Lãng',
      '09313': 'Phường Chi Lăng',
      '09319': 'Phường Tiên Du',
      '09454': 'Phường Gia Bình',
      '09475': 'Phường Nhân Thắng',
      '09496': 'Phường Lương Tài',
    },
  },
];
