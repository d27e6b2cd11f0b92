import { bodyKeyOf } from '../agency-match.js';
import type { FormerAgency } from '../review/named-successors.js';
import type { NamedAgency } from '../agency-match.js';
import type { Day } from '../day.js';
import { folded } from '../folded.js';
import { numberKeyOf, numbersAgree } from './document-number.js';
import type { IncomingRow } from './incoming-rows.js';
import { senderFinder } from './sender.js';
import type { Sender } from './sender.js';

/** What of a duty may still arrive by the document system, with the document as its agency named it. */
export interface AwaitedDocument {
  readonly obligationId: string;
  readonly agencyId: string;
  /** `claim`: said to be sent; `document`: only figures came; `report`: neither; `nothing`: it is here. */
  readonly awaits: 'claim' | 'document' | 'report' | 'nothing';
  readonly number: string | null;
  readonly issuedOn: Day | null;
  readonly signer: string | null;
}

export interface RegisterFacts {
  /** Every agency of the office, so that a name nearer to another is not taken for one that owes. */
  readonly agencies: readonly NamedAgency[];
  readonly awaited: readonly AwaitedDocument[];
  /** Names of bodies that are no more, with those of today: a register may name them still. */
  readonly former?: readonly FormerAgency[];
  /** The first day on which a document of this cycle can have arrived. */
  readonly from: Day;
  /** The number of the plan; null for one without. */
  readonly planNumber: string | null;
  /** What the report and its plan are called. */
  readonly topics: readonly string[];
}

/**
 * What a row is taken for: `sure`, `likely` and `doubtful` may be confirmed; `unclaimed` comes from an agency
 * that has not said it sent anything, `received` was confirmed before.
 */
export type RowVerdict = 'sure' | 'likely' | 'doubtful' | 'unclaimed' | 'received' | 'nobody';

/** Why a row is taken for what it is. */
export type RowReason =
  | 'sameSender'
  | 'nearSender'
  | 'formerSender'
  | 'severalSenders'
  | 'unknownSender'
  | 'sameNumber'
  | 'partOfNumber'
  | 'otherNumber'
  | 'noNumber'
  | 'otherDate'
  | 'namesPlan'
  | 'otherSubject'
  | 'beforeOpening'
  | 'anotherRow'
  | 'unsignedFile'
  | 'changedFile'
  // Of a message of the document axis:
  | 'sameOrgan'
  | 'organOtherName'
  | 'answersById'
  | 'answersPlan'
  | 'answersByNumber'
  | 'answersUnclear'
  | 'answersOther'
  | 'saysReport'
  | 'notReport'
  | 'takesBack'
  | 'alreadyHere'
  | 'takenBefore'
  | 'noFile';

export interface MatchedRow {
  readonly row: IncomingRow;
  readonly verdict: RowVerdict;
  readonly obligationId: string | null;
  readonly why: readonly RowReason[];
}

const RANK: Readonly<Record<RowVerdict, number>> = {
  sure: 0,
  likely: 1,
  doubtful: 2,
  unclaimed: 3,
  received: 4,
  nobody: 5,
};

/** Matches each row of a register with the duty whose document it may be; of each duty at most one row is sure or likely. */
export function matchRegister(
  rows: readonly IncomingRow[],
  facts: RegisterFacts,
): readonly MatchedRow[] {
  const senderOf = senderFinder(facts.agencies);
  const byAgency = new Map(facts.awaited.map((awaited) => [awaited.agencyId, awaited]));
  const isNamed = subjectFinder(facts);
  const heirs = new Map(
    (facts.former ?? []).map(({ name, agencyIds }) => [bodyKeyOf(name), agencyIds]),
  );
  return oneRowEach(
    rows.map((row) =>
      matched(row, {
        ...{ sender: senderOf(row.sender), byAgency, isNamed: isNamed(row), facts },
        heirsOf: (written) => heirs.get(bodyKeyOf(written)) ?? [],
      }),
    ),
  );
}

interface Around {
  readonly sender: Sender;
  readonly byAgency: ReadonlyMap<string, AwaitedDocument>;
  readonly isNamed: boolean;
  readonly facts: RegisterFacts;
  /** Those of today that came after a body of some name. */
  readonly heirsOf: (written: string) => readonly string[];
}

