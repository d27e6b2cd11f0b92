import { dayAt } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import type { Rung } from '../domain/ladder.js';
import { fateOfUntold, MAY_HAVE_GONE, whyUntold } from '../domain/untold.js';
import type { WavePlan } from '../domain/wave.js';
import { nextId, sure } from './office.js';
import type { SimContact, SimDuty, SimMail, SimNotice, SimOffice } from './office.js';

interface NewNotice {
  readonly key: string;
  readonly kind: SimNotice['kind'];
  readonly name: string;
  readonly planId: string;
  readonly cycleId: string | null;
  readonly duty: SimDuty | null;
  readonly agencyId: string | null;
  readonly nth?: number;
  readonly replaces?: readonly Rung[];
  readonly plannedFor: Instant;
  readonly reachedBefore?: string | null;
  readonly epoch?: number;
}

/** Records a notice; null when its key stands already. */
export function addNotice(office: SimOffice, given: NewNotice): SimNotice | null {
  if (office.keys.has(given.key)) return null;
  const notice: SimNotice = {
    id: nextId('n', office.notices),
    key: given.key,
    kind: given.kind,
    name: given.name,
    planId: given.planId,
    cycleId: given.cycleId,
    dutyId: given.duty?.id ?? null,
    agencyId: given.agencyId,
    epoch: given.epoch ?? given.duty?.owed.epoch ?? 0,
    nth: given.nth ?? 1,
    replaces: given.replaces ?? [],
    plannedFor: given.plannedFor,
    reachedBefore: given.reachedBefore ?? null,
    mailId: null,
    why: null,
    givenBack: false,
  };
  office.notices.set(notice.id, notice);
  office.keys.add(notice.key);
  given.duty?.noticeIds.push(notice.id);
  return notice;
}

/** Plans a mail. */
export function addMail(
  office: SimOffice,
  given: {
    readonly header: string;
    readonly class: SimMail['class'];
    readonly agencyId: string | null;
    readonly contact: Pick<SimContact, 'id'> | null;
    readonly now: Instant;
  },
): SimMail {
  const id = nextId('m', office.mails);
  let { header } = given;
  for (let nth = 2; office.spentHeaders.has(header); nth += 1) {
    header = `${given.header}/${String(nth)}`;
  }
  office.spentHeaders.add(header);
  const mail: SimMail = {
    id,
    header,
    class: given.class,
    agencyId: given.agencyId,
    contactId: given.contact?.id ?? null,
    day: dayAt(given.now),
    state: 'planned',
    why: null,
    retryAt: null,
    attempts: 0,
    unanswered: 0,
    failingSince: null,
    refusal: null,
    markDue: null,
    answeredAt: null,
    sentAt: null,
    noticeIds: [],
  };
  office.mails.set(id, mail);
  office.waiting.add(id);
  return mail;
}

/** Puts a notice into a mail. */
export function putInto(mail: SimMail, notice: SimNotice): void {
  notice.mailId = mail.id;
  mail.noticeIds.push(notice.id);
}

/** What an agency is told of its duty, outside the ladder. */
export interface Told {
  readonly event: string;
  readonly occurrence: string;
}

/** An agency hears at once of an act on its duty: notice and mail, or why it has none. */
export function tellAgency(
  office: SimOffice,
  duty: SimDuty,
  { event, occurrence, now }: Told & { readonly now: Instant },
): void {
  if (duty.chased) tellTogether(office, [keyed(duty, { event, occurrence })], { event, now });
}

/** Agencies that had been asked for some duties hear what befell these, each in one mail a plan. */
export function tellAsked(
  office: SimOffice,
  duties: readonly SimDuty[],
  { event, now }: { readonly event: string; readonly now: Instant },
): void {
  const concerned = duties.filter((one) => one.chased && isAsked(office, one));
  tellByPlan(office, concerned, { event, occurrence: null, now });
}

