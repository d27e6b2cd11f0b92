import { dueOf } from '../../domain/amendment/shown-due.js';
import { isDated } from '../../domain/dated-cycle.js';
import { fullCitation, shortCitation } from '../../domain/citation.js';
import { workingDaysBetween } from '../../domain/calendar.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { reasonOfLeaving } from '../../domain/explain/day-reason.js';
import { DESK_REASONS, sentence } from '../../domain/explain/why-words.js';
import { timetable } from '../../domain/ladder.js';
import type { LadderSettings } from '../../domain/ladder.js';
import type { AgencyMails, DeskMail, PlanPreview, ToldRung } from '../../domain/preview.js';
import { reportNameIn } from '../../domain/report-name.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { PlannedCycle } from '../../domain/start.js';
import type { OfficeNotice } from '../../mail/content.js';
import type { RungFacts, WordingContext } from '../../mail/notice-facts.js';
import { ladderContent } from '../../mail/rung-content.js';
import { renderNotice } from '../../mail/templates/render.js';

/** Mails of one instant that begin with one rung of one cycle; a mail that tells of several duties stands in the row of its first one. */
export interface PreviewRow {
  readonly at: Instant;
  /** The key of the cycle. */
  readonly cycle: string;
  /** What its report is called, with its period. */
  readonly name: string;
  readonly rung: string;
  readonly count: number;
  /** Of the first of these mails. */
  readonly subject: string;
  /** Why they go at that moment. */
  readonly why: string;
}

/** A row with the first of its mails in full. */
export interface PreviewedMails extends PreviewRow {
  readonly text: string;
  /** Whom the first of them is for; null for one to the office itself. */
  readonly to: string | null;
}

/** Nobody opens a link of a mail that is not sent. */
const NO_PAGE = 'https://dondoc.example/';

interface Words {
  readonly confirmed: ConfirmedPlan;
  /** The plan's code, by which agencies know its mails; unknown before it is in the ledger. */
  readonly planCode?: string;
  /** How many files it goes with. */
  readonly files?: number;
  readonly settings: LadderSettings;
}

/** Every mail of a plan that nobody answers, by instant, with the subject that its template gives it. */
export function previewRows(
  told: Pick<PlanPreview, 'agencyMails' | 'deskMails'>,
  words: Words,
): readonly PreviewRow[] {
  return previewedMails(told, words).map(({ text: _text, to: _to, ...row }) => row);
}

/** The same with the first mail of each row in full. */
export function previewedMails(
  { agencyMails, deskMails }: Pick<PlanPreview, 'agencyMails' | 'deskMails'>,
  words: Words,
): readonly PreviewedMails[] {
  const rows = [
    ...agencyRows(agencyMails, words),
    ...deskMails.map((mail) => deskRow(mail, words)),
  ];
  return rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** One row for each instant, cycle and rung that a mail begins with. */
function agencyRows(mails: readonly AgencyMails[], words: Words): readonly PreviewedMails[] {
  const rows = new Map<string, { first: AgencyMails; count: number }>();
  for (const mail of mails) {
    const [{ of, step }] = mail.told;
    const key = `${mail.at}/${of.cycle.key}/${step.rung}`;
    const row = rows.get(key);
    rows.set(key, {
      first: row?.first ?? mail,
      count: (row?.count ?? 0) + mail.agencies.length,
    });
  }
  return [...rows.values()].map(({ first, count }) => ({
    at: first.at,
    cycle: first.told[0].of.cycle.key,
    name: reportNameIn(first.told[0].of),
    rung: first.told[0].step.rung,
    count,
    to: first.agencies[0]?.name ?? null,
    why: reasonOf(first, words.settings),
    ...rendered(first, words),
  }));
}

function reasonOf({ at: leavesAt, told }: AgencyMails, settings: LadderSettings): string {
  const [first] = told;
  const leaving = { ...first, dueAt: first.step.at, leavesAt, together: told.length };
  return reasonOfLeaving(leaving, settings);
}

function rendered(
  mail: AgencyMails,
  { confirmed, settings, planCode = '', files = 0 }: Words,
): Pick<PreviewedMails, 'subject' | 'text'> {
  const context: WordingContext = {
    now: mail.at,
    settings,
    timetableOf: (facts) => timetable(facts, settings),
    linkUrl: () => NO_PAGE,
  };
  const agencyName = mail.agencies[0]?.name ?? '';
  const content = ladderContent(
    mail.told.map((told) => rungFacts(told, confirmed, { agencyName, planCode, files })),
    context,
  );
  if (content === null) return { subject: '', text: '' };
  const { subject, text } = renderNotice(content);
  return { subject, text };
}

/** A rung as the ledger would hand it to the templates. */
function rungFacts(
  { of: { requirement, cycle, opensAt }, facts, step, replaces }: ToldRung,
  { identity }: ConfirmedPlan,
  of: Pick<RungFacts, 'agencyName' | 'planCode' | 'files'>,
): RungFacts {
  return {
    notice: { name: step.rung, replaces },
    duty: {
      obligationId: '',
      ladder: facts,
      grantedDay: null,
      duePhrase: cycle.duePhrase,
      officeDue: cycle.officeDue ?? null,
      showTarget: cycle.showTarget,
      startedLate: cycle.targetAt !== null && opensAt > cycle.targetAt,
      extensionAsked: null,
    },
    reportName: reportNameIn({ requirement, cycle }),
    channel: requirement.channel,
    basis: requirement.basis ?? null,
    covering: requirement.covering ?? null,
    identity,
    ...of,
    link: null,
  };
}

/** One mail to the one officer that a plan from the command line has. */
function deskRow(mail: DeskMail, words: Words): PreviewedMails {
  const { subject, text } = renderNotice(deskNotice(mail, words));
  return {
    at: mail.at,
    cycle: mail.of.cycle.key,
    name: reportNameIn(mail.of),
    rung: mail.rung,
    why: sentence(DESK_REASONS[mail.rung]),
    count: 1,
    subject,
    text,
    to: null,
  };
}

function deskNotice(
  { at, of, rung, missing }: DeskMail,
  { confirmed: { identity }, settings }: Words,
): OfficeNotice {
  const head = {
    plan: { citation: fullCitation(identity), short: shortCitation(identity) },
    pageUrl: NO_PAGE,
    reportName: reportNameIn(of),
  };
  const nobody = Array.from({ length: missing }, () => ({ agency: '', state: null }));
  switch (rung) {
    case 'officeList':
      return {
        ...head,
        event: rung,
        countedAt: at,
        received: 0,
        expected: missing,
        missing: nobody,
      };
    case 'callList':
      return {
        ...head,
        event: rung,
        calls: nobody.map(({ agency }) => ({ agency, person: null, phone: null, promised: null })),
      };
    case 'closeNew':
      return { ...head, event: rung, missing };
    case 'numberAsked':
      return { ...head, event: rung };
    case 'lastPeriod':
      return { ...head, event: rung, duePhrase: dueOf(of.cycle) };
    case 'onwardPrepare':
    case 'onwardLastDay':
      return {
        ...head,
        event: 'onward',
        recipient: identity.addressees.join(', '),
        duePhrase: dueOf(of.cycle),
        workingDaysLeft: leftTo(of, at, settings),
        step: 'draft',
      };
  }
}

function leftTo({ cycle }: PlannedCycle, now: Instant, { calendar }: LadderSettings): number {
  return isDated(cycle) ? workingDaysBetween(calendar, dayAt(now), dayAt(cycle.targetAt)) : 0;
}
