import { uploadPlan } from '../office/plan/upload.js';
import { listedInput } from '../domain/agency-list.js';
import { insertAgencies } from '../office/directory/agency-rows.js';
import type { Ledger, OfficeScope } from '../office/scope.js';
import { createOffice } from '../office/directory/create-office.js';
import { rehearsedPlan } from '../office/rehearsal/copy-office.js';
import { beginRehearsal } from '../office/rehearsal/create.js';
import { instant } from '../domain/day.js';
import { refusalSentence } from '../domain/refusals.js';
import type { RefusalCode } from '../domain/refusals.js';
import type { Result } from '../domain/result.js';
import { usualStart } from '../domain/start.js';
import { confirmationInput, DOMAIN, proposedPlan, readPlanFile } from './plan-from-file.js';
import type { PlanFile } from './plan-from-file.js';
import type { RehearsalOptions } from './rehearsal-command.js';

/** A shadow office for one document, its plan confirmed by proposals and started; returns its id. */
export async function setUp(ledger: Ledger, options: RehearsalOptions): Promise<string> {
  const plan = await readPlanFile(options);
  const { fileName, bytes, text, draft, officeName: name } = plan;
  const officeId = await ledger.transaction(async (trx) => {
    const id = await createOffice(trx, {
      kind: 'rehearsal',
      name,
      shortName: name,
      emailDomain: DOMAIN,
      settings: { ministryAddress: `bo@${DOMAIN}` },
      clockAt: instant('2000-01-01T00:00:00Z'),
      rehearsal: { seed: options.seed, secondsPerDay: options.secondsPerDay },
      staff: [
        {
          name: 'Cán bộ theo dõi',
          email: `canbo@${DOMAIN}`,
          phone: null,
          roles: ['officer'],
          userId: null,
        },
        {
          name: 'Lãnh đạo duyệt',
          email: `lanhdao@${DOMAIN}`,
          phone: null,
          roles: ['approver'],
          userId: null,
        },
        { name: 'Văn thư', email: `vanthu@${DOMAIN}`, phone: null, roles: ['clerk'], userId: null },
      ],
    });
    await insertAgencies({ trx, officeId: id }, plan.agencies.map(listedInput));
    return id;
  });
  const planId = await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    const { planId: id } = valueOf(await uploadPlan(scope, { fileName, bytes, text, draft }));
    await confirmForRehearsal(scope, { planId: id, plan, start: options.start });
    return id;
  });
  await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    valueOf(await beginRehearsal(scope, { planId, seed: options.seed }));
  });
  return officeId;
}

/** Questions are answered by their proposals or by the file of answers; then the clock is set. */
async function confirmForRehearsal(
  scope: OfficeScope,
  input: {
    planId: string;
    plan: PlanFile;
    start: string | undefined;
  },
): Promise<void> {
  const agencies = await scope.trx
    .selectFrom('agency')
    .select(['id', 'name', 'kind', 'binding', 'standing'])
    .where('office_id', '=', scope.officeId)
    .orderBy('name')
    .execute();
  const { proposal } = proposedPlan(
    confirmationInput(input.plan, {
      settings: scope.settings,
      rollForward: scope.rollForward,
      agencies,
      startAt: input.start ?? scope.realNow,
    }),
  );
  const startAt =
    input.start === undefined ? usualStart(proposal, scope.settings) : instant(input.start);
  if (startAt === null) throw new Error(refusalSentence('NO_REQUIREMENTS', {}));
  const confirmed = rehearsedPlan(proposal, startAt);
  await scope.trx
    .updateTable('plan_version')
    .set({ confirmed: JSON.stringify(confirmed) })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', input.planId)
    .execute();
  await scope.trx
    .updateTable('plan')
    .set({ identity: JSON.stringify(confirmed.identity), title: confirmed.identity.subject })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', input.planId)
    .execute();
  await scope.trx
    .updateTable('office')
    .set({ clock_at: startAt })
    .where('id', '=', scope.officeId)
    .execute();
}

function valueOf<T>(result: Result<T, RefusalCode>): T {
  if (!result.ok) throw new Error(refusalSentence(result.error, result.details));
  return result.value;
}