/** The agencies of some duties hear what befell these, each in one mail a plan; `occurrence` tells it from another of its kind. */
export function tellByPlan(
  office: SimOffice,
  duties: readonly SimDuty[],
  {
    event,
    occurrence,
    now,
  }: { readonly event: string; readonly occurrence: string | null; readonly now: Instant },
): void {
  const groups = new Map<string, SimDuty[]>();
  for (const duty of duties) {
    const { planId } = sure(office.cycles.get(duty.cycleId), 'cycle');
    const group = `${planId}/${duty.agencyId}`;
    groups.set(group, [...(groups.get(group) ?? []), duty]);
  }
  for (const group of groups.values()) {
    tellTogether(
      office,
      group.map((duty) => keyed(duty, { event, occurrence })),
      { event, now },
    );
  }
}

/** Whether anything about the duty has gone to its agency. */
export function isAsked(office: SimOffice, duty: SimDuty): boolean {
  return duty.noticeIds
    .map((id) => sure(office.notices.get(id), 'notice'))
    .some(({ why, mailId }) => {
      const { state = null, unanswered = 0 } = office.mails.get(mailId ?? '') ?? {};
      return why === null
        ? state === 'sent' || state === 'doubtful' || unanswered > 0
        : why === MAY_HAVE_GONE;
    });
}

/** A duty with the key under which its agency is told of it once. */
interface KeyedDuty {
  readonly duty: SimDuty;
  readonly key: string;
}

function keyed(
  duty: SimDuty,
  { event, occurrence }: { readonly event: string; readonly occurrence: string | null },
): KeyedDuty {
  const apart = occurrence ?? String(duty.changes);
  return { duty, key: `event/${event}/${duty.id}/${String(duty.owed.epoch)}/${apart}` };
}

/** One agency hears of some of its duties in one mail. */
export function tellTogether(
  office: SimOffice,
  duties: readonly KeyedDuty[],
  { event, now }: { readonly event: string; readonly now: Instant },
): void {
  const [first] = duties;
  if (first === undefined) return;
  const agency = sure(office.agencies.get(first.duty.agencyId), 'agency');
  const contact = office.rules.contactFor(agency.contacts, 'writers', dayAt(now));
  let mail: SimMail | null = null;
  for (const { duty, key } of duties) {
    const cycle = sure(office.cycles.get(duty.cycleId), 'cycle');
    const notice = addNotice(office, {
      key,
      kind: 'event',
      name: event,
      planId: cycle.planId,
      cycleId: cycle.id,
      duty,
      agencyId: duty.agencyId,
      plannedFor: now,
    });
    if (notice === null) continue;
    if (contact === null) {
      notice.why = 'noContact';
      continue;
    }
    mail ??= addMail(office, { header: key, class: 'event', agencyId: agency.id, contact, now });
    putInto(mail, notice);
  }
}

/** Tells every officer something about a cycle. */
export function tellOfficers(
  office: SimOffice,
  given: Omit<NewNotice, 'duty' | 'agencyId' | 'kind'>,
): void {
  for (const { id } of office.rules.heardBy('officer', office.staff)) {
    const key = `${given.key}/${id}`;
    const notice = addNotice(office, { ...given, key, kind: 'desk', duty: null, agencyId: null });
    if (notice === null) continue;
    const mail = { header: key, class: 'desk' as const, agencyId: null, contact: { id } };
    putInto(addMail(office, { ...mail, now: given.plannedFor }), notice);
  }
}

/** The notices of a mail that it still has to tell. */
export function liveNotices(office: SimOffice, mail: SimMail): readonly SimNotice[] {
  return mail.noticeIds
    .map((id) => sure(office.notices.get(id), 'notice'))
    .filter(({ why }) => why === null);
}

