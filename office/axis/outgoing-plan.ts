import { sql } from 'kysely';
import { outgoingHead } from '../../domain/axis/outgoing.js';
import { typeInWords } from '../../domain/citation.js';
import { dayAt } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { planFile } from '../plan/plan-views.js';
import { organsOf } from './own-documents.js';
import type { OutgoingFile, OutgoingMessage } from './outgoing-message.js';

interface PlanRef {
  readonly officeId: string;
  readonly planId: string;
}

/** A plan that is tracked as it goes to whoever owes something by it; refused before that, and without number, day or an id to go under. */
export async function outgoingPlan(
  db: LedgerDb,
  { officeId, planId }: PlanRef,
): ActResult<OutgoingMessage> {
  const plan = await db
    .selectFrom('plan')
    .select(['identity', 'started_at'])
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .executeTakeFirst();
  if (plan === undefined) return refuse('NOT_FOUND');
  const { identity } = plan;
  if (plan.started_at === null || identity.number === null || identity.issuedOn === null) {
    return refuse('EDXML_NOT_OUT');
  }
  const organs = await organsOf(db, officeId);
  const organId = organs.of(identity.issuer) ?? organs.own;
  if (organId === null) return refuse('ORGAN_ID_MISSING');
  const cycle = await db
    .selectFrom('cycle')
    .select(({ fn }) => fn.min('target_at').as('first'))
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .where('kind', '=', 'collect')
    .where('cancelled_at', 'is', null)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  const head = outgoingHead({
    ...{ number: identity.number, issuedOn: identity.issuedOn },
    from: { name: identity.issuer, organId },
    to: await owersOf(db, { officeId, planId }),
    place: identity.placeOfIssue,
    typeName: typeInWords(identity.documentType),
    subject: identity.subject,
    signingCapacity: identity.signingCapacity,
    signerName: identity.signerName,
    dueOn: cycle?.first == null ? null : dayAt(cycle.first),
    toPlaces: identity.distribution,
    ...{ pages: null, responseFor: [], steering: 'directs' },
  });
  return ok({ head, files: await fileNamesOf(db, { officeId, planId }) });
}

async function fileNamesOf(
  db: LedgerDb,
  { officeId, planId }: PlanRef,
): Promise<readonly string[]> {
  const version = await db
    .selectFrom('plan_version')
    .select(['file_name as name', sql<boolean>`bytes is not null`.as('kept')])
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  const others = await db
    .selectFrom('plan_attachment')
    .select('file_name as name')
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return [...(version?.kept === true ? [version] : []), ...others].map(({ name }) => name);
}

/** The document of a plan as it was read in, and the files that go with a request. */
export async function filesOfPlan(
  db: LedgerDb,
  { officeId, planId }: PlanRef,
): Promise<readonly OutgoingFile[]> {
  const document = await planFile(db, { officeId, planId });
  const others = await db
    .selectFrom('plan_attachment')
    .select(['file_name as name', 'bytes'])
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return [
    ...(document === null ? [] : [{ name: document.fileName, bytes: document.bytes }]),
    ...others,
  ];
}

/** Everybody who owes something by a plan, by name. */
async function owersOf(
  db: LedgerDb,
  { officeId, planId }: PlanRef,
): Promise<readonly { readonly name: string; readonly organId: string }[]> {
  const rows = await db
    .selectFrom('agency')
    .select(['name', 'organ_id as organId'])
    .where('office_id', '=', officeId)
    .where('standing', '=', false)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('obligation')
          .innerJoin('cycle', (join) =>
            join
              .onRef('cycle.office_id', '=', 'obligation.office_id')
              .onRef('cycle.id', '=', 'obligation.cycle_id'),
          )
          .select('obligation.id')
          .whereRef('obligation.office_id', '=', 'agency.office_id')
          .whereRef('obligation.agency_id', '=', 'agency.id')
          .where('cycle.plan_id', '=', planId),
      ),
    )
    .orderBy('name')
    .execute();
  return rows.map(({ name, organId }) => ({ name, organId: organId ?? '' }));
}
