import type { Day, Instant } from '../day.js';

/** An office as an edXML message names it; an empty text where it says nothing. */
export interface AxisOrgan {
  /** Mã định danh by QCVN 102:2016, "000.00.19.H26". */
  readonly organId: string;
  /** Cơ quan chủ quản. */
  readonly inCharge: string;
  readonly name: string;
  readonly address: string;
  readonly email: string;
  readonly telephone: string;
  readonly fax: string;
  readonly website: string;
}

/** The document that a message answers or reports on. */
export interface AxisReference {
  readonly organId: string;
  /** Number and notation in one: "45/KH-UBND". */
  readonly code: string;
  readonly issuedOn: Day | null;
  readonly documentId: string;
}

/** A file in a message. */
export interface AxisFile {
  readonly name: string;
  readonly contentType: string;
  readonly description: string;
  readonly bytes: Uint8Array;
}

/** What a message says of its document, without the files. */
export interface AxisHead {
  readonly kind: 'document';
  readonly from: AxisOrgan;
  readonly to: readonly AxisOrgan[];
  readonly documentId: string;
  readonly code: { readonly number: string; readonly notation: string };
  readonly place: string;
  readonly issuedOn: Day | null;
  readonly type: { readonly code: string; readonly name: string };
  readonly subject: string;
  readonly content: string;
  readonly signer: {
    readonly competence: string;
    readonly position: string;
    readonly name: string;
  };
  readonly dueOn: Day | null;
  /** Nơi nhận besides the receivers. */
  readonly toPlaces: readonly string[];
  readonly other: {
    /** 0 ordinary, 1 to 4 the degrees of urgency. */
    readonly priority: string;
    readonly sphere: string;
    readonly typist: string;
    readonly copies: string;
    readonly pages: string;
    readonly appendixes: readonly string[];
  };
  readonly responseFor: readonly AxisReference[];
  /** 1 neither, 2 directs, 3 reports on what was directed; empty where it says nothing. */
  readonly steering: string;
  /** The offices and axes it went through, in their order. */
  readonly trace: readonly { readonly organId: string; readonly at: Instant | null }[];
  /** 0 a new document, 1 takes one back, 2 brings one up to date, 3 replaces one; empty where it says nothing. */
  readonly business: string;
}

/** A document as it goes over the axis (QCVN 102:2016; how the packet is laid out is taken from public examples and unconfirmed). */
export interface AxisDocument extends AxisHead {
  readonly files: readonly AxisFile[];
}

/** What a receiver says back of a document: a packet of its own. Names of persons in it are not read. */
export interface AxisStatus {
  readonly kind: 'status';
  readonly responseFor: AxisReference;
  readonly from: AxisOrgan;
  /** Two figures; see `status-code.ts`. */
  readonly code: string;
  readonly description: string;
  readonly at: Instant | null;
}

export type AxisMessage = AxisDocument | AxisStatus;

/** Why a file is no message that can be read. */
export type EdxmlProblem =
  | 'empty'
  | 'tooLarge'
  | 'notText'
  | 'notXml'
  | 'foreignParts'
  | 'tooDeep'
  | 'notEdxml'
  | 'badBase64'
  | 'badZip'
  | 'tooManyFiles';

/** Each as a sentence for who brought the file. */
export const EDXML_PROBLEMS: Readonly<Record<EdxmlProblem, string>> = {
  empty: 'Tệp rỗng.',
  tooLarge: 'Gói tin hoặc tệp bên trong quá lớn (tối đa 20 MB một tệp, 60 MB cả gói).',
  notText: 'Gói tin không phải văn bản mã UTF-8.',
  notXml: 'Gói tin không đúng cấu trúc XML.',
  foreignParts: 'Gói tin có khai báo DTD hoặc thực thể XML; vì an toàn, hệ thống không đọc.',
  tooDeep: 'Gói tin có quá nhiều phần tử lồng nhau hoặc quá nhiều phần tử.',
  notEdxml:
    'Tệp không phải gói tin edXML: không có thông tin văn bản (MessageHeader) và không có trạng thái (StatusCode).',
  badBase64: 'Một tệp đính kèm trong gói tin bị hỏng (mã base64 không đúng).',
  badZip: 'Một tệp đính kèm trong gói tin bị hỏng (không giải nén được).',
  tooManyFiles: 'Gói tin có quá nhiều tệp đính kèm (tối đa 50).',
};

/** Sizes that a message is kept to; the largest one in bytes as it comes, files as they are unpacked. */
export const EDXML_LIMITS = {
  mostBytes: 30 * 1024 * 1024,
  mostFiles: 50,
  mostFileBytes: 20 * 1024 * 1024,
  mostFilesBytes: 60 * 1024 * 1024,
} as const;
