import { inSentence } from '../../domain/in-sentence.js';
import type { ApprovalSlip } from '../../documents/letter-shapes.js';
import type { PaperContent } from '../../documents/paper-shapes.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { LedgerDb } from '../../db/connection.js';
import { documentOf } from './document-row.js';
import { contentOf } from './frozen-content.js';
import { headPrinted } from './head-view.js';
import { issuerBlock, paperContext } from './paper-context.js';

/** The slip for a paper as it stands now; null when the office has no such paper. */
export async function slipOf(
  db: LedgerDb,
  ref: { readonly officeId: string; readonly documentId: string; readonly now: Instant },
): Promise<ApprovalSlip | null> {
  const document = await documentOf(db, ref);
  if (document === null) return null;
  const { identity, rehearsal } = await paperContext(db, document);
  const { content, sha256 } = await contentOf(db, document);
  const head = headPrinted(content);
  return {
    issuer: issuerBlock(head),
    unit: identity.unit.trim() === '' ? head.issuingBody : identity.unit,
    rehearsal,
    on: dayAt(ref.now),
    ...told(content),
    recipients: [...head.addressees.slice(0, MOST_NAMED), ...more(head.addressees.length)],
    officer: identity.officerName,
    contentMark: sha256.slice(0, 12),
  };
}

const MOST_NAMED = 10;

function more(count: number): readonly string[] {
  return count > MOST_NAMED ? [`và ${String(count - MOST_NAMED)} cơ quan, đơn vị khác`] : [];
}

/** What the paper is called, on what it rests, what it says and what comes with it. */
function told(
  content: PaperContent,
): Pick<ApprovalSlip, 'paper' | 'basis' | 'summary' | 'attached'> {
  switch (content.kind) {
    case 'urgingLetter': {
      const { plan, reportName, names, duePhrase } = content.letter;
      return {
        paper: `Công văn đôn đốc gửi ${reportName}`,
        basis: plan.citation,
        summary: [
          `Thời hạn: ${duePhrase}. Đến nay ${countOf(names)} chưa gửi ${reportName}.`,
          'Công văn nêu trách nhiệm, thời hạn và đề nghị gửi ngay báo cáo.',
        ],
        attached: ['Dự thảo Công văn'],
      };
    }
    case 'extensionNotice': {
      const { plan, reportName, granted } = content.notice;
      return {
        paper: `Công văn gia hạn thời gian gửi ${reportName}`,
        basis: plan.citation,
        summary: [`Gia hạn cho ${countOf(granted)} theo đề nghị; thời hạn chung không thay đổi.`],
        attached: ['Dự thảo Công văn', 'Đề nghị gia hạn của các cơ quan, đơn vị'],
      };
    }
    case 'guidanceLetter': {
      const { plan, reportName, duePhrase, names } = content.guidance;
      return {
        paper: `Công văn hướng dẫn gửi ${reportName}`,
        basis: plan.citation,
        summary: [
          `Hướng dẫn ${countOf(names)} nội dung, biểu mẫu, cách gửi và thời hạn (${duePhrase}).`,
        ],
        attached: ['Dự thảo Công văn', 'Đề cương báo cáo và biểu mẫu số liệu'],
      };
    }
    case 'consolidatedReport': {
      const { plan, subject, counts, proposal } = content.report;
      const matter = inSentence(subject);
      return {
        paper: proposal === undefined ? `Báo cáo ${matter}` : `Tờ trình ban hành báo cáo ${matter}`,
        basis: plan.citation,
        summary: [
          `Đã nhận báo cáo của ${String(counts.received)}/${String(counts.expected)} cơ quan, đơn vị; ${String(counts.missing)} chưa gửi.`,
          'Số liệu và nội dung được tổng hợp từ báo cáo của các cơ quan, đơn vị; nguồn của từng số liệu kèm theo bảng tính.',
        ],
        attached: [
          proposal === undefined
            ? 'Dự thảo Báo cáo và các phụ lục'
            : 'Dự thảo Tờ trình, dự thảo Báo cáo và các phụ lục',
          'Bảng số liệu tổng hợp (Excel)',
        ],
      };
    }
  }
}

function countOf(all: readonly unknown[]): string {
  return `${String(all.length).padStart(2, '0')} cơ quan, đơn vị`;
}
