import { day, instant } from '../../domain/day.js';
import type { AgencyHead, AgencyItem } from '../../mail/content.js';

/** What a mail to one agency of the fictional province knows. */
export function anAgencyHead(overrides: Partial<AgencyHead> = {}): AgencyHead {
  return {
    sendingBody: 'Công an tỉnh',
    agencyName: 'Ủy ban nhân dân phường Bến Ngự',
    plan: {
      citation:
        'Kế hoạch số 15/KH-UBND ngày 10/6/2026 của Ủy ban nhân dân tỉnh Sông Hương về triển khai Tháng hành động phòng, chống ma túy năm 2026',
      issued: 'Kế hoạch số 15/KH-UBND ngày 10/6/2026 của Ủy ban nhân dân tỉnh Sông Hương',
      dated: 'Kế hoạch số 15/KH-UBND ngày 10/6/2026',
      short: 'Kế hoạch số 15/KH-UBND',
    },
    linkUrl: 'https://baocao.songhuong.example/r#abc.def',
    contact: {
      unit: 'Phòng Cảnh sát điều tra tội phạm về ma túy',
      person: 'Nguyễn Văn An',
      phone: '0900 000 001',
    },
    referenceCode: 'SH-4821',
    ...overrides,
  };
}

/** One report due before 04/7/2026, target Friday 03/7/2026 17:00. */
export function anItem(overrides: Partial<AgencyItem> = {}): AgencyItem {
  return {
    ...anAgencyHead(),
    reportName: 'báo cáo kết quả Tháng hành động',
    duePhrase: 'trước ngày 04/7/2026',
    target: instant('2026-07-03T17:00:00+07:00'),
    hourBound: false,
    workingDaysLeft: 2,
    channelText: 'hệ thống quản lý văn bản và điều hành',
    binding: true,
    supplement: false,
    extensionAsked: null,
    replaces: [],
    ...overrides,
  };
}

/** Friday, the day of the sample's target. */
export const TARGET_DAY = day('2026-07-03');
