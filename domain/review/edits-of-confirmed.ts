import { formOfPlan } from '../form-of.js';
import type { FormDefinition } from '../schemas/form-definition.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../schemas/confirmed-plan.js';
import type { DutyChange, ReviewEdits } from '../schemas/review-edits.js';
import { daysOf } from './moved-days.js';
import { NO_EDITS } from './review-edits.js';

/**
 * What must have been done to a proposal for it to be confirmed as it was: for plans whose confirmation
 * came without the edits that led to it. What was confirmed before duties told their places keeps its
 * document, its list and its answers; of its duties nothing can be told apart.
 */
export function editsOfConfirmed(confirmed: ConfirmedPlan, proposed: ConfirmedPlan): ReviewEdits {
  const { identity, answers, agencyIds, windowFrom, windowTo } = confirmed;
  const isSameWindow = windowFrom === proposed.windowFrom && windowTo === proposed.windowTo;
  const abouts = new Set(confirmed.requirements.map(({ about }) => about));
  const areTold = !abouts.has(undefined);
  const duties = proposed.requirements.flatMap((before): [string, DutyChange][] => {
    const after = confirmed.requirements.find(({ about }) => about === before.about);
    if (after === undefined || before.about === undefined) return [];
    const change = changeOf(before, after);
    return Object.keys(change).length === 0 ? [] : [[before.about, change]];
  });
  return {
    ...NO_EDITS,
    identity: Object.fromEntries(
      Object.entries(identity).filter(
        ([field, value]) => !isSame(value, proposed.identity[field as keyof typeof identity]),
      ),
    ),
    window: isSameWindow ? null : { windowFrom, windowTo },
    answers,
    settled: Object.keys(answers).sort(),
    targets: isSame(confirmed.targets ?? null, proposed.targets ?? null)
      ? null
      : (confirmed.targets ?? null),
    agencyIds: isSame([...agencyIds].sort(), [...proposed.agencyIds].sort()) ? null : agencyIds,
    duties: Object.fromEntries(duties),
    forms: formsOf(confirmed, proposed),
    removed: areTold
      ? proposed.requirements.flatMap(({ about }) =>
          about === undefined || abouts.has(about) ? [] : [about],
        )
      : [],
  };
}

/** Of what was confirmed, the forms that the library and the proposal do not have as they were. */
function formsOf(
  { forms = [] }: ConfirmedPlan,
  proposed: ConfirmedPlan,
): Record<string, FormDefinition> {
  const own = forms.filter((form) => !isSame(form, formOfPlan(proposed, form.key)));
  return Object.fromEntries(own.map((form) => [form.key, form]));
}

const PLAIN = ['reportName', 'recipients', 'via', 'channel', 'form', 'what', 'ladder'] as const;

function changeOf(before: ConfirmedRequirement, after: ConfirmedRequirement): DutyChange {
  const plain = PLAIN.filter((field) => !isSame(before[field], after[field])).map((field) => [
    field,
    after[field],
  ]);
  const owers =
    isSame(before.agencyIds ?? null, after.agencyIds ?? null) || after.agencyIds === undefined
      ? {}
      : { agencyIds: after.agencyIds };
  const days = after.cycles.flatMap((cycle) => {
    const was = before.cycles.find(({ key }) => key === cycle.key);
    if (was === undefined || isSame(daysOf(was), daysOf(cycle))) return [];
    const days = daysOf(cycle);
    return days === null ? [] : [[cycle.key, days]];
  });
  return {
    ...(Object.fromEntries(plain) as DutyChange),
    ...owers,
    ...(days.length === 0 ? {} : { days: Object.fromEntries(days) as DutyChange['days'] }),
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
