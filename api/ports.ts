import type { FastifyBaseLogger } from 'fastify';
import type { BytesInFlight } from './bytes-in-flight.js';
import type { PaperPages } from '../domain/paper-pages.js';
import type { ReportSheet } from '../domain/report-sheet.js';
import type { Readable } from 'node:stream';
import type { PaperPress, ReportDraft, TemplatePress } from '../documents/paper-shapes.js';
import type { FileListPaper } from '../documents/work-file-list.js';
import type { ZipEntry } from '../documents/zip.js';
import type { Ledger } from '../office/scope.js';
import type { StaffAuth } from '../office/directory/staff-auth.js';
import type { Instant } from '../domain/day.js';
import type { AxisMessage, EdxmlProblem } from '../domain/axis/message.js';
import type { Result } from '../domain/result.js';
import type { Diagnosis } from '../domain/doctor/diagnose.js';
import type { FenceReason } from '../domain/fence.js';
import type { Stage } from '../domain/milestones.js';
import type { PassageReading } from '../contract/reviews.js';
import type { SignedFile } from '../domain/signed-file.js';
import type { DraftDue, PlanDraft } from '../domain/schemas/plan-draft.js';

/** A document becomes a draft; what cannot be read is a sentence for the person who uploaded it. */
export type PlanReader = (file: {
  readonly name: string;
  readonly bytes: Uint8Array;
}) => Promise<
  | { readonly kind: 'read'; readonly draft: PlanDraft; readonly text: string }
  | { readonly kind: 'unreadable'; readonly problem: string }
>;

/** What the reader makes of words that a person points at or types, with what the document around them tells. */
export interface WordsReader {
  passage(text: string, around: AroundWords): PassageReading;
  phrase(phrase: string, around: AroundWords): DraftDue;
}

type AroundWords = Pick<PlanDraft, 'document' | 'window' | 'period'>;

/** The cells of the first sheet of an `.xlsx`, row by row; null for what is none. */
export type SheetReader = (bytes: Buffer) => Promise<readonly (readonly string[])[] | null>;

/** The same of all its sheets. */
export type WorkbookReader = (
  bytes: Buffer,
) => Promise<readonly (readonly (readonly string[])[])[] | null>;

/** What signed documents (`.pdf`) say of themselves, in the order given; an unreadable one says so. */
export type SignedFileReader = (files: readonly Uint8Array[]) => Promise<readonly SignedFile[]>;

/** The messages of .edxml files, in the order given, or why each is none. */
export type EdxmlReader = (
  files: readonly Uint8Array[],
) => Promise<readonly Result<AxisMessage, EdxmlProblem>[]>;

/** The whole plan tried out in a shadow office. */
export interface Rehearsals {
  create(input: {
    readonly officeId: string;
    readonly planId: string;
    readonly seed: number;
    readonly actor: string;
  }): Promise<{ readonly rehearsalOfficeId: string }>;
  /** Of this mother office, by this actor. */
  remove(input: {
    readonly rehearsalOfficeId: string;
    readonly officeId: string;
    readonly actor: string;
  }): Promise<void>;
  progress(rehearsalOfficeId: string): Promise<RehearsalProgress>;
}

export interface RehearsalProgress {
  readonly state: 'waiting' | 'running' | 'done' | 'stalled';
  readonly clockAt: Instant;
  readonly acts: { readonly done: number; readonly total: number };
  readonly mails: number;
  readonly stages: readonly { readonly name: Stage; readonly businessAt: Instant }[];
  readonly stall: string | null;
}

/** One line of the built-in mailbox. */
interface MailLine {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** How many mails carry this Message-ID; 2 and more are twins. */
  readonly copies: number;
}

/** The built-in mailbox, as its pages read it. */
export interface Mailbox {
  /** Newest first, at most `limit`, older than the mail `before`. */
  list(query: {
    readonly query?: string;
    readonly to?: string;
    readonly officeId: string;
    readonly limit: number;
    readonly before?: string;
  }): Promise<readonly MailLine[]>;
  read(id: string): Promise<
    | (Omit<MailLine, 'copies'> & {
        readonly text: string;
        /** As sent; whoever shows it must sandbox it. */
        readonly html: string;
        readonly attachments: readonly {
          readonly fileName: string;
          readonly contentType: string;
          readonly bytes: Buffer;
        }[];
        readonly headers: readonly { readonly name: string; readonly value: string }[];
      })
    | null
  >;
}

