import { BY_AGENCY_NAME, obligationsOfAgencies } from '../../db/joined.js';
import { ok, refuse } from '../../domain/result.js';
import { record } from '../audit/record.js';
import type { ActResult } from '../act-result.js';
import { lockCycle } from '../reminding/ladder-rows.js';
import type { OfficeScope } from '../scope.js';
import { draftAnew, insertDraft } from './draft.js';
import { latestHead } from './edit-head.js';
import type { ExtensionText, GuidanceText } from './letter-content.js';

/** Drafts the letter that tells all who owe how to report; an older draft is superseded. */
export async function draftGuidance(
  scope: OfficeScope,
  { cycleId, publicUrl }: { readonly cycleId: string; readonly publicUrl: string },
): ActResult<{ documentId: string }> {
  const ladder = await lockCycle(scope, cycleId);
  if (ladder === null) return refuse('NOT_FOUND');
  const { cycle } = ladder;
  if (cycle.kind !== 'collect' || cycle.closed_at !== null) return refuse('CYCLE_NOT_OPEN');
  const owing = await owingIn(scope, cycleId);
  if (owing.length === 0) return refuse('LETTER_EMPTY');
  const text: GuidanceText = {
    names: owing.map(({ name }) => name),
    domain: publicUrl,
    ...(await latestHead(scope, cycleId, 'guidanceLetter')),
  };
  const documentId = await draftAnew(scope, {
    cycle,
    kind: 'guidanceLetter',
    text,
    agencyIds: owing.map(({ agencyId }) => agencyId),
  });
  await record(scope, 'draftGuidance', `cycle:${cycleId}`, { names: owing.length });
  return ok({ documentId });
}

/** Drafts the notice to all who were given more time since the last one. */
export async function draftExtensionNotice(
  scope: OfficeScope,
  { cycleId }: { readonly cycleId: string },
): ActResult<{ documentId: string }> {
  const ladder = await lockCycle(scope, cycleId);
  if (ladder === null) return refuse('NOT_FOUND');
  const { cycle } = ladder;
  if (cycle.closed_at !== null) return refuse('CYCLE_NOT_OPEN');
  const granted = await untoldExtensions(scope, cycleId);
  if (granted.length === 0) return refuse('NO_EXTENSION');
  const text: ExtensionText = {
    granted: granted.map(({ agency, until }) => ({ agency, until })),
    ...(await latestHead(scope, cycleId, 'extensionNotice')),
  };
  const documentId = await insertDraft(scope, {
    cycle,
    kind: 'extensionNotice',
    text,
    agencyIds: granted.map(({ agencyId }) => agencyId),
  });
  await record(scope, 'draftExtensionNotice', `cycle:${cycleId}`, { names: granted.length });
  return ok({ documentId });
}

async function owingIn({ trx, officeId }: OfficeScope, cycleId: string) {
  return obligationsOfAgencies(trx)
    .select(['obligation.agency_id as agencyId', 'agency.name'])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .where('obligation.chased', '=', true)
    .where('obligation.state', '!=', 'waived')
    .orderBy(BY_AGENCY_NAME)
    .execute();
}

/** Who stands under a later day that no notice names yet. */
async function untoldExtensions({ trx, officeId }: OfficeScope, cycleId: string) {
  const rows = await obligationsOfAgencies(trx)
    .select(['obligation.agency_id as agencyId', 'agency.name as agency', 'obligation.granted_day'])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .where('obligation.granted_day', 'is not', null)
    .where('obligation.state', 'in', ['expected', 'claimed'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('extension')
          .select('extension.id')
          .whereRef('extension.office_id', '=', 'obligation.office_id')
          .whereRef('extension.obligation_id', '=', 'obligation.id')
          .where('extension.state', '=', 'granted'),
      ),
    )
    .orderBy(BY_AGENCY_NAME)
    .execute();
  const notices = await trx
    .selectFrom('document')
    .select('paper')
    .where('office_id', '=', officeId)
    .where('cycle_id', '=', cycleId)
    .where('kind', '=', 'extensionNotice')
    .where('state', '!=', 'superseded')
    .execute();
  const told = new Set(
    notices.flatMap(({ paper }) =>
      (paper as unknown as ExtensionText).granted.map(({ agency, until }) => `${until} ${agency}`),
    ),
  );
  return rows.flatMap(({ granted_day: until, ...row }) =>
    until === null || told.has(`${until} ${row.agency}`) ? [] : [{ ...row, until }],
  );
}
