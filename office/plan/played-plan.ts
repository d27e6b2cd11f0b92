import type { ListedAgency } from '../../domain/agreed-plan.js';
import { allOwers } from '../../domain/owing-agencies.js';
import { previewPlan } from '../../domain/preview.js';
import type { PlanPreview } from '../../domain/preview.js';
import { isFor } from '../../domain/reach.js';
import type { Reader } from '../../domain/reach.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { reachableContacts } from '../reminding/contacts.js';
import type { OfficeScope } from '../scope.js';
import { agenciesOfPlan } from './shown-plan.js';

/** A plan played from now on with the agencies and addresses of today, when nobody answers. */
export async function playedPlan(
  scope: OfficeScope,
  confirmed: ConfirmedPlan,
): Promise<{ readonly agencies: readonly ListedAgency[]; readonly told: PlanPreview }> {
  const agencies = await agenciesOfPlan(scope.trx, scope.officeId, confirmed.agencyIds);
  const contacts = await reachableContacts(scope, [...allOwers(confirmed)]);
  const reached = (reader: Reader): ReadonlySet<string> =>
    new Set(contacts.filter((one) => isFor(one, reader)).map(({ agencyId }) => agencyId));
  const [own, heads] = [reached('writers'), reached('head')];
  const told = previewPlan(
    confirmed,
    agencies.map((agency) => ({
      ...agency,
      binding: agency.binding || confirmed.askedOwe === true,
      reachable: own.has(agency.id),
      headReachable: heads.has(agency.id),
    })),
    { startAt: scope.now, settings: scope.settings },
  );
  return { agencies, told };
}
