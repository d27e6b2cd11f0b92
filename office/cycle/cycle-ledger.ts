import { sql } from 'kysely';
import type { CycleLedger, CycleRef } from '../../activities/ledger-port.js';
import { plusWorkingDays } from '../../domain/calendar.js';
import { decideCycle, decidePlan } from '../../domain/cycle.js';
import type { Answer, ChaseStep, CycleFacts, ReportStep } from '../../domain/cycle.js';
import { at, dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { holderOf, nudgeAt } from '../../domain/paper-nudge.js';
import { record } from '../audit/record.js';
import { cycleFacts, planFacts } from './cycle-facts.js';
import { recomputeOfficeMail } from '../reminding/office-mail-clock.js';
import { planOfficeMails } from '../reminding/office-mails.js';
import { holdObligations } from '../lock-order.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { decidersOf } from '../paper/approval-way.js';
import type { DocumentRow } from '../paper/document-row.js';
import { draftLetterFor } from '../paper/letters.js';
import { draftReportFor } from '../paper/reports.js';
import { planNotice, suppressPlanned, tellPeople, tellRole } from '../reminding/notices.js';
import { peopleAtWork } from '../reminding/people-at-work.js';
import { lockCycle } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { openCyclesDue } from './open-cycles.js';
import { pokePlan } from '../poke.js';
import { prepareWave } from '../reminding/prepare-wave.js';
import { noteFailure, noteSuccess } from './step-failures.js';
import { lookAtCycle, lookAtPlan, noteAtWork } from './workflow-look.js';

/** How many working days pass before an approver who has not answered is asked again. */
const ASK_AGAIN_WORKING_DAYS = 2;

/** What the workflows may ask of the ledger; each step looks first whether it is still to be done. */
export function createCycleLedger(ledger: Ledger): CycleLedger {
  const inCycle = async (
    ref: CycleRef,
    step: ChaseStep | ReportStep,
    work: (scope: OfficeScope, cycle: CycleRow) => Promise<void>,
  ): Promise<void> => {
    await ledger.inOffice({ officeId: ref.officeId, actor: 'system' }, async (scope) => {
      // The plan is told of it, and stands before its cycles (lock-order.ts).
      if (step === 'closeCycle') await holdPlanOf(scope, ref.cycleId);
      const ladder = await lockCycle(scope, ref.cycleId);
      const facts = ladder === null ? null : await cycleFacts(scope, ref.cycleId);
      if (ladder === null || facts === null) return;
      // Between the look and this step somebody may have returned a report or paused the plan.
      const { chase, report } = decideCycle(facts, scope.now);
      const stands =
        step === 'draftLetter' ? isDraftable(facts) : isDue(chase, step) || isDue(report, step);
      if (stands) await work(scope, ladder.cycle);
    });
  };
  return {
    viewCycle: async (look) =>
      ledger.inOffice({ officeId: look.officeId, actor: 'system' }, async (scope) =>
        lookAtCycle(scope, look),
      ),
    viewPlan: async (look) =>
      ledger.inOffice({ officeId: look.officeId, actor: 'system' }, async (scope) =>
        lookAtPlan(scope, look),
      ),
    noteAtWork: async (ref) =>
      ledger.inOffice({ officeId: ref.officeId, actor: 'system' }, async (scope) =>
        noteAtWork(scope, ref),
      ),
    noteFailure: async (at, words) => noteFailure(ledger, at, words),
    noteSuccess: async (at) => noteSuccess(ledger, at),
    openCycles: async (ref) => {
      await ledger.inOffice({ officeId: ref.officeId, actor: 'system' }, async (scope) => {
        await openCyclesDue(scope, ref.planId);
      });
    },
    closePlan: async (ref) => {
      await ledger.inOffice({ officeId: ref.officeId, actor: 'system' }, async (scope) => {
        const facts = await planFacts(scope, ref.planId);
        const answer = facts === null ? null : decidePlan(facts, scope.now);
        if (answer?.kind !== 'do' || answer.step !== 'closePlan') return;
        await scope.trx
          .updateTable('plan')
          .set({ state: 'closed', closed_at: scope.now })
          .where('office_id', '=', ref.officeId)
          .where('id', '=', ref.planId)
          .execute();
        await record(scope, 'closePlan', `plan:${ref.planId}`);
      });
    },
    prepareWave: async (officeId) => prepareWave(ledger, officeId),
    draftLetter: async (ref) => {
      await inCycle(ref, 'draftLetter', async (scope, cycle) => {
        await draftLetterFor(scope, cycle);
      });
    },
    closeCollection: async (ref) => {
      await inCycle(ref, 'closeCollection', async (scope, cycle) => {
        // The wave of this very instant may come after: its mail to the officer is not lost.
        if (cycle.desk_at !== null && cycle.desk_at <= scope.now)
          await planOfficeMails(scope, [cycle]);
        await setOnCycle(scope, cycle.id, {
          collection_closed_at: scope.now,
          desk_at: null,
          desk_rung: null,
        });
        // The number of its paper is asked for until it is given, whatever has come in.
        if (cycle.number_awaited) {
          await recomputeOfficeMail(scope, { ...cycle, collection_closed_at: scope.now });
        }
        await record(scope, 'closeCollection', `cycle:${cycle.id}`);
      });
    },
    consolidate: async (ref) => {
      await inCycle(ref, 'consolidate', async (scope, cycle) => {
        await draftReportFor(scope, cycle);
      });
    },
    askApproval: async (ref) => {
      await inCycle(ref, 'askApproval', async (scope, cycle) => {
        await askHolders(scope, cycle);
      });
    },
    sendUp: async (ref) => {
      await inCycle(ref, 'sendUp', async (scope, cycle) => {
        await planCopyUpward(scope, cycle);
      });
    },
    closeEdits: async (ref) => {
      await inCycle(ref, 'closeEdits', async (scope, cycle) => {
        await closeEditsOf(scope, cycle);
      });
    },
    closeCycle: async (ref) => {
      await inCycle(ref, 'closeCycle', async (scope, cycle) => {
        await setOnCycle(scope, cycle.id, { closed_at: scope.now });
        await record(scope, 'closeCycle', `cycle:${cycle.id}`);
        await pokePlan(scope, cycle.plan_id);
      });
    },
  };
}

/** A letter is drafted even where a wave has become due beside it. */
function isDraftable(facts: CycleFacts): boolean {
  return !facts.letterDrafted && !facts.paused && !facts.cancelled && !facts.closed;
}

function isDue(answer: Answer<string>, step: string): boolean {
  return answer.kind === 'do' && answer.step === step;
}

async function holdPlanOf(scope: OfficeScope, cycleId: string): Promise<void> {
  await scope.trx
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', (eb) =>
      eb
        .selectFrom('cycle')
        .select('plan_id')
        .where('cycle.office_id', '=', scope.officeId)
        .where('cycle.id', '=', cycleId),
    )
    .forNoKeyUpdate()
    .execute();
}

