import { sql } from 'kysely';
import { causesOf } from '../../domain/compliance.js';
import type { ListedDuty, Objection } from '../../domain/compliance-list.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import type { KeptRow, Reading } from './kept-duties.js';

/** An objection with the id by which it is answered. */
export type KeptObjection = Objection & { readonly id: string };

/** A duty with its causes and what its agency says. */
export type ToldDuty = Omit<ListedDuty, 'objections'> & {
  /** The day by which it was due first. */
  readonly dueOn: Day;
  readonly objections: readonly KeptObjection[];
};

/** Duties with the causes that the ledger knows and what their agencies say; four statements for any number. */
export async function toldDuties(
  scope: Reading,
  duties: readonly KeptRow[],
): Promise<ReadonlyMap<string, ToldDuty>> {
  const ids = duties.map(({ obligationId }) => obligationId);
  if (ids.length === 0) return new Map();
  const extensions = await extensionsOf(scope, ids);
  const claims = await rejectedClaimsOf(scope, ids);
  const promised = await promisedDaysOf(scope, ids);
  const objections = await objectionsOf(scope, ids);
  return new Map(
    duties.map((duty) => {
      const { obligationId, reportName, planTitle, due, kept, daysLate } = duty;
      const around = {
        extensions: extensions.get(obligationId) ?? [],
        rejectedClaims: claims.get(obligationId) ?? [],
        promisedDay: promised.get(obligationId)?.[0]?.promisedDay ?? null,
      };
      return [
        obligationId,
        {
          ...{ obligationId, reportName, planTitle, due, kept, daysLate },
          dueOn: dayAt(duty.targetAt),
          receivedAt: duty.firstReceivedAt,
          causes: causesOf(duty, around, scope.now),
          objections: objections.get(obligationId) ?? [],
        },
      ];
    }),
  );
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`;

/** What agencies say against how these duties stand, by duty, the oldest first. */
export async function objectionsOf(
  { trx, officeId }: Pick<Reading, 'trx' | 'officeId'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly KeptObjection[]>> {
  const rows = await trx
    .selectFrom('compliance_objection')
    .select(['obligation_id as of', 'id', 'words', 'said_by as saidBy', 'said_at as saidAt'])
    .select('answer')
    .where('office_id', '=', officeId)
    .where((eb) => eb('obligation_id', '=', anyOf(ids)))
    .orderBy('said_at')
    .execute();
  return byDuty(rows);
}

async function extensionsOf({ trx, officeId }: Reading, ids: readonly string[]) {
  const rows = await trx
    .selectFrom('extension')
    .select(['obligation_id as of', 'state', 'reason', 'wanted_day as wantedDay'])
    .where('office_id', '=', officeId)
    .where((eb) => eb('obligation_id', '=', anyOf(ids)))
    .orderBy('requested_at')
    .execute();
  return byDuty(rows);
}

async function rejectedClaimsOf({ trx, officeId }: Reading, ids: readonly string[]) {
  const rows = await trx
    .selectFrom('claim')
    .select(['obligation_id as of', 'reason'])
    .where('office_id', '=', officeId)
    .where('state', '=', 'rejected')
    .where((eb) => eb('obligation_id', '=', anyOf(ids)))
    .orderBy('claimed_at')
    .execute();
  return byDuty(rows);
}

/** The day that was promised last first. */
async function promisedDaysOf({ trx, officeId }: Reading, ids: readonly string[]) {
  const rows = await trx
    .selectFrom('call')
    .select(['obligation_id as of', 'promised_day as promisedDay'])
    .where('office_id', '=', officeId)
    .where('promised_day', 'is not', null)
    .where((eb) => eb('obligation_id', '=', anyOf(ids)))
    .orderBy('at', 'desc')
    .$narrowType<{ promisedDay: Day }>()
    .execute();
  return byDuty(rows);
}

function byDuty<Row extends { readonly of: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Omit<Row, 'of'>[]> {
  const map = new Map<string, Omit<Row, 'of'>[]>();
  for (const { of, ...row } of rows) {
    const before = map.get(of);
    if (before === undefined) map.set(of, [row]);
    else before.push(row);
  }
  return map;
}
