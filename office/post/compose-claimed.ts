import { sql } from 'kysely';
import type { ClaimedMessage } from '../../activities/ledger-port.js';
import type { OutgoingMail } from '../../activities/ports.js';
import { BY_HAND } from '../../domain/bulk-act.js';
import { readerInPlaceOf } from '../../domain/standing-in.js';
import type { Colleague } from '../../domain/standing-in.js';
import { dayAt } from '../../domain/day.js';
import { rememberedTimetable } from '../../domain/ladder.js';
import { reasonNotToAskForHalf } from '../../domain/half-reminders.js';
import { reasonNotToSend } from '../../domain/still-wanted.js';
import { fateOfUntold, whyUntold } from '../../domain/untold.js';
import { contactInForce } from '../../domain/reach.js';
import type { NoticeContent } from '../../mail/content.js';
import { agencyContent, calendarEntries } from '../../mail/notice-content.js';
import type { WordingContext } from '../../mail/notice-facts.js';
import type { CalendarEntry } from '../../mail/outgoing.js';
import type { OfficeScope } from '../scope.js';
import { contactsOf } from '../reminding/contacts.js';
import type { AgencyContact } from '../reminding/contacts.js';
import type { ComposeOptions } from './compose-options.js';
import { loadNoticeFacts } from './load-notice-facts.js';
import type { LoadedNotice, MessageRow } from './load-notice-facts.js';
import { loadOfficeMail } from './load-office-mail.js';
import { putBack } from './put-back.js';
import { toldCalendars } from './told-calendars.js';
import type { ToldCalendars } from './told-calendars.js';

/** Whom a mail goes to, as the ledger knows it now. */
interface Recipient {
  readonly contactId: string | null;
  readonly name: string | null;
  readonly address: string;
}

/** What a claim found out about its rows and writes when all are composed. */
interface Findings {
  /** Mails whose cycle was being paused or resumed just now: they are looked at again at the next claim. */
  readonly undecided: string[];
  readonly leftOut: Unwanted[];
  readonly given: {
    readonly id: string;
    readonly state: 'suppressed' | 'doubtful';
    readonly why: string;
  }[];
  readonly readdressed: { readonly id: string; readonly to: Recipient }[];
}

/**
 * Puts claimed rows into words. Whether each is still owed, not paused, of the present epoch and to
 * which address is looked at now, not when it was planned; the rows that go no further say why.
 */
export async function composeClaimed(
  scope: OfficeScope,
  options: ComposeOptions,
  rows: readonly MessageRow[],
): Promise<readonly ClaimedMessage[]> {
  if (rows.length === 0) return [];
  const facts = await loadNoticeFacts(
    scope,
    rows.map(({ id }) => id),
  );
  const contacts = await contactsOf(scope, [
    ...new Set(rows.map(({ agency_id }) => agency_id).filter((id) => id !== null)),
  ]);
  const staff = rows.some(({ staff_id: id }) => id !== null) ? await staffOf(scope) : [];
  const findings: Findings = { undecided: [], leftOut: [], given: [], readdressed: [] };
  const told = await toldCalendars(scope, facts);
  const paused = await heldPauses(scope, [...facts.values()].flat());
  const context: WordingContext = {
    now: scope.now,
    settings: scope.settings,
    timetableOf: rememberedTimetable(scope.settings),
    linkUrl: options.linkUrl,
  };
  const claimed: ClaimedMessage[] = [];
  for (const row of rows) {
    const notices = facts.get(row.id) ?? [];
    if (notices.some((one) => pausedCycleOf(one).some((id) => !paused.has(id)))) {
      findings.undecided.push(row.id);
      continue;
    }
    const { wanted, unwanted } = stillWanted(context, notices);
    const to = recipientOf(scope, row, { contacts, staff, wanted });
    if (to === null) {
      unwanted.push(...wanted.map(({ notice }) => ({ id: notice.id, why: 'noContact' })));
    }
    const entries = row.agency_id === null ? [] : calendarEntries(wanted, told);
    const mail =
      to === null
        ? null
        : await mailOrTrouble(scope, options, { row, to, wanted, entries, findings, context });
    noteUnwanted(findings, row, unwanted, { goes: mail !== null });
    if (mail === null || to === null) continue;
    if (to.address !== row.to_address) findings.readdressed.push({ id: row.id, to });
    claimed.push({
      officeId: scope.officeId,
      messageId: row.id,
      mail,
      entries: noteEntries(entries, told),
      begun: row.begun,
    });
  }
  await writeFindings(scope, findings);
  return claimed;
}

