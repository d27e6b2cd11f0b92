import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeCalendar } from '../../../office/calendar/change-day.js';
import { importAgencies } from '../../../office/directory/agencies.js';
import { startPlan } from '../../../office/plan/start.js';
import type { AgencyLine } from '../../../domain/agency-lines.js';
import { day } from '../../../domain/day.js';
import {
  agreedPlan,
  BEFORE_5_JULY as BEFORE,
  confirmedPlan,
  makeOffice,
  openTestLedger,
  taken,
} from '../../support/office.js';
import type { TestLedger, TestOffice } from '../../support/office.js';
import { countStatements } from '../../support/statements.js';

const AGENCIES = 1_000;
/** A round trip to the database costs more than the row it brings: what is done at once is asked at once. */
const MOST_STATEMENTS = 40;

let world: TestLedger;
let office: TestOffice;

beforeAll(async () => {
  world = await openTestLedger();
  world.clock.to('2026-06-08T09:00');
  office = await makeOffice(world, { agencies: [] });
});

afterAll(async () => {
  await world.drop();
});

const agencies = (phone: string): { readonly lines: readonly AgencyLine[] } => ({
  lines: Array.from({ length: AGENCIES }, (_, index) => {
    const n = String(index + 1).padStart(4, '0');
    return {
      line: index + 2,
      name: `Xã số ${n}`,
      kind: 'commune',
      tags: ['vùng cao'],
      binding: null,
      organId: null,
      unit: null,
      emails: [`xa${n}@songhuong.example`],
      headEmail: `ct${n}@songhuong.example`,
      phone,
    };
  }),
});

/** Runs one step, prints what it asked of the database, and holds it to the bound. */
async function measured<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const { value, statements } = await countStatements(work);
  const ms = Math.round(performance.now() - startedAt);
  process.stderr.write(
    `${name}, ${String(AGENCIES)} agencies: ${String(statements.length)} statements, ${String(ms)} ms\n`,
  );
  if (statements.length > MOST_STATEMENTS) {
    process.stderr.write(`${statements.map((text) => text.slice(0, 100)).join('\n')}\n`);
  }
  expect(statements.length).toBeGreaterThan(0);
  expect(statements.length).toBeLessThanOrEqual(MOST_STATEMENTS);
  return value;
}

test('what is done for a thousand agencies takes a few statements', async () => {
  const { inOffice, officeId, cycles } = office;
  const rows = (phone: string) => inOffice((scope) => importAgencies(scope, agencies(phone)));
  expect(taken(await measured('import of new ones', () => rows('0900 000 001')))).toEqual({
    added: AGENCIES,
    changed: 0,
    unchanged: 0,
  });
  expect(taken(await measured('import of changed ones', () => rows('0900 000 002')))).toEqual({
    added: 0,
    changed: AGENCIES,
    unchanged: 0,
  });
  const ids = await office.ledger.db.selectFrom('agency').select('id').execute();
  const planId = await agreedPlan(
    office,
    confirmedPlan(
      ids.map(({ id }) => id),
      [{ cycles: [BEFORE] }, { cycles: [{ ...BEFORE, key: 'list' }], what: 'list' }],
    ),
  );
  const started = await measured('start', () =>
    inOffice((scope) => startPlan(scope, { planId, publicUrlProblem: null })),
  );
  expect(taken(started)).toMatchObject({ cycles: 2, obligations: 2 * AGENCIES });
  await measured('opening', () => cycles.openCycles({ officeId, planId }));
  const wave = await measured('wave', () => office.wave());
  expect(wave).toEqual({ waiting: AGENCIES, rungs: { assigned: 2 * AGENCIES } });
  await office.ledger.db.updateTable('message').set({ state: 'sent' }).execute();
  // The first working day it is late on: the officers' own list of calls is due with the wave.
  world.clock.to('2026-07-07T08:00');
  const late = await measured('wave with mails to officers', () => office.wave());
  expect(late.rungs).toEqual({ overdue: 2 * AGENCIES });
  const change = {
    day: day('2026-07-08'),
    row: { kind: 'swap_off' as const, confirmed: true, name: 'Nghỉ bù', source: null },
  };
  taken(
    await measured('change of the calendar', () =>
      inOffice((scope) => changeCalendar(scope, change)),
    ),
  );
});