async function closeEditsOf(scope: OfficeScope, cycle: CycleRow): Promise<void> {
  await setOnCycle(scope, cycle.id, { edits_closed_at: scope.now });
  const held = await holdObligations(scope, [cycle.id]);
  await scope.trx
    .updateTable('obligation')
    .set({ next_at: null, next_rung: null })
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .execute();
  await suppressPlanned(scope, held.get(cycle.id) ?? [], 'closed');
  await record(scope, 'closeEdits', `cycle:${cycle.id}`);
}

/** Asks whoever holds a paper of a cycle, where it is time: its approver, and before the report is due upward its clerk. */
async function askHolders(scope: OfficeScope, cycle: CycleRow): Promise<void> {
  const held = await scope.trx
    .selectFrom('document')
    .select(['id', 'kind', 'state', 'step', 'route', 'agreed', 'outside', 'asked', 'ask_at'])
    .select(['agency_ids', 'approved_at as approvedAt', 'asked_at as askedAt'])
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .where('state', 'in', ['awaitingApproval', 'approved', 'numbered'])
    .$if(cycle.closed_at !== null, (query) => query.where('kind', '=', 'consolidatedReport'))
    .orderBy('version')
    .orderBy('id')
    .forUpdate()
    .execute();
  const isReached = (moment: Instant | null) => moment !== null && moment <= scope.now;
  const papers = held.filter(
    (paper) => isReached(paper.ask_at) || isReached(nudgeAt(paper, cycle.onward_target_at, scope)),
  );
  await askApprovers(
    scope,
    cycle,
    papers.filter((paper) => holderOf(paper) === 'approver'),
  );
  await tellClerks(
    scope,
    cycle,
    papers.filter((paper) => holderOf(paper) === 'clerk'),
  );
  const { calendar, mailMinute } = scope.settings;
  const again = at(plusWorkingDays(calendar, dayAt(scope.now), ASK_AGAIN_WORKING_DAYS), mailMinute);
  if (papers.length > 0) {
    await scope.trx
      .updateTable('document')
      .set((eb) => ({
        asked_at: scope.now,
        asked: eb('asked', '+', 1),
        ask_at: sql<Instant | null>`case when state = 'awaitingApproval' then ${again}::timestamptz end`,
      }))
      .where('office_id', '=', scope.officeId)
      .where(
        'id',
        'in',
        papers.map(({ id }) => id),
      )
      .execute();
  }
  // A paper that moved on meanwhile asks nobody any more.
  await scope.trx
    .updateTable('document')
    .set({ ask_at: null })
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .where('state', '!=', 'awaitingApproval')
    .where('ask_at', '<=', scope.now)
    .execute();
}

