import { dayAt } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import { decidePaper, evolvePaper } from '../domain/paper.js';
import type { Paper, PaperCommand } from '../domain/paper.js';
import { dutiesOf, pokeCycle, rearm, saveOwed, settling } from './duties.js';
import { sure } from './office.js';
import type { SimCycle, SimOffice } from './office.js';

/** What people do with the consolidated report of a cycle. */
export type PaperAct = 'putForward' | 'approve' | 'sendBack' | 'number' | 'release' | 'acknowledge';

/** The draft of a consolidated report. */
export function draftOfReport(): Paper {
  return {
    kind: 'consolidatedReport',
    state: 'draft',
    step: 0,
    steps: 1,
    agreed: 0,
    outside: false,
    contentSha256: null,
    number: null,
    issuedOn: null,
    signedPdfSha256: null,
    askAt: null,
    submittedAt: null,
    approvedAt: null,
    releasedAt: null,
    acknowledgedAt: null,
    withdrawnAt: null,
  };
}

/** One step of a report on its way up; false when it is refused. */
export function actOnPaper(
  office: SimOffice,
  { cycleId, act }: { readonly cycleId: string; readonly act: PaperAct },
  now: Instant,
): boolean {
  const cycle = sure(office.cycles.get(cycleId), 'cycle');
  if (cycle.report === null) return false;
  const decided = decidePaper(cycle.report, commandOf(act, now), { now, shown: '', seen: null });
  if (!decided.ok) return false;
  cycle.report = decided.value.reduce(evolvePaper, cycle.report);
  if (act === 'release') settleOnward(office, cycle, now);
  // Number and date change nothing that a workflow waits for.
  if (act !== 'number') pokeCycle(office, cycleId);
  return true;
}

function commandOf(act: PaperAct, now: Instant): PaperCommand {
  switch (act) {
    case 'putForward':
      return { type: 'submit', contentSha256: 'x', steps: 1, open: [], outside: false };
    case 'approve':
      return { type: 'approve', isAsked: true, mayAgree: true, covers: 1 };
    case 'sendBack':
      return { type: 'sendBack', isAsked: true, reason: 'Lý do' };
    case 'number':
      return {
        ...{ type: 'register', number: '1', issuedOn: dayAt(now), signedPdfSha256: 'x' },
        ...{ symbol: '', otherSymbol: false, notBefore: null },
      };
    case 'release':
      return { type: 'release', reportedSince: [], unseenDifferences: false };
    case 'acknowledge':
      return { type: 'acknowledge', on: dayAt(now) };
  }
}

/** The report that left settles the standing body's own duty to report upward. */
function settleOnward(office: SimOffice, from: SimCycle, now: Instant): void {
  for (const cycle of office.cycles.values()) {
    if (cycle.feedsFrom !== from.id || cycle.closedAt !== null) continue;
    settling(office, { cycleIds: [cycle.id], now }, () => {
      for (const duty of dutiesOf(office, cycle)) {
        if (duty.owed.state !== 'expected') continue;
        const onTime = duty.owed.overdueAt === null || now < duty.owed.overdueAt;
        const moments = { firstReceivedAt: now, receivedAt: now, acceptedAt: now };
        saveOwed(office, duty, { ...duty.owed, ...moments, state: 'accepted', onTime });
        rearm(office, [duty], now);
      }
    });
    pokeCycle(office, cycle.id);
  }
}
