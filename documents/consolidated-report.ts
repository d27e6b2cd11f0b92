import { inSentence } from '../domain/in-sentence.js';
import { type Paragraph } from 'docx';
import type { GroupReporting } from '../domain/reporting-groups.js';
import { annexName, annexParts, type Annex } from './annexes.js';
import { figureAnnexes } from './figure-annexes.js';
import { letterhead } from './letterhead.js';
import { renderPaper, TEXT_WIDTH, type PaperPart } from './official-layout.js';
import { agencyList, gridTable } from './official-table.js';
import {
  addressParagraphs,
  bodyParagraph,
  bodyParagraphs,
  closingParagraph,
  headingParagraph,
  titleParagraphs,
} from './official-text.js';
import type {
  ConsolidatedReportContent,
  ConsolidatedReportPaper,
  Registration,
  ReportCounts,
  ReportProposal,
  ReportSection,
} from './paper-shapes.js';
import { signatureBlock } from './signature-block.js';
import { CHANGED_FIGURES, changedFigures, replacingSentence } from './supplement.js';
import { countInText, linesOf, percentage, shortDate } from './text.js';

/**
 * The consolidated report (báo cáo tổng hợp) as a .docx with its annexes: signed by its issuer, or as the draft
 * behind the Tờ trình by which it is put before the committee; then number and date are the Tờ trình's.
 */
export async function renderConsolidatedReport(report: ConsolidatedReportPaper): Promise<Buffer> {
  const { issuer, proposal } = report;
  const draft = proposal !== undefined;
  const registration: Registration = draft ? { number: null, issuedOn: null } : report;
  const annexes = annexesOf(report);
  const body: PaperPart = {
    landscape: false,
    children: [
      letterhead({ issuer, registration, subject: null, draft }),
      ...titleParagraphs({ type: 'Báo cáo', subject: report.subject }),
      ...addressParagraphs(report.addressees),
      // Under a Kính gửi stands its own gap; without one the text would touch the rule of the title.
      bodyParagraph(openingSentence(report), { before: report.addressees.length === 0 ? 240 : 0 }),
      bodyParagraph(receivedSentence(report.counts)),
      ...replacingParagraph(report, annexes),
      ...report.sections.flatMap(sectionParagraphs),
      ...annexSentence(annexes),
      closingParagraph({ ...report, issuingBody: issuer.issuingBody }),
      signatureBlock(issuer),
    ],
  };
  return renderPaper({
    title: `${draft ? 'Tờ trình ban hành báo cáo' : 'Báo cáo'} ${inSentence(report.subject)}`,
    author: (proposal ?? report).issuer.issuingBody,
    rehearsal: report.rehearsal,
    parts: [
      ...(proposal === undefined ? [] : [proposalPart(report, proposal)]),
      body,
      ...annexParts({ annexes, documentKind: 'Báo cáo', issuer, registration }),
    ],
  });
}

/** The Tờ trình: who puts which report forward, and to whom it is to go. */
function proposalPart(report: ConsolidatedReportPaper, proposal: ReportProposal): PaperPart {
  const { issuer, to } = proposal;
  const { subject, sentences } = proposalText(report, proposal);
  return {
    landscape: false,
    children: [
      letterhead({ issuer, registration: report, subject: null }),
      ...titleParagraphs({ type: 'Tờ trình', subject }),
      ...addressParagraphs([to]),
      ...bodyParagraphs(sentences),
      signatureBlock(issuer),
    ],
  };
}

/** What a Tờ trình says, whatever its look. */
export function proposalText(
  report: ConsolidatedReportContent,
  { issuer, to }: ReportProposal,
): { readonly subject: string; readonly sentences: readonly string[] } {
  const matter = inSentence(report.subject);
  const by = issuer.issuingBody;
  return {
    subject: `Về việc ban hành báo cáo ${matter}`,
    sentences: [
      `Thực hiện ${basisOf(report)}, ${by} đã theo dõi, đôn đốc, tổng hợp báo cáo của các cơ quan, đơn vị và xây dựng dự thảo báo cáo của ${to} về ${matter}.`,
      receivedSentence(report.counts),
      `${by} kính trình ${to} xem xét, ký ban hành báo cáo gửi ${report.addressees.join(', ')}.`,
      '(Gửi kèm theo dự thảo báo cáo và các phụ lục)./.',
    ],
  };
}

function basisOf({ trigger, plan }: ConsolidatedReportContent): string {
  return trigger === null ? plan.citation : `${trigger} và ${plan.citation}`;
}

/** On what the report rests, over which days, and that it follows. */
export function openingSentence(report: ConsolidatedReportContent): string {
  const { issuer, period, subject } = report;
  const span =
    period === null
      ? ''
      : ` (số liệu từ ngày ${shortDate(period.from)} đến ngày ${shortDate(period.to)})`;
  return `Thực hiện ${basisOf(report)}, ${issuer.issuingBody} báo cáo ${inSentence(subject)}${span} như sau:`;
}

