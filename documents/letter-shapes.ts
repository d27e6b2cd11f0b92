import type { Day } from '../domain/day.js';
import type { IssuerBlock, LetterContact, LetterVerb } from './issuer-shapes.js';

/** What letters of an office have in common. */
interface LetterContent {
  readonly issuer: IssuerBlock;
  readonly rehearsal: boolean;
  readonly plan: { readonly citation: string };
  readonly reportName: string;
  /** The plan's own phrase: "trước ngày 04/7/2026". */
  readonly duePhrase: string;
  readonly contact: LetterContact | null;
  readonly verb: LetterVerb;
}

/** The letter that tells agencies the day until which their report may come later. */
export interface ExtensionNoticeContent extends LetterContent {
  /** At least one, in the order to print. */
  readonly granted: readonly { readonly agency: string; readonly until: Day }[];
}

/** The letter that introduces the way of reporting: outline and form as annexes, where to send, how to know a mail is ours. */
export interface GuidanceLetterContent extends LetterContent {
  /** All who owe the report, in the order to print; at least one. */
  readonly names: readonly string[];
  readonly period: { readonly from: Day; readonly to: Day } | null;
  /** "Hệ thống quản lý văn bản và điều hành"; empty where the plan names none. */
  readonly channel: string;
  /** What the personal links begin with: "dondoc.tinh.gov.vn". */
  readonly domain: string;
  /** The officer's address, to which answers to the mails go. */
  readonly replyTo: string;
  /** Mã đối chiếu, as it stands in each mail. */
  readonly code: string;
  readonly outline: readonly { readonly heading: string; readonly question: string | null }[];
  readonly form: readonly {
    readonly label: string;
    readonly unit: string;
    /** Which kinds are asked, in words; empty for all. */
    readonly note: string;
  }[];
}

/** The slip (phiếu trình) that goes before the leader with a paper to be signed. */
export interface ApprovalSlip {
  /** Who issues the paper and who signs it. */
  readonly issuer: IssuerBlock;
  /** The unit that puts it forward. */
  readonly unit: string;
  readonly rehearsal: boolean;
  readonly on: Day;
  /** "Công văn đôn đốc gửi báo cáo …". */
  readonly paper: string;
  readonly basis: string;
  /** What it says, a sentence each. */
  readonly summary: readonly string[];
  readonly attached: readonly string[];
  /** Where it goes once signed. */
  readonly recipients: readonly string[];
  readonly officer: string;
  /** What of the content's SHA-256 two people can compare by eye. */
  readonly contentMark: string;
}
