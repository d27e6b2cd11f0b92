import { COUNTERS } from '../../domain/counting.js';
import { countsOfCycles } from '../../office/counting/cycle-counts.js';
import { countsOf } from '../../simulation/duties.js';
import type { SimOffice } from '../../simulation/office.js';
import type { RealIds } from './real-acts.js';
import type { SteppedLedger } from './real-office.js';

/** In what a year by the real acts differs from the same year in memory; empty where it does not. */
export async function differences(
  world: SteppedLedger,
  at: { readonly officeId: string; readonly office: SimOffice; readonly ids: RealIds },
): Promise<readonly string[]> {
  return [
    ...(await dutiesApart(world, at)),
    ...(await noticesApart(world, at)),
    ...(await countsApart(world, at)),
  ];
}

interface At {
  readonly officeId: string;
  readonly office: SimOffice;
  readonly ids: RealIds;
}

async function dutiesApart(
  { ledger }: SteppedLedger,
  { officeId, office, ids }: At,
): Promise<string[]> {
  const rows = await ledger.db
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', officeId)
    .execute();
  const real = new Map(rows.map((row) => [row.id, row]));
  return [...office.duties.values()].flatMap(({ id, owed, nextRung, nextAt }) => {
    const row = real.get(ids.duties.get(id) ?? '');
    if (row === undefined) return [`${id} is not in the ledger`];
    const sides = [
      [owed.state, row.state],
      [owed.epoch, row.epoch],
      [owed.version, row.version],
      [owed.onTime, row.on_time],
      [owed.targetAt, row.target_at],
      [owed.overdueAt, row.overdue_at],
      [owed.reached, row.reached],
      [nextRung, row.next_rung],
      [nextAt, row.next_at],
    ];
    const apart = sides.find(([memory, ledgers]) => memory !== ledgers);
    return apart === undefined
      ? []
      : [`${id}: ${String(apart[0])} in memory, ${String(apart[1])} in the ledger`];
  });
}

async function noticesApart(
  { ledger }: SteppedLedger,
  { officeId, office, ids }: At,
): Promise<string[]> {
  const rows = await ledger.db
    .selectFrom('notice')
    .leftJoin('message', (join) =>
      join
        .onRef('message.office_id', '=', 'notice.office_id')
        .onRef('message.id', '=', 'notice.message_id'),
    )
    .select(['notice.kind', 'notice.name', 'notice.obligation_id', 'notice.epoch', 'notice.why'])
    .select(['notice.planned_for', 'notice.given_back_at', 'message.state as mail'])
    .where('notice.office_id', '=', officeId)
    .where('notice.kind', '!=', 'desk')
    .execute();
  const byReal = new Map([...ids.duties].map(([sim, id]) => [id, sim]));
  const inLedger = rows.map((row) =>
    [
      byReal.get(row.obligation_id ?? ''),
      ...[row.kind, row.name, row.epoch, row.planned_for, row.why, row.mail],
      row.given_back_at !== null,
    ].join(' '),
  );
  const inMemory = [...office.notices.values()]
    .filter(({ kind }) => kind !== 'desk')
    .map((one) =>
      [
        one.dutyId,
        ...[one.kind, one.name, one.epoch, one.plannedFor, one.why],
        one.mailId === null ? null : office.mails.get(one.mailId)?.state,
        one.givenBack,
      ].join(' '),
    );
  return [
    ...missing(inMemory, inLedger).map((text) => `only in memory: ${text}`),
    ...missing(inLedger, inMemory).map((text) => `only in the ledger: ${text}`),
  ];
}

/** What stands more often in one list than in the other. */
function missing(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const text of other) left.set(text, (left.get(text) ?? 0) + 1);
  return list.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}

async function countsApart(
  { ledger, now }: SteppedLedger,
  { officeId, office, ids }: At,
): Promise<string[]> {
  const cycleIds = [...ids.cycles.values()];
  const real = await countsOfCycles(ledger.db, { officeId, cycleIds, now: now() });
  return [...ids.cycles].flatMap(([sim, id]) => {
    const kept = real.get(id);
    const memory = countsOf(office, sim, now());
    const apart = COUNTERS.find((counter) => (kept?.[counter] ?? 0) !== memory[counter]);
    return apart === undefined
      ? []
      : [
          `${sim}: ${apart} ${String(memory[apart])} in memory, ${String(kept?.[apart] ?? 0)} in the ledger`,
        ];
  });
}
