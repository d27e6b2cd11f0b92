import type { ObligationDetail } from '../../contract/obligations.js';
import type { LedgerDb } from '../../db/connection.js';
import { openClaim } from '../collection/open-claim.js';
import { versionsOf } from '../collection/versions.js';
import { timelineOf } from '../obligation/timeline.js';
import type { OfficeScope } from '../scope.js';
import { boardRowOf } from './board.js';
import { listedCycles } from './listed-cycles.js';
import { cycleOf } from './cycle-of.js';

interface Where {
  readonly officeId: string;
  readonly obligationId: string;
}

/** One agency in one cycle with every notice, act, version and call; null when the office has none of that id. */
export async function obligationDetail(
  scope: OfficeScope,
  obligationId: string,
): Promise<ObligationDetail | null> {
  const { trx: db, officeId, now } = scope;
  const where = { officeId, obligationId, now };
  const row = await boardRowOf(db, where);
  const cycleId = await cycleOf(db, officeId, { obligationId });
  if (row === null || cycleId === null) return null;
  const [cycle] = await listedCycles(db, officeId, { cycleId });
  if (cycle === undefined) return null;
  const first = await db
    .selectFrom('obligation')
    .select(['original_target_at as targetAt', 'original_overdue_at as overdueAt'])
    .where('office_id', '=', officeId)
    .where('id', '=', obligationId)
    .executeTakeFirstOrThrow();
  return {
    cycle,
    row,
    originalTargetAt: first.targetAt,
    originalOverdueAt: first.overdueAt,
    contacts: await contactsOf(db, { officeId, agencyId: row.agencyId }),
    claim: await openClaim(db, { officeId, obligationId }),
    versions: await versionsOf(db, { officeId, obligationId }),
    extensions: await extensionsOf(db, { officeId, obligationId }),
    calls: await callsOf(db, { officeId, obligationId }),
    timeline: await timelineOf(scope, obligationId),
  };
}

async function contactsOf(
  db: LedgerDb,
  { officeId, agencyId }: { officeId: string; agencyId: string },
): Promise<ObligationDetail['contacts']> {
  return db
    .selectFrom('contact')
    .select(['id', 'position', 'role', 'name', 'email', 'phone', 'bounced_at as bouncedAt'])
    .where('office_id', '=', officeId)
    .where('agency_id', '=', agencyId)
    .orderBy('position')
    .execute();
}

async function extensionsOf(
  db: LedgerDb,
  { officeId, obligationId }: Where,
): Promise<ObligationDetail['extensions']> {
  return db
    .selectFrom('extension')
    .select([
      'id',
      'reason',
      'wanted_day as wantedDay',
      'requested_by as requestedBy',
      'requested_at as requestedAt',
      'state',
      'granted_day as grantedDay',
      'answer',
    ])
    .where('office_id', '=', officeId)
    .where('obligation_id', '=', obligationId)
    .orderBy('requested_at', 'desc')
    .execute();
}

async function callsOf(
  db: LedgerDb,
  { officeId, obligationId }: Where,
): Promise<ObligationDetail['calls']> {
  const rows = await db
    .selectFrom('call')
    .leftJoin('staff', (join) =>
      join.onRef('staff.office_id', '=', 'call.office_id').onRef('staff.id', '=', 'call.by_staff'),
    )
    .select(['call.at', 'staff.name as by', 'call.answered', 'call.promised_day as promisedDay'])
    .where('call.office_id', '=', officeId)
    .where('call.obligation_id', '=', obligationId)
    .orderBy('call.at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, by: row.by ?? 'Cán bộ theo dõi' }));
}
