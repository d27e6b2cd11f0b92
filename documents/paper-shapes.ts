import type { Day, Instant } from '../domain/day.js';
import type { GroupReporting } from '../domain/reporting-groups.js';
import type { TemplateKind } from '../domain/paper-template.js';
import type { MergeRule } from '../domain/schemas/form-definition.js';
import type { IssuerBlock, LetterContact, LetterVerb } from './issuer-shapes.js';
import type {
  ApprovalSlip,
  ExtensionNoticeContent,
  GuidanceLetterContent,
} from './letter-shapes.js';
import type { RecordPaper } from './record-shapes.js';
import type { TableBook } from './table-book.js';

/** Where the office's papers are made: a pure function of content and registration, bytes equal for equal input. */
export interface PaperPress {
  /** In the office's own layout where `template` is given, else in the built-in one. */
  docx(content: PaperContent, registration: Registration, template: Buffer | null): Promise<Buffer>;
  /** The figures of a consolidated report; they carry no number. */
  xlsx(figures: FiguresPaper): Promise<Buffer>;
  /** Tables of the office that are no figures of a report. */
  tables(book: TableBook): Promise<Buffer>;
  /** A record made from the ledger: it carries no number. */
  record(record: RecordPaper): Promise<Buffer>;
  /** The slip that goes before the leader with a paper. */
  slip(slip: ApprovalSlip): Promise<Buffer>;
}

/** Where layouts of an office's own are looked at before they are used. */
export interface TemplatePress {
  /** What keeps a file from being used, a sentence each. */
  check(kind: TemplateKind, file: Buffer): Promise<string[]>;
  /** Whether a file that was checked lays out a Tờ trình with its draft too. */
  proposes(file: Buffer): Promise<boolean>;
  /** A file with every field at its place. */
  sample(kind: TemplateKind): Promise<Buffer>;
  /** An invented paper in this layout. */
  preview(kind: TemplateKind, file: Buffer): Promise<Buffer>;
}

/** All that is printed on a paper of the office but its number and date: what an approver agrees to. */
export type PaperContent =
  | (InTemplate & { readonly kind: 'urgingLetter'; readonly letter: UrgingLetterContent })
  | (InTemplate & {
      readonly kind: 'consolidatedReport';
      readonly report: ConsolidatedReportContent;
      readonly figures: FiguresPaper;
    })
  | { readonly kind: 'extensionNotice'; readonly notice: ExtensionNoticeContent }
  | { readonly kind: 'guidanceLetter'; readonly guidance: GuidanceLetterContent };

interface InTemplate {
  /** SHA-256 of the office's own template in which it is laid out; absent: in the built-in layout. */
  readonly template?: string;
}

/** What the document office enters after signing; null leaves the place visibly blank (NĐ 30/2020, Điều 15). */
export interface Registration {
  readonly number: string | null;
  readonly issuedOn: Day | null;
}

export interface UrgingLetterContent {
  readonly issuer: IssuerBlock;
  readonly rehearsal: boolean;
  /** "Kế hoạch số 15/KH-UBND ngày 10/6/2026 của Ủy ban nhân dân tỉnh … về …". */
  readonly plan: { readonly citation: string };
  /** "báo cáo kết quả thực hiện Tháng hành động phòng, chống ma túy năm 2026". */
  readonly reportName: string;
  /** The plan's own phrase: "trước ngày 04/7/2026". */
  readonly duePhrase: string;
  readonly countedAt: Instant;
  /** The agencies of which nothing was received, in the order to print; at least one. */
  readonly names: readonly string[];
  /** True: they are counted, and none of them is printed. */
  readonly unnamed?: boolean;
  readonly newDueDay: Day | null;
  /** "qua Hệ thống quản lý văn bản và điều hành"; empty where the plan names none. */
  readonly channel: string;
  readonly contact: LetterContact | null;
  readonly verb: LetterVerb;
}

export type UrgingLetterPaper = UrgingLetterContent & Registration;

export interface ReportSection {
  /** With its number: "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO". */
  readonly heading: string;
  /** In the order to print; each is followed by its agency's name, or by nothing where that is empty. */
  readonly paragraphs: readonly { readonly agency: string; readonly text: string }[];
}

export interface ReportCounts {
  readonly expected: number;
  readonly received: number;
  readonly onTime: number;
  readonly late: number;
  readonly nil: number;
  readonly missing: number;
  /** Received and not yet in the figures: being checked, being supplemented; absent in papers from before. */
  readonly checking?: number;
  readonly supplementing?: number;
  /** In the figures and among no others: sent by who was asked and not bound; absent: nobody. */
  readonly asked?: number;
}

export interface ReportFigure {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  /** A decimal with a point as mark ("1234.5"); other text is printed as it stands; null when nobody reported it. */
  readonly total: string | null;
  readonly note: string | null;
  /** How many of its values are not exact; absent: none, nor is it. */
  readonly approximate?: number;
  /** The same period before; absent where it is not known at all. */
  readonly before?: string | null;
  /** "tăng 12 (9,5%)"; null where there is nothing to compare. */
  readonly change?: string | null;
  /** From the beginning of the year; absent in the year's first period. */
  readonly sinceYear?: string | null;
}

