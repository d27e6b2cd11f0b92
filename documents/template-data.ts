import { PROPOSAL_PART } from '../domain/paper-template.js';
import { issuerLines, numberLine, placeAndDate } from './issuer-block.js';
import {
  NOT_SAID,
  openingSentence,
  proposalText,
  receivedSentence,
} from './consolidated-report.js';
import { NOTHING_REPORTED } from './figure-annexes.js';
import type { IssuerBlock } from './issuer-shapes.js';
import { closingSentence } from './official-text.js';
import type {
  AgencyFigures,
  ConsolidatedReportContent,
  Registration,
  ReportFigure,
  ReportProposal,
  UrgingLetterContent,
} from './paper-shapes.js';
import { recipientLines } from './signature-block.js';
import { replacingSentence } from './supplement.js';
import { capitals, linesOf, printable, vietnameseNumber } from './text.js';
import { urgingText } from './urging-letter.js';

/** What stands in the fields of a template: text, lines parted by "\n", or the rows of a repeated part. */
export interface TemplateData {
  [field: string]: string | TemplateData[];
}

/** What an urging letter says, by the fields of `domain/paper-template.ts`. */
export function urgingData(letter: UrgingLetterContent, registration: Registration): TemplateData {
  const { subject, addressees, sentences, annex } = urgingText(letter);
  return {
    ...headData(letter.issuer, registration),
    'Trích yếu': printable(`V/v ${subject}`),
    'Kính gửi': linesIn(addressees),
    'Các đoạn': sentences.map((text) => ({ Đoạn: printable(text) })),
    'Phụ lục danh sách': page('Danh sách đơn vị', numbered(annex)),
  };
}

/** What a consolidated report says, by the fields of `domain/paper-template.ts`. */
export function reportData(
  report: ConsolidatedReportContent,
  registration: Registration,
): TemplateData {
  const { issuer, figures, byAgency, notReported, proposal } = report;
  return {
    [PROPOSAL_PART]: proposal === undefined ? [] : [proposalData(report, proposal, registration)],
    // Number and date are the Tờ trình's; the draft behind it gets its own from the committee.
    ...headData(issuer, proposal === undefined ? registration : { number: null, issuedOn: null }),
    'Dự thảo': proposal === undefined ? '' : 'DỰ THẢO',
    'Trích yếu': printable(report.subject),
    'Kính gửi': linesIn(report.addressees),
    'Mở đầu': printable(openingSentence(report)),
    'Tình hình nhận báo cáo': printable(
      [
        receivedSentence(report.counts),
        ...(report.replaces === undefined ? [] : [replacingSentence(report.replaces, null)]),
      ].join(' '),
    ),
    'Các mục': report.sections.map(({ heading, paragraphs }) => {
      const texts = paragraphs.flatMap(({ agency, text }) => {
        const lines = linesOf(text);
        return lines.map((line, nth) =>
          agency !== '' && nth === lines.length - 1 ? `${line} (${printable(agency)})` : line,
        );
      });
      return {
        'Tên mục': printable(heading),
        'Các đoạn': (texts.length === 0 ? [NOT_SAID] : texts).map((text) => ({ Đoạn: text })),
      };
    }),
    'Kết thúc': printable(closingSentence({ ...report, issuingBody: issuer.issuingBody })),
    'Phụ lục số liệu': page(
      'Các chỉ tiêu',
      figures.map((figure, nth) => ({
        STT: String(nth + 1),
        'Chỉ tiêu': printable(figure.label),
        'Đơn vị tính': printable(figure.unit),
        'Kết quả': shown(figure.total),
        'Lũy kế': shown(figure.sinceYear ?? null),
        'Cùng kỳ': shown(figure.before ?? null),
        'So sánh': printable(figure.change ?? ''),
        'Ghi chú': printable(figure.note ?? ''),
      })),
    ),
    'Phụ lục đơn vị': page(
      'Số liệu từng đơn vị',
      figures.length === 0
        ? []
        : byAgency.map((row, nth) => ({
            STT: String(nth + 1),
            'Tên đơn vị': printable(row.agency),
            'Số liệu': figuresOf(row, figures),
          })),
    ),
    'Phụ lục chưa gửi': page('Chưa gửi báo cáo', numbered(notReported ?? [])),
  };
}

/** The Tờ trình in front of a draft. */
function proposalData(
  report: ConsolidatedReportContent,
  proposal: ReportProposal,
  registration: Registration,
): TemplateData {
  const { subject, sentences } = proposalText(report, proposal);
  return {
    ...headData(proposal.issuer, registration),
    'Trích yếu': printable(subject),
    'Kính gửi': printable(proposal.to),
    'Các đoạn': sentences.map((text) => ({ Đoạn: printable(text) })),
  };
}

/** An annex with its rows; left out without any. */
function page(name: string, rows: TemplateData[]): TemplateData[] {
  return rows.length === 0 ? [] : [{ [name]: rows }];
}

function headData(issuer: IssuerBlock, { number, issuedOn }: Registration): TemplateData {
  return {
    'Cơ quan chủ quản': capitals(printable(issuer.governingBody ?? '')),
    'Cơ quan ban hành': issuerLines(issuer.issuingBody).join('\n'),
    'Số và ký hiệu': numberLine({ issuer, number }),
    'Địa danh và ngày': placeAndDate({ issuer, issuedOn }),
    'Thẩm quyền ký': issuer.signingCapacity.map((line) => capitals(printable(line))).join('\n'),
    'Người ký': printable(issuer.signerName ?? ''),
    'Nơi nhận': recipientLines(issuer.distribution, true).join('\n'),
  };
}

function figuresOf(row: AgencyFigures, figures: readonly ReportFigure[]): string {
  const given = figures.flatMap(({ code, label, unit }) => {
    const value = row.values[code] ?? null;
    return value === null ? [] : [printable(`${label}: ${vietnameseNumber(value)} ${unit}`)];
  });
  return given.length === 0 ? NOTHING_REPORTED : given.join('\n');
}

function shown(value: string | null): string {
  return value === null ? NOTHING_REPORTED : printable(vietnameseNumber(value));
}

function linesIn(names: readonly string[]): string {
  return names.map((name) => printable(name).trim()).join('\n');
}

function numbered(names: readonly string[]): TemplateData[] {
  return names.map((name, nth) => ({ STT: String(nth + 1), 'Tên đơn vị': printable(name) }));
}
