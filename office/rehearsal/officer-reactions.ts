import { obligationsInCycles } from '../../db/joined.js';
import { plusWorkingDays } from '../../domain/calendar.js';
import { dayAt } from '../../domain/day.js';
import { nextDeskHour } from '../../domain/rehearsal.js';
import type { ReporterBehaviour } from '../../domain/rehearsal.js';
import {
  acceptReport,
  confirmClaims,
  decideExtension,
  returnReport,
} from '../collection/obligation-acts.js';
import { releaseToHeads } from '../cycle/cycle.js';
import type { OfficeScope } from '../scope.js';
import { earliestAct } from './planned-act.js';
import type { PlannedAct } from './planned-act.js';

/** What the officer does next about reports, claims, extensions and letters to heads. */
export async function officerReaction(scope: OfficeScope): Promise<PlannedAct | null> {
  return earliestAct([
    await officerOnReports(scope),
    await officerOnClaims(scope),
    await officerOnExtensions(scope),
    await officerOnHeads(scope),
  ]);
}

/** Received reports are checked at the next desk hour; some first versions are sent back. */
async function officerOnReports(scope: OfficeScope): Promise<PlannedAct | null> {
  const row = await obligationsInCycles(scope.trx)
    .leftJoin('script_act', (join) =>
      join
        .onRef('script_act.office_id', '=', 'obligation.office_id')
        .onRef('script_act.obligation_id', '=', 'obligation.id')
        .on('script_act.act', '=', 'submit'),
    )
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .select([
      'obligation.id as id',
      'obligation.received_at as received_at',
      'obligation.changed_at as changed_at',
      'obligation.version as version',
      'script_act.data as data',
    ])
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.state', '=', 'submitted')
    .where('cycle.edits_closed_at', 'is', null)
    .where('cycle.closed_at', 'is', null)
    .orderBy('obligation.changed_at')
    .orderBy('agency.name')
    .executeTakeFirst();
  if (row === undefined) return null;
  const temper = (row.data as { temper?: ReporterBehaviour } | null)?.temper;
  const when = nextDeskHour(row.received_at ?? row.changed_at, scope.settings);
  if (temper === 'returned' && row.version === 1) {
    return {
      at: when,
      what: 'return',
      scriptId: null,
      perform: async (inner) => {
        const newDueDay = plusWorkingDays(inner.settings.calendar, dayAt(inner.now), 2);
        const reason = 'Thiếu số liệu so với biểu mẫu, đề nghị rà soát và gửi lại.';
        const returned = await returnReport(inner, { obligationId: row.id, reason, newDueDay });
        // Too near the closing for another round: it is taken as it is.
        return returned.ok ? returned : acceptReport(inner, { obligationId: row.id });
      },
    };
  }
  return {
    at: when,
    what: 'accept',
    scriptId: null,
    perform: async (inner) => acceptReport(inner, { obligationId: row.id }),
  };
}

async function officerOnClaims(scope: OfficeScope): Promise<PlannedAct | null> {
  const rows = await obligationsInCycles(scope.trx)
    .innerJoin('script_act', (join) =>
      join
        .onRef('script_act.office_id', '=', 'obligation.office_id')
        .onRef('script_act.obligation_id', '=', 'obligation.id')
        .on('script_act.act', '=', 'claim'),
    )
    .select([
      'obligation.id as id',
      'obligation.claimed_at as claimed_at',
      'script_act.data as data',
    ])
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.state', '=', 'claimed')
    .where('cycle.edits_closed_at', 'is', null)
    .orderBy('obligation.claimed_at')
    .orderBy('script_act.id')
    .execute();
  const wanted = rows.filter(
    ({ data }) => (data as { temper?: ReporterBehaviour }).temper !== 'claimsNothing',
  );
  const first = wanted[0]?.claimed_at;
  if (first === undefined || first === null) return null;
  // The document takes a while through the other system: it is found a day later.
  const when = nextDeskHour(
    nextDeskHour(nextDeskHour(first, scope.settings), scope.settings),
    scope.settings,
  );
  const together = wanted.filter(({ claimed_at }) => claimed_at !== null && claimed_at < when);
  return {
    at: when,
    what: 'confirmClaims',
    scriptId: null,
    perform: async (inner) =>
      confirmClaims(inner, {
        obligationIds: together.map(({ id }) => id),
        arrivedOn: dayAt(first),
      }),
  };
}

async function officerOnExtensions(scope: OfficeScope): Promise<PlannedAct | null> {
  const row = await scope.trx
    .selectFrom('extension')
    .select(['id', 'requested_at', 'wanted_day'])
    .where('office_id', '=', scope.officeId)
    .where('state', '=', 'asked')
    .orderBy('requested_at')
    .orderBy('wanted_day')
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    at: nextDeskHour(row.requested_at, scope.settings),
    what: 'decideExtension',
    scriptId: null,
    perform: async (inner) => {
      const granted = await decideExtension(inner, {
        extensionId: row.id,
        grantedDay: row.wanted_day,
        answer: 'Đồng ý gia hạn.',
      });
      return granted.ok
        ? granted
        : decideExtension(inner, {
            extensionId: row.id,
            grantedDay: null,
            answer: 'Không thể gia hạn do sắp đóng kỳ báo cáo.',
          });
    },
  };
}

async function officerOnHeads(scope: OfficeScope): Promise<PlannedAct | null> {
  const cycle = await scope.trx
    .selectFrom('cycle')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'cycle.office_id')
        .onRef('obligation.cycle_id', '=', 'cycle.id'),
    )
    .select(['cycle.id as id', 'cycle.overdue_at as overdue_at'])
    .where('cycle.office_id', '=', scope.officeId)
    .where('cycle.kind', '=', 'collect')
    .where('cycle.opened_at', 'is not', null)
    .where('cycle.collection_closed_at', 'is', null)
    .where('cycle.head_released_at', 'is', null)
    .where('cycle.letter_on_first_late_day', '=', false)
    .where('obligation.binding', '=', true)
    .where('obligation.chased', '=', true)
    .where('obligation.state', '=', 'expected')
    .whereRef('obligation.overdue_at', '=', 'cycle.overdue_at')
    .orderBy('cycle.overdue_at')
    .executeTakeFirst();
  if (cycle?.overdue_at == null) return null;
  return {
    at: nextDeskHour(cycle.overdue_at, scope.settings),
    what: 'releaseToHeads',
    scriptId: null,
    perform: async (inner) => releaseToHeads(inner, { cycleId: cycle.id, isLeader: true }),
  };
}