function matched(row: IncomingRow, around: Around): MatchedRow {
  const { sender, byAgency, isNamed, facts } = around;
  const subject = isNamed ? 'namesPlan' : 'otherSubject';
  const heirs = around.heirsOf(row.sender).filter((id) => byAgency.has(id));
  const isOfNobody =
    sender.kind === 'unknown' || (sender.kind === 'sure' && !byAgency.has(sender.id));
  if (isOfNobody && heirs.length > 0) return ofFormerSender(row, { heirs, around });
  if (sender.kind === 'sure') {
    const awaited = byAgency.get(sender.id);
    if (awaited === undefined) return nobody(row, ['sameSender', subject]);
    return judged(row, { awaited, isSure: true, isNamed, from: facts.from });
  }
  if (sender.kind === 'near') {
    const near = sender.ids.flatMap((id) => byAgency.get(id) ?? []);
    const alike = near.filter(({ number }) => numbersAgree(number, row.number) === 'same');
    const [awaited, ...others] = alike.length === 1 ? alike : near;
    if (awaited === undefined) return nobody(row, ['nearSender', subject]);
    if (others.length > 0) return nobody(row, ['severalSenders', subject]);
    return judged(row, { awaited, isSure: false, isNamed, from: facts.from });
  }
  return ofUnknownSender(row, around);
}

/** A body that is no more: what it sent may be its successor's, and a person looks whether it is. */
function ofFormerSender(
  row: IncomingRow,
  { heirs, around }: { readonly heirs: readonly string[]; readonly around: Around },
): MatchedRow {
  const { byAgency, isNamed, facts } = around;
  const awaiting = heirs.flatMap((id) => byAgency.get(id) ?? []);
  const alike = awaiting.filter(({ number }) => numbersAgree(number, row.number) === 'same');
  const [awaited, ...others] = alike.length === 1 ? alike : awaiting;
  const subject = isNamed ? 'namesPlan' : 'otherSubject';
  if (awaited === undefined) return nobody(row, ['formerSender', subject]);
  if (others.length > 0) return nobody(row, ['formerSender', 'severalSenders', subject]);
  const found = judged(row, { awaited, isSure: false, isNamed, from: facts.from });
  const why = found.why.map((one) => (one === 'nearSender' ? 'formerSender' : one));
  return { ...found, why, ...(found.verdict === 'likely' ? { verdict: 'doubtful' } : {}) };
}

/** A sender that no list knows: only the whole number of one claim, with the plan or the date of its document, makes a person look. */
function ofUnknownSender(row: IncomingRow, { isNamed, facts }: Around): MatchedRow {
  const claims = facts.awaited.filter(
    ({ awaits, number }) => isOpen(awaits) && numbersAgree(number, row.number) === 'same',
  );
  const [awaited, ...others] = claims;
  const isDated = awaited?.issuedOn != null && awaited.issuedOn === row.issuedOn;
  if (awaited === undefined || others.length > 0 || row.arrivedOn < facts.from) {
    return nobody(row, ['unknownSender']);
  }
  if (!isNamed && !isDated) return nobody(row, ['unknownSender', 'otherSubject']);
  return {
    row,
    verdict: 'doubtful',
    obligationId: awaited.obligationId,
    why: ['unknownSender', 'sameNumber', isNamed ? 'namesPlan' : 'otherSubject'],
  };
}

