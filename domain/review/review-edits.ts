import { keyOfName } from '../name-key.js';
import type { FormDefinition } from '../schemas/form-definition.js';
import type { DutyChange, ReviewEdit, ReviewEdits } from '../schemas/review-edits.js';

/** Nobody has done anything yet. */
export const NO_EDITS: ReviewEdits = {
  added: [],
  duties: {},
  removed: [],
  answers: {},
  settled: [],
  identity: {},
  window: null,
  agencyIds: null,
  targets: null,
  setAside: [],
  forms: {},
  amends: {},
  amending: {},
  successors: {},
};

/**
 * What people did, with one thing more. Each edit replaces what was said of its own fields and touches
 * nothing else, so that edits of two persons to different fields may come in any order; what is said
 * twice is said once. Duties added are never taken out of the list, only marked as removed: their places
 * are what other edits name them by.
 */
export function withEdit(edits: ReviewEdits, edit: ReviewEdit): ReviewEdits {
  switch (edit.kind) {
    case 'identity':
      return { ...edits, identity: { ...edits.identity, ...edit.change } };
    case 'window':
      return { ...edits, window: { windowFrom: edit.windowFrom, windowTo: edit.windowTo } };
    case 'agencies':
      return { ...edits, agencyIds: edit.agencyIds };
    case 'targets':
      return { ...edits, targets: edit.targets };
    case 'amends':
      return { ...edits, amends: { ...edits.amends, [edit.about]: edit.earlier } };
    case 'amending':
      return { ...edits, amending: { ...edits.amending, ...edit.change } };
    case 'answer':
      return {
        ...edits,
        answers: withKey(edits.answers, edit.key, edit.answer),
        // Another answer is another thing to confirm.
        settled: edits.settled.filter((key) => key !== edit.key),
      };
    case 'settle':
      return { ...edits, settled: withMember(edits.settled, edit.key, edit.settled) };
    case 'duty':
      return withDuty(edits, edit.about, (before) => changed(before, edit.change));
    case 'asRead':
      return withDuty(edits, edit.about, (before) =>
        Object.fromEntries(
          Object.entries(before).filter(([field]) => !edit.fields.some((one) => one === field)),
        ),
      );
    case 'remove':
      return { ...edits, removed: withMember(edits.removed, edit.about, true) };
    case 'takeBack':
      return { ...edits, removed: withMember(edits.removed, edit.about, false) };
    case 'add':
      return edits.added.some(({ id }) => id === edit.id)
        ? edits
        : { ...edits, added: [...edits.added, { id: edit.id, duty: edit.duty }] };
    case 'memory':
      return { ...edits, setAside: withMember(edits.setAside, edit.place, !edit.isHeard) };
    case 'successors':
      return { ...edits, successors: withSuccessors(edits.successors, edit) };
    case 'form':
      return { ...edits, forms: { ...edits.forms, [edit.form.key]: edit.form } };
    case 'dropForm':
      return { ...edits, forms: { ...edits.forms, [edit.key]: null } };
  }
}

/** Which fields an edit is about: two edits that share one cannot both stand. */
export function placesOf(edit: ReviewEdit): readonly string[] {
  switch (edit.kind) {
    case 'identity':
      return Object.keys(edit.change).map((field) => `identity.${field}`);
    case 'window':
    case 'agencies':
    case 'targets':
      return [edit.kind];
    case 'amends':
      return [`${edit.about}.amends`];
    case 'amending':
      return Object.keys(edit.change).map((field) => `amending.${field}`);
    case 'answer':
    case 'settle':
      return [`answers.${edit.key}`];
    case 'duty':
      return Object.keys(edit.change).map((field) => `${edit.about}.${field}`);
    case 'asRead':
      return edit.fields.map((field) => `${edit.about}.${field}`);
    case 'remove':
    case 'takeBack':
      return [`${edit.about}.removed`];
    case 'add':
      return [];
    case 'memory':
      return [`memory.${edit.place}`];
    case 'successors':
      return [`successors.${keyOfName(edit.words)}`];
    case 'form':
      return [`forms.${edit.form.key}`];
    case 'dropForm':
      return [`forms.${edit.key}`];
  }
}

function withSuccessors(
  successors: ReviewEdits['successors'],
  { words, agencyIds }: Extract<ReviewEdit, { kind: 'successors' }>,
): ReviewEdits['successors'] {
  const { [keyOfName(words)]: _before, ...others } = successors;
  return agencyIds.length === 0
    ? others
    : { ...others, [keyOfName(words)]: { words, agencyIds: [...agencyIds].sort() } };
}

function withDuty(
  edits: ReviewEdits,
  about: string,
  change: (before: DutyChange) => DutyChange,
): ReviewEdits {
  return { ...edits, duties: { ...edits.duties, [about]: change(edits.duties[about] ?? {}) } };
}

function changed(before: DutyChange, change: DutyChange): DutyChange {
  const days = { ...before.days };
  for (const [key, moved] of Object.entries(change.days ?? {})) {
    // Each of the two days is typed by itself and leaves the other as it was set.
    days[key] = { ...days[key], ...moved };
  }
  // Days moved by hand are those of the cycles there were; another time makes others.
  const kept = change.when === undefined ? days : (change.days ?? {});
  const { days: _days, ...rest } = { ...before, ...change };
  return Object.keys(kept).length === 0 ? rest : { ...rest, days: kept };
}

function withKey(
  from: Readonly<Record<string, string>>,
  key: string,
  value: string | null,
): Record<string, string> {
  const { [key]: _before, ...others } = from;
  return value === null ? others : { ...others, [key]: value };
}

function withMember(from: readonly string[], member: string, isIn: boolean): string[] {
  const others = from.filter((one) => one !== member);
  return isIn ? [...others, member].sort() : others;
}

/** The forms of a plan: those that were proposed, with what people made of them and added; a dropped one is gone. */
export function editedForms(
  proposed: readonly FormDefinition[],
  { forms }: Pick<ReviewEdits, 'forms'>,
): FormDefinition[] {
  const kept = proposed.flatMap((form) => {
    const edited = forms[form.key];
    return edited === null ? [] : [edited ?? form];
  });
  const added = Object.values(forms).flatMap((form) =>
    form === null || proposed.some(({ key }) => key === form.key) ? [] : [form],
  );
  return [...kept, ...added];
}
