import { plansAsTheyStand } from '../../db/joined.js';
import type { PlanDetail, PlanReview } from '../../contract/plans.js';
import type { Amendment } from '../../domain/amendment/amendment.js';
import { cites } from '../../domain/amendment/cites.js';
import { dueOf } from '../../domain/amendment/shown-due.js';
import { withSuccessors } from '../../domain/amendment/successors.js';
import { citedPlan } from '../../domain/citation.js';
import type { Instant } from '../../domain/day.js';
import { withFormsInForce } from '../../domain/form-of.js';
import { STAGES } from '../../domain/milestones.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { planDraft } from '../../domain/schemas/plan-draft.js';
import type { LedgerDb } from '../../db/connection.js';
import { listedCycles } from '../cycle/listed-cycles.js';
import { shownCounts } from '../cycle/shown-counts.js';
import { successors } from '../lineage.js';
import { formsInForce } from './plan-forms.js';
import { planList } from './plan-list.js';
import { seenOfPlan } from './shown-plan.js';

/** One plan with its cycles, versions and rehearsals; null when the office has none of that id. */
export async function planDetail(
  db: LedgerDb,
  { officeId, planId, now }: { officeId: string; planId: string; now: Instant },
): Promise<PlanDetail | null> {
  const { rows: plans } = await planList(db, { officeId, now, planId, limit: 1 });
  const [plan] = plans;
  if (plan === undefined) return null;
  const stored = await db
    .selectFrom('plan')
    .select('identity')
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .executeTakeFirstOrThrow();
  const versions = await db
    .selectFrom('plan_version')
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.office_id', '=', 'plan_version.office_id')
        .onRef('staff.id', '=', 'plan_version.consent_by'),
    )
    .select([
      'plan_version.version',
      'plan_version.file_name as fileName',
      'plan_version.sha256',
      'plan_version.uploaded_at as uploadedAt',
      'plan_version.consent_at as consentAt',
      'staff.name as consentBy',
      'plan_version.sent_back_reason as sentBackReason',
      'plan_version.amendment',
    ])
    .where('plan_version.office_id', '=', officeId)
    .where('plan_version.plan_id', '=', planId)
    .orderBy('plan_version.version')
    .execute();
  const listed = await listedCycles(db, officeId, { planId });
  const counts = await shownCounts(db, { officeId, cycleIds: listed.map(({ id }) => id), now });
  const cycles = listed.map((cycle) => ({ ...cycle, counts: counts.of([cycle.id]) }));
  return {
    plan,
    seen: await seenOfPlan(db, { officeId, planId }),
    identity: identityOf(stored.identity),
    returnReason: versions.at(-1)?.sentBackReason ?? null,
    versions: versions.map(({ sentBackReason: _reason, amendment, ...version }) => ({
      ...version,
      amendment: amendment?.kind ?? null,
      reason: amendment === null || amendment.reason === '' ? null : amendment.reason,
    })),
    stages: stagesOf(cycles),
    cycles,
    rehearsals: await rehearsalsOf(db, officeId, planId),
    ...(await amendmentsOf(db, officeId, planId)),
  };
}

/** Everything the review page needs that is stored, and who of the office put it in; null when the office has no such plan. */
export async function planReview(
  db: LedgerDb,
  { officeId, planId }: { officeId: string; planId: string },
): Promise<
  | (Omit<PlanReview, 'unread' | 'standing'> & {
      readonly uploadedBy: string | null;
      readonly version: number;
      readonly amendment: Amendment | null;
      /** Of an amendment: the plan as it runs. */
      readonly running: ConfirmedPlan | null;
    })
  | null
> {
  const version = await plansAsTheyStand(db)
    .select([
      'plan.state',
      'plan.amends',
      'plan.version',
      'plan_version.amendment',
      'plan_version.file_name as fileName',
      'plan_version.text',
      'plan_version.draft',
      'plan_version.confirmed',
      'plan_version.uploaded_by as uploadedBy',
    ])
    .where('plan.office_id', '=', officeId)
    .where('plan.id', '=', planId)
    .executeTakeFirst();
  if (version === undefined) return null;
  const agencies = await db
    .selectFrom('agency')
    .select(['id', 'name', 'kind', 'tags', 'standing', 'binding'])
    .where('office_id', '=', officeId)
    .where('valid_to', 'is', null)
    .orderBy('name')
    .execute();
  const running =
    version.amends === null ? null : await runningPlan(db, { officeId, planId: version.amends });
  return {
    planId,
    version: version.version,
    amendment: version.amendment,
    running: running?.confirmed ?? null,
    amends:
      running === null || version.amendment === null
        ? null
        : shownAmends(running, version.amendment),
    cites: version.amends === null ? await citedBy(db, { officeId, planId, ...version }) : [],
    state: version.state,
    fileName: version.fileName,
    text: version.text,
    draft: planDraft.parse(version.draft),
    seen: await seenOfPlan(db, { officeId, planId }),
    confirmed: version.confirmed,
    uploadedBy: /^staff:(.+)$/u.exec(version.uploadedBy)?.[1] ?? null,
    agencies: agencies.sort((a, b) => a.name.localeCompare(b.name, 'vi')),
  };
}

