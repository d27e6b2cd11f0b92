import type { FastifyReply } from 'fastify';
import { causeWords, keptWords } from '../../domain/compliance-words.js';
import { refusesObjection } from '../../domain/compliance-list.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { REFUSALS, refusalSentence } from '../../domain/refusals.js';
import { ok } from '../../domain/result.js';
import { dutiesOfKeeper } from '../../office/compliance/compliance.js';
import { objectToDuty } from '../../office/compliance/objections.js';
import type { ToldDuty } from '../../office/compliance/told-duties.js';
import { found, Refused } from '../refused.js';
import type { AgencyApp, AgencyRequest } from './agency-request.js';
import { idIn, posted } from './report-of.js';
import { textIn } from './typed-report.js';

/** How the agency's own duties of this year and the last stand, and where it says what is wrong with a row. */
export function compliancePagesOfAgency({ agencyRoute, press }: AgencyApp): void {
  agencyRoute('GET', '/compliance', async (at) => {
    const duties = await ownDuties(at);
    const years = [...new Set(duties.map(({ year }) => year))].map((year) => ({
      year,
      rows: duties.filter((one) => one.year === year),
    }));
    const data = { title: 'Chấp hành chế độ báo cáo', who: at.who, years };
    return press.page(at.reply, 'compliance', data);
  });

  agencyRoute('GET', '/compliance/:id', async (at) => show(at, await dutyAsked(at)));

  agencyRoute('POST', '/compliance/:id', async (at) => {
    const duty = await dutyAsked(at);
    const values = posted(at);
    const words = textIn(values, 'words', 2000);
    const saidBy = textIn(values, 'saidBy', 200);
    const errors = {
      ...(words === '' && { words: 'Đề nghị ghi ý kiến.' }),
      ...(saidBy === '' && { saidBy: 'Đề nghị ghi họ tên người nêu ý kiến.' }),
    };
    if (Object.keys(errors).length > 0) return show(at, duty, { values, errors, status: 422 });
    const { agencyId } = at.who;
    const { obligationId } = duty;
    try {
      await at.act((scope) => objectToDuty(scope, { agencyId, obligationId, words, saidBy }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const problem = refusalSentence(error.code, error.details);
      return show(at, duty, { values, problem, status: REFUSALS[error.code].status });
    }
    return at.reply.redirect('/b/compliance', 303);
  });

  function show(
    { who, reply }: AgencyRequest,
    duty: OwnDuty,
    {
      values = {},
      errors = {},
      problem = null,
      status = 200,
    }: {
      readonly values?: object;
      readonly errors?: object;
      readonly problem?: string | null;
      readonly status?: number;
    } = {},
  ): FastifyReply {
    const data = { title: 'Nêu ý kiến', who, duty, values, errors, problem };
    return press.page(reply, 'objection', data, status);
  }
}

/** A duty as its agency reads it, the newest year first. */
interface OwnDuty extends ToldDuty {
  readonly year: string;
  readonly standing: string;
  readonly why: readonly string[];
  readonly mayObject: boolean;
}

async function ownDuties({ who, act }: AgencyRequest): Promise<readonly OwnDuty[]> {
  return act(async (scope) => {
    const today = dayAt(scope.now);
    const year = Number(today.slice(0, 4));
    const from = `${String(year - 1)}-01-01` as Day;
    const to = `${String(year)}-12-31` as Day;
    const duties = await dutiesOfKeeper(scope, { agencyId: who.agencyId, from, to });
    return ok(
      duties.toReversed().map(({ dueOn, ...duty }) => ({
        ...duty,
        dueOn,
        year: dueOn.slice(0, 4),
        standing: keptWords(duty.kept, duty.daysLate),
        why: duty.causes.map(causeWords),
        mayObject: refusesObjection(duty.kept, duty.objections) === null,
      })),
    );
  });
}

async function dutyAsked(at: AgencyRequest): Promise<OwnDuty> {
  const { id } = at.request.params as { readonly id: string };
  const asked = idIn(id);
  return found((await ownDuties(at)).find(({ obligationId }) => obligationId === asked));
}
