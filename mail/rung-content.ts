import { shownDue } from '../domain/amendment/shown-due.js';
import { workingDaysBetween } from '../domain/calendar.js';
import { citedFor } from '../domain/citation.js';
import { dayAt } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import type { Rung } from '../domain/ladder.js';
import { asksOnce } from '../domain/one-off.js';
import { periodAtEndOf } from '../domain/period.js';
import { proposedShortName } from '../domain/short-name.js';
import { printedDay } from '../domain/printed-day.js';
import type { ConfirmedPlan } from '../domain/schemas/confirmed-plan.js';
import type { AgencyHead, AgencyItem, LadderNotice, PlanReference, RungItem } from './content.js';
import type { DutyFacts, RungFacts, WordingContext } from './notice-facts.js';

/** What the one mail of a day says: one rung, or several; null for none. */
export function ladderContent(
  facts: readonly RungFacts[],
  context: WordingContext,
): LadderNotice | null {
  const [first, ...more] = facts;
  if (first === undefined) return null;
  if (more.length === 0) return rungContent(first, context);
  const items: RungItem[] = facts.map((one) => ({
    ...itemOf(one, context),
    rung: one.notice.name as Rung,
  }));
  return { event: 'several', items, today: dayAt(context.now) };
}

function rungContent(one: RungFacts, context: WordingContext): LadderNotice {
  const item = itemOf(one, context);
  const rung = one.notice.name as Rung;
  const once = one.identity !== null && asksOnce(one.identity);
  const firstMail = { covering: one.covering, files: one.files, once };
  switch (rung) {
    case 'assigned':
      return item.binding
        ? {
            ...item,
            event: 'assigned',
            ...firstMail,
            carries: carriedRung(one.duty, context),
            period: periodOf(one),
          }
        : { ...item, event: 'assignedAsked', ...firstMail, period: periodOf(one) };
    case 'lastDay':
      return { ...item, event: 'lastDay', today: dayAt(context.now) };
    case 'prepare':
    case 'remind':
    case 'overdue':
    case 'toHead':
      return { ...item, event: rung };
  }
}

/** The period in the name of a report that comes again; null for others, whose name may end with a year of its own. */
function periodOf({ duty, reportName }: RungFacts): string | null {
  return duty?.ladder.period == null ? null : periodAtEndOf(reportName) || null;
}

/** The rung of the same day that the assignment took with it. */
function carriedRung(duty: DutyFacts | null, { now, timetableOf }: WordingContext): Rung | null {
  if (duty === null) return null;
  const today = dayAt(now);
  const taken = timetableOf(duty.ladder).skipped.filter(
    ({ why, at }) => why === 'sameDay' && dayAt(at) === today,
  );
  return taken.at(-1)?.rung ?? null;
}

/** What every mail to an agency begins and ends with. */
export function headOf(
  { identity, basis, agencyName, link, planCode }: RungFacts,
  { linkUrl }: WordingContext,
): AgencyHead {
  if (identity === null) throw new Error('a mail to an agency without a plan');
  return {
    sendingBody: identity.sendingBody,
    agencyName,
    plan: basis === null ? planCitedBy(identity) : citedFor(identity, basis),
    linkUrl: link === null ? null : linkUrl(link),
    contact: {
      unit: identity.unit,
      person: identity.officerName || null,
      phone: identity.officerPhone || null,
    },
    referenceCode: planCode,
  };
}

const citedPlans = new WeakMap<ConfirmedPlan['identity'], PlanReference>();

/** How mails cite a plan, put together once for all mails of a claim. */
function planCitedBy(identity: ConfirmedPlan['identity']): PlanReference {
  const known = citedPlans.get(identity);
  if (known !== undefined) return known;
  const name = identity.shortName ?? proposedShortName(identity.subject);
  const cited = { ...citedFor(identity, null), name };
  citedPlans.set(identity, cited);
  return cited;
}

/** The deadline in the agency's words: the granted day where there is one, else the plan's phrase with the office's own day beside it. */
export function duePhraseOf({ grantedDay, duePhrase, officeDue }: DutyFacts): string {
  return grantedDay === null
    ? shownDue(duePhrase, officeDue)
    : `đến hết ngày ${printedDay(grantedDay)}`;
}

/** The moment a mail may name: the plan's where it prints a day that tracking did not begin after, or one given to the agency. */
export function shownTarget({
  ladder,
  grantedDay,
  showTarget,
  startedLate,
}: Pick<DutyFacts, 'ladder' | 'grantedDay' | 'showTarget' | 'startedLate'>): Instant | null {
  return (showTarget && !startedLate) || grantedDay !== null ? ladder.targetAt : null;
}

/** One report owed, as a mail speaks of it. */
export function itemOf(one: RungFacts, context: WordingContext): AgencyItem {
  const { duty } = one;
  if (duty === null) throw new Error('a rung without its obligation');
  const { ladder } = duty;
  const target = shownTarget(duty);
  return {
    ...headOf(one, context),
    reportName: one.reportName,
    duePhrase: duePhraseOf(duty),
    target,
    hourBound: ladder.hourBound,
    workingDaysLeft: target === null || target <= context.now ? null : daysLeft(target, context),
    channelText: one.channel === '' ? null : one.channel,
    binding: ladder.binding,
    supplement: ladder.returned,
    extensionAsked: duty.extensionAsked,
    replaces: one.notice.replaces as readonly Rung[],
  };
}

const countedDays = new WeakMap<WordingContext, Map<Instant, number>>();

/** Working days from today to a target, counted once for all mails of a claim. */
function daysLeft(target: Instant, context: WordingContext): number {
  const counted = countedDays.get(context) ?? new Map<Instant, number>();
  countedDays.set(context, counted);
  const known = counted.get(target);
  if (known !== undefined) return known;
  const left = workingDaysBetween(context.settings.calendar, dayAt(context.now), dayAt(target));
  counted.set(target, left);
  return left;
}
