import { SHIPPED_CALENDAR } from '../domain/calendar.js';
import { instant, withOffset } from '../domain/day.js';
import type { LadderSettings } from '../domain/ladder.js';
import { previewPlan } from '../domain/preview.js';
import type { PreviewAgency } from '../domain/preview.js';
import { untrackedDuties } from '../domain/proposed-cycles.js';
import { refusalSentence } from '../domain/refusals.js';
import { OfficeSettings } from '../domain/schemas/office-settings.js';
import { problemsOfStart, usualStart } from '../domain/start.js';
import { previewRows } from '../office/reminding/preview-rows.js';
import type { PreviewRow } from '../office/reminding/preview-rows.js';
import { previewWarnings, skipReason } from '../office/reminding/preview-words.js';
import { confirmationInput, proposedPlan, readPlanFile } from './plan-from-file.js';
import type { PlanFileOptions } from './plan-from-file.js';
import { wallClock } from './wall-clock.js';

/** A plan file, who owes, and the moment at which tracking would start (ISO with offset or Z). */
export interface PreviewOptions extends PlanFileOptions {
  readonly start?: string;
}

/** Every mail that a plan would send if nobody answered; instants as `2026-07-01T08:00:00+07:00`. */
export interface Preview {
  readonly startAt: string;
  /** By instant; `count` is mails. */
  readonly waves: readonly (Omit<PreviewRow, 'at'> & { readonly at: string })[];
  readonly skipped: readonly {
    readonly rung: string;
    readonly at: string;
    readonly reason: string;
  }[];
  readonly warnings: readonly string[];
}

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
    past: told.past,
    agencyCount: agencies.length,
  }).filter(({ error }) => error !== 'PLAN_NUMBER_MISSING');
  if (problem !== undefined) throw new Error(refusalSentence(problem.error, problem.details));
  return {
    startAt: withOffset(startAt),
    waves: previewRows(told, { confirmed, settings }).map((row) => {
      return { ...row, at: withOffset(row.at) };
    }),
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