/** A mail is settled, whatever became of it. */
export function settle(
  office: SimOffice,
  mail: SimMail,
  state: Exclude<SimMail['state'], 'planned'>,
  why: string | null,
): void {
  mail.state = state;
  mail.why = why;
  office.waiting.delete(mail.id);
  if (mail.class !== 'ladder' || mail.agencyId === null) return;
  const before = office.leftFor.get(mail.agencyId) ?? [];
  office.leftFor.set(mail.agencyId, [...before.slice(-LATEST), mail.id]);
}

/** A notice is not told any more; what may have been told already is kept so. */
export function noteUntold(
  notice: SimNotice,
  { unanswered }: SimMail,
  { why, mailGoesOn }: { readonly why: string; readonly mailGoesOn: boolean },
): void {
  notice.why = whyUntold(why, { unanswered, mailGoesOn });
}

/** A mail has nothing left to say, all of it for one reason; what a person decides about still stands for its rungs. */
function endUntold(office: SimOffice, mail: SimMail, why: string): void {
  const { unanswered } = mail;
  const fate = fateOfUntold([why], { unanswered, otherwise: why });
  settle(office, mail, fate.state, fate.why);
  if (fate.why !== 'noAnswer') return;
  for (const id of mail.noticeIds) {
    const notice = sure(office.notices.get(id), 'notice');
    if (notice.why === why) notice.why = null;
  }
}

/** So many of the latest mails of an agency tell whether one left today. */
const LATEST = 9;

/** Leaves out what waits about some duties, and says why; a mail with nothing left to say goes no further. */
export function suppressPlanned(office: SimOffice, duties: readonly SimDuty[], why: string): void {
  for (const notice of duties.flatMap(({ noticeIds }) => noticeIds)) {
    const one = sure(office.notices.get(notice), 'notice');
    if (one.kind !== 'ladder' || one.why !== null || one.mailId === null) continue;
    const mail = sure(office.mails.get(one.mailId), 'mail');
    if (mail.state !== 'planned') continue;
    noteUntold(one, mail, { why, mailGoesOn: true });
    if (liveNotices(office, mail).length === 0) endUntold(office, mail, why);
  }
}

/** Writes what a wave planned: what waited and is overtaken, new mails, the notices they tell. */
export function writeWave(
  office: SimOffice,
  plan: WavePlan,
  { now }: { readonly now: Instant },
): void {
  for (const id of plan.replaced) {
    const notice = sure(office.notices.get(id), 'notice');
    const mail = sure(office.mails.get(notice.mailId ?? ''), 'mail');
    noteUntold(notice, mail, { why: 'replaced', mailGoesOn: true });
  }
  for (const id of plan.emptied) {
    endUntold(office, sure(office.mails.get(id), 'mail'), 'replaced');
  }
  for (const id of plan.changed) sure(office.mails.get(id), 'mail').day = dayAt(now);
  const mails = new Map(
    plan.mails.map((mail) => [
      mail.key,
      addMail(office, {
        header: mail.key,
        class: 'ladder',
        agencyId: mail.agencyId,
        contact: mail.contact,
        now,
      }),
    ]),
  );
  for (const planned of plan.notices) {
    const duty = sure(office.duties.get(planned.dutyId), 'duty');
    const notice = addNotice(office, {
      key: planned.key,
      kind: 'ladder',
      name: planned.step.rung,
      planId: sure(office.cycles.get(planned.cycleId), 'cycle').planId,
      cycleId: planned.cycleId,
      duty,
      agencyId: planned.agencyId,
      nth: planned.step.nth,
      replaces: planned.replaces,
      plannedFor: planned.dueAt,
      reachedBefore: planned.reachedBefore,
      epoch: planned.epoch,
    });
    if (notice === null) throw new Error(`the notice ${planned.key} is recorded already`);
    const { mail } = planned;
    if (mail.kind === 'none') notice.why = mail.why;
    else {
      const carrier = mail.kind === 'waiting' ? office.mails.get(mail.id) : mails.get(mail.key);
      putInto(sure(carrier, 'mail'), notice);
    }
  }
}