/** What of a mail is not told any more, and the mail itself where nothing else is left of it. */
function noteUnwanted(
  findings: Findings,
  row: MessageRow,
  unwanted: readonly Unwanted[],
  { goes }: { readonly goes: boolean },
): void {
  const { id, unanswered } = row;
  const mailGoesOn = goes || findings.given.some((one) => one.id === id);
  for (const one of unwanted) {
    const why = whyUntold(one.why, { unanswered, mailGoesOn });
    if (why !== null) findings.leftOut.push({ id: one.id, why });
  }
  if (mailGoesOn) return;
  const whys = unwanted.map(({ why }) => why);
  findings.given.push({ id, ...fateOfUntold(whys, { unanswered, otherwise: 'notWanted' }) });
}

/** What a mail tells calendars, as it is kept; another mail of the same claim cannot know whether it arrives. */
function noteEntries(
  entries: readonly CalendarEntry[],
  told: ToldCalendars,
): ClaimedMessage['entries'] {
  return Object.fromEntries(
    entries.map(({ uid, method, sequence, target }) => {
      told.set(uid, 'unknown');
      return [uid, { method, sequence, target }];
    }),
  );
}

/** One mail that cannot be put into words must not hold up all the others: it waits for a person. */
async function mailOrTrouble(
  scope: OfficeScope,
  options: ComposeOptions,
  one: {
    readonly row: MessageRow;
    readonly to: Recipient;
    readonly wanted: readonly LoadedNotice[];
    readonly entries: readonly CalendarEntry[];
    readonly findings: Findings;
    readonly context: WordingContext;
  },
): Promise<OutgoingMail | null> {
  try {
    return await mailOf(scope, options, one);
  } catch (error) {
    // An error of the database has ended the transaction: nothing can be written any more.
    if (error instanceof Error && 'severity' in error) throw error;
    one.findings.given.push({ id: one.row.id, state: 'doubtful', why: 'notComposed' });
    return null;
  }
}

async function mailOf(
  scope: OfficeScope,
  options: ComposeOptions,
  {
    row,
    to,
    wanted,
    entries,
    context,
  }: {
    readonly row: MessageRow;
    readonly to: Recipient;
    readonly wanted: readonly LoadedNotice[];
    readonly entries: readonly CalendarEntry[];
    readonly context: WordingContext;
  },
): Promise<OutgoingMail | null> {
  const [first] = wanted;
  if (first === undefined) return null;
  const said =
    row.agency_id === null
      ? await loadOfficeMail(scope, first, options)
      : saidToAgency(wanted, context);
  if (said === null) return null;
  const { identity } = first;
  const mail = options.compose({
    messageId: row.header_id,
    officeId: scope.officeId,
    to: { name: to.name, address: to.address },
    replyTo:
      identity === null || identity.replyTo === ''
        ? null
        : { name: identity.officerName || identity.unit, address: identity.replyTo },
    senderName: identity?.sendingBody ?? scope.office.short_name,
    content: said.content,
    calendar: entries,
    attachments: said.attachments,
    reference: first.notice.key,
    writtenAt: scope.now,
  });
  return row.inside ? { ...mail, inside: true } : mail;
}

function saidToAgency(
  wanted: readonly LoadedNotice[],
  context: WordingContext,
): { readonly content: NoticeContent; readonly attachments: [] } | null {
  const content = agencyContent(wanted, context);
  return content === null ? null : { content, attachments: [] };
}

type Staff = Colleague & { readonly name: string; readonly email: string };

async function staffOf(scope: OfficeScope): Promise<readonly Staff[]> {
  return scope.trx
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'roles', 'deputy_of as deputyOf', 'active'])
    .where('office_id', '=', scope.officeId)
    .orderBy('id')
    .execute();
}

