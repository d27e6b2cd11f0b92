import { dayOrNull } from '../day.js';
import type { Instant } from '../day.js';
import { aboutOf } from '../review/edited-draft.js';
import { withAskedAsBefore } from '../owing-agencies.js';
import { withMovedDays } from '../review/moved-days.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../schemas/confirmed-plan.js';
import type { DutyChange, ReviewEdits } from '../schemas/review-edits.js';
import type { Amendment } from './amendment.js';
import { proposedEarlier } from './earlier-duty.js';
import { byHand, freshKey, matchedCycles } from './match-cycles.js';

/** What a new version of a plan that runs is made of. */
export interface Amending {
  /** As it runs. */
  readonly running: ConfirmedPlan;
  /** What would be confirmed of the combined draft by itself: it gives what was changed or is new, and nothing else. */
  readonly reviewed: ConfirmedPlan;
  readonly edits: ReviewEdits;
  readonly amendment: Amendment;
  /** Those of the office, and whom a plan binds. */
  readonly agencies: Parameters<typeof withAskedAsBefore>[2]['agencies'];
  readonly now: Instant;
}

/** By the place of each duty that was read in the amending document: which duty it takes the place of; null: it is new. */
export function earlierDuties({
  running,
  reviewed,
  edits,
  amendment,
}: Omit<Amending, 'now' | 'agencies'>): ReadonlyMap<string, string | null> {
  const fromPaper = reviewed.requirements.filter((one) => isNew(one, amendment));
  const stands = running.requirements.filter((one) => !isRemoved(one, edits));
  const standing = new Set(stands.map(({ about = '' }) => about));
  const said = new Map<string, string | null>();
  for (const { about = '' } of fromPaper) {
    const of = edits.amends[about];
    if (of === undefined) continue;
    // In place of what is taken already, or stands no more, it would be lost: it is new then.
    const isFree = of !== null && standing.has(of) && ![...said.values()].includes(of);
    said.set(about, isFree ? of : null);
  }
  const proposed = proposedEarlier(
    fromPaper.filter(({ about = '' }) => !said.has(about) && !isAdded(about, edits, amendment)),
    stands.filter(({ about = '' }) => ![...said.values()].includes(about)),
  );
  return new Map(
    fromPaper.map(({ about = '' }) => [about, said.get(about) ?? proposed.get(about) ?? null]),
  );
}

/**
 * The version that is to take the place of the one that runs: all of that, but for what people changed, took
 * out or added, and what the amending document says. By hand the phrases of the plan stay.
 */
export function amendedPlan(amending: Amending): ConfirmedPlan {
  const { running, reviewed, edits, agencies } = amending;
  const earlier = earlierDuties(amending);
  const byEarlier = new Map(
    [...earlier].flatMap(([about, of]) => (of === null ? [] : [[of, about]])),
  );
  const duties = new Map(reviewed.requirements.map((one) => [one.about ?? '', one]));
  const kept = running.requirements.flatMap((before): readonly Kept[] => {
    const { about = '' } = before;
    if (isRemoved(before, edits)) return [];
    const change = edits.duties[about];
    const changed =
      change === undefined
        ? before
        : withChange(amending, { before, change, after: duties.get(about) });
    const by = byEarlier.get(about);
    const paper = by === undefined ? undefined : duties.get(by);
    const one =
      changed === null || paper === undefined
        ? changed
        : replaced(amending, { before: changed, paper });
    return one === null || one.cycles.length === 0 ? [] : [{ before, after: one }];
  });
  const standing = new Set(running.requirements.map(({ about }) => about));
  const keys = new Set(running.requirements.flatMap(({ cycles }) => cycles.map(({ key }) => key)));
  const fresh = reviewed.requirements
    .filter(({ about = '' }) =>
      earlier.has(about)
        ? earlier.get(about) === null
        : !standing.has(about) && isWanted(about, amending),
    )
    .map((one) => ({
      ...one,
      cycles: one.cycles.map((cycle) => {
        const key = freshKey(cycle.key, keys);
        keys.add(key);
        return { ...cycle, key };
      }),
    }));
  const named = [...byEarlier.values()].flatMap((about) => duties.get(about)?.agencyIds ?? []);
  const known = edits.agencyIds ?? [
    ...running.agencyIds,
    ...named,
    ...fresh.flatMap(({ agencyIds = [] }) => agencyIds),
  ];
  const agencyIds = [...new Set(known)];
  const owing = {
    running,
    amended: { agencyIds },
    agencies: agencies.map((one) => ({
      ...one,
      binding: one.binding || running.askedOwe === true,
    })),
  };
  return {
    ...running,
    ...(edits.window ?? {}),
    identity: {
      ...running.identity,
      ...typedIdentity(amending),
      ...amendedByOf(amending),
    },
    requirements: [
      ...kept.map(({ before, after }) => withAskedAsBefore(after, before, owing)),
      ...fresh,
    ],
    ...(edits.targets === null ? {} : { targets: edits.targets }),
    forms: formsOf(running, reviewed, edits),
    answers: { ...running.answers, ...edits.answers },
    agencyIds,
  };
}

/** A duty that runs, and what becomes of it. */
interface Kept {
  readonly before: ConfirmedRequirement;
  readonly after: ConfirmedRequirement;
}

function isRemoved({ about = '' }: ConfirmedRequirement, { removed }: ReviewEdits): boolean {
  return about !== '' && removed.includes(about);
}