async function askApprovers(
  scope: OfficeScope,
  cycle: CycleRow,
  papers: readonly Pick<
    DocumentRow,
    'id' | 'kind' | 'state' | 'step' | 'route' | 'agreed' | 'outside' | 'asked' | 'agency_ids'
  >[],
): Promise<void> {
  if (papers.length === 0) return;
  const atWork = await peopleAtWork(scope);
  for (const paper of papers) {
    const round = `${paper.id}/${String(paper.step)}`;
    // A paper of one step keeps the keys it has always had.
    const stage = paper.agreed === 0 ? round : `${round}/${String(paper.agreed)}`;
    await tellPeople(
      scope,
      decidersOf(paper, atWork).map(({ person }) => person),
      [
        {
          key: `desk/approval/${stage}/${String(paper.asked)}`,
          name: 'approval',
          planId: cycle.plan_id,
          cycleId: cycle.id,
          documentId: paper.id,
          data: {
            paper: paper.kind,
            agencies: paper.kind === 'urgingLetter' ? paper.agency_ids.length : null,
          },
        },
      ],
    );
  }
}

/** Of one report and its copies the clerks hear in one mail a day. */
async function tellClerks(
  scope: OfficeScope,
  cycle: CycleRow,
  [first]: readonly Pick<DocumentRow, 'id' | 'kind'>[],
): Promise<void> {
  if (first === undefined) return;
  await tellRole(scope, 'clerk', [
    {
      key: `desk/clerkAsked/${cycle.id}/${dayAt(scope.now)}`,
      name: 'clerkAsked',
      planId: cycle.plan_id,
      cycleId: cycle.id,
      documentId: first.id,
      data: { paper: first.kind },
    },
  ]);
}

/** The mail copy with the signed PDF; only what has a number and was recorded as released. */
async function planCopyUpward(scope: OfficeScope, cycle: CycleRow): Promise<void> {
  const paper = await scope.trx
    .selectFrom('document')
    .select(['id', 'version'])
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .where('kind', '=', 'consolidatedReport')
    .where('state', 'in', ['released', 'acknowledged'])
    .where('copy_wanted', '=', true)
    .where('copy_planned_at', 'is', null)
    .orderBy('version')
    .forUpdate()
    .executeTakeFirst();
  if (paper === undefined) return;
  const address = scope.office.parsed.ministryAddress;
  if (address !== null) {
    await planNotice(scope, {
      key: `event/ministryCopy/${paper.id}/${String(paper.version)}`,
      name: 'ministryCopy',
      kind: 'event',
      class: 'formal',
      to: { kind: 'address', address, name: '' },
      planId: cycle.plan_id,
      cycleId: cycle.id,
      obligationId: null,
      documentId: paper.id,
    });
  }
  await scope.trx
    .updateTable('document')
    .set({ copy_planned_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', paper.id)
    .execute();
}

async function setOnCycle(
  scope: OfficeScope,
  cycleId: string,
  values: Partial<
    Pick<
      CycleRow,
      | 'opened_at'
      | 'collection_closed_at'
      | 'edits_closed_at'
      | 'closed_at'
      | 'desk_at'
      | 'desk_rung'
    >
  >,
): Promise<void> {
  await scope.trx
    .updateTable('cycle')
    .set(values)
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycleId)
    .execute();
}