/** The address in force: one corrected since the mail was planned gets it, not the old one, and whoever stands in for somebody who has left meanwhile. */
function recipientOf(
  scope: OfficeScope,
  row: MessageRow,
  {
    contacts,
    staff,
    wanted,
  }: {
    readonly contacts: readonly AgencyContact[];
    readonly staff: readonly Staff[];
    readonly wanted: readonly LoadedNotice[];
  },
): Recipient | null {
  if (row.staff_id !== null) {
    const reader = readerInPlaceOf(row.staff_id, staff);
    return reader === null ? null : { contactId: null, name: reader.name, address: reader.email };
  }
  if (row.agency_id === null) {
    return row.to_address === null
      ? null
      : { contactId: null, name: row.to_name, address: row.to_address };
  }
  const own = contacts.filter(({ agencyId }) => agencyId === row.agency_id);
  const planned = own.find(({ id }) => id === row.contact_id);
  const isHeads =
    planned === undefined ? wanted[0]?.notice.name === 'toHead' : planned.role === 'head';
  const reader = isHeads ? 'head' : 'writers';
  const found = contactInForce(own, { plannedId: row.contact_id, reader }, dayAt(scope.now));
  return found === null ? null : { contactId: found.id, name: found.name, address: found.email };
}

/** A notice that is not told any more, and why. */
interface Unwanted {
  readonly id: string;
  readonly why: string;
}

function stillWanted(context: WordingContext, facts: readonly LoadedNotice[]) {
  const unwanted: Unwanted[] = [];
  const wanted = facts.filter((one) => {
    const why = reasonInFacts(one, context);
    if (why !== null) unwanted.push({ id: one.notice.id, why });
    return why === null;
  });
  return { wanted, unwanted };
}

/** Reminders are asked once more right before they go: those of the ladder or by hand, and those of a half that is still to come. */
function reasonInFacts(
  { notice, obligation, cycle, duty }: LoadedNotice,
  context: WordingContext,
): string | null {
  const isOfLadder = notice.kind === 'ladder' || notice.name === BY_HAND;
  if (!isOfLadder && notice.name !== 'missingHalf') return null;
  if (obligation === null || cycle === null || duty === null) return 'gone';
  const around = {
    pausedAt: cycle.paused_at,
    cancelledAt: cycle.cancelled_at,
    editsClosedAt: cycle.edits_closed_at,
  };
  if (!isOfLadder) {
    const half = notice.data['missingHalf'] === 'document' ? 'document' : 'figures';
    return reasonNotToAskForHalf(half, { ...obligation, cycle: around });
  }
  return reasonNotToSend(
    {
      rung: notice.name,
      nth: Number(notice.data['nth'] ?? 1),
      epoch: notice.epoch,
      obligation,
      ladder: duty.ladder,
      cycle: around,
    },
    context,
  );
}

/** The cycle of a reminder if it is paused; answers to acts go whether it is or not. */
function pausedCycleOf({ notice, cycle }: LoadedNotice): readonly string[] {
  return notice.kind === 'ladder' && cycle !== null && cycle.paused_at !== null ? [cycle.id] : [];
}

/**
 * The paused cycles of some notices, held until the claim is written: resuming gives back the rungs that
 * a pause has held back, and one written just after it would be lost. Whoever changes a cycle now is not
 * waited for (cycles stand before messages, lock-order.ts): what belongs to it is not decided here.
 */
async function heldPauses(
  scope: OfficeScope,
  facts: readonly LoadedNotice[],
): Promise<ReadonlySet<string>> {
  const ids = new Set(facts.flatMap(pausedCycleOf));
  if (ids.size === 0) return ids;
  const held = await scope.trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', [...ids])
    .where('paused_at', 'is not', null)
    .forKeyShare()
    .skipLocked()
    .execute();
  return new Set(held.map(({ id }) => id));
}

async function writeFindings(scope: OfficeScope, findings: Findings): Promise<void> {
  const { trx, officeId } = scope;
  await putBack(scope, findings.undecided);
  if (findings.leftOut.length > 0) {
    await sql`
      update notice n set why = given.why
        from jsonb_to_recordset(${JSON.stringify(findings.leftOut)}::jsonb) as given(id uuid, why text)
       where n.office_id = ${officeId} and n.id = given.id`.execute(trx);
  }
  if (findings.given.length > 0) {
    await sql`
      update message m set state = given.state, why = given.why, lease_until = null, lease_by = null
        from jsonb_to_recordset(${JSON.stringify(findings.given)}::jsonb)
             as given(id uuid, state text, why text)
       where m.office_id = ${officeId} and m.id = given.id`.execute(trx);
  }
  if (findings.readdressed.length > 0) {
    const rows = findings.readdressed.map(({ id, to }) => ({ id, ...to }));
    await sql`
      update message m set to_address = given.address, to_name = given.name, contact_id = given."contactId"
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as given(id uuid, address text, name text, "contactId" uuid)
       where m.office_id = ${officeId} and m.id = given.id`.execute(trx);
  }
}
