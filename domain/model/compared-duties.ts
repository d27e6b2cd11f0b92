import { ladderWords } from '../explain/why-words.js';
import { libraryForm } from '../forms/library.js';
import { ladderProblem } from '../ladder-rules.js';
import { keyOfName } from '../name-key.js';
import { owersOf } from '../owing-agencies.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../schemas/confirmed-plan.js';
import type { DutyChange } from '../schemas/review-edits.js';
import { shared, wordsOf } from './same-matter.js';

/** What a duty may take over from last year's. Never a day: neither its own nor one in a name. */
export const TAKEN = ['owers', 'recipients', 'channel', 'form', 'ladder', 'reportName'] as const;
export type TakenField = (typeof TAKEN)[number];

/** What is otherwise than last year in one respect, as a person reads it. */
export interface Difference {
  readonly field: TakenField;
  readonly here: readonly string[];
  readonly then: readonly string[];
}

/** A duty of a plan under review beside the one of last year's that is its like. */
export interface ComparedDuty {
  readonly about: string;
  readonly reportName: string;
  readonly differs: readonly Difference[];
  /** What takes over last year's in these respects. */
  readonly change: DutyChange;
}

/** A duty that only last year's plan has. */
export type GoneDuty = Pick<
  ConfirmedRequirement,
  'what' | 'reportName' | 'recipients' | 'via' | 'channel'
> & { readonly owedBy: readonly string[] };

