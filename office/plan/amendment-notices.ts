import { keyOf } from '../../domain/amendment/evolve.js';
import { isFormAlone } from '../../domain/amendment/tellings.js';
import type { Telling } from '../../domain/amendment/tellings.js';
import type { Data } from '../../db/tables.js';
import type { NewNotice } from '../reminding/notices.js';
import type { WrittenDuty } from './amendment-changes.js';
import type { HeldPlan } from './amendment-rows.js';

/** What every mail about one amendment says of it. */
export interface AmendmentSaid {
  readonly by: 'document' | 'hand';
  readonly reason: string | null;
  /** The paper that amends, cited; null where the office changes what it tracks. */
  readonly paper: string | null;
}

/** One mail an agency, with a notice for each thing that it hears of a duty. */
export function amendmentNotices(
  tellings: ReadonlyMap<string, readonly Telling[]>,
  {
    planId,
    version,
    said,
    written,
    held,
  }: {
    readonly planId: string;
    /** Of the plan as amended. */
    readonly version: number;
    readonly said: AmendmentSaid;
    readonly written: readonly WrittenDuty[];
    readonly held: HeldPlan;
  },
): readonly NewNotice[] {
  const stands = new Map(
    written.map((duty) => [`${keyOf(duty.of)}/${duty.change.agencyId}`, duty]),
  );
  const cycleIds = new Map(held.cycles.map(({ key, id }) => [key, id]));
  return [...tellings].flatMap(([agencyId, all]) => {
    const alone = isFormAlone(all);
    return all.map((telling): NewNotice => {
      const key = keyOf(telling.of);
      const duty = stands.get(`${key}/${agencyId}`);
      const id = duty?.id ?? telling.dutyId;
      if (id === null) throw new Error('a duty that an amendment tells of and did not write');
      return {
        key: `event/amended/${id}/${String(version)}/${telling.change}`,
        name: alone ? 'formChanged' : 'amended',
        kind: 'event',
        class: 'event',
        to: { kind: 'agency', agencyId, role: 'writers' },
        planId,
        cycleId: duty?.cycleId ?? cycleIds.get(key) ?? null,
        obligationId: id,
        epoch: duty?.epoch ?? held.duties.get(id)?.epoch ?? 0,
        data: tellingData(telling, { said, alone }),
        together: `${planId}/${String(version)}/${agencyId}`,
      };
    });
  });
}

/** What a notice keeps of one telling; `alone`: nothing but a form changes for the agency. */
export function tellingData(
  telling: Telling,
  { said, alone }: { readonly said: AmendmentSaid; readonly alone: boolean },
): Data {
  const form =
    telling.change === 'form'
      ? { changes: [...telling.news.changes], sent: telling.news.sent }
      : { oldDue: telling.oldDue };
  return alone ? form : { ...said, change: telling.change, ...form };
}
