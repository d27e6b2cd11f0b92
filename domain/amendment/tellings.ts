import { asksBesides, formChanges } from '../forms/form-changes.js';
import type { Reporter } from '../asked-indicators.js';
import type { ObligationState } from '../obligation.js';
import { printedDay } from '../printed-day.js';
import type { CycleChange, DutyChange, RunningCycle, RunningDuty } from './decide.js';
import { keyOf } from './evolve.js';
import { shownDue } from './shown-due.js';

/** A report that an agency has begun or sent by the form as it was before an amendment. */
export interface BegunReport extends Reporter {
  readonly dutyId: string;
  readonly agencyId: string;
  readonly state: ObligationState;
  /** Whether figures are typed that were not sent. */
  readonly typed: boolean;
}

/** What another form asks of one agency otherwise, a line each. */
export interface FormNews {
  readonly changes: readonly string[];
  /** Its report is here already: only what is asked besides is named. */
  readonly sent: boolean;
}

/** One thing that an amendment tells an agency about one duty. */
export type Telling = {
  readonly of: CycleChange;
  readonly agencyId: string;
} & (
  | {
      readonly change: DutyChange['kind'];
      /** Null for a duty that begins with the amendment. */
      readonly dutyId: string | null;
      /** What the agency knew as its day; null where it owed nothing of this. */
      readonly oldDue: string | null;
    }
  | { readonly change: 'form'; readonly dutyId: string; readonly news: FormNews }
);

/** What an amendment tells each agency that it concerns, all of it in one mail; `begun`: by the key of the cycle. */
export function amendmentTellings(
  changes: readonly CycleChange[],
  running: readonly RunningCycle[],
  begun: ReadonlyMap<string, readonly BegunReport[]>,
): ReadonlyMap<string, readonly Telling[]> {
  const duties = new Map(
    running.flatMap((cycle) => cycle.duties.map((duty) => [duty.id, duty] as const)),
  );
  const byAgency = new Map<string, Telling[]>();
  for (const of of changes) {
    const told = of.duties
      .filter((change) => change.told)
      .map((change): Telling => {
        const dutyId = 'dutyId' in change ? change.dutyId : null;
        const oldDue = oldDueOf(of, dutyId === null ? null : (duties.get(dutyId) ?? null));
        return { of, agencyId: change.agencyId, change: change.kind, dutyId, oldDue };
      });
    for (const one of [...told, ...formTellings(of, begun.get(keyOf(of)) ?? [])]) {
      byAgency.set(one.agencyId, [...(byAgency.get(one.agencyId) ?? []), one]);
    }
  }
  return new Map([...byAgency].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether figures are typed by the form that stands, and still to be sent. */
export function isBegun({ typed, state }: Pick<BegunReport, 'typed' | 'state'>): boolean {
  return typed && (state === 'expected' || state === 'returned' || state === 'claimed');
}

/** Whether a form is all that changes for an agency: then its mail is about that form. */
export function isFormAlone(tellings: readonly Telling[]): boolean {
  return tellings.length === 1 && tellings[0]?.change === 'form';
}

function formTellings(of: CycleChange, begun: readonly BegunReport[]): readonly Telling[] {
  if (of.kind !== 'kept' || of.form === null || of.to.requirement.onward) return [];
  const { former, form } = of.form;
  if (former === null) return [];
  const { what } = of.to.requirement;
  const released = new Set(
    of.duties.flatMap((change) => (change.kind === 'released' ? [change.dutyId] : [])),
  );
  const again = new Set(
    of.duties.flatMap((change) => (change.kind === 'wantedAgain' ? [change.dutyId] : [])),
  );
  return begun.flatMap((report): readonly Telling[] => {
    const { dutyId, agencyId, state, typed } = report;
    if (released.has(dutyId)) return [];
    const sent = state === 'submitted';
    if (!sent && !isBegun(report) && !(typed && again.has(dutyId))) return [];
    const all = formChanges(former, form, { ...report, what });
    // What was sent stays as it is: only what is asked besides is worth a word.
    const lines = sent ? all.filter(asksBesides) : all;
    return lines.length === 0
      ? []
      : [{ of, agencyId, change: 'form', dutyId, news: { changes: lines, sent } }];
  });
}

function oldDueOf(of: CycleChange, before: RunningDuty | null): string | null {
  if (of.kind === 'added' || before === null) return null;
  if (before.grantedDay !== null) return `đến hết ngày ${printedDay(before.grantedDay)}`;
  return shownDue(of.from.cycle.duePhrase, of.from.cycle.officeDue);
}
