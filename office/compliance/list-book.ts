import type { TableBook } from '../../documents/table-book.js';
import { causeWords, keptWords, spanWords } from '../../domain/compliance-words.js';
import { countBefore } from '../../domain/compliance.js';
import type { KeptCounts } from '../../domain/compliance.js';
import type { ComplianceList } from '../../domain/compliance-list.js';
import { momentInWords } from '../../domain/moment-words.js';

const COUNTED = [
  ['Phải gửi', 'owed'],
  ['Đúng hạn', 'onTime'],
  ['Gửi sau hạn', 'late'],
  ['Quá hạn, chưa nhận được', 'missing'],
  ['Số ngày làm việc chậm', 'daysLate'],
  ['Được gia hạn', 'extended'],
  ['Chờ đối chiếu', 'claimed'],
  ['Thư chưa đến nơi', 'unreachable'],
] as const satisfies readonly (readonly [string, keyof KeptCounts])[];

/** The agreed list as a workbook: the agencies by name with both years, and each duty that was not simply kept. */
export function complianceBook(list: ComplianceList): TableBook {
  return {
    title: 'Tình hình chấp hành chế độ báo cáo',
    source: `${list.officeName}, ${spanWords(list)}. Tính đến ${momentInWords(list.countedAt)}. Không xếp hạng, không chấm điểm.`,
    madeAt: list.countedAt,
    rehearsal: false,
    sheets: [
      {
        name: 'Theo đơn vị',
        columns: [
          { heading: 'STT', width: 6 },
          { heading: 'Cơ quan, đơn vị', width: 38 },
          { heading: 'Khối, cụm', width: 24 },
          ...COUNTED.map(([heading]) => ({ heading, width: 10 })),
          ...COUNTED.map(([heading]) => ({ heading: `Năm trước: ${heading}`, width: 10 })),
        ],
        rows: list.agencies.map(({ agency, group, now, before }, index) => [
          index + 1,
          agency,
          group,
          ...COUNTED.map(([, key]) => now[key]),
          ...COUNTED.map(([, key]) => countBefore(before, key) ?? '–'),
        ]),
      },
      {
        name: 'Chi tiết',
        columns: [
          { heading: 'STT', width: 6 },
          { heading: 'Cơ quan, đơn vị', width: 34 },
          { heading: 'Báo cáo', width: 44 },
          { heading: 'Thời hạn', width: 24 },
          { heading: 'Thời điểm nhận', width: 22 },
          { heading: 'Ghi nhận', width: 26 },
          { heading: 'Nguyên nhân', width: 40 },
          { heading: 'Ý kiến của đơn vị', width: 40 },
        ],
        rows: list.agencies
          .flatMap(({ agency, duties }) => duties.map((duty) => ({ agency, duty })))
          .map(({ agency, duty }, index) => [
            index + 1,
            agency,
            duty.reportName,
            duty.due,
            duty.receivedAt === null ? '' : momentInWords(duty.receivedAt),
            keptWords(duty.kept, duty.daysLate),
            duty.causes.map(causeWords).join('; '),
            duty.objections.map(objectionWords).join('\n'),
          ]),
      },
    ],
  };
}

/** What an agency said, with the answer. */
export function objectionWords({
  words,
  answer,
}: {
  readonly words: string;
  readonly answer: string | null;
}) {
  return answer === null ? `${words} (chưa trả lời)` : `${words} (trả lời: ${answer})`;
}
