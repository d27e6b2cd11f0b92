import { instant } from '../domain/day.js';
import { createRehearsal } from '../office/rehearsal/create.js';
import { deleteRehearsal } from '../office/rehearsal/delete.js';
import { rehearsalOutcome } from '../office/rehearsal/outcome.js';
import type { Ledger } from '../office/scope.js';
import type { Rehearsals } from './ports.js';
import { unwrap } from './refused.js';

/** Rehearsals in shadow offices of a ledger; `secondsPerDay` of real time lets people watch the days pass. */
export function rehearsalsIn(ledger: Ledger, secondsPerDay: number): Rehearsals {
  return {
    create: async (input) => unwrap(await createRehearsal(ledger, { ...input, secondsPerDay })),
    remove: async (input) => {
      unwrap(await deleteRehearsal(ledger, input));
    },
    progress: async (rehearsalOfficeId) => {
      const outcome = await rehearsalOutcome(ledger.db, rehearsalOfficeId);
      return {
        state: outcome.state,
        clockAt: instant(outcome.clockAt),
        acts: outcome.acts,
        mails: outcome.mails.sent,
        stages: outcome.stages.map(({ name, businessAt }) => ({
          name,
          businessAt: instant(businessAt),
        })),
        stall: outcome.stall,
      };
    },
  };
}
