import { ok, refuse } from './result.js';
import type { Result } from './result.js';
import { STAFF_ROLES } from './staff-role.js';
import type { StaffRole } from './staff-role.js';

/** What an office has been given while it is being prepared. */
export interface OpeningFacts {
  readonly shortName: string;
  readonly governingBody: string | null;
  readonly placeOfIssue: string | null;
  readonly signers: readonly { readonly capacity: string; readonly name: string }[];
  /** What became of the latest test mail. */
  readonly testMail: 'none' | 'waiting' | 'arrived' | 'failed';
  /** Agencies that may owe a report today, and those of them no mail can reach. */
  readonly agencies: { readonly all: number; readonly unreachable: number };
  /** The roles of each active member of staff who can sign in. */
  readonly staff: readonly (readonly StaffRole[])[];
  readonly twoPersons: boolean;
  /** Whether all days off of the present year are known. */
  readonly yearComplete: boolean;
  readonly guidance: { readonly number: string; readonly issuedOn: string } | null;
}

/** The steps of the checklist, in the order in which they are done. */
export const OPENING_STEPS = [
  'office',
  'sender',
  'agencies',
  'staff',
  'calendar',
  'guidance',
] as const;
export type OpeningStep = (typeof OPENING_STEPS)[number];

export type OpeningGap =
  | 'governingBody'
  | 'placeOfIssue'
  | 'signers'
  | 'shortName'
  | 'noTestMail'
  | 'testMailWaits'
  | 'testMailFailed'
  | 'noAgencies'
  | 'unreachable'
  | 'noOfficer'
  | 'noApprover'
  | 'noClerk'
  | 'noAdmin'
  | 'onePerson'
  | 'yearOpen'
  | 'noGuidance';

/** One step with what it lacks; a gap that does not stop is worth knowing and no more. */
export interface CheckedStep {
  readonly step: OpeningStep;
  readonly done: boolean;
  readonly gaps: readonly {
    readonly gap: OpeningGap;
    readonly stops: boolean;
    readonly count: number | null;
  }[];
}

const NOBODY_AS = {
  officer: 'noOfficer',
  approver: 'noApprover',
  clerk: 'noClerk',
  admin: 'noAdmin',
} as const satisfies Record<StaffRole, OpeningGap>;

/** The checklist of an office that is being prepared: what is there and what is missing. */
export function openingSteps(facts: OpeningFacts): readonly CheckedStep[] {
  const { agencies, staff } = facts;
  const gaps: Readonly<Record<OpeningStep, readonly (Gap | false)[]>> = {
    office: [
      isEmpty(facts.placeOfIssue) && stopping('placeOfIssue'),
      facts.signers.length === 0 && stopping('signers'),
      // A body without one above it is rare and not impossible.
      isEmpty(facts.governingBody) && noted('governingBody'),
    ],
    sender: [isEmpty(facts.shortName) && stopping('shortName'), testMailGap(facts.testMail)],
    agencies: [
      agencies.all === 0 && stopping('noAgencies'),
      agencies.unreachable > 0 && noted('unreachable', agencies.unreachable),
    ],
    staff: [
      ...STAFF_ROLES.map(
        (role) => !staff.some((roles) => roles.includes(role)) && stopping(NOBODY_AS[role]),
      ),
      facts.twoPersons && hasOneHandOnly(staff) && stopping('onePerson'),
    ],
    calendar: [!facts.yearComplete && stopping('yearOpen')],
    guidance: [facts.guidance === null && stopping('noGuidance')],
  };
  return OPENING_STEPS.map((step) => {
    const found = gaps[step].filter((gap) => gap !== false);
    return { step, done: found.every(({ stops }) => !stops), gaps: found };
  });
}

type Gap = CheckedStep['gaps'][number];

function stopping(gap: OpeningGap): Gap {
  return { gap, stops: true, count: null };
}

function noted(gap: OpeningGap, count: number | null = null): Gap {
  return { gap, stops: false, count };
}

function testMailGap(state: OpeningFacts['testMail']): Gap | false {
  if (state === 'arrived') return false;
  if (state === 'none') return stopping('noTestMail');
  return stopping(state === 'waiting' ? 'testMailWaits' : 'testMailFailed');
}

/** Where two persons are wanted: one puts forward and is the only one who could agree. */
function hasOneHandOnly(staff: OpeningFacts['staff']): boolean {
  const officers = staff.flatMap((roles, index) => (roles.includes('officer') ? [index] : []));
  const approvers = staff.flatMap((roles, index) => (roles.includes('approver') ? [index] : []));
  const everybody = new Set([...officers, ...approvers]);
  return officers.length > 0 && approvers.length > 0 && everybody.size === 1;
}

function isEmpty(text: string | null): boolean {
  return text === null || text.trim() === '';
}

/** What becomes of a plan that was tried while the office was being prepared. */
export type TrialChoice = 'anew' | 'drop';

export type OpeningRefusal = 'OFFICE_OPEN' | 'OPENING_INCOMPLETE' | 'TRIALS_UNDECIDED';

/** Whether an office may be opened, and what then becomes of each plan begun; every one has to be decided. */
export function decideOpening(
  office: { readonly open: boolean; readonly steps: readonly CheckedStep[] },
  begun: readonly string[],
  choices: Readonly<Record<string, TrialChoice>>,
): Result<{ readonly anew: readonly string[]; readonly drop: readonly string[] }, OpeningRefusal> {
  if (office.open) return refuse('OFFICE_OPEN');
  if (office.steps.some(({ done }) => !done)) return refuse('OPENING_INCOMPLETE');
  const undecided = begun.filter((id) => choices[id] === undefined);
  if (undecided.length > 0) return refuse('TRIALS_UNDECIDED', { plans: undecided.length });
  return ok({
    anew: begun.filter((id) => choices[id] === 'anew'),
    drop: begun.filter((id) => choices[id] === 'drop'),
  });
}
