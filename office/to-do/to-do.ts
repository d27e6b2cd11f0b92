import type { ToDoPage } from '../../contract/to-do.js';
import { toDoList } from '../../domain/to-do.js';
import type { Instant } from '../../domain/day.js';
import type { StaffRole } from '../../domain/staff-role.js';
import type { LedgerDb } from '../../db/connection.js';
import { mailAlarm } from '../post/mail-alarm.js';
import { peopleAtWork } from '../reminding/people-at-work.js';
import { planFollowers } from '../reminding/plan-officers.js';
import { backToDo, cyclesToDo, papersToDo, plansToDo } from './to-do-facts.js';

/** Everything that waits for one person of an office at `now`, the most urgent first. */
export async function toDoPage(
  db: LedgerDb,
  {
    officeId,
    staffId,
    roles,
    now,
  }: {
    readonly officeId: string;
    readonly staffId: string;
    readonly roles: readonly StaffRole[];
    readonly now: Instant;
  },
): Promise<ToDoPage> {
  const atWork = await peopleAtWork({ trx: db, officeId, now });
  // Side by side: one after the other, each statement would wait for the way to the ledger and back.
  const [plans, cycles, papers, back, alarm] = await Promise.all([
    plansToDo(db, { officeId, now }),
    cyclesToDo(db, { officeId, now }),
    papersToDo(db, { officeId, staffId, atWork }),
    backToDo(db, { officeId }),
    mailAlarm(db, 'live', officeId),
  ]);
  const about = [...plans, ...cycles, ...papers, ...back].map(({ planId }) => planId);
  const followers = await planFollowers(db, { officeId, planIds: [...new Set(about)] }, atWork);
  const follows = (planId: string): boolean =>
    followers.get(planId)?.some(({ id }) => id === staffId) ?? true;
  const doubtfulMails = alarm?.trouble === 'doubtful' ? Number(alarm.words) : 0;
  const mailStopped = alarm !== null && alarm.trouble !== 'doubtful';
  return {
    asOf: now,
    toDos: [
      ...toDoList(
        { plans, cycles, papers, back, doubtfulMails, mailStopped },
        { roles, follows, now },
      ),
    ],
  };
}
