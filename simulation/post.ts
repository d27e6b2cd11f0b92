import { dayAt, msOf, plusMs } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import type { TryOutcome } from '../domain/mail-fate.js';
import { owes } from '../domain/obligation.js';
import { fateOfUntold } from '../domain/untold.js';
import { relayPauseMs, WEIGHED_ANSWERS } from '../domain/relay-pause.js';
import { namedWait, verdictOf } from '../domain/relay-verdict.js';
import type { Reply } from '../domain/relay-verdict.js';
import { factsOf, pokeCycle } from './duties.js';
import { liveNotices, noteUntold, settle } from './notices.js';
import { OPEN_RELAY, sure } from './office.js';
import type { SimColleague, SimContact, SimMail, SimNotice, SimOffice } from './office.js';

/** How many mails a lane takes at once. */
export const CLAIM = 20;

/** What the world answers to one mail: the relay's words, silence after the whole mail, or nobody there. */
export type Answer =
  | { readonly kind: 'sent' }
  | { readonly kind: 'answered'; readonly response: string; readonly reply: Reply }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable' };

/** One mail on its way: to whom and what it tells. */
export interface Delivery {
  readonly mail: SimMail;
  readonly contact: SimContact | null;
  /** Who of the office it goes to, where it goes to no agency. */
  readonly reader: SimColleague | null;
  readonly notices: readonly SimNotice[];
}

/** What a lane needs of the world. */
export interface World {
  answer(delivery: Delivery, now: Instant): Answer;
  /** The first moment from `moment` on at which a try of the relay can tell anything new. */
  firstTry(moment: Instant): Instant;
  /** Somebody looks on. */
  sent(delivery: Delivery, answer: Answer, now: Instant): void;
}

/** Sends whatever may leave now, as a lane does: claim, look once more, send, note what became of it. */
export function drain(
  office: SimOffice,
  kind: 'ladder' | 'post',
  { now, world }: { readonly now: Instant; readonly world: World },
): void {
  for (;;) {
    const { relay } = office;
    if (relay.shut && relay.tryAt !== null && relay.tryAt > now) return;
    if (kind === 'ladder' && office.rules.sendingMoment(now, office.settings) !== now) return;
    const rows = takeRows(office, kind, now);
    if (rows.length === 0) return;
    const deliveries = rows.flatMap((mail) => {
      const delivery = composed(office, mail, now);
      return delivery === null ? [] : [delivery];
    });
    const answers = deliveries.map((delivery) => {
      delivery.mail.attempts += 1;
      const answer = world.answer(delivery, now);
      world.sent(delivery, answer, now);
      return { delivery, answer };
    });
    if (answers.length > 0) noteAnswers(office, answers, { now, world });
  }
}

/** When a lane has something to send next that must wait now; null for nothing. */
export function postWakesAt(office: SimOffice): Instant | null {
  let first: Instant | null = null;
  for (const id of office.waiting) {
    const mail = sure(office.mails.get(id), 'mail');
    if (mail.class === 'ladder') continue;
    const at = later(mail.retryAt, office.relay.shut ? office.relay.tryAt : null);
    if (at !== null && (first === null || at < first)) first = at;
  }
  return first;
}

