import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { instant } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { FormDefinition, Indicator } from '../../domain/schemas/form-definition.js';
import { DRUG_ACTION_MONTH } from '../../domain/forms/drug-action-month.js';
import { saveObligations } from '../../office/counting/obligation-rows.js';
import { consolidateCycle } from '../../office/consolidation/consolidate.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { openLedger } from '../../office/scope.js';
import type { Ledger } from '../../office/scope.js';
import { migrate } from '../migrate.js';
import { startAgreedPlan } from '../invented-plan.js';
import { agreeBenchPlan, makeBenchOffice } from './bench-office.js';
import { quantile } from './quantile.js';

const AGENCIES = 10_000;
const INDICATORS = 31;
const RUNS = 5;
const TARGET_MS = 2_000;
const STARTED_AT = instant('2026-06-22T09:00:00+07:00');

/** What `bench consolidate` measured; times in milliseconds. */
export interface ConsolidateBench {
  readonly name: 'consolidate';
  readonly agencies: number;
  readonly indicators: number;
  readonly runs: number;
  /** One consolidation, from its first read to its commit. */
  readonly medianMs: number;
  readonly worstMs: number;
  /** A plain `select sum(…)` of the same figures by the database alone. */
  readonly floorMs: number;
  /** Paragraphs that the agencies' words came to, and the agencies behind the commonest. */
  readonly paragraphs: number;
  readonly mostShared: number;
  readonly targetMs: number;
  readonly ok: boolean;
}

/** Consolidates the accepted reports of so many agencies, figures and words; `databaseUrl` names an empty database. */
export async function benchConsolidate({
  databaseUrl,
  log,
}: {
  readonly databaseUrl: string;
  readonly log: (line: string) => void;
}): Promise<ConsolidateBench> {
  await migrate(databaseUrl);
  const clock = { now: (): Instant => STARTED_AT };
  const ledger = openLedger({ databaseUrl, clock, poolSize: 4, patience: 'jobs' });
  try {
    log(`consolidate: making ${String(AGENCIES)} reports of ${String(INDICATORS)} figures …`);
    const { officeId, cycleId } = await reportsIn(ledger);
    const at = { officeId, actor: 'system' };
    const times: number[] = [];
    let paragraphs = 0;
    let mostShared = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const from = performance.now();
      const { sections } = await ledger.inOffice(at, async (scope) => {
        const cycle = await scope.trx
          .selectFrom('cycle')
          .selectAll()
          .where('office_id', '=', officeId)
          .where('id', '=', cycleId)
          .executeTakeFirstOrThrow();
        return consolidateCycle(scope, cycle);
      });
      times.push(performance.now() - from);
      const said = sections.flatMap((section) => section.paragraphs);
      paragraphs = said.length;
      mostShared = Math.max(...said.map(({ agencies = [] }) => agencies.length));
    }
    const medianMs = quantile(times, 0.5);
    return {
      name: 'consolidate',
      agencies: AGENCIES,
      indicators: INDICATORS,
      runs: RUNS,
      medianMs,
      worstMs: quantile(times, 1),
      floorMs: await floorOf(ledger, officeId),
      paragraphs,
      mostShared,
      targetMs: TARGET_MS,
      ok: medianMs < TARGET_MS,
    };
  } finally {
    await ledger.close();
  }
}

/** An office whose agencies have all reported and were accepted: half word for word alike, a quarter nearly, a quarter in their own words. */
async function reportsIn(ledger: Ledger): Promise<{ officeId: string; cycleId: string }> {
  const person = { name: 'Cán bộ theo dõi', email: 'canbo@bench.example', userId: null };
  const office = await makeBenchOffice(ledger, {
    agencies: AGENCIES,
    person: { ...person, roles: ['officer', 'approver'] },
  });
  const { officeId } = office;
  const planId = await agreeBenchPlan(ledger, office, 1);
  await startAgreedPlan(ledger, office, planId);
  await createCycleLedger(ledger).openCycles({ officeId, planId });
  const form = benchForm();
  await ledger.db
    .updateTable('requirement')
    .set({ form_definition: JSON.stringify(form) })
    .where('office_id', '=', officeId)
    .execute();
  const { id: cycleId } = await ledger.db
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    const rows = await scope.trx
      .selectFrom('obligation')
      .selectAll()
      .where('office_id', '=', officeId)
      .execute();
    await saveObligations(
      scope,
      rows.map((row) => ({
        ...row,
        state: 'accepted' as const,
        version: 1,
        on_time: true,
        received_at: scope.now,
        accepted_at: scope.now,
      })),
    );
  });
  const codes = form.indicators.map(({ code }) => code);
  await sql`
    insert into submission (office_id, id, obligation_id, version, figures, narrative, sender_name,
                            channel, received_at, accepted_at)
    select o.office_id, gen_random_uuid(), o.id, 1,
           (select jsonb_object_agg(code, (o.nth * 7 % 50)::text) from unnest(${codes}::text[]) as code),
           jsonb_build_object('results', case
             when o.nth % 4 < 2 then 'Đã ban hành kế hoạch, phân công nhiệm vụ cho các bộ phận và tổ chức thực hiện theo đúng tiến độ đề ra.'
             when o.nth % 4 = 2 then 'Đã ban hành kế hoạch, phân công nhiệm vụ cho từng bộ phận và tổ chức thực hiện theo đúng tiến độ đề ra.'
             else 'Riêng tại thôn số ' || o.nth || ' đã ra mắt ' || (o.nth % 9) || ' tổ tự quản, họp dân ' || (o.nth % 13) || ' buổi.' end),
           'Người gửi', 'link', ${STARTED_AT}, ${STARTED_AT}
      from (select *, row_number() over (order by id) as nth from obligation
             where office_id = ${officeId}) as o`.execute(ledger.db);
  await sql`analyze`.execute(ledger.db);
  return { officeId, cycleId };
}

function benchForm(): FormDefinition {
  const [first] = DRUG_ACTION_MONTH.indicators;
  if (first === undefined) throw new Error('a form without figures');
  const indicators = Array.from({ length: INDICATORS }, (_, nth): Indicator => ({
    ...first,
    code: `FIGURE_${String(nth + 1)}`,
    label: `Chỉ tiêu ${String(nth + 1)}`,
    reporters: null,
    section: 'results',
    group: null,
  }));
  return { ...DRUG_ACTION_MONTH, indicators, rules: [], phrases: [] };
}

/** The totals by the database alone: what no consolidation can be faster than. */
async function floorOf(ledger: Ledger, officeId: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const from = performance.now();
    await sql`
      select f.key, sum(f.value::numeric) from submission s cross join lateral jsonb_each_text(s.figures) as f
       where s.office_id = ${officeId} group by f.key`.execute(ledger.db);
    times.push(performance.now() - from);
  }
  return quantile(times, 0.5);
}

/** The same for a person at a terminal. */
export function consolidateText(bench: ConsolidateBench): string {
  return [
    `consolidate: ${String(bench.agencies)} agencies, ${String(bench.indicators)} figures each, ${String(bench.runs)} runs`,
    `median ${String(bench.medianMs)} ms, worst ${String(bench.worstMs)} ms (target ${String(bench.targetMs)} ms)`,
    `the sums alone, by the database: ${String(bench.floorMs)} ms`,
    `${String(bench.paragraphs)} paragraphs, the most shared by ${String(bench.mostShared)} agencies`,
  ].join('\n');
}
