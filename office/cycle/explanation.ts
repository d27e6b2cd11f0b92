import { sql } from 'kysely';
import type { Explanation } from '../../contract/obligations.js';
import type { LedgerDb } from '../../db/connection.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { explainSilence } from '../../domain/explain.js';
import { isInUse } from '../../domain/reach.js';
import type { LadderSettings } from '../../domain/ladder.js';
import { boardRowOf } from './board.js';
import { cycleHeads } from './cycle-heads.js';
import { cycleOf } from './cycle-of.js';

interface Where {
  readonly officeId: string;
  readonly obligationId: string;
  readonly now: Instant;
}

/** Why nothing was sent, or what is next, for one agency in one cycle. */
export async function obligationExplanation(
  db: LedgerDb,
  { settings, ...where }: Where & { readonly settings: LadderSettings },
): Promise<Explanation | null> {
  const { officeId, obligationId, now } = where;
  const row = await boardRowOf(db, where);
  const cycleId = await cycleOf(db, officeId, { obligationId });
  if (row === null || cycleId === null) return null;
  const [cycle] = await cycleHeads(db, officeId, { cycleId });
  if (cycle === undefined) return null;
  const today = dayAt(now);
  const contacts = await db
    .selectFrom('contact')
    .select(['bounced_at', 'valid_from', 'valid_to'])
    .where('office_id', '=', officeId)
    .where('agency_id', '=', row.agencyId)
    .where('role', '!=', 'head')
    .execute();
  const stopped = await db
    .selectFrom('relay_state')
    .select('reason')
    .where('standing', '!=', 'open')
    // A rehearsal's mails leave by a relay of their own.
    .where('relay', '=', (eb) =>
      eb.selectFrom('office').select('office.kind').where('office.id', '=', officeId),
    )
    .executeTakeFirst();
  const sentences = explainSilence(
    {
      cycle: { ...cycle, unseen: cycle.revision > cycle.seenRevision },
      obligation: row,
      contacts: contacts.map((contact) => ({
        bounced: contact.bounced_at !== null,
        valid: isInUse({ validFrom: contact.valid_from, validTo: contact.valid_to }, today),
      })),
      latest: await latestLadder(db, where),
      relayStopped: stopped === undefined ? null : (stopped.reason ?? 'chưa rõ nguyên nhân'),
    },
    { now, settings },
  );
  return { sentences: [...sentences], nextAt: row.nextAt };
}

async function latestLadder(db: LedgerDb, { officeId, obligationId }: Where) {
  const row = await db
    .selectFrom('notice')
    .leftJoin('message', (join) =>
      join
        .onRef('message.office_id', '=', 'notice.office_id')
        .onRef('message.id', '=', 'notice.message_id'),
    )
    .select([
      'notice.name',
      'notice.planned_for as plannedFor',
      'message.state',
      'message.retry_at as retryAt',
      sql<string | null>`coalesce(notice.why, message.why)`.as('why'),
    ])
    .where('notice.office_id', '=', officeId)
    .where('notice.obligation_id', '=', obligationId)
    .where('notice.kind', '=', 'ladder')
    .orderBy('notice.ordinal', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : { ...row, state: row.state ?? ('none' as const) };
}