/**
 * A plan that runs, as it runs: with its forms as they are filled in now, and with those who came after agencies
 * that are gone in their place; what is amended from it could not be confirmed for somebody who is no more. Null when the office has none of that id.
 */
export async function runningPlan(
  db: LedgerDb,
  { officeId, planId }: { readonly officeId: string; readonly planId: string },
) {
  const row = await plansAsTheyStand(db)
    .select(['plan.id', 'plan.title', 'plan_version.confirmed'])
    .where('plan.office_id', '=', officeId)
    .where('plan.id', '=', planId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { confirmed } = row;
  if (confirmed === null) return { ...row, confirmed };
  const forms = await formsInForce(db, officeId, planId);
  const now = withFormsInForce(confirmed, forms);
  return { ...row, confirmed: withSuccessors(now, await successors(db, officeId)) };
}

function shownAmends(
  running: NonNullable<Awaited<ReturnType<typeof runningPlan>>>,
  { kind, reason, document }: Amendment,
): PlanReview['amends'] {
  return {
    ...{ planId: running.id, title: running.title, kind, reason, document },
    duties: (running.confirmed?.requirements ?? []).flatMap(({ about, reportName, cycles }) =>
      about === undefined ? [] : [{ about, reportName, due: cycles.map(dueOf).join('; ') }],
    ),
  };
}

/** The plans that run and that a document in the making cites by their number and day. */
async function citedBy(
  db: LedgerDb,
  {
    officeId,
    planId,
    state,
    text,
  }: {
    readonly officeId: string;
    readonly planId: string;
    readonly state: PlanReview['state'];
    readonly text: string;
  },
): Promise<PlanReview['cites']> {
  if (state !== 'draft') return [];
  const plans = await db
    .selectFrom('plan')
    .select(['id', 'title', 'identity'])
    .where('office_id', '=', officeId)
    .where('state', '=', 'started')
    .where('id', '!=', planId)
    .orderBy('created_at', 'desc')
    .execute();
  return plans.flatMap(({ id, title, identity }) => {
    const known = identityOf(identity);
    return known !== null && cites(text, known)
      ? [{ planId: id, title, citation: citedPlan(identity) }]
      : [];
  });
}

/** The document as uploaded; null when there is none, or its bytes were purged. */
export async function planFile(
  db: LedgerDb,
  { officeId, planId }: { officeId: string; planId: string },
): Promise<{ fileName: string; bytes: Buffer } | null> {
  const row = await db
    .selectFrom('plan_version')
    .select(['file_name as fileName', 'bytes'])
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row === undefined || row.bytes === null
    ? null
    : { fileName: row.fileName, bytes: row.bytes };
}

/** The column is an empty object before the review. */
function identityOf(identity: unknown): PlanDetail['identity'] {
  if (typeof identity !== 'object' || identity === null || !('issuer' in identity)) return null;
  const known = identity as NonNullable<PlanDetail['identity']>;
  return {
    documentType: known.documentType,
    number: known.number,
    issuedOn: known.issuedOn,
    issuer: known.issuer,
    subject: known.subject,
    sendingBody: known.sendingBody,
    unit: known.unit,
    officerName: known.officerName,
    officerPhone: known.officerPhone,
    replyTo: known.replyTo,
  };
}

/** What a plan amends, and what is in the making to amend it. */
async function amendmentsOf(
  db: LedgerDb,
  officeId: string,
  planId: string,
): Promise<Pick<PlanDetail, 'amends' | 'amendment'>> {
  const amends = await db
    .selectFrom('plan as mine')
    .innerJoin('plan', (join) =>
      join.onRef('plan.office_id', '=', 'mine.office_id').onRef('plan.id', '=', 'mine.amends'),
    )
    .select(['plan.id as planId', 'plan.title'])
    .where('mine.office_id', '=', officeId)
    .where('mine.id', '=', planId)
    .executeTakeFirst();
  const amendment = await db
    .selectFrom('plan')
    .select(['id as planId', 'state'])
    .where('office_id', '=', officeId)
    .where('amends', '=', planId)
    .executeTakeFirst();
  return { amends: amends ?? null, amendment: amendment ?? null };
}

/** A rehearsal carries its plan under the same id in an office of its own. */
async function rehearsalsOf(db: LedgerDb, officeId: string, planId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('office')
    .innerJoin('plan', 'plan.office_id', 'office.id')
    .select('office.id')
    .where('office.kind', '=', 'rehearsal')
    .where('office.mother_office_id', '=', officeId)
    .where('plan.id', '=', planId)
    .orderBy('office.created_at', 'desc')
    .execute();
  return rows.map(({ id }) => id);
}

/** A stage of the plan is reached when its first cycle reaches it, closed when the last one closes. */
function stagesOf(cycles: PlanDetail['cycles']): PlanDetail['stages'] {
  return STAGES.flatMap((name) => {
    const reached = cycles.map(
      ({ stages }) => stages.find((stage) => stage.name === name)?.businessAt ?? null,
    );
    const known = reached.filter((moment) => moment !== null).sort();
    const businessAt = name === 'closed' ? known[known.length - 1] : known[0];
    if (businessAt === undefined || (name === 'closed' && reached.includes(null))) return [];
    return [{ name, businessAt }];
  });
}