/** What the plan names and was not tracked: taken back, or given a day, on this page. */
function isWanted(about: string, { edits, amendment }: Amending): boolean {
  const isTakenBack = amendment.removed.includes(about) && !edits.removed.includes(about);
  return isTakenBack || edits.duties[about]?.when !== undefined;
}

/** The paper that amends, as it stands with what was typed; null while its number or day is missing, or by hand. */
export function amendingPaper({
  amendment,
  edits,
  running,
}: Pick<Amending, 'amendment' | 'edits' | 'running'>) {
  if (amendment.kind === 'hand') return null;
  const paper = { ...amendment.document, ...edits.amending };
  return {
    documentType: paper.documentType ?? 'Công văn',
    number: paper.number ?? '',
    issuedOn: dayOrNull(paper.issuedOn ?? ''),
    issuer: paper.issuer ?? running.identity.issuer,
  };
}

function amendedByOf(amending: Amending): Pick<ConfirmedPlan['identity'], 'amendedBy'> {
  const paper = amendingPaper(amending);
  const { amendedBy = [] } = amending.running.identity;
  if (paper === null || paper.number.trim() === '') return {};
  const { issuedOn, ...named } = paper;
  return issuedOn === null ? {} : { amendedBy: [...amendedBy, { ...named, issuedOn }] };
}

function typedIdentity({ reviewed, edits }: Amending): Partial<ConfirmedPlan['identity']> {
  return Object.fromEntries(
    Object.keys(edits.identity).map((field) => [
      field,
      reviewed.identity[field as keyof ConfirmedPlan['identity']],
    ]),
  );
}

/** A duty that people changed on the page; null where they took its day from it. */
function withChange(
  { running, amendment, now }: Amending,
  {
    before,
    change,
    after,
  }: {
    readonly before: ConfirmedRequirement;
    readonly change: DutyChange;
    readonly after: ConfirmedRequirement | undefined;
  },
): ConfirmedRequirement | null {
  if (change.when !== undefined && after === undefined) return null;
  const taken = new Set(running.requirements.flatMap(({ cycles }) => cycles.map(({ key }) => key)));
  const due =
    change.when === undefined || after === undefined
      ? before.cycles
      : matchedCycles(before.cycles, after.cycles, { now, taken });
  const moved = due.map((cycle) => withMovedDays(cycle, change.days?.[cycle.key] ?? {}));
  const owers =
    after !== undefined && (change.owedBy ?? change.except ?? change.agencyIds) !== undefined
      ? { owedBy: after.owedBy, agencyIds: after.agencyIds }
      : {};
  const { basis: _basis, ...rest } = before;
  const basis = change.basis === undefined ? before.basis : (change.basis ?? undefined);
  return {
    ...rest,
    ...(basis === undefined ? {} : { basis }),
    ...(change.what === undefined ? {} : { what: change.what }),
    ...(change.reportName === undefined ? {} : { reportName: change.reportName }),
    ...(change.recipients === undefined ? {} : { recipients: change.recipients }),
    ...(change.via === undefined ? {} : { via: change.via }),
    ...(change.channel === undefined ? {} : { channel: change.channel }),
    ...(change.form === undefined ? {} : { form: change.form }),
    ...withoutUndefined(owers),
    cycles: [...(amendment.kind === 'hand' ? byHand(before.cycles, moved) : moved)],
  };
}

/** A duty as the amending document has it: what that does not say stays. */
function replaced(
  { running, edits, now }: Amending,
  {
    before,
    paper,
  }: { readonly before: ConfirmedRequirement; readonly paper: ConfirmedRequirement },
): ConfirmedRequirement {
  const taken = new Set(running.requirements.flatMap(({ cycles }) => cycles.map(({ key }) => key)));
  const change = edits.duties[paper.about ?? ''] ?? {};
  const owers =
    paper.agencyIds === undefined ? {} : { owedBy: paper.owedBy, agencyIds: paper.agencyIds };
  return {
    ...before,
    about: paper.about,
    recipients: paper.recipients.length === 0 ? before.recipients : paper.recipients,
    via: paper.via ?? before.via,
    channel: paper.channel === '' ? before.channel : paper.channel,
    ...(change.reportName === undefined ? {} : { reportName: change.reportName }),
    ...(change.form === undefined ? {} : { form: change.form }),
    ...withoutUndefined(owers),
    cycles: [...matchedCycles(before.cycles, paper.cycles, { now, taken })],
  };
}

/** Those that are filled in now, each as people changed it on the page, and what is new. */
function formsOf(
  running: ConfirmedPlan,
  reviewed: ConfirmedPlan,
  edits: ReviewEdits,
): ConfirmedPlan['forms'] {
  const own = (running.forms ?? []).map((form) => edits.forms[form.key] ?? form);
  const keys = new Set(own.map(({ key }) => key));
  return [...own, ...(reviewed.forms ?? []).filter(({ key }) => !keys.has(key))];
}

function isNew({ about = '' }: ConfirmedRequirement, { firstNew }: Amendment): boolean {
  const nth = /^obligations\[(\d+)\]$/u.exec(about)?.[1];
  return nth !== undefined && Number(nth) >= firstNew;
}

/** Whether a person added it on the page: what is added takes the place of nothing unless he says so. */
function isAdded(about: string, { added }: ReviewEdits, amendment: Amendment): boolean {
  const last = amendment.readCount + amendment.firstNew;
  return added.some((_, nth) => aboutOf(last + nth) === about);
}

function withoutUndefined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