export interface AgencyFigures {
  readonly agency: string;
  /** By the code of the figure; null or absent when the agency reported none. */
  readonly values: Readonly<Record<string, string | null>>;
  /** By code: the word that makes a value inexact ("khoảng"); absent: all are exact. */
  readonly approximate?: Readonly<Record<string, string>>;
}

/** The paper under which a draft report is put before the committee that is to issue it. */
export interface ReportProposal {
  /** Who puts it forward: the standing body, with its own symbol and signature. */
  readonly issuer: IssuerBlock;
  /** The committee, as "Kính gửi" names it. */
  readonly to: string;
}

/** The report that went out before and that this one takes the place of (NĐ 30/2020, Điều 18: wrong content needs a replacing document). */
export interface ReplacedReport {
  readonly number: string;
  readonly issuedOn: Day;
  /** The figures that are otherwise now, as decimals with a point; null where there was or is none. */
  readonly figures: readonly {
    readonly label: string;
    readonly unit: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

export interface ConsolidatedReportContent {
  readonly issuer: IssuerBlock;
  /** Absent: the issuer signs the report itself. With it the report is a draft behind a Tờ trình. */
  readonly proposal?: ReportProposal;
  readonly rehearsal: boolean;
  readonly addressees: readonly string[];
  /** The report that went out before and that this one replaces; absent: it is the first. */
  readonly replaces?: ReplacedReport;
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
  /** Null: the list stays internal and is not printed. */
  readonly notReported: readonly string[] | null;
  /** Which sections each agency wrote to, by their headings; empty: no such annex. */
  readonly coverage: readonly { readonly agency: string; readonly sections: readonly string[] }[];
  /** How complete and timely each kind and group is; printed with the list of who has not reported. */
  readonly byGroup?: readonly GroupReporting[];
}

export type ConsolidatedReportPaper = ConsolidatedReportContent & Registration;

export interface FiguresIndicator {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly rule: MergeRule;
  /** A decimal with a point as mark; null when nobody gave a value. */
  readonly total: string | null;
  /** How many agencies gave a value, marked it "không phát sinh", or owe it. */
  readonly reporting: number;
  readonly nil: number;
  readonly missing: number;
  readonly note: string | null;
  /** How many of its values are not exact; absent: none. */
  readonly approximate?: number;
  readonly before?: string | null;
  readonly change?: string | null;
  readonly sinceYear?: string | null;
}

/** Where one value came from. */
export interface FigureOrigin {
  readonly code: string;
  readonly agency: string;
  readonly value: string;
  /** False where the same case is counted by another reporter already. */
  readonly counted: boolean;
  readonly version: number;
  readonly docNumber: string | null;
  readonly docDate: Day | null;
  readonly receivedAt: Instant | null;
  /** Through what it came and who typed it: "Biểu mẫu trực tuyến", "Cán bộ nhập từ văn bản giấy". */
  readonly through: string | null;
}

/** The figures of one cycle with everything behind them, for a workbook. */
export interface FiguresPaper {
  readonly title: string;
  readonly plan: { readonly citation: string };
  readonly countedAt: Instant;
  readonly rehearsal: boolean;
  readonly indicators: readonly FiguresIndicator[];
  /** With the codes that the agency marked "không phát sinh". */
  readonly byAgency: readonly (AgencyFigures & { readonly nil: readonly string[] })[];
  readonly sources: readonly FigureOrigin[];
  /** Null: internal, no such sheet. */
  readonly notReported: readonly string[] | null;
  /** Sent back and not sent again: in no total, with the figures of the version accepted last, if any. */
  readonly supplementing?: readonly (AgencyFigures & {
    readonly version: number | null;
    readonly nil: readonly string[];
  })[];
  readonly byGroup?: readonly GroupReporting[];
}

export interface DraftFigure {
  readonly label: string;
  readonly unit: string;
  /** A decimal with a point as mark; null when not filled in yet. */
  readonly value: string | null;
  /** "không phát sinh" was ticked: printed in place of a value. */
  readonly nil: boolean;
  readonly note: string | null;
}

/** An agency's own report, as it stands in the form, for its leader to sign. */
export interface ReportDraft extends Registration {
  readonly issuer: IssuerBlock;
  readonly rehearsal: boolean;
  /** ["Ủy ban nhân dân tỉnh Sông Hương (qua Công an tỉnh)"]. */
  readonly addressees: readonly string[];
  readonly subject: string;
  readonly plan: { readonly citation: string };
  readonly period: { readonly from: Day; readonly to: Day } | null;
  /** In the plan's order; null for a text that was not written yet. */
  readonly sections: readonly { readonly heading: string; readonly text: string | null }[];
  readonly figures: readonly DraftFigure[];
  /** Number of the paper that carries the classified part, when there is one. */
  readonly classifiedPart: string | null;
  /** Mã đối chiếu; null when the paper is not to carry one. */
  readonly referenceCode: string | null;
}
