import { type Paragraph } from 'docx';
import { type Day } from '../domain/day.js';
import { annexName, annexParts, type Annex } from './annexes.js';
import { figureAnnexes, type AgencyFigures, type ReportFigure } from './figure-annexes.js';
import { type IssuerBlock } from './issuer-block.js';
import { letterhead } from './letterhead.js';
import { renderPaper, TEXT_WIDTH, type PaperPart } from './official-layout.js';
import { agencyList, gridTable } from './official-table.js';
import {
  addressParagraphs,
  bodyParagraph,
  closingParagraph,
  headingParagraph,
  titleParagraphs,
} from './official-text.js';
import { signatureBlock } from './signature-block.js';
import { countInText, inSentence, linesOf, percentage, shortDate } from './text.js';

export interface ReportSection {
  /** With its number: "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO". */
  readonly heading: string;
  /** In the order to print; each is followed by its agency's name. */
  readonly paragraphs: readonly { readonly agency: string; readonly text: string }[];
}

export interface ReportCounts {
  readonly expected: number;
  readonly received: number;
  readonly onTime: number;
  readonly late: number;
  readonly nil: number;
  readonly missing: number;
}

export interface ConsolidatedReport {
  readonly issuer: IssuerBlock;
  readonly number: string | null;
  readonly issuedOn: Day | null;
  readonly rehearsal: boolean;
  readonly addressees: readonly string[];
  /** Trích yếu: "Kết quả thực hiện Tháng hành động phòng, chống ma túy năm 2026". */
  readonly subject: string;
  readonly plan: { readonly citation: string };
  /** The letter from above that asked for it, cited in full; null when there is none. */
  readonly trigger: string | null;
  readonly period: { readonly from: Day; readonly to: Day } | null;
  readonly counts: ReportCounts;
  readonly sections: readonly ReportSection[];
  readonly figures: readonly ReportFigure[];
  readonly byAgency: readonly AgencyFigures[];
  /** null: internal, not printed. */
  readonly notReported: readonly string[] | null;
  /** Which sections each agency wrote to, by their headings; empty: no such annex. */
  readonly coverage: readonly { readonly agency: string; readonly sections: readonly string[] }[];
}

/** The consolidated report (báo cáo tổng hợp) as a .docx with its annexes. */
export async function renderConsolidatedReport(report: ConsolidatedReport): Promise<Buffer> {
  const { issuer } = report;
  const annexes = annexesOf(report);
  const body: PaperPart = {
    landscape: false,
    children: [
      letterhead({ issuer, registration: report, subject: null }),
      ...titleParagraphs({ type: 'Báo cáo', subject: report.subject }),
      ...addressParagraphs(report.addressees),
      bodyParagraph(openingSentence(report)),
      bodyParagraph(receivedSentence(report.counts)),
      ...report.sections.flatMap(sectionParagraphs),
      ...annexSentence(annexes),
      closingParagraph({ ...report, issuingBody: issuer.issuingBody }),
      signatureBlock(issuer),
    ],
  };
  return renderPaper({
    title: `Báo cáo ${report.subject}`,
    author: issuer.issuingBody,
    rehearsal: report.rehearsal,
    parts: [body, ...annexParts({ annexes, documentKind: 'Báo cáo', issuer })],
  });
}

function openingSentence({ issuer, trigger, plan, period, subject }: ConsolidatedReport): string {
  const basis = trigger === null ? plan.citation : `${trigger} và ${plan.citation}`;
  const span =
    period === null
      ? ''
      : ` (số liệu từ ngày ${shortDate(period.from)} đến ngày ${shortDate(period.to)})`;
  return `Thực hiện ${basis}, ${issuer.issuingBody} báo cáo ${inSentence(subject)}${span} như sau:`;
}

function receivedSentence(counts: ReportCounts): string {
  const share = percentage(counts.received, counts.expected);
  const nil =
    counts.nil === 0 ? '' : `; ${countInText(counts.nil)} cơ quan, đơn vị báo cáo không phát sinh`;
  return (
    `Đến thời điểm tổng hợp, đã nhận được báo cáo của ${countInText(counts.received)}/${countInText(counts.expected)} cơ quan, đơn vị` +
    `${share === null ? '' : ` (${share})`}, trong đó ${countInText(counts.onTime)} báo cáo gửi đúng hạn, ` +
    `${countInText(counts.late)} báo cáo gửi sau hạn${nil}.`
  );
}

function sectionParagraphs({ heading, paragraphs }: ReportSection): Paragraph[] {
  const texts = paragraphs.flatMap(({ agency, text }) => {
    const lines = linesOf(text);
    return lines.map((line, index) =>
      bodyParagraph(line, index === lines.length - 1 ? { tag: agency } : {}),
    );
  });
  return [
    headingParagraph(heading),
    ...(texts.length > 0
      ? texts
      : [bodyParagraph('Các cơ quan, đơn vị không có báo cáo về nội dung này.')]),
  ];
}

function annexSentence(annexes: readonly Annex[]): Paragraph[] {
  if (annexes.length === 0) return [];
  const names = annexes.map(
    ({ title }, index) => `${inSentence(title)} tại ${annexName(index, annexes.length)}`,
  );
  return [bodyParagraph(`(Có ${names.join('; ')} kèm theo).`)];
}

function annexesOf(report: ConsolidatedReport): Annex[] {
  const annexes = figureAnnexes(report);
  if (report.notReported !== null && report.notReported.length > 0) {
    annexes.push({
      title: 'Danh sách cơ quan, đơn vị chưa gửi báo cáo',
      landscape: false,
      children: [agencyList(report.notReported)],
    });
  }
  if (report.coverage.length > 0) annexes.push(coverageAnnex(report));
  return annexes;
}

function coverageAnnex({ coverage, sections }: ConsolidatedReport): Annex {
  const headings = sections.map(({ heading }) => heading);
  return {
    title: 'Nội dung báo cáo của từng cơ quan, đơn vị',
    landscape: false,
    children: [
      gridTable({
        columns: [
          { heading: 'STT', width: 850, align: 'center' },
          { heading: 'Cơ quan, đơn vị', width: TEXT_WIDTH - 850 - 4400, align: 'left' },
          { heading: 'Các mục có báo cáo', width: 2200, align: 'center' },
          { heading: 'Các mục chưa có', width: 2200, align: 'center' },
        ],
        rows: coverage.map((row, index) => [
          String(index + 1),
          row.agency,
          row.sections.map(sectionNumber).join(', '),
          headings
            .filter((heading) => !row.sections.includes(heading))
            .map(sectionNumber)
            .join(', '),
        ]),
      }),
    ],
  };
}

/** "I" of "I. CÔNG TÁC …"; a heading without a number stands for itself. */
function sectionNumber(heading: string): string {
  return /^([IVXLC]+|\d+(?:\.\d+)*)\s*[.)]/.exec(heading.trim())?.[1] ?? heading;
}
