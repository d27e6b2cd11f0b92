import { sql } from 'kysely';
import type { TimelineEntry } from '../../contract/obligations.js';
import type { LedgerDb } from '../../db/connection.js';
import { whySentence } from '../../domain/explain.js';
import { actorNames } from '../audit/actor-names.js';
import { detailsWithReasons } from '../audit/reasons.js';

/** Every act on one obligation and every notice about it, in order of time. */
export async function timelineOf(
  db: LedgerDb,
  { officeId, obligationId }: { readonly officeId: string; readonly obligationId: string },
): Promise<TimelineEntry[]> {
  const notices = await db
    .selectFrom('notice')
    .leftJoin('message', (join) =>
      join
        .onRef('message.office_id', '=', 'notice.office_id')
        .onRef('message.id', '=', 'notice.message_id'),
    )
    .select([
      'notice.name',
      'notice.kind as noticeKind',
      'notice.planned_for as plannedFor',
      'notice.replaces',
      'message.id as messageId',
      'message.state',
      'message.subject',
      'message.to_name as toName',
      'message.to_address as toAddress',
      'message.sent_at as sentAt',
      'message.response',
      'message.attempts',
      sql<string | null>`coalesce(notice.why, message.why)`.as('why'),
      // What a pause held back is decided anew; what an address refused goes to the next one.
      sql<boolean>`notice.given_back_at is not null and coalesce(notice.why, '') not in ('paused', 'skipped')`.as(
        'handedOn',
      ),
    ])
    .where('notice.office_id', '=', officeId)
    .where('notice.obligation_id', '=', obligationId)
    .orderBy('notice.ordinal')
    .execute();
  const recorded = await db
    .selectFrom('audit')
    .select(['at', 'actor', 'act', 'details'])
    .where('office_id', '=', officeId)
    .where('subject', '=', `obligation:${obligationId}`)
    .orderBy('ordinal')
    .execute();
  const acts = await detailsWithReasons(db, officeId, recorded);
  const nameOf = await actorNames(
    db,
    officeId,
    acts.map(({ actor }) => actor),
  );
  const entries: TimelineEntry[] = [
    ...acts.map(({ at, actor, act, details }) => ({
      kind: 'act' as const,
      at,
      act,
      actor: nameOf(actor),
      details: { ...details },
    })),
    ...notices.map((notice) => ({
      kind: 'notice' as const,
      at: notice.sentAt ?? notice.plannedFor,
      name: notice.name,
      noticeKind: notice.noticeKind,
      // A rung left out of a mail that did go for another one was not sent.
      state:
        notice.state === null
          ? ('none' as const)
          : notice.why !== null && notice.state === 'sent'
            ? ('suppressed' as const)
            : notice.state,
      why: notice.why,
      explanation: whySentence(notice.why, notice.handedOn),
      subject: notice.subject,
      toName: notice.toName,
      toAddress: notice.toAddress,
      sentAt: notice.sentAt,
      response: notice.response,
      attempts: notice.attempts ?? 0,
      replaces: notice.replaces,
      messageId: notice.messageId,
    })),
  ];
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