/** A row of a known or nearly known sender against what is awaited of that agency. */
function judged(
  row: IncomingRow,
  {
    awaited,
    isSure,
    isNamed,
    from,
  }: {
    readonly awaited: AwaitedDocument;
    readonly isSure: boolean;
    readonly isNamed: boolean;
    readonly from: Day;
  },
): MatchedRow {
  const agreement = numbersAgree(awaited.number, row.number);
  const isOtherDate =
    awaited.issuedOn !== null && row.issuedOn !== null && awaited.issuedOn !== row.issuedOn;
  const isEarly = row.arrivedOn < from;
  const why: RowReason[] = [
    isSure ? 'sameSender' : 'nearSender',
    NUMBER_WORDS[agreement],
    ...(agreement !== 'other' && isOtherDate ? ['otherDate' as const] : []),
    isNamed ? 'namesPlan' : 'otherSubject',
    ...(isEarly ? ['beforeOpening' as const] : []),
  ];
  const found = (verdict: RowVerdict): MatchedRow =>
    verdict === 'nobody'
      ? nobody(row, why)
      : { row, verdict, obligationId: awaited.obligationId, why };
  if (awaited.awaits === 'nothing') return found(agreement === 'same' ? 'received' : 'nobody');
  if (awaited.awaits === 'report') {
    return found(isSure && isNamed && !isEarly ? 'unclaimed' : 'nobody');
  }
  if (isEarly) return found(isSure && agreement === 'same' ? 'doubtful' : 'nobody');
  switch (agreement) {
    case 'same':
      return found(isSure && !isOtherDate ? 'sure' : 'likely');
    case 'part':
      return found(isSure ? 'likely' : isNamed ? 'doubtful' : 'nobody');
    case 'none':
      return found(isNamed ? (isSure ? 'likely' : 'doubtful') : isSure ? 'doubtful' : 'nobody');
    case 'other':
      return found(isSure && isNamed ? 'doubtful' : 'nobody');
  }
}

const NUMBER_WORDS = {
  same: 'sameNumber',
  part: 'partOfNumber',
  other: 'otherNumber',
  none: 'noNumber',
} as const satisfies Readonly<Record<ReturnType<typeof numbersAgree>, RowReason>>;

function nobody(row: IncomingRow, why: readonly RowReason[]): MatchedRow {
  return { row, verdict: 'nobody', obligationId: null, why };
}

/** Whether an awaited document can be confirmed. */
export function isOpen(awaits: AwaitedDocument['awaits']): boolean {
  return awaits === 'claim' || awaits === 'document';
}

/** Of several rows for one duty the best and earliest keeps its place, the others are for a person to judge; two that are merely likely both are. */
export function oneRowEach(rows: readonly MatchedRow[]): readonly MatchedRow[] {
  const byDuty = new Map<string, MatchedRow[]>();
  for (const one of rows) {
    if (one.obligationId === null || RANK[one.verdict] > RANK.likely) continue;
    byDuty.set(one.obligationId, [...(byDuty.get(one.obligationId) ?? []), one]);
  }
  const lesser = new Set<MatchedRow>();
  for (const ofDuty of byDuty.values()) {
    const [best, ...others] = ofDuty.toSorted(
      (a, b) =>
        RANK[a.verdict] - RANK[b.verdict] ||
        (a.row.arrivedOn < b.row.arrivedOn ? -1 : a.row.arrivedOn > b.row.arrivedOn ? 1 : 0) ||
        a.row.line - b.row.line,
    );
    for (const one of others) lesser.add(one);
    if (best?.verdict === 'likely' && others.length > 0) lesser.add(best);
  }
  return rows.map((one) =>
    lesser.has(one) ? { ...one, verdict: 'doubtful', why: [...one.why, 'anotherRow'] } : one,
  );
}

/** Whether a row's subject names the plan by its number, or most words of what the report or the plan is called. */
function subjectFinder({ planNumber, topics }: RegisterFacts): (row: IncomingRow) => boolean {
  const number = numberKeyOf(planNumber);
  const asked = topics.map(wordsOf).filter((words) => words.size >= 3);
  return ({ subject }) => {
    const plain = folded(subject)
      .replace(/\s+/gu, ' ')
      .replace(/ ?([/.-]) ?/gu, '$1');
    if (
      number.includes('/') &&
      new RegExp(`(?<!\\d)0*${escaped(number)}(?![a-z0-9])`, 'u').test(plain)
    ) {
      return true;
    }
    const said = wordsOf(subject);
    return asked.some(
      (words) => [...words].filter((word) => said.has(word)).length >= words.size * MOST_WORDS,
    );
  };
}

const MOST_WORDS = 0.7;

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(folded(text).match(/[a-z]+/gu) ?? []);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
}