/** Everything the HTTP side needs of the world; real things are built in main.ts. */
export interface ServerDeps {
  readonly ledger: Ledger;
  readonly auth: StaffAuth;
  readonly readLink: (
    token: string,
  ) => { readonly linkId: string; readonly generation: number } | null;
  readonly readPlan: PlanReader;
  readonly readSheet: SheetReader;
  readonly readWorkbook: WorkbookReader;
  readonly readSigned: SignedFileReader;
  readonly readEdxml: EdxmlReader;
  readonly readWords: WordsReader;
  /** What all forms with files that are being taken in may weigh together. */
  readonly uploadRoom: BytesInFlight;
  readonly press: PaperPress;
  readonly templates: TemplatePress;
  /** The text of a PDF, its pages parted by form feeds; null where none can be read. */
  readonly readPdfText: (pdf: Buffer) => Promise<string | null>;
  /** What a `.docx` of ours shows. */
  readonly readPages: (docx: Buffer) => Promise<PaperPages>;
  /** A message of the document axis as an .edxml file. */
  readonly renderEdxml: (message: AxisMessage) => Buffer;
  readonly renderReportDraft: (draft: ReportDraft) => Promise<Buffer>;
  readonly renderReportWorkbook: (sheets: readonly ReportSheet[]) => Promise<Buffer>;
  /** The empty list of agencies, for filling in. */
  readonly renderAgencyTemplate: () => Promise<Buffer>;
  /** The list of a plan's file, as it is printed. */
  readonly renderFileList: (list: FileListPaper) => Promise<Buffer>;
  /** Files as one ZIP, made while it is sent. */
  readonly zip: (files: AsyncIterable<ZipEntry>) => Readable;
  readonly rehearsals: Rehearsals;
  /** Sets up the fictional office beside nothing, or beside what is there; answers how to sign in, once. */
  readonly makeSample: () => Promise<
    readonly { readonly email: string; readonly password: string }[]
  >;
  /** The secret with which an address is told of events, as it is shown once. */
  readonly webhookSecret: (of: {
    readonly webhookId: string;
    readonly generation: number;
  }) => string;
  /** The address that every recipient sees as the sender. */
  readonly senderAddress: string;
  /** Null where mail leaves by a real relay. */
  readonly mailbox: Mailbox | null;
  /** The real clock. */
  readonly clock: { now(): Instant };
  /** Why this installation sends nothing; null while it does. */
  readonly fence: () => Promise<FenceReason | null>;
  /** Whether tomorrow's mails of an office will leave and be right. */
  readonly doctor: (officeId: string) => Promise<Diagnosis>;
  /** What a monitor must send to read the metrics; null: there are none. */
  readonly metricsToken: string | null;
  readonly probes: {
    ledger(): Promise<boolean>;
    /** Whether Temporal answers and a worker polls its queues. */
    temporal(): Promise<{ readonly reachable: boolean; readonly polled: boolean }>;
  };
  readonly logger: FastifyBaseLogger;
  readonly publicUrl: string;
  /** Addresses of proxies whose word on where a request came from is taken, parted by commas. */
  readonly trustedProxies: string;
  /** Why no plan may be started here; null when it may. */
  readonly publicUrlProblem: string | null;
  /** The built office pages; null before they are built. */
  readonly webDir: string | null;
  /** Templates, script and style of the agency pages. */
  readonly agencyPagesDir: string;
  /** How long an answer waits for the running workflow to take notice, in milliseconds. */
  readonly seenWaitMs: number;
  /** Whether an answer that breaks its contract fails its request, as in tests, or is logged. */
  readonly strictAnswers: boolean;
  /** Requests a minute from one address; 0 for no limit. */
  readonly requestsPerMinute: number;
}
