import type { Ledger } from '../scope.js';
import { lockPaper } from './change-paper.js';
import { lacksContent } from './frozen-content.js';

/**
 * Freezes every paper that was put forward before papers were frozen, from what the ledger says now; each
 * in a transaction of its own, so that it may be stopped and run again. Answers how many it froze.
 */
export async function freezeEarlierPapers(ledger: Ledger): Promise<number> {
  const rows = await ledger.db
    .selectFrom('document')
    .select(['office_id', 'id', 'state', 'content_sha256', 'approved_at'])
    .where('content_sha256', 'is', null)
    .where('state', 'not in', ['draft', 'sentBack'])
    .orderBy('office_id')
    .orderBy('id')
    .execute();
  const earlier = rows.filter(lacksContent);
  for (const { office_id: officeId, id: documentId } of earlier) {
    await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
      // To lock a paper that lacks its content is to freeze it.
      await lockPaper(scope, documentId);
    });
  }
  return earlier.length;
}
