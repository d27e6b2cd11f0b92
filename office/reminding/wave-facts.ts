import { sql } from 'kysely';
import { at, dayAt, plusDays } from '../../domain/day.js';
import type { LadderSettings } from '../../domain/ladder.js';
import type { WaitingMail, WaveAgency, WaveDuty } from '../../domain/wave.js';
import { ladderSettings } from '../scope.js';
import type { OfficeScope } from '../scope.js';
import type { MessageState } from '../../db/tables.js';
import { obligationsInCycles } from '../../db/joined.js';
import { contactsOf } from './contacts.js';
import { ARMED_COLUMNS, dutyOf, shareRemindingCycles } from './ladder-rows.js';
import type { ArmedRow } from './ladder-rows.js';

/** Everything of a slice of agencies that a wave is planned from. */
export interface SliceFacts {
  readonly agencies: readonly WaveAgency[];
  /** By obligation: the plan it belongs to. */
  readonly planIds: ReadonlyMap<string, string>;
  /** Message-IDs that mails about these obligations have used. */
  readonly spentHeaders: ReadonlySet<string>;
  /** The office's calendar as it is under the locks. */
  readonly settings: LadderSettings;
}

/** The agencies of which something is due in an open, unpaused cycle, by id. */
export async function agenciesDue(scope: OfficeScope): Promise<readonly string[]> {
  const rows = await obligationsInCycles(scope.trx)
    .select('obligation.agency_id as id')
    .distinct()
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.next_at', '<=', scope.now)
    .where('cycle.opened_at', 'is not', null)
    .where('cycle.paused_at', 'is', null)
    .where('cycle.cancelled_at', 'is', null)
    .where('cycle.closed_at', 'is', null)
    .orderBy('obligation.agency_id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Locks what is due now of some agencies, in the order of lock-order.ts, and reads all that bears on it. */
export async function loadSlice(
  scope: OfficeScope,
  agencyIds: readonly string[],
): Promise<SliceFacts> {
  const ladders = new Map(
    (await shareRemindingCycles(scope)).map((ladder) => [ladder.cycle.id, ladder]),
  );
  const rows = await lockDue(scope, { agencyIds, cycleIds: [...ladders.keys()] });
  // Read under the locks: whoever changes the calendar waits for these cycles and sets them anew afterwards.
  const settings = await ladderSettings(scope.trx, scope.office);
  const duties = new Map<string, WaveDuty[]>();
  const planIds = new Map<string, string>();
  for (const row of rows) {
    const ladder = ladders.get(row.cycle_id);
    if (ladder === undefined) continue;
    planIds.set(row.id, ladder.cycle.plan_id);
    duties.set(row.agency_id, [...(duties.get(row.agency_id) ?? []), dutyOf(row, ladder)]);
  }
  const surroundings = await agencySurroundings(scope, { rows, agencyIds: [...duties.keys()] });
  return {
    agencies: surroundings.map((agency) => ({ ...agency, duties: duties.get(agency.id) ?? [] })),
    planIds,
    spentHeaders: new Set(surroundings.flatMap(({ headers }) => headers)),
    settings,
  };
}

/** An agency with all that decides what a wave tells it but what it owes. */
interface AgencySurroundings extends Omit<WaveAgency, 'duties'> {
  /** Message-IDs that mails about its obligations have used. */
  readonly headers: readonly string[];
}

/** Addresses, waiting mails and what was told already, of some agencies in their order; `rows` are what they owe. */
export async function agencySurroundings(
  scope: OfficeScope,
  of: { readonly rows: readonly Pick<ArmedRow, 'id'>[]; readonly agencyIds: readonly string[] },
): Promise<readonly AgencySurroundings[]> {
  const contacts = groupedBy(await contactsOf(scope, of.agencyIds), 'agencyId');
  const past = await noticesBefore(scope, of);
  const waiting = waitingMails(past);
  const told = keysOf(past, ({ given_back }) => !given_back);
  const released = keysOf(past, ({ given_back, why }) => given_back && why === 'restored');
  const headers = groupedBy(past, 'agency_id');
  const today = await toldToday(scope, of.agencyIds);
  return of.agencyIds.map((id) => ({
    id,
    contacts: contacts.get(id) ?? [],
    waiting: waiting.get(id) ?? [],
    told: told.get(id) ?? new Set(),
    released: released.get(id) ?? new Set(),
    toldToday: today.has(id),
    headers: (headers.get(id) ?? []).flatMap(({ header }) => (header === null ? [] : [header])),
  }));
}

/** By ids alone: joined to the choice of agencies the statement would be planned by a guess of how many there are. */
async function lockDue(
  scope: OfficeScope,
  of: { readonly agencyIds: readonly string[]; readonly cycleIds: readonly string[] },
): Promise<readonly ArmedRow[]> {
  if (of.agencyIds.length === 0 || of.cycleIds.length === 0) return [];
  return scope.trx
    .selectFrom('obligation')
    .select(ARMED_COLUMNS)
    .where('office_id', '=', scope.officeId)
    .where('next_at', '<=', scope.now)
    .where('cycle_id', 'in', [...of.cycleIds])
    .where((eb) => eb('agency_id', '=', sql<string>`any(${[...of.agencyIds]}::uuid[])`))
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** A ladder notice of an earlier wave, with the mail that told it. */
interface EarlierNotice {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly why: string | null;
  /** Whether it no longer stands for its rung. */
  readonly given_back: boolean;
  readonly obligation_id: string;
  readonly agency_id: string;
  readonly message_id: string | null;
  readonly header: string | null;
  readonly state: MessageState | null;
  readonly contact_id: string | null;
  /** Tries of its mail that ended without an answer. */
  readonly unanswered: number;
}

/**
 * The notices of the obligations that are due, and what else their agencies' waiting mails say; looked up table by
 * table: joined, the rows of an office that has just begun would be met each with each.
 */
async function noticesBefore(
  scope: OfficeScope,
  due: { readonly rows: readonly Pick<ArmedRow, 'id'>[]; readonly agencyIds: readonly string[] },
): Promise<readonly EarlierNotice[]> {
  if (due.agencyIds.length === 0) return [];
  const ofDuties = await earlierNotices(scope)
    .where('kind', '=', 'ladder')
    .where((eb) =>
      eb('obligation_id', '=', sql<string>`any(${due.rows.map(({ id }) => id)}::uuid[])`),
    )
    .execute();
  const waiting = await waitingMailIds(scope, due.agencyIds);
  const ofMails =
    waiting.length === 0
      ? []
      : await earlierNotices(scope)
          .where((eb) => eb('message_id', '=', sql<string>`any(${[...waiting]}::uuid[])`))
          .where('why', 'is', null)
          .execute();
  const notices = [...new Map([...ofDuties, ...ofMails].map((one) => [one.id, one])).values()];
  const mails = await mailsOf(scope, notices);
  return notices
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(({ given_back_at, ...notice }) => {
      const mail = mails.get(notice.message_id ?? '');
      return {
        ...notice,
        given_back: given_back_at !== null,
        header: mail?.header_id ?? null,
        state: mail?.state ?? null,
        contact_id: mail?.contact_id ?? null,
        unanswered: mail?.unanswered ?? 0,
      };
    });
}

function earlierNotices({ trx, officeId }: OfficeScope) {
  return trx
    .selectFrom('notice')
    .select(['id', 'key', 'name', 'why', 'given_back_at', 'obligation_id', 'agency_id'])
    .select(['message_id', 'ordinal'])
    .where('office_id', '=', officeId)
    .$narrowType<{ obligation_id: string; agency_id: string }>();
}

async function waitingMailIds(
  { trx, officeId }: OfficeScope,
  agencyIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('message')
    .select('id')
    .where('office_id', '=', officeId)
    .where('class', '=', 'ladder')
    .where('state', '=', 'planned')
    .where((eb) => eb('agency_id', '=', sql<string>`any(${[...agencyIds]}::uuid[])`))
    .execute();
  return rows.map(({ id }) => id);
}

async function mailsOf(
  { trx, officeId }: OfficeScope,
  notices: readonly { readonly message_id: string | null }[],
) {
  const ids = new Set(notices.flatMap(({ message_id: id }) => (id === null ? [] : [id])));
  if (ids.size === 0) return new Map<string, never>();
  const rows = await trx
    .selectFrom('message')
    .select(['id', 'header_id', 'state', 'contact_id', 'unanswered'])
    .where('office_id', '=', officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...ids]}::uuid[])`))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** No mail of the ladder waits so long: its relay, its mailbox or the next rung decides before. */
const LONGEST_WAIT_DAYS = 31;

/** The agencies that a ladder mail has left for today; one that waits still takes along what falls due. */
async function toldToday(
  scope: OfficeScope,
  agencyIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (agencyIds.length === 0) return new Set();
  const today = dayAt(scope.now);
  const rows = await scope.trx
    .selectFrom('message')
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.office_id', '=', 'message.office_id')
        .onRef('contact.id', '=', 'message.contact_id'),
    )
    .select('message.agency_id as id')
    .distinct()
    .where('message.office_id', '=', scope.officeId)
    .where('message.class', '=', 'ladder')
    .where('message.day', '>=', plusDays(today, -LONGEST_WAIT_DAYS))
    .where((eb) =>
      eb.or([
        eb('message.state', 'in', ['sending', 'sent', 'doubtful']),
        // One without an answer may have arrived, and waits for its second try.
        eb.and([eb('message.state', '=', 'planned'), eb('message.unanswered', '>', 0)]),
      ]),
    )
    // One of an earlier day may have left only now; one that a person said had arrived did so before.
    .where((eb) =>
      eb.or([
        eb('message.day', '=', today),
        eb('message.state', '=', 'sending'),
        eb.and([eb('message.sent_at', '>=', at(today, 0)), eb('message.why', 'is', null)]),
      ]),
    )
    .where((eb) => eb('message.agency_id', '=', sql<string>`any(${[...agencyIds]}::uuid[])`))
    .where((eb) => eb.or([eb('contact.role', 'is', null), eb('contact.role', '!=', 'head')]))
    .execute();
  return new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])));
}

function waitingMails(past: readonly EarlierNotice[]): ReadonlyMap<string, readonly WaitingMail[]> {
  const live = past.filter(({ state, why }) => state === 'planned' && why === null);
  const mails = new Map<string, WaitingMail>();
  const ofAgency = new Map<string, Set<string>>();
  for (const { id, name, obligation_id, agency_id, message_id, contact_id, unanswered } of live) {
    if (message_id === null) continue;
    const said = mails.get(message_id)?.notices ?? [];
    const notices = [...said, { id, dutyId: obligation_id, rung: name }];
    const tried = { mayHaveGone: unanswered > 0 };
    mails.set(message_id, { id: message_id, contactId: contact_id, notices, ...tried });
    ofAgency.set(agency_id, (ofAgency.get(agency_id) ?? new Set()).add(message_id));
  }
  return new Map(
    [...ofAgency].map(([agencyId, ids]) => [
      agencyId,
      [...ids].flatMap((id) => mails.get(id) ?? []),
    ]),
  );
}

/** The keys of some of the earlier notices, by agency. */
function keysOf(
  past: readonly EarlierNotice[],
  which: (notice: EarlierNotice) => boolean,
): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  for (const notice of past.filter(which)) {
    keys.set(notice.agency_id, (keys.get(notice.agency_id) ?? new Set()).add(notice.key));
  }
  return keys;
}

function groupedBy<K extends string, T extends Readonly<Record<K, string>>>(
  rows: readonly T[],
  by: K,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row[by]);
    if (group === undefined) groups.set(row[by], [row]);
    else group.push(row);
  }
  return groups;
}
