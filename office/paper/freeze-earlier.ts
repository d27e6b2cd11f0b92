import type { Ledger } from '../scope.js';
import { lockPaper } from './change-paper.js';
import { lacksContent } from './frozen-content.js';
import type { PaperRef } from './paper-files.js';

/**
 * Freezes every paper that was put forward before papers were frozen, from what the ledger says now; each
 * in a transaction of its own, so that it may be stopped and run again. One that cannot be drawn holds up
 * no other and is told to `failed`; it is frozen at the next act on it. Answers how many it froze.
 */
export async function freezeEarlierPapers(
  ledger: Ledger,
  failed: (ref: PaperRef, error: unknown) => void,
): Promise<number> {
  const rows = await ledger.db
    .selectFrom('document')
    .select(['office_id', 'id', 'state', 'content_sha256', 'approved_at'])
    .where('content_sha256', 'is', null)
    .where('state', 'not in', ['draft', 'sentBack'])
    .orderBy('office_id')
    .orderBy('id')
    .execute();
  const earlier = rows.filter(lacksContent);
  let frozen = 0;
  for (const { office_id: officeId, id: documentId } of earlier) {
    try {
      await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
        // To lock a paper that lacks its content is to freeze it.
        await lockPaper(scope, documentId);
      });
      frozen += 1;
    } catch (error) {
      failed({ officeId, documentId }, error);
    }
  }
  return frozen;
}
