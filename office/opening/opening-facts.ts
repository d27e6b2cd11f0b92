import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { Transaction } from 'kysely';
import type { Tables } from '../../db/tables.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { OpeningFacts } from '../../domain/opening.js';
import { filledYearsOf, OfficeSettings } from '../../domain/schemas/office-settings.js';
import { staffRoles } from '../../domain/staff-role.js';
import { unreachableAgencies } from '../counting/unreachable.js';

type Db = LedgerDb | Transaction<Tables>;
interface At {
  readonly officeId: string;
  readonly now: Instant;
}

/** The latest test mail of an office: where it went and what the mail server said of it. */
export interface TestMail {
  readonly state: OpeningFacts['testMail'];
  readonly to: string | null;
  readonly at: Instant | null;
  readonly answer: string | null;
}

/** When an office was opened; null while it is being prepared. */
export async function openedAt(db: Db, officeId: string): Promise<Instant | null> {
  const office = await db
    .selectFrom('office')
    .select('opened_at')
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  return office.opened_at;
}

/** What an office has been given so far, for the checklist. */
export async function openingFacts(db: Db, { officeId, now }: At): Promise<OpeningFacts> {
  const office = await db
    .selectFrom('office')
    .select(['short_name', 'settings'])
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  const settings = OfficeSettings.parse(office.settings);
  const staff = await db
    .selectFrom('staff')
    .select('roles')
    .where('office_id', '=', officeId)
    .where('active', '=', true)
    .where('user_id', 'is not', null)
    .execute();
  return {
    shortName: office.short_name,
    governingBody: settings.governingBody,
    placeOfIssue: settings.placeOfIssue,
    signers: settings.signers,
    testMail: (await latestTestMail(db, officeId)).state,
    agencies: await reachedCounts(db, { officeId, now }),
    staff: staff.map(({ roles }) => staffRoles(roles)),
    twoPersons: settings.twoPersons === true,
    yearComplete: filledYearsOf(settings).includes(Number(dayAt(now).slice(0, 4))),
    guidance: settings.guidance,
  };
}

async function reachedCounts(db: Db, { officeId, now }: At): Promise<OpeningFacts['agencies']> {
  const today = dayAt(now);
  const present = await db
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', officeId)
    .where(sql<boolean>`coalesce(valid_to >= ${today}, true)`)
    .execute();
  const ids = new Set(present.map(({ id }) => id));
  const lost = await unreachableAgencies(db, { officeId, now });
  return { all: ids.size, unreachable: lost.filter((id) => ids.has(id)).length };
}

/** What became of the test mail that was asked for last. */
export async function latestTestMail(db: Db, officeId: string): Promise<TestMail> {
  const row = await db
    .selectFrom('notice')
    .innerJoin('message', (join) =>
      join
        .onRef('message.office_id', '=', 'notice.office_id')
        .onRef('message.id', '=', 'notice.message_id'),
    )
    .select(['message.state', 'message.to_address', 'message.response', 'message.planned_for'])
    .where('notice.office_id', '=', officeId)
    .where('notice.name', '=', 'testMail')
    .orderBy('notice.ordinal', 'desc')
    .executeTakeFirst();
  if (row === undefined) return { state: 'none', to: null, at: null, answer: null };
  const waits = row.state === 'planned' || row.state === 'sending';
  return {
    state: row.state === 'sent' ? 'arrived' : waits ? 'waiting' : 'failed',
    to: row.to_address,
    at: row.planned_for,
    answer: row.response,
  };
}

/** A plan that was started while the office was being prepared. */
export interface Trial {
  readonly planId: string;
  readonly title: string;
  readonly startedAt: Instant;
}

/** Every plan begun, running or ended, the first one first. */
export async function trialsOf(db: Db, officeId: string): Promise<readonly Trial[]> {
  const rows = await db
    .selectFrom('plan')
    .select(['id as planId', 'title', 'started_at as startedAt'])
    .where('office_id', '=', officeId)
    .where('started_at', 'is not', null)
    .orderBy('started_at')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ startedAt, ...row }) =>
    startedAt === null ? [] : [{ ...row, startedAt }],
  );
}
