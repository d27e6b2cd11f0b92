import type { RecordPaper } from '../../documents/record-shapes.js';
import { causeWords, keptWords, spanWords } from '../../domain/compliance-words.js';
import { countBefore, KEPT_COLUMNS } from '../../domain/compliance.js';
import type { ComplianceList } from '../../domain/compliance-list.js';
import { dayAt } from '../../domain/day.js';
import { momentInWords } from '../../domain/moment-words.js';
import { officeIssuer } from '../paper/office-issuer.js';
import type { OfficeScope } from '../scope.js';
import { objectionWords } from './list-book.js';

/** The agreed list as a paper of the office: who is in it by name, this period beside the year before, and each duty that was not simply kept. */
export function compliancePaper(
  { office, now }: Pick<OfficeScope, 'office' | 'now'>,
  list: ComplianceList,
): RecordPaper {
  return {
    issuer: officeIssuer(office),
    on: dayAt(now),
    rehearsal: false,
    type: 'Tình hình chấp hành chế độ báo cáo',
    subject: `${list.agencies.length} cơ quan, đơn vị, ${spanWords(list)}`,
    blocks: [
      {
        kind: 'text',
        text: `Số liệu tính đến ${momentInWords(list.countedAt)}, theo thời hạn đã giao và thời hạn được gia hạn. Danh sách theo khối, cụm và tên cơ quan, đơn vị; không chấm điểm, không xếp hạng.`,
      },
      {
        kind: 'text',
        text: 'Cột “Thư chưa đến nơi” là nội dung quá hạn hoặc gửi sau hạn mà trước hạn không thư nhắc nào đến được cơ quan, đơn vị; không ghi nhận là chậm. Ngày chậm là ngày làm việc.',
      },
      {
        kind: 'text',
        text: 'Từng cơ quan, đơn vị xem được phần ghi nhận của mình và đã có thể nêu ý kiến; ý kiến và trả lời ghi ở bảng chi tiết.',
      },
    ],
    tables: [
      {
        title: 'Theo cơ quan, đơn vị (số trong ngoặc: cùng kỳ năm trước)',
        columns: [
          { heading: 'STT', share: 4, align: 'center' },
          { heading: 'Cơ quan, đơn vị', share: 26, align: 'left' },
          { heading: 'Phải gửi', share: 9, align: 'center' },
          { heading: 'Đúng hạn', share: 9, align: 'center' },
          { heading: 'Gửi sau hạn', share: 9, align: 'center' },
          { heading: 'Quá hạn, chưa nhận được', share: 9, align: 'center' },
          { heading: 'Ngày chậm', share: 9, align: 'center' },
          { heading: 'Gia hạn', share: 9, align: 'center' },
          { heading: 'Chờ đối chiếu', share: 9, align: 'center' },
          { heading: 'Thư chưa đến nơi', share: 9, align: 'center' },
        ],
        rows: list.agencies.map(({ agency, now: own, before }, index) => [
          String(index + 1),
          agency,
          ...KEPT_COLUMNS.map(
            (key) => `${String(own[key])} (${String(countBefore(before, key) ?? '–')})`,
          ),
        ]),
      },
      {
        title: 'Chi tiết',
        columns: [
          { heading: 'STT', share: 4, align: 'center' },
          { heading: 'Cơ quan, đơn vị', share: 16, align: 'left' },
          { heading: 'Báo cáo', share: 24, align: 'left' },
          { heading: 'Thời hạn', share: 12, align: 'left' },
          { heading: 'Ghi nhận', share: 14, align: 'left' },
          { heading: 'Nguyên nhân', share: 17, align: 'left' },
          { heading: 'Ý kiến của đơn vị', share: 17, align: 'left' },
        ],
        rows: list.agencies
          .flatMap(({ agency, duties }) => duties.map((duty) => ({ agency, duty })))
          .map(({ agency, duty }, index) => [
            String(index + 1),
            agency,
            duty.reportName,
            duty.due,
            keptWords(duty.kept, duty.daysLate),
            duty.causes.map(causeWords).join('; '),
            duty.objections.map(objectionWords).join('; '),
          ]),
      },
    ],
  };
}
