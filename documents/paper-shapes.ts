import type { Day, Instant } from '../domain/day.js';
import type { MergeRule } from '../domain/indicators.js';

/** Where a paper is made; bytes are equal for equal input. */
export interface PaperPress {
  urgingLetter(input: UrgingLetterPaper): Promise<Buffer>;
  consolidatedReport(input: ConsolidatedReportPaper): Promise<Buffer>;
  workbook(input: FiguresPaper): Promise<Buffer>;
}

export interface IssuerBlock {
  readonly governingBody: string | null;
  readonly issuingBody: string;
  readonly placeOfIssue: string;
  /** `BC-UBND`, or `UBND-NC` for a letter. */
  readonly docSymbol: string;
  readonly signingCapacity: readonly string[];
  readonly signerName: string | null;
  readonly distribution: readonly string[];
}

export interface UrgingLetterPaper {
  readonly issuer: IssuerBlock;
  readonly number: string | null;
  readonly issuedOn: Day | null;
  readonly rehearsal: boolean;
  readonly plan: { readonly citation: string };
  readonly reportName: string;
  readonly duePhrase: string;
  readonly countedAt: Instant;
  readonly names: readonly string[];
  readonly newDueDay: Day | null;
  readonly channel: string;
  readonly contact: {
    readonly unit: string;
    readonly person: string | null;
    readonly phone: string | null;
  } | null;
  readonly verb: 'đề nghị' | 'yêu cầu';
}

export interface ConsolidatedReportPaper {
  readonly issuer: IssuerBlock;
  readonly number: string | null;
  readonly issuedOn: Day | null;
  readonly rehearsal: boolean;
  readonly addressees: readonly string[];
  readonly subject: string;
  readonly plan: { readonly citation: string };
  readonly trigger: string | null;
  readonly period: { readonly from: Day; readonly to: Day } | null;
  readonly counts: {
    readonly expected: number;
    readonly received: number;
    readonly onTime: number;
    readonly late: number;
    readonly nil: number;
    readonly missing: number;
  };
  readonly sections: readonly {
    readonly heading: string;
    readonly paragraphs: readonly { readonly agency: string; readonly text: string }[];
  }[];
  readonly figures: readonly {
    readonly code: string;
    readonly label: string;
    readonly unit: string;
    readonly total: string | null;
    readonly note: string | null;
  }[];
  readonly byAgency: readonly {
    readonly agency: string;
    readonly values: Readonly<Record<string, string | null>>;
  }[];
  /** Null: the list stays internal and is not printed. */
  readonly notReported: readonly string[] | null;
  readonly coverage: readonly { readonly agency: string; readonly sections: readonly string[] }[];
}

/** The figures of one cycle with everything behind them, for a workbook. */
export interface FiguresPaper {
  readonly title: string;
  readonly plan: { readonly citation: string };
  readonly countedAt: Instant;
  readonly rehearsal: boolean;
  readonly indicators: readonly {
    readonly code: string;
    readonly label: string;
    readonly unit: string;
    readonly rule: MergeRule;
    readonly total: string | null;
    readonly reporting: number;
    readonly nil: number;
    readonly missing: number;
    readonly note: string | null;
  }[];
  readonly byAgency: readonly {
    readonly agency: string;
    readonly values: Readonly<Record<string, string | null>>;
    readonly nil: readonly string[];
  }[];
  readonly sources: readonly {
    readonly code: string;
    readonly agency: string;
    readonly value: string;
    readonly counted: boolean;
    readonly version: number;
    readonly docNumber: string | null;
    readonly docDate: Day | null;
    readonly receivedAt: Instant | null;
    readonly through: string | null;
  }[];
  readonly notReported: readonly string[] | null;
}
