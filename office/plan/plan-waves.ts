import type { PlanWaves } from '../../contract/plans.js';
import { firstDueOf } from '../../domain/amendment/shown-due.js';
import { basisWords } from '../../domain/citation.js';
import { dayAt } from '../../domain/day.js';
import { ladderWords } from '../../domain/explain/why-words.js';
import { owersOf } from '../../domain/owing-agencies.js';
import { ok, refuse } from '../../domain/result.js';
import { byCalendar } from '../../domain/start.js';
import type { ActResult } from '../act-result.js';
import { previewedMails } from '../reminding/preview-rows.js';
import { skipReason } from '../reminding/preview-words.js';
import { deadlineSettingsOf } from '../scope.js';
import type { OfficeScope } from '../scope.js';
import { attachmentsOf } from './attachments.js';
import { lockPlan, versionOf } from './plan-row.js';
import { playedPlan } from './played-plan.js';

/** A plan of many years has more waves than anybody reads before consenting: the rest is counted. */
const SHOWN_WAVES = 150;

/** What a leader consents to: who owes what, every wave a start now would send if nobody answered with its first mail in full, and what is left out and why. */
export async function planWaves(
  scope: OfficeScope,
  { planId }: { planId: string },
): ActResult<PlanWaves> {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const { confirmed: agreed } = await versionOf(scope, plan);
  if (agreed === null) return refuse('PLAN_STATE');
  const confirmed = byCalendar(agreed, deadlineSettingsOf(scope));
  const { agencies, told } = await playedPlan(scope, confirmed);
  const { settings } = scope;
  const files = await attachmentsOf(scope.trx, { officeId: scope.officeId, planId });
  const mails = previewedMails(told, {
    ...{ confirmed, settings, planCode: plan.code },
    files: files?.length ?? 0,
  });
  const names = new Map(agencies.map(({ id, name }) => [id, name]));
  return ok({
    headsNeedWord: plan.heads_need_word,
    duties: confirmed.requirements.map((requirement) => ({
      reportName: requirement.reportName,
      what: requirement.what,
      recipients: requirement.recipients,
      basis: requirement.basis === undefined ? null : basisWords(requirement.basis),
      covering: requirement.covering ?? null,
      cycles: requirement.cycles.length,
      firstDue: firstDueOf(requirement),
      ladder: requirement.ladder === undefined ? null : ladderWords(requirement.ladder),
      owers: [...owersOf(requirement, confirmed)]
        .flatMap((id) => names.get(id) ?? [])
        .sort((a, b) => a.localeCompare(b, 'vi')),
      onward: requirement.onward,
    })),
    mails: mails.reduce((sum, { count }) => sum + count, 0),
    waves: mails.slice(0, SHOWN_WAVES).map((mail) => ({ ...mail })),
    more: Math.max(0, mails.length - SHOWN_WAVES),
    skipped: told.leftOut.map((left) => ({
      rung: left.rung,
      at: left.at,
      reason: skipReason(left),
    })),
    asOf: dayAt(scope.now),
  });
}