function later(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function takeRows(office: SimOffice, kind: 'ladder' | 'post', now: Instant): readonly SimMail[] {
  const { shut } = office.relay;
  const rows: SimMail[] = [];
  for (const id of office.waiting) {
    const mail = sure(office.mails.get(id), 'mail');
    if ((mail.class === 'ladder') !== (kind === 'ladder')) continue;
    if (!shut && mail.retryAt !== null && mail.retryAt > now) continue;
    rows.push(mail);
    if (!shut && rows.length === CLAIM) break;
  }
  if (!shut) return rows;
  // One mail tries a relay that was shut, one that has never been refused before others.
  const probe = rows.find(({ refusal }) => refusal === null) ?? rows[0];
  return probe === undefined ? [] : [probe];
}

/** Whether and to whom a claimed mail goes; what goes no further says why. */
function composed(office: SimOffice, mail: SimMail, now: Instant): Delivery | null {
  const unwanted = new Map<SimNotice, string>();
  const wanted = liveNotices(office, mail).filter((notice) => {
    const why = reasonFor(office, notice, now);
    if (why !== null) unwanted.set(notice, why);
    return why === null;
  });
  if (mail.agencyId === null) {
    const reader = office.rules.readerInPlaceOf(mail.contactId ?? '', office.staff);
    if (wanted.length > 0 && reader !== null) {
      noteUnwanted(office, mail, { unwanted, goes: true });
      return { mail, contact: null, reader, notices: wanted };
    }
    noteUnwanted(office, mail, { unwanted, goes: false });
    return null;
  }
  const { contacts } = sure(office.agencies.get(mail.agencyId), 'agency');
  const planned = contacts.find(({ id }) => id === mail.contactId);
  const isHeads = planned === undefined ? wanted[0]?.name === 'toHead' : planned.role === 'head';
  const contact = office.rules.contactInForce(
    contacts,
    { plannedId: mail.contactId, reader: isHeads ? 'head' : 'writers' },
    dayAt(now),
  );
  if (contact === null) for (const notice of wanted) unwanted.set(notice, 'noContact');
  const goes = contact !== null && wanted.length > 0;
  noteUnwanted(office, mail, { unwanted, goes });
  if (!goes) return null;
  mail.contactId = contact.id;
  return { mail, contact, reader: null, notices: wanted };
}

/** What of a mail is not told any more, and the mail itself where nothing else is left of it. */
function noteUnwanted(
  office: SimOffice,
  mail: SimMail,
  { unwanted, goes }: { readonly unwanted: ReadonlyMap<SimNotice, string>; readonly goes: boolean },
): void {
  for (const [notice, why] of unwanted) noteUntold(notice, mail, { why, mailGoesOn: goes });
  if (goes) return;
  const { unanswered } = mail;
  const fate = fateOfUntold([...unwanted.values()], { unanswered, otherwise: 'notWanted' });
  settle(office, mail, fate.state, fate.why);
}

function reasonFor(office: SimOffice, notice: SimNotice, now: Instant): string | null {
  if (notice.kind !== 'ladder') return null;
  const duty = sure(office.duties.get(notice.dutyId ?? ''), 'duty');
  return office.rules.reasonNotToSend(
    {
      rung: notice.name,
      nth: notice.nth,
      epoch: notice.epoch,
      obligation: duty.owed,
      ladder: factsOf(office, duty),
      cycle: sure(office.cycles.get(duty.cycleId), 'cycle'),
    },
    { now, timetableOf: office.timetableOf },
  );
}

interface Answered {
  readonly delivery: Delivery;
  readonly answer: Answer;
}

/** Writes what became of each mail, how the relay stands by it, and which addresses are at fault. */
function noteAnswers(
  office: SimOffice,
  answers: readonly Answered[],
  { now, world }: { readonly now: Instant; readonly world: World },
): void {
  const { held } = office.relay;
  const isHeld = (answer: Answer): boolean => held !== null && refusalOf(answer) === held;
  for (const { delivery, answer } of answers) {
    noteAnswer(office, delivery, { answer, isHeld: isHeld(answer), now });
  }
  if (answers.some(({ answer }) => answer.kind === 'unreachable')) {
    shutRelay(office, { standing: 'unreachable', held: null }, { now, world });
    return;
  }
  if (answers.some(({ answer }) => isHeld(answer))) {
    shutRelay(office, { standing: 'held', held }, { now, world });
    return;
  }
  if (office.relay.shut) openRelay(office);
  weigh(office, { now, world });
}

/** A relay that takes mail again; what was answered before is no evidence any more. */
function openRelay(office: SimOffice): void {
  office.relay = OPEN_RELAY;
  office.answers = [];
  for (const id of office.marksDue) {
    const mail = sure(office.mails.get(id), 'mail');
    if (mail.markDue !== 'suspected') continue;
    mail.markDue = null;
    office.marksDue.delete(id);
  }
}

function noteAnswer(
  office: SimOffice,
  { mail, contact }: Delivery,
  { answer, isHeld, now }: { readonly answer: Answer; isHeld: boolean; readonly now: Instant },
): void {
  const outcome = outcomeOf(answer);
  const isMailbox = outcome.kind === 'answered' && outcome.verdict.about === 'mailbox';
  const heldBack = { state: 'planned', why: 'relayBusy', afterMs: 0 } as const;
  const fate = isHeld
    ? heldBack
    : office.rules.fateOf(outcome, {
        formal: false,
        attempts: mail.attempts,
        unanswered: mail.unanswered,
        failingForMs: since(mail.failingSince, now),
        mailboxFailingForMs: since(contact?.failingSince ?? null, now),
      });
  mail.refusal = refusalOf(answer);
  if (answer.kind === 'sent' || answer.kind === 'answered') {
    mail.answeredAt = now;
    office.answers = [mail.id, ...office.answers.filter((id) => id !== mail.id)].slice(
      0,
      WEIGHED_ANSWERS,
    );
  }
  if (answer.kind === 'unknown') mail.unanswered += 1;
  if (isMailbox && contact !== null) contact.failingSince ??= now;
  if (fate.state === 'planned') {
    mail.why = fate.why;
    const refused = outcome.kind === 'answered' && outcome.verdict.about !== 'relay' && !isHeld;
    if (refused) mail.failingSince ??= now;
    mail.retryAt = fate.afterMs > 0 ? plusMs(now, fate.afterMs) : null;
    return;
  }
  settle(office, mail, fate.state, 'why' in fate ? fate.why : null);
  if (fate.state === 'sent') {
    mail.sentAt = now;
    if (contact !== null) contact.failingSince = null;
  }
  if (fate.state !== 'refused' || contact === null) return;
  mail.markDue = fate.mark;
  if (mail.markDue !== null) office.marksDue.add(mail.id);
}

/** What replies of one kind share. */
function refusalOf(answer: Answer): string | null {
  if (answer.kind !== 'answered') return null;
  const { code, enhanced } = answer.reply;
  return enhanced === null ? String(code) : `${String(code)} ${enhanced}`;
}

function since(from: Instant | null, now: Instant): number {
  return from === null ? 0 : msOf(now) - msOf(from);
}

function outcomeOf(answer: Answer): TryOutcome {
  if (answer.kind !== 'answered') return answer;
  return {
    kind: 'answered',
    verdict: verdictOf(answer.reply),
    namedMs: namedWait(answer.response),
  };
}

function shutRelay(
  office: SimOffice,
  { standing, held }: { readonly standing: 'unreachable' | 'held'; readonly held: string | null },
  { now, world }: { readonly now: Instant; readonly world: World },
): void {
  const same = (standing === 'held') === (office.relay.held !== null);
  const previousMs = same ? office.relay.pauseMs : null;
  const pauseMs = relayPauseMs({ standing, namedMs: null, previousMs });
  office.relay = { shut: true, held, tryAt: world.firstTry(plusMs(now, pauseMs)), pauseMs };
}

/** Contacts that are due are marked, those whose address alone was refused while others are taken; what everybody is answered waits with the relay. */
function weigh(
  office: SimOffice,
  { now, world }: { readonly now: Instant; readonly world: World },
): void {
  const latest = office.answers.map((id) => sure(office.mails.get(id), 'mail'));
  const { held, sound, giveBack } = office.rules.weighAnswers(
    latest.map(({ id, refusal }) => ({ messageId: id, refusal })),
  );
  for (const id of office.marksDue) {
    const mail = sure(office.mails.get(id), 'mail');
    if (mail.markDue === 'suspected' && !sound) continue;
    office.marksDue.delete(id);
    if (mail.markDue !== null) markContact(office, mail, now);
  }
  if (held === null) return;
  for (const id of giveBack) {
    unmark(office, id);
    putBack(office, sure(office.mails.get(id), 'mail'));
  }
  shutRelay(office, { standing: 'held', held }, { now, world });
}

function unmark(office: SimOffice, mailId: string): void {
  for (const { contacts } of office.agencies.values()) {
    for (const contact of contacts) {
      if (contact.bouncedBy !== mailId) continue;
      contact.bounced = false;
      contact.bouncedBy = null;
    }
  }
}

/** A mail refused for no fault of its own is planned again, unless its rung went to the next contact. */
function putBack(office: SimOffice, mail: SimMail): void {
  const notices = mail.noticeIds.map((id) => sure(office.notices.get(id), 'notice'));
  if (notices.some(({ givenBack }) => givenBack)) return;
  if (mail.state !== 'planned' && mail.state !== 'refused') return;
  mail.state = 'planned';
  mail.why = 'relayBusy';
  mail.retryAt = null;
  mail.markDue = null;
  office.marksDue.delete(mail.id);
  office.answers = office.answers.filter((id) => id !== mail.id);
  office.waiting.add(mail.id);
}

/** A contact that a mail did not reach for good: the rungs of the mail go to the next one. */
function markContact(office: SimOffice, mail: SimMail, now: Instant): void {
  const { contacts } = sure(office.agencies.get(mail.agencyId ?? ''), 'agency');
  const contact = contacts.find(({ id }) => id === mail.contactId);
  mail.markDue = null;
  if (contact === undefined) return;
  if (!contact.bounced) Object.assign(contact, { bounced: true, bouncedBy: mail.id });
  for (const notice of mail.noticeIds.map((id) => sure(office.notices.get(id), 'notice'))) {
    if (notice.kind !== 'ladder' || notice.why !== null || notice.givenBack) continue;
    const duty = sure(office.duties.get(notice.dutyId ?? ''), 'duty');
    if (duty.owed.epoch !== notice.epoch || !owes(duty.owed)) continue;
    const reader = notice.name === 'toHead' ? 'head' : 'writers';
    if (office.rules.contactFor(contacts, reader, dayAt(now)) === null) continue;
    duty.owed = { ...duty.owed, reached: notice.reachedBefore };
    duty.nextRung = notice.name as typeof duty.nextRung;
    duty.nextAt = now;
    notice.why = mail.why ?? 'refused';
    notice.givenBack = true;
    office.keys.delete(notice.key);
    pokeCycle(office, duty.cycleId);
  }
}
