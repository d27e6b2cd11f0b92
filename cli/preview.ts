import { fullCitation, shortCitation } from '../domain/citation.js';
import { SHIPPED_CALENDAR, workingDaysBetween } from '../domain/calendar.js';
import { dayAt, instant, withOffset } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import type { LadderSettings } from '../domain/ladder.js';
import { previewPlan } from '../domain/preview.js';
import type { AgencyMails, DeskMail, PreviewAgency, ToldRung } from '../domain/preview.js';
import { untrackedDuties } from '../domain/proposed-cycles.js';
import { refusalSentence } from '../domain/refusals.js';
import type { ConfirmedPlan } from '../domain/schemas/confirmed-plan.js';
import { OfficeSettings } from '../domain/schemas/office-settings.js';
import { problemsOfStart, usualStart } from '../domain/start.js';
import type { PlannedCycle } from '../domain/start.js';
import type { OfficeNotice } from '../mail/content.js';
import type { RungFacts, WordingContext } from '../mail/notice-facts.js';
import { ladderContent } from '../mail/rung-content.js';
import { renderNotice } from '../mail/templates/render.js';
import { confirmationInput, DOMAIN, proposedPlan, readPlanFile } from './plan-from-file.js';
import type { PlanFileOptions } from './plan-from-file.js';
import { previewWarnings, skipReason } from './preview-words.js';
import { wallClock } from '../worker/wall-clock.js';

/** A plan file, who owes, and the moment at which tracking would start (ISO with offset or Z). */
export interface PreviewOptions extends PlanFileOptions {
  readonly start?: string;
}

/** Every mail that a plan would send if nobody answered; instants as `2026-07-01T08:00:00+07:00`. */
export interface Preview {
  readonly startAt: string;
  /** By instant; `count` is mails, a mail that tells of several duties stands in the row of its first one. */
  readonly waves: readonly {
    readonly at: string;
    readonly cycle: string;
    readonly rung: string;
    readonly count: number;
    /** Of the first of these mails. */
    readonly subject: string;
  }[];
  readonly skipped: readonly {
    readonly rung: string;
    readonly at: string;
    readonly reason: string;
  }[];
  readonly warnings: readonly string[];
}

type WaveRow = Omit<Preview['waves'][number], 'at'> & { readonly at: Instant };

/** Computes what a plan would send, by the rules and templates that waves send by; throws one clear sentence when it cannot start. */
export async function preview(options: PreviewOptions): Promise<Preview> {
  const plan = await readPlanFile(options);
  const office = OfficeSettings.parse({});
  const settings: LadderSettings = {
    calendar: SHIPPED_CALENDAR,
    hours: office.hours,
    mailMinute: office.mailMinute,
    lastMailMinute: office.lastMailMinute,
  };
  const list = plan.agencies.map((agency) => ({ ...agency, id: agency.name }));
  const input = confirmationInput(plan, {
    settings,
    rollForward: office.rollForward,
    agencies: list,
    startAt: options.start ?? wallClock.now(),
  });
  const { proposal: confirmed, unowed } = proposedPlan(input);
  const startAt =
    options.start === undefined ? usualStart(confirmed, settings) : instant(options.start);
  if (startAt === null) throw new Error(refusalSentence('NO_REQUIREMENTS', {}));
  const agencies: readonly PreviewAgency[] = list.map((agency) => ({
    id: agency.id,
    name: agency.name,
    reachable: agency.email !== '',
    headReachable: agency.headEmail !== null,
    binding: agency.binding || confirmed.askedOwe === true,
    standing: agency.standing,
  }));
  const told = previewPlan(confirmed, agencies, { startAt, settings });
  const [problem] = problemsOfStart({
    confirmed,
    plannedCount: told.planned.length,
    pastCount: told.past.length,
    agencyCount: agencies.length,
  }).filter((code) => code !== 'PLAN_NUMBER_MISSING');
  if (problem !== undefined) {
    throw new Error(refusalSentence(problem, { phrase: told.past[0]?.duePhrase ?? '' }));
  }
  const words = { confirmed, settings };
  return {
    startAt: withOffset(startAt),
    waves: [
      ...agencyRows(told.agencyMails, words),
      ...told.deskMails.map((mail) => deskRow(mail, words)),
    ]
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      .map((row) => ({ ...row, at: withOffset(row.at) })),
    skipped: told.leftOut.map((left) => ({
      rung: left.rung,
      at: withOffset(left.at),
      reason: skipReason(left),
    })),
    warnings: previewWarnings({
      confirmed,
      draft: plan.draft,
      answers: plan.answers,
      untracked: untrackedDuties(input),
      unowed,
      list,
      agencies,
      told,
      calendar: settings.calendar,
    }),
  };
}

interface Words {
  readonly confirmed: ConfirmedPlan;
  readonly settings: LadderSettings;
}

/** One row for each instant, cycle and rung that a mail begins with. */
function agencyRows(mails: readonly AgencyMails[], words: Words): readonly WaveRow[] {
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
    rung: first.told[0].step.rung,
    count,
    subject: subjectOf(first, words),
  }));
}

function subjectOf(mail: AgencyMails, { confirmed, settings }: Words): string {
  const context: WordingContext = { now: mail.at, settings, linkUrl: () => `https://${DOMAIN}/b` };
  const agencyName = mail.agencies[0]?.name ?? '';
  const content = ladderContent(
    mail.told.map((told) => rungFacts(told, confirmed, agencyName)),
    context,
  );
  return content === null ? '' : renderNotice(content).subject;
}

/** A rung as the ledger would hand it to the templates. */
function rungFacts(
  { of: { requirement, cycle, opensAt }, facts, step, replaces }: ToldRung,
  { identity }: ConfirmedPlan,
  agencyName: string,
): RungFacts {
  return {
    notice: { name: step.rung, replaces },
    duty: {
      obligationId: '',
      ladder: facts,
      grantedDay: null,
      duePhrase: cycle.duePhrase,
      showTarget: cycle.showTarget,
      startedLate: opensAt > cycle.targetAt,
    },
    reportName: requirement.reportName,
    channel: requirement.channel,
    identity,
    planCode: '',
    agencyName,
    link: null,
  };
}

/** One mail to the one officer that a plan from the command line has. */
function deskRow(mail: DeskMail, words: Words): WaveRow {
  return {
    at: mail.at,
    cycle: mail.of.cycle.key,
    rung: mail.rung,
    count: 1,
    subject: renderNotice(deskNotice(mail, words)).subject,
  };
}

function deskNotice(
  { at, of, rung, missing }: DeskMail,
  { confirmed: { identity }, settings }: Words,
): OfficeNotice {
  const head = {
    plan: { citation: fullCitation(identity), short: shortCitation(identity) },
    pageUrl: `https://${DOMAIN}/`,
    reportName: of.requirement.reportName,
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
    case 'onwardPrepare':
    case 'onwardLastDay':
      return {
        ...head,
        event: 'onward',
        recipient: identity.addressees.join(', '),
        duePhrase: of.cycle.duePhrase,
        workingDaysLeft: leftTo(of, at, settings),
        step: 'draft',
      };
  }
}

function leftTo({ cycle }: PlannedCycle, now: Instant, { calendar }: LadderSettings): number {
  return workingDaysBetween(calendar, dayAt(now), dayAt(cycle.targetAt));
}
