import type { Selectable } from 'kysely';
import type { SignedCheck } from '../../contract/signed-check.js';
import type { VersionRow } from '../../contract/obligations.js';
import { indicatorsAsked } from '../../domain/asked-indicators.js';
import { checkSignedDocument } from '../../domain/signed-document.js';
import type { SignedFile } from '../../domain/signed-file.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import { formRow } from './report-form.js';

/** Every version an agency has sent, the newest first. */
export async function versionsOf(
  db: LedgerDb,
  { officeId, obligationId }: { readonly officeId: string; readonly obligationId: string },
): Promise<VersionRow[]> {
  const versions = await db
    .selectFrom('submission')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('obligation_id', '=', obligationId)
    .orderBy('version', 'desc')
    .execute();
  // Before the first report there is nothing to look up.
  if (versions.length === 0) return [];
  const row = await formRow(db, { officeId, obligationId });
  if (row === null) return [];
  const files = await db
    .selectFrom('attachment')
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'attachment.office_id')
        .onRef('submission.id', '=', 'attachment.submission_id'),
    )
    .leftJoin('upload', (join) =>
      join
        .onRef('upload.office_id', '=', 'attachment.office_id')
        .onRef('upload.id', '=', 'attachment.upload_id'),
    )
    .select([
      'attachment.id',
      'attachment.submission_id',
      'attachment.file_name as fileName',
      'attachment.content_type as contentType',
      'upload.signed',
    ])
    .where('submission.office_id', '=', officeId)
    .where('submission.obligation_id', '=', obligationId)
    .orderBy('attachment.file_name')
    .execute();
  const former = await formerForms(db, { officeId, requirementId: row.requirementId });
  return versions.map((version) => {
    // Shown by the form it was given with, whatever is asked now.
    const form = former.get(version.form_version) ?? row.form;
    const { indicators, sections } = form;
    const labels = new Map(indicators.map(({ code, label }) => [code, label]));
    return {
      version: version.version,
      receivedAt: version.received_at,
      channel: version.channel,
      senderName: version.sender_name,
      documentNumber: version.document_number,
      documentDate: version.document_date,
      signer: version.signer,
      nil: version.nil,
      secretPartApart: version.secret_part_apart,
      figures: indicators.flatMap(({ code, label, unit }) => {
        const value = version.figures[code];
        if (value === undefined) return [];
        return [{ code, label, unit, value, approximate: version.approximate[code] ?? null }];
      }),
      nilCodes: version.nil_codes,
      nilLabels: version.nil_codes.map((code) => labels.get(code) ?? code),
      missing: indicatorsAsked({ ...row, form }).flatMap(({ code, label }) =>
        version.figures[code] === undefined && !version.nil_codes.includes(code) ? [label] : [],
      ),
      narrative: sections.flatMap(({ key, heading }) => {
        const text = version.narrative[key]?.trim() ?? '';
        return text === '' ? [] : [{ key, heading, text }];
      }),
      notes: Object.entries(version.notes).map(([code, text]) => ({
        code,
        label: labels.get(code) ?? code,
        text,
      })),
      filledBy: sections.flatMap(({ key, heading }) => {
        const names = version.filled_by[key] ?? [];
        return names.length === 0 ? [] : [{ key, heading, names: [...names] }];
      }),
      attachments: files
        .filter((file) => file.submission_id === version.id)
        .map(({ id, fileName, contentType, signed }) => ({
          id,
          fileName,
          contentType,
          check: signed === null ? null : checkedFile(signed, version, row.agency),
        })),
    };
  });
}

/** A signed document laid beside what its version says of it. */
function checkedFile(
  signed: SignedFile,
  version: Pick<Selectable<Tables['submission']>, 'document_number' | 'document_date' | 'signer'>,
  agency: string,
): SignedCheck {
  const { verdict, findings } = checkSignedDocument(signed, {
    documentNumber: version.document_number,
    documentDate: version.document_date,
    signer: version.signer,
    agency,
  });
  return { verdict, findings: [...findings] };
}

/** The forms of a duty that others have taken the place of, by version. */
async function formerForms(
  db: LedgerDb,
  { officeId, requirementId }: { readonly officeId: string; readonly requirementId: string },
): Promise<ReadonlyMap<number, FormDefinition>> {
  const rows = await db
    .selectFrom('former_form')
    .select(['version', 'definition'])
    .where('office_id', '=', officeId)
    .where('requirement_id', '=', requirementId)
    .execute();
  return new Map(rows.map(({ version, definition }) => [version, definition]));
}
