import { ok } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';

/** Writes into the audit that a document was taken as an .edxml file, and which bytes. */
export async function takeOut(
  scope: OfficeScope,
  {
    sha256,
    ...of
  }: { readonly sha256: string } & ({ readonly documentId: string } | { readonly planId: string }),
): ActResult {
  const subject = 'documentId' in of ? `document:${of.documentId}` : `plan:${of.planId}`;
  await record(scope, 'takeEdxml', subject, { sha256 });
  return ok({});
}
