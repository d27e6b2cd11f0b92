import { z } from 'zod';
import type { Day } from '../day.js';
import { givenDayOrNull } from '../day.js';

const MAX_TEXT = 20_000;

/** What an agency fills in; figures as typed, checked by the rules of the form. */
export const ReportForm = z.object({
  figures: z.record(z.string(), z.string().max(40)),
  nilCodes: z.array(z.string()),
  narrative: z.record(z.string(), z.string().max(MAX_TEXT)),
  /** "Không phát sinh" for the whole report. */
  nil: z.boolean(),
  secretPartApart: z.boolean(),
  documentNumber: z.string().max(100).nullable(),
  documentDate: z
    .string()
    .refine((text) => givenDayOrNull(text) !== null, 'Ngày không đúng')
    .transform((text) => text as Day)
    .nullable(),
  signer: z.string().max(200).nullable(),
  /** By indicator: why its figure is so far from the last one. */
  notes: z.record(z.string(), z.string().max(500)).optional(),
  senderName: z.string().trim().min(1, 'Đề nghị ghi họ tên người gửi').max(200),
});
export type ReportForm = z.infer<typeof ReportForm>;

/** A draft is half typed: each field is taken by itself, and the sender may not have said a name yet. */
const DRAFT_FIELDS = { ...ReportForm.shape, senderName: z.string().max(200) };

/** What a draft holds; a field that does not fit the form's shape any more is left out, the others stay. */
export function draftIn(content: unknown): Partial<ReportForm> {
  if (typeof content !== 'object' || content === null) return {};
  const fields = Object.entries(DRAFT_FIELDS).flatMap(([name, schema]) => {
    if (!(name in content)) return [];
    const field = schema.safeParse((content as Readonly<Record<string, unknown>>)[name]);
    return field.success && field.data !== undefined ? [[name, field.data]] : [];
  });
  return Object.fromEntries(fields) as Partial<ReportForm>;
}

/** A file that came before the report and is kept by the ledger already. */
export interface ReportAttachment {
  readonly uploadId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sha256: string;
}

/** A whole report: the form, what was attached, and through what it came. */
export interface ReportContent extends ReportForm {
  readonly channel: 'link' | 'officer' | 'document-system' | 'dondoc';
  readonly attachments: readonly ReportAttachment[];
}