/** A plan under review beside last year's. */
export interface ComparedPlans {
  readonly duties: readonly ComparedDuty[];
  readonly onlyThen: readonly GoneDuty[];
  /** Names of the duties that only the new one has. */
  readonly onlyNow: readonly string[];
  /** Agencies on last year's list, still in the directory and not on this one; and the other way round. */
  readonly agencies: { readonly onlyThen: readonly string[]; readonly onlyNow: readonly string[] };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What is otherwise in a plan under review than in last year's, and what would take last year's over. */
export function comparedPlans(
  now: ConfirmedPlan,
  then: ConfirmedPlan,
  { agencies, citation }: { readonly agencies: readonly Named[]; readonly citation: string },
): ComparedPlans {
  const pairs = paired(now.requirements, then.requirements);
  const known = new Set(agencies.map(({ id }) => id));
  const nameOf = new Map(agencies.map(({ id, name }) => [id, name]));
  const names = (ids: Iterable<string>) => [...ids].flatMap((id) => nameOf.get(id) ?? []).sort();
  return {
    duties: pairs.flatMap(({ here, last }) => {
      const { about } = here;
      if (about === undefined) return [];
      const owersThen = [...owersOf(last, then)].filter((id) => known.has(id));
      const differs = differences(
        { ...here, owers: names(owersOf(here, now)), forms: now.forms },
        { ...last, owers: names(owersThen), forms: then.forms },
      );
      const takes = new Set(differs.map(({ field }) => field));
      const change: DutyChange = {
        ...(takes.has('owers') ? { agencyIds: owersThen } : {}),
        ...(takes.has('recipients') ? { recipients: last.recipients } : {}),
        ...(takes.has('channel') ? { channel: last.channel } : {}),
        ...(takes.has('form') ? { form: last.form } : {}),
        ...(takes.has('ladder') ? { ladder: last.ladder ?? null } : {}),
        ...(takes.has('reportName') ? { reportName: last.reportName } : {}),
        model: citation,
      };
      return [{ about, reportName: here.reportName, differs, change }];
    }),
    onlyThen: then.requirements
      .filter((one) => !pairs.some(({ last }) => last === one))
      .map(({ what, reportName, recipients, via, channel, owedBy = [] }) => ({
        ...{ what, recipients, via, channel, owedBy },
        reportName: withoutYear(reportName) ? reportName : '',
      })),
    onlyNow: now.requirements
      .filter((one) => !pairs.some(({ here }) => here === one))
      .map(({ reportName }) => reportName),
    agencies: {
      onlyThen: then.agencyIds.filter((id) => known.has(id) && !now.agencyIds.includes(id)),
      onlyNow: now.agencyIds.filter((id) => !then.agencyIds.includes(id)),
    },
  };
}

interface Shown extends ConfirmedRequirement {
  readonly owers: readonly string[];
  readonly forms: ConfirmedPlan['forms'];
}

function differences(here: Shown, then: Shown): readonly Difference[] {
  const all: readonly Difference[] = [
    { field: 'owers', here: here.owers, then: here.onward ? here.owers : then.owers },
    { field: 'recipients', here: here.recipients, then: then.recipients },
    { field: 'channel', here: said(here.channel), then: said(then.channel) },
    { field: 'form', here: [formName(here, here)], then: [formName(then, here)] },
    { field: 'ladder', here: rungs(here), then: rungs(then) },
    { field: 'reportName', here: [here.reportName], then: [then.reportName] },
  ];
  return all.filter((one) => {
    const isOther = keys(one.here) !== keys(one.then);
    switch (one.field) {
      case 'form':
        // A form of last year's plan alone is taken over only where it is offered here too.
        return here.form !== then.form && isOffered(then.form, here);
      case 'ladder':
        return isOther && fits(then, here);
      case 'reportName':
        return isOther && withoutYear(then.reportName) && !sameButForYears(one);
      case 'owers':
      case 'recipients':
      case 'channel':
        // What last year left open tells nothing.
        return isOther && one.then.length > 0;
    }
  });
}

function said(channel: string): readonly string[] {
  return channel.trim() === '' ? [] : [channel];
}

/** The rungs chosen for a duty, in words; nothing where it climbs the office's ladder. */
function rungs({ ladder }: ConfirmedRequirement): readonly string[] {
  return ladder === undefined ? [] : [ladderWords(ladder)];
}

/** Whether last year's rungs may be climbed here: chosen for one, and not too long for periods that are shorter now. */
function fits({ ladder }: ConfirmedRequirement, { onward, cycles }: ConfirmedRequirement): boolean {
  const period = cycles[0]?.periodKind ?? null;
  return ladder !== undefined && !onward && ladderProblem(ladder, period) === null;
}

function keys(names: readonly string[]): string {
  return names.map(keyOfName).sort().join('|');
}

function isOffered(key: string, { forms = [] }: Shown): boolean {
  return libraryForm(key) !== null || forms.some((form) => form.key === key);
}

function formName({ form, forms = [] }: Shown, { forms: others = [] }: Shown): string {
  const own = [...forms, ...others].find(({ key }) => key === form);
  return (own ?? libraryForm(form))?.name ?? form;
}

/** A name that says a year is last year's own. */
function withoutYear(name: string): boolean {
  return !/(?<!\d)20\d\d(?!\d)/u.test(name);
}

function sameButForYears({ here: [here = ''], then: [then = ''] }: Difference): boolean {
  const bare = (name: string) => keyOfName(name).replace(/\d+/gu, '').replace(/\s+/gu, ' ').trim();
  return bare(here) === bare(then);
}

/** Duties that are each other's likes, the likest first; each at most once. */
function paired(
  now: readonly ConfirmedRequirement[],
  then: readonly ConfirmedRequirement[],
): readonly { readonly here: ConfirmedRequirement; readonly last: ConfirmedRequirement }[] {
  const all = now
    .flatMap((here) => then.map((last) => ({ here, last, likeness: likeness(here, last) })))
    .filter((one) => one.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness);
  const taken: (typeof all)[number][] = [];
  for (const pair of all) {
    const isFree = taken.every(({ here, last }) => here !== pair.here && last !== pair.last);
    if (isFree) taken.push(pair);
  }
  return now.flatMap((here) => taken.filter((pair) => pair.here === here));
}

/** 0 for duties of different kinds. */
function likeness(here: ConfirmedRequirement, last: ConfirmedRequirement): number {
  if (here.what !== last.what || here.onward !== last.onward) return 0;
  const rhythm = (one: ConfirmedRequirement) => one.cycles[0]?.periodKind ?? null;
  const list = (names: readonly string[] = []) => new Set(names.map(keyOfName));
  return (
    0.1 +
    (rhythm(here) === rhythm(last) ? 1 : 0) +
    shared(list(here.owedBy), list(last.owedBy)) +
    shared(list(here.recipients), list(last.recipients)) +
    shared(wordsOf(here.reportName), wordsOf(last.reportName))
  );
}
