import type { ColumnType, Generated } from 'kysely';
import type { KeptMessage } from '../../domain/axis/kept-message.js';
import type { Day, Instant } from '../../domain/day.js';
import type { SignedFile } from '../../domain/signed-file.js';
import type { FilledIn } from '../../domain/typed-fields.js';
import type { Data, Json } from './columns.js';

/** The rows of submission, upload, upload_piece, attachment, form_draft. */
export interface CollectionTables {
  submission: {
    office_id: string;
    id: string;
    obligation_id: string;
    version: number;
    figures: Json<Readonly<Record<string, string>>>;
    nil_codes: Generated<string[]>;
    narrative: Json<Readonly<Record<string, string>>>;
    nil: Generated<boolean>;
    secret_part_apart: Generated<boolean>;
    document_number: string | null;
    document_date: Day | null;
    signer: string | null;
    sender_name: string;
    channel: 'link' | 'officer' | 'document-system' | 'dondoc';
    received_at: Instant;
    received_order: Generated<number>;
    /** What one pressing of the button sent: pressed again it is the same report. */
    sending: Generated<string | null>;
    /** Set while or after it stood in the consolidation. */
    accepted_at: Generated<Instant | null>;
    /** By section of the report: who filled it in. */
    filled_by: ColumnType<Readonly<Record<string, readonly string[]>>, string | undefined, string>;
    /** By indicator: why its figure is so far from the last one. */
    notes: ColumnType<Readonly<Record<string, string>>, string | undefined, string>;
    /** Which version of the form it was given with. */
    form_version: Generated<number>;
    /** By indicator: what makes its figure inexact ("khoảng"). */
    approximate: ColumnType<Readonly<Record<string, string>>, string | undefined, string>;
  };
  upload: {
    office_id: string;
    id: string;
    sender: string;
    sha256: string;
    started_at: Generated<Instant>;
    taken_at: Instant | null;
    file_name: Generated<string | null>;
    /** What a signed document says of itself; null where it is none or was not read. */
    signed: ColumnType<SignedFile | null, string | null | undefined, string | null>;
    /** What an .edxml file says, its bytes not kept; null for every other file. */
    axis: ColumnType<KeptMessage | null, string | null | undefined, string | null>;
  };
  upload_piece: {
    office_id: string;
    upload_id: string;
    n: number;
    bytes: Buffer;
  };
  attachment: {
    office_id: string;
    id: string;
    submission_id: string;
    file_name: string;
    content_type: string;
    sha256: string;
    bytes: Buffer | null;
    /** Where its bytes stand in pieces; those of before stand in the row. */
    upload_id: string | null;
  };
  form_draft: {
    office_id: string;
    obligation_id: string;
    content: Json<Data>;
    saved_at: Instant;
    /** By field: who filled it in last, and when. */
    filled: ColumnType<Readonly<Record<string, FilledIn>>, string | undefined, string>;
  };
}
