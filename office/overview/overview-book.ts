import type { TableBook } from '../../documents/table-book.js';
import type { Instant } from '../../domain/day.js';
import type { Month } from '../../domain/month.js';
import { momentInWords } from '../../domain/moment-words.js';
import { lineWords, overviewTitle, waitingPaperWords } from '../../domain/overview-words.js';
import type { OverviewLine, PlaceInMonth } from '../../domain/overview.js';
import { printedDay } from '../../domain/printed-day.js';

const PLACE: Readonly<Record<PlaceInMonth, string>> = {
  due: 'Đến hạn trong tháng',
  carried: 'Chưa xong từ tháng trước',
  undated: 'Chưa có ngày',
};

/** The register of a month as a workbook of one sheet, as of a moment. */
export function overviewBook(
  lines: readonly OverviewLine[],
  about: {
    readonly officeName: string;
    readonly month: Month;
    readonly countedAt: Instant;
    readonly rehearsal: boolean;
  },
): TableBook {
  return {
    title: overviewTitle(about.month),
    source: `${about.officeName}. Tính đến ${momentInWords(about.countedAt)}.`,
    madeAt: about.countedAt,
    rehearsal: about.rehearsal,
    sheets: [
      {
        name: 'Sổ theo dõi',
        columns: [
          { heading: 'STT', width: 6 },
          { heading: 'Báo cáo', width: 44 },
          { heading: 'Kế hoạch', width: 36 },
          { heading: 'Thời hạn', width: 24 },
          { heading: 'Ngày đến hạn', width: 13 },
          { heading: 'Phải gửi', width: 9 },
          { heading: 'Đã nhận', width: 9 },
          { heading: 'Gửi sau hạn', width: 9 },
          { heading: 'Quá hạn, chưa nhận được', width: 11 },
          { heading: 'Chờ đối chiếu', width: 9 },
          { heading: 'Văn bản đang ở ai', width: 40 },
          { heading: 'Cán bộ theo dõi', width: 22 },
          { heading: 'Ghi chú', width: 24 },
        ],
        rows: lines.map((line, index) => [
          index + 1,
          line.reportName,
          line.planTitle,
          line.duePhrase,
          line.dueDay === null ? '' : printedDay(line.dueDay),
          ...countCells(line),
          line.papers.map(waitingPaperWords).join('\n'),
          line.officer,
          line.kind === 'onward' ? `${PLACE[line.place]}; ${lineWords(line)}` : PLACE[line.place],
        ]),
      },
    ],
  };
}

/** A report upward has no agencies that owe it. */
function countCells(line: OverviewLine): readonly (number | string)[] {
  if (line.kind === 'onward') return ['', '', '', '', ''];
  return [line.expected, line.received, line.late, line.overdue, line.claimed];
}
