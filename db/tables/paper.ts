import type { Generated } from 'kysely';
import type { Day, Instant } from '../../domain/day.js';
import type { ApprovalStep } from '../../domain/approval-route.js';
import type { SignedCheck } from '../../domain/signed-check.js';
import type { Paper, PaperKind } from '../../domain/paper.js';
import type { TemplateKind } from '../../domain/paper-template.js';
import type { Data, Json } from './columns.js';

/** The rows of consolidation, brought_figures, document, paper_content, paper_file, paper_template, proposing_template, approval, paper_comment. */
export interface PaperTables {
  consolidation: {
    office_id: string;
    id: string;
    cycle_id: string;
    version: number;
    made_at: Instant;
    totals: Json<Data>;
  };
  /** The same period before, from a file. */
  brought_figures: {
    office_id: string;
    cycle_id: string;
    file_name: string;
    sha256: string;
    totals: Json<Data>;
    by_agency: Json<readonly Data[]>;
    brought_at: Instant;
    brought_by: string;
  };
  document: {
    office_id: string;
    id: string;
    plan_id: string;
    cycle_id: string;
    kind: PaperKind;
    version: number;
    state: Paper['state'];
    paper: Json<Data>;
    agency_ids: Generated<string[]>;
    consolidation_id: string | null;
    step: Generated<number>;
    /** The steps of this round; null: one, of everybody who approves. */
    route: Json<readonly ApprovalStep[]> | null;
    /** How many of them have agreed. */
    agreed: Generated<number>;
    /** The leader agrees and signs in the document system; who and when is recorded here. */
    outside: Generated<boolean>;
    /** What the signed PDF says beside the paper; null where none was read. */
    signed_check: Json<SignedCheck> | null;
    number: string | null;
    /** By when its cycle was due as it was put forward; null before, and where it had no day. */
    due_day: Generated<Day | null>;
    issued_on: Day | null;
    signed_pdf: Buffer | null;
    signed_pdf_name: string | null;
    changed_at: Instant;
    ask_at: Instant | null;
    asked: Generated<number>;
    /** When whoever holds it was mailed about it last; null before that. */
    asked_at: Generated<Instant | null>;
    submitted_at: Instant | null;
    approved_at: Instant | null;
    released_at: Instant | null;
    released_by: string | null;
    copy_wanted: Generated<boolean>;
    copy_planned_at: Instant | null;
    acknowledged_at: Instant | null;
    /** The actor who put it before the approver last. */
    submitted_by: Generated<string | null>;
    withdrawn_at: Instant | null;
    /** Of the content put forward; null while the paper is drawn from the ledger. */
    content_sha256: string | null;
    signed_pdf_sha256: string | null;
    /** Shared by papers that stand beside each other, one for each recipient; null: one for all. */
    batch: Generated<string | null>;
    /** What the committee issued of the draft that was put before it. */
    committee_number: Generated<string | null>;
    committee_issued_on: Generated<Day | null>;
    /** The files of its present content and number are still to be made and kept. */
    files_owed: Generated<boolean>;
  };
  /** What was put forward in each round, word for word. */
  paper_content: {
    office_id: string;
    document_id: string;
    step: number;
    sha256: string;
    content: string;
    frozen_at: Instant;
    /** Frozen only after the approval, by the upgrade that began to freeze papers. */
    late: Generated<boolean>;
  };
  paper_file: {
    office_id: string;
    document_id: string;
    format: 'docx' | 'xlsx';
    content_sha256: string;
    /** Number and date it carries; empty before they are given. */
    registration: string;
    bytes: Buffer;
    sha256: string;
    kept_at: Generated<Instant>;
  };
  /** A layout of the office's own for one kind of paper; what was used stays. */
  paper_template: {
    office_id: string;
    kind: TemplateKind;
    sha256: string;
    file_name: string;
    bytes: Buffer;
    in_use: boolean;
    uploaded_at: Instant;
    uploaded_by: string;
  };
  /** Those of them that lay out a Tờ trình with its draft too. */
  proposing_template: {
    office_id: string;
    sha256: string;
  };
  approval: {
    office_id: string;
    document_id: string;
    step: number;
    /** Which of the steps of its round, from 1; the last one where it covers several. */
    stage: Generated<number>;
    step_name: string | null;
    decision: 'approved' | 'sentBack';
    reason: string | null;
    by_staff: string;
    /** Name of whom the person stood in for. */
    in_place_of: string | null;
    /** Who agreed in the document system, and when; `by_staff` then recorded it. */
    outside_by: Generated<string | null>;
    outside_on: Generated<Day | null>;
    at: Instant;
    /** What it is about; null for one given before papers were frozen. */
    content_sha256: string | null;
  };
  /** What an approver says beside a paragraph of what was put forward in a round. */
  paper_comment: {
    office_id: string;
    id: string;
    document_id: string;
    step: number;
    /** Its place among the paragraphs of the paper, from 0, and its text then. */
    paragraph: number;
    quote: string;
    words: string;
    by_staff: string;
    at: Instant;
  };
}
