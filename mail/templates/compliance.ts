import { spanWords } from '../../domain/compliance-words.js';
import type { ComplianceNotice } from '../content.js';
import { paragraph, shownLink } from '../letter.js';
import type { Letter, Part } from '../letter.js';
import { fitSubject, oneLine } from '../shorten.js';
import { count } from '../wording.js';

/** A mail to the office about how agencies kept their duties: a list to be agreed to, or a word against a row of it. */
export function complianceLetter(notice: ComplianceNotice): Letter {
  const said = notice.event === 'objected' ? objected(notice) : asked(notice);
  return {
    subject: said.subject,
    parts: [
      ...said.parts,
      { kind: 'page', label: said.label, link: shownLink(notice.pageUrl) },
      { kind: 'small', text: 'Thư tự động trong nội bộ cơ quan theo dõi; xin không chuyển tiếp.' },
    ],
  };
}

interface Said {
  readonly subject: string;
  readonly parts: readonly Part[];
  readonly label: string;
}

function asked({
  from,
  to,
  agencies,
  byName,
}: Extract<ComplianceNotice, { event: 'complianceAsked' }>): Said {
  const span = spanWords({ from, to });
  return {
    subject: `[Trình duyệt] Tình hình chấp hành chế độ báo cáo ${span}`,
    parts: [
      paragraph(
        `${oneLine(byName)} trình duyệt danh sách tình hình chấp hành chế độ báo cáo ${span}, ${count(agencies)} cơ quan, đơn vị. Danh sách chỉ được xuất ra ngoài sau khi duyệt.`,
      ),
    ],
    label: 'Mở danh sách trình duyệt',
  };
}

function objected({
  agency,
  report,
  words,
  saidBy,
}: Extract<ComplianceNotice, { event: 'objected' }>): Said {
  return {
    subject: fitSubject(
      { agency, report },
      (p) => `[Theo dõi] ${p.agency} có ý kiến về thời hạn gửi ${p.report}`,
    ),
    parts: [
      paragraph(
        `${oneLine(agency)} có ý kiến về việc ghi nhận thời hạn gửi ${oneLine(report)}; người nêu: ${oneLine(saidBy)}.`,
      ),
      paragraph(`Ý kiến: ${oneLine(words)}`),
    ],
    label: 'Mở nội dung của đơn vị để trả lời',
  };
}
