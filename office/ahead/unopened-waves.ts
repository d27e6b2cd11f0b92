import type { CalendarWave } from '../../contract/ahead.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { reportNameIn } from '../../domain/report-name.js';
import { plansAsTheyStand } from '../../db/joined.js';
import { playedPlan } from '../plan/played-plan.js';
import { previewedMails } from '../reminding/preview-rows.js';
import type { OfficeScope } from '../scope.js';

/** The mails of cycles that plans under way have not opened yet, by the preview of plans. */
export async function unopenedWaves(scope: OfficeScope): Promise<readonly CalendarWave[]> {
  const { trx, officeId } = scope;
  const plans = await plansAsTheyStand(trx)
    .select(['plan.id', 'plan.code', 'plan.title', 'plan_version.confirmed'])
    .where('plan.office_id', '=', officeId)
    .where('plan.state', '=', 'started')
    .where('plan.paused_at', 'is', null)
    .execute();
  const unopened = await trx
    .selectFrom('cycle')
    .select(['plan_id as planId', 'key'])
    .where('office_id', '=', officeId)
    .where('opened_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute();
  const waves: CalendarWave[] = [];
  for (const { id: planId, code, title, confirmed } of plans) {
    const keys = new Set(unopened.filter((one) => one.planId === planId).map(({ key }) => key));
    if (confirmed === null || keys.size === 0) continue;
    waves.push(...(await wavesOf(scope, { planId, code, title, confirmed, keys })));
  }
  return waves;
}

async function wavesOf(
  scope: OfficeScope,
  plan: {
    readonly planId: string;
    readonly code: string;
    readonly title: string;
    readonly confirmed: ConfirmedPlan;
    readonly keys: ReadonlySet<string>;
  },
): Promise<readonly CalendarWave[]> {
  const left = {
    ...plan.confirmed,
    requirements: plan.confirmed.requirements.map((requirement) => ({
      ...requirement,
      cycles: requirement.cycles.filter(({ key }) => plan.keys.has(key)),
    })),
  };
  const { told } = await playedPlan(scope, left);
  const names = new Map(
    left.requirements.flatMap((requirement) =>
      requirement.cycles.map((cycle) => [cycle.key, reportNameIn({ requirement, cycle })]),
    ),
  );
  return previewedMails(told, {
    confirmed: left,
    settings: scope.settings,
    planCode: plan.code,
  }).map((mail) => ({
    at: mail.at,
    planId: plan.planId,
    planTitle: plan.title,
    reportName: names.get(mail.cycle) ?? '',
    rung: mail.rung,
    count: mail.count,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
  }));
}
