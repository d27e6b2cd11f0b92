import { oneOffDraft } from '../../domain/one-off.js';
import type { ActResult } from '../act-result.js';
import { sha256Of } from '../digest.js';
import type { OfficeScope } from '../scope.js';
import { uploadPlan } from './upload.js';

/** A request without a plan behind it becomes a plan in the making, to which a person adds what is asked, of whom, by when and on what basis. */
export async function beginOneOff(
  scope: OfficeScope,
  { subject }: { subject: string },
): ActResult<{ planId: string }> {
  const bytes = Buffer.from(subject);
  return uploadPlan(scope, {
    fileName: `${subject}.txt`,
    bytes,
    text: subject,
    draft: oneOffDraft(subject, sha256Of(bytes)),
  });
}
