import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/day.js';
import type { RefusalCode } from '../../domain/refusals.js';
import { ok } from '../../domain/result.js';
import type { Refused, Result } from '../../domain/result.js';
import { record } from '../audit/record.js';
import { startPlan } from '../plan/start.js';
import { pokeRehearsal } from '../poke.js';
import { inScope } from '../scope.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { copyOffice } from './copy-office.js';
import { writeScript } from './script.js';

/** Undoes the copy of an office whose plan cannot be started. */
class NotBegun extends Error {
  readonly refusal: Refused<RefusalCode>;
  constructor(refusal: Refused<RefusalCode>) {
    super(refusal.error);
    this.refusal = refusal;
  }
}

/**
 * Makes a shadow office of a live one with one plan of it and starts that plan in stepped time:
 * own rows, own audit chain, own queue whose worker knows no transport but the built-in mailbox.
 * All or nothing: a copy that never begins would hold a place among the rehearsals that run.
 */
export async function createRehearsal(
  ledger: Ledger,
  input: {
    readonly officeId: string;
    readonly planId: string;
    readonly seed: number;
    readonly secondsPerDay: number;
    readonly startAt?: Instant;
    readonly actor: string;
  },
): Promise<Result<{ rehearsalOfficeId: string }, RefusalCode>> {
  const rehearsalOfficeId = randomUUID();
  const { officeId, actor } = input;
  try {
    return await ledger.inOffice({ officeId, actor }, async (scope) => {
      const copied = await copyOffice(scope, { ...input, rehearsalOfficeId });
      if (!copied.ok) return copied;
      const { trx, realNow } = scope;
      const begun = await inScope(
        trx,
        { officeId: rehearsalOfficeId, actor: 'system', realNow },
        async (shadow) => beginRehearsal(shadow, { planId: copied.value.planId, seed: input.seed }),
      );
      if (!begun.ok) throw new NotBegun(begun);
      await record(scope, 'createRehearsal', `office:${rehearsalOfficeId}`, {
        planId: input.planId,
      });
      return ok({ rehearsalOfficeId });
    });
  } catch (error) {
    if (error instanceof NotBegun) return error.refusal;
    throw error;
  }
}

/** Starts the one plan of a rehearsal, writes its script and wakes its driver. */
export async function beginRehearsal(
  scope: OfficeScope,
  { planId, seed }: { planId: string; seed: number },
): Promise<Result<object, RefusalCode>> {
  // The shadow's plan is a copy to look at: nobody is asked to consent to it.
  await scope.trx
    .updateTable('plan')
    .set({ state: 'consented' })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  const started = await startPlan(scope, { planId, publicUrlProblem: null });
  if (!started.ok) return started;
  await writeScript(scope, seed);
  await pokeRehearsal(scope);
  return ok({});
}