/** How many reports came, in time and late. */
export function receivedSentence(counts: ReportCounts): string {
  const share = percentage(counts.received, counts.expected);
  const nil =
    counts.nil === 0 ? '' : `; ${countInText(counts.nil)} cơ quan, đơn vị báo cáo không phát sinh`;
  return (
    `Đến thời điểm tổng hợp, đã nhận được báo cáo của ${countInText(counts.received)}/${countInText(counts.expected)} cơ quan, đơn vị` +
    `${share === null ? '' : ` (${share})`}${timeliness(counts)}${nil}${notCounted(counts)}${fromAsked(counts)}.`
  );
}

function timeliness({ received, onTime, late }: ReportCounts): string {
  if (received === 0) return '';
  if (late === 0) return ', đều gửi đúng hạn';
  if (onTime === 0) return ', đều gửi sau hạn';
  return `, trong đó ${countInText(onTime)} báo cáo gửi đúng hạn, ${countInText(late)} báo cáo gửi sau hạn`;
}

/** Who was asked and not bound is in the figures and the words; without this more would speak than have reported. */
function fromAsked({ asked = 0 }: ReportCounts): string {
  return asked === 0
    ? ''
    : `; ngoài ra có kết quả của ${countInText(asked)} cơ quan, đơn vị được đề nghị phối hợp`;
}

/** What came and is in no figure yet. */
function notCounted({ checking = 0, supplementing = 0 }: ReportCounts): string {
  const parts = [
    ...(checking === 0 ? [] : [`${countInText(checking)} báo cáo đang kiểm tra`]),
    ...(supplementing === 0 ? [] : [`${countInText(supplementing)} báo cáo đang bổ sung`]),
  ];
  return parts.length === 0 ? '' : `; ${parts.join(', ')}, chưa tính vào số liệu`;
}

/** What stands in a section to which nobody wrote. */
export const NOT_SAID = 'Các cơ quan, đơn vị không có báo cáo về nội dung này.';

function sectionParagraphs({ heading, paragraphs }: ReportSection): Paragraph[] {
  const texts = paragraphs.flatMap(({ agency, text }) => {
    const lines = linesOf(text);
    return lines.map((line, index) =>
      bodyParagraph(line, index === lines.length - 1 && agency !== '' ? { tag: agency } : {}),
    );
  });
  return [headingParagraph(heading), ...(texts.length > 0 ? texts : [bodyParagraph(NOT_SAID)])];
}

function replacingParagraph(
  { replaces }: ConsolidatedReportPaper,
  annexes: readonly Annex[],
): Paragraph[] {
  if (replaces === undefined) return [];
  const at = annexes.findIndex(({ title }) => title === CHANGED_FIGURES);
  const annex = at < 0 ? null : annexName(at, annexes.length);
  return [bodyParagraph(replacingSentence(replaces, annex))];
}

function annexSentence(annexes: readonly Annex[]): Paragraph[] {
  if (annexes.length === 0) return [];
  const names = annexes.map(
    ({ title }, index) => `${inSentence(title)} tại ${annexName(index, annexes.length)}`,
  );
  return [bodyParagraph(`(Có ${names.join('; ')} kèm theo).`)];
}

function annexesOf(report: ConsolidatedReportPaper): Annex[] {
  const annexes = figureAnnexes(report);
  const { replaces } = report;
  if (replaces !== undefined && replaces.figures.length > 0) annexes.push(changedFigures(replaces));
  if (report.notReported !== null && report.notReported.length > 0) {
    annexes.push({
      title: 'Danh sách cơ quan, đơn vị chưa gửi báo cáo',
      landscape: false,
      children: [agencyList(report.notReported)],
    });
  }
  if (report.notReported !== null && (report.byGroup ?? []).length > 0) {
    annexes.push(groupAnnex(report.byGroup ?? []));
  }
  if (report.coverage.length > 0) annexes.push(coverageAnnex(report));
  return annexes;
}

function groupAnnex(groups: readonly GroupReporting[]): Annex {
  const count = (heading: string) => ({ heading, width: 1150, align: 'center' as const });
  const grouped = groups.filter(({ by }) => by === 'tag');
  return {
    title: 'Tình hình gửi báo cáo',
    landscape: false,
    children: [
      gridTable({
        columns: [
          { heading: 'STT', width: 850, align: 'center' },
          { heading: 'Cơ quan, đơn vị', width: TEXT_WIDTH - 850 - 5 * 1150, align: 'left' },
          count('Phải gửi'),
          count('Đã nhận'),
          count('Đúng hạn'),
          count('Sau hạn'),
          count('Chưa gửi'),
        ],
        // Each agency stands once by its kind and once by its group: one list of both would be added up.
        rows: [
          ['I', 'Theo loại cơ quan, đơn vị'],
          ...groupRows(groups.filter(({ by }) => by === 'kind')),
          ...(grouped.length === 0 ? [] : [['II', 'Theo khối, cụm'], ...groupRows(grouped)]),
        ],
      }),
    ],
  };
}

const groupRows = (groups: readonly GroupReporting[]): string[][] =>
  groups.map((group, index) => [
    String(index + 1),
    group.name,
    ...[group.expected, group.counted + group.waiting, group.onTime, group.late, group.missing].map(
      String,
    ),
  ]);

function coverageAnnex({ coverage, sections }: ConsolidatedReportPaper): Annex {
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
