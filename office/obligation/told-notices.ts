import { sql } from 'kysely';
import type { ToldNotice } from '../../domain/explain/told-notice.js';
import type { OfficeScope } from '../scope.js';

/** A notice with what the timeline shows beside its story. */
export interface KeptNotice extends ToldNotice {
  readonly id: string;
  readonly messageId: string | null;
  readonly subject: string | null;
}

/** Every notice about one obligation with what became of its mail, in their order. */
export async function toldNotices(
  scope: Pick<OfficeScope, 'trx' | 'officeId'>,
  obligationId: string,
): Promise<readonly KeptNotice[]> {
  const rows = await scope.trx
    .selectFrom('notice')
    .leftJoin('message', (join) =>
      join
        .onRef('message.office_id', '=', 'notice.office_id')
        .onRef('message.id', '=', 'notice.message_id'),
    )
    .select([
      'notice.id',
      'notice.name',
      'notice.kind',
      'notice.epoch',
      'notice.planned_for as plannedFor',
      'notice.replaces',
      'notice.why as leftOutWhy',
      'message.id as messageId',
      'message.state',
      'message.why as mailWhy',
      'message.subject',
      'message.to_name as toName',
      'message.to_address as toAddress',
      'message.sent_at as sentAt',
      'message.retry_at as retryAt',
      'message.response',
      'message.attempts',
      'message.inside',
    ])
    .select([
      sql<number>`coalesce((notice.data ->> 'nth')::int, 1)`.as('nth'),
      sql<boolean>`notice.given_back_at is not null`.as('givenBack'),
    ])
    .where('notice.office_id', '=', scope.officeId)
    .where('notice.obligation_id', '=', obligationId)
    .orderBy('notice.ordinal')
    .execute();
  return rows.map(({ leftOutWhy, mailWhy, state, attempts, inside, ...row }) => ({
    ...row,
    state: state ?? 'none',
    attempts: attempts ?? 0,
    inside: inside ?? false,
    why: leftOutWhy ?? mailWhy,
    leftOut: leftOutWhy !== null,
  }));
}
