import { sql } from 'kysely';
import { cyclesOfRequirements, reportNameOfCycle } from '../../db/joined.js';
import type { RungFacts } from '../../mail/notice-facts.js';
import type { OfficeScope } from '../scope.js';

/** A cycle with what the words of its mails need to know. */
export interface WordedCycle {
  readonly id: string;
  readonly planId: string;
  readonly planTitle: string;
  readonly reportName: string;
  readonly startedLate: boolean;
  readonly words: Pick<
    RungFacts,
    'reportName' | 'channel' | 'identity' | 'basis' | 'covering' | 'planCode' | 'files'
  >;
}

/** Some cycles by id, in one statement. */
export async function loadPreviewCycles(
  { trx, officeId }: OfficeScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WordedCycle>> {
  const rows = await cyclesOfRequirements(trx)
    .innerJoin('plan', (join) =>
      join.onRef('plan.office_id', '=', 'cycle.office_id').onRef('plan.id', '=', 'cycle.plan_id'),
    )
    .select(['cycle.id', 'cycle.plan_id as planId', 'cycle.opened_at as openedAt'])
    .select(['cycle.target_at as targetAt', 'plan.title as planTitle', 'plan.identity'])
    .select(['plan.code as planCode', 'requirement.channel', 'requirement.basis'])
    .select(['requirement.covering', reportNameOfCycle().as('reportName')])
    .select(
      sql<number>`(select count(*)::int from plan_attachment f
        where f.office_id = plan.office_id and f.plan_id = plan.id)`.as('files'),
    )
    .where('cycle.office_id', '=', officeId)
    .where((eb) => eb('cycle.id', '=', sql<string>`any(${[...ids]}::uuid[])`))
    .execute();
  return new Map(
    rows.map(({ id, planId, planTitle, openedAt, targetAt, ...words }) => [
      id,
      {
        ...{ id, planId, planTitle, words },
        reportName: words.reportName,
        startedLate: openedAt !== null && targetAt !== null && openedAt > targetAt,
      },
    ]),
  );
}
