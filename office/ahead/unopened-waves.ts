import type { CalendarWave } from '../../contract/ahead.js';
import { previewPlan } from '../../domain/preview.js';
import { isFor } from '../../domain/reach.js';
import { allOwers } from '../../domain/owing-agencies.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { reportNameIn } from '../../domain/report-name.js';
import { agenciesOfPlan } from '../plan/shown-plan.js';
import { reachableContacts } from '../reminding/contacts.js';
import { previewedMails } from '../reminding/preview-rows.js';
import type { OfficeScope } from '../scope.js';

/** The mails of cycles that plans under way have not opened yet, by the preview of plans. */
export async function unopenedWaves(scope: OfficeScope): Promise<readonly CalendarWave[]> {
  const { trx, officeId, settings } = scope;
  const plans = await trx
    .selectFrom('plan')
    .innerJoin('plan_version', (join) =>
      join
        .onRef('plan_version.office_id', '=', 'plan.office_id')
        .onRef('plan_version.plan_id', '=', 'plan.id')
        .onRef('plan_version.version', '=', 'plan.version'),
    )
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

  async function wavesOf(
    at: OfficeScope,
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
    const known = await agenciesOfPlan(trx, officeId, left.agencyIds);
    const contacts = await reachableContacts(at, [...allOwers(left)]);
    const reached = (reader: 'desk' | 'head') =>
      new Set(contacts.filter((one) => isFor(one, reader)).map(({ agencyId }) => agencyId));
    const [own, heads] = [reached('desk'), reached('head')];
    const agencies = known.map((agency) => ({
      ...agency,
      binding: agency.binding || left.askedOwe === true,
      reachable: own.has(agency.id),
      headReachable: heads.has(agency.id),
    }));
    const told = previewPlan(left, agencies, { startAt: at.now, settings });
    const names = new Map(
      left.requirements.flatMap((requirement) =>
        requirement.cycles.map((cycle) => [cycle.key, reportNameIn({ requirement, cycle })]),
      ),
    );
    return previewedMails(told, { confirmed: left, settings, planCode: plan.code }).map((mail) => ({
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
}
