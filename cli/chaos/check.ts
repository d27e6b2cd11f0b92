import { markedInVain, sentAgain, wrongAddresses } from './check-steps.js';
import type { Copies } from './check-steps.js';
import type { SinkCopy } from './sink-behaviour.js';
import type { Evidence, LedgerMail } from './witnesses.js';

/** What a fault of the world may cost. */
export interface Allowance {
  /** Second copies, besides those whose answer the sink could not give. */
  readonly copies: number;
}

export interface Finding {
  readonly expected: number;
  /** Mails of the wave that arrived at the sink, copies included. */
  readonly delivered: number;
  readonly distinct: number;
  readonly duplicates: number;
  /** Agencies that have no mail and stand before no person with a reason. */
  readonly lost: number;
  readonly ledgerAgrees: boolean;
  /** What is not as promised, in words; empty when all is. */
  readonly faults: readonly string[];
}

/** What became of a wave: nothing lost, nothing doubled but where an answer was lost, and all witnesses of one mind. */
export function findingOf(evidence: Evidence, allowance: Allowance): Finding {
  const { agencyIds, mails, sink } = evidence;
  const copies = byHeader(sink.copies.filter(({ arrived }) => arrived));
  const known = new Map(mails.map((mail) => [mail.headerId, mail]));
  const wave = [...copies].filter(([id]) => known.get(id)?.ladder !== false);
  const delivered = copiesIn(wave);
  const doubled = copiesIn([...copies]) - copies.size;
  const lost = agencyIds.filter((id) => !isAccountedFor(id, evidence, copies));
  const quarrels = [
    ...disagreements(mails, copies),
    ...[...copies.keys()]
      .filter((id) => !known.has(id))
      .map((id) => `${id} is at the sink and in no ledger`),
    ...evidence.auditFaults,
  ];
  const unheard = sink.copies.filter(({ arrived, answered }) => arrived && !answered).length;
  const faults = [
    ...(lost.length > 0
      ? [`${String(lost.length)} agencies have no mail and no reason why not`]
      : []),
    ...sample('a mail too many or too few', wrongNumber(evidence)),
    ...sample('the ledger and the sink disagree', quarrels),
    ...sample('sent again after it was recorded as sent', sentAgain(evidence.steps, copies)),
    ...sample(
      'a third copy',
      [...copies].filter(([, all]) => all.length > 2).map(([id]) => id),
    ),
    ...sample('told twice', toldTwice(mails)),
    ...sample('marked though nothing was owed', markedInVain(evidence)),
    ...sample('went to an address that was no longer the agency’s', wrongAddresses(evidence)),
    ...(doubled > allowance.copies + unheard
      ? [
          `${String(doubled)} copies, where ${String(unheard)} answers could not be given and ${String(allowance.copies)} may be forgotten`,
        ]
      : []),
  ];
  return {
    expected: agencyIds.length * evidence.mailsEach,
    delivered,
    distinct: wave.length,
    duplicates: delivered - wave.length,
    lost: lost.length,
    ledgerAgrees: quarrels.length === 0,
    faults,
  };
}

function byHeader(copies: readonly SinkCopy[]): Copies {
  const found = new Map<string, SinkCopy[]>();
  for (const copy of copies) {
    const same = found.get(copy.headerId);
    if (same === undefined) found.set(copy.headerId, [copy]);
    else same.push(copy);
  }
  return found;
}

/** Why a mail stands before a person, or need not go: states that end it with a reason. */
const ENDED = ['refused', 'bounced', 'doubtful', 'suppressed'];

function copiesIn(copies: readonly (readonly [string, readonly SinkCopy[]])[]): number {
  return copies.reduce((all, [, { length }]) => all + length, 0);
}

function isAccountedFor(
  agencyId: string,
  { mails, leftOut, settled }: Evidence,
  copies: Copies,
): boolean {
  if (settled.includes(agencyId)) return true;
  if (leftOut.some((one) => one.agencyId === agencyId && one.why !== '')) return true;
  return mails.some(
    (mail) =>
      mail.agencyId === agencyId &&
      (copies.has(mail.headerId) || (ENDED.includes(mail.state) && mail.why !== null)),
  );
}

function disagreements(mails: readonly LedgerMail[], copies: Copies): readonly string[] {
  return mails.flatMap(({ headerId, state, to, why }) => {
    const all = copies.get(headerId) ?? [];
    if (state === 'sent' && all.length === 0) return [`${headerId} is sent and never arrived`];
    if (state === 'sent' && !all.some((copy) => copy.to === to)) {
      return [`${headerId} is sent to ${to ?? 'nobody'} and arrived elsewhere`];
    }
    // An answer that was lost twice leaves a mail in doubt, and a restore what may have gone since; all else that arrived is sent.
    const mayHaveArrived = state === 'sent' || state === 'doubtful' || why === 'restored';
    if (!mayHaveArrived && all.length > 0) return [`${headerId} arrived and is ${state}`];
    return state === 'planned' || state === 'sending' ? [`${headerId} is still ${state}`] : [];
  });
}

/** The same rung told to one agency in two mails that both left. */
function toldTwice(mails: readonly LedgerMail[]): readonly string[] {
  const told = mails
    .filter(
      ({ agencyId, state }) => agencyId !== null && (state === 'sent' || state === 'doubtful'),
    )
    .flatMap(({ agencyId, tells }) => tells.map((tell) => `${agencyId ?? ''} ${tell}`));
  return told.filter((one, index) => told.indexOf(one) !== index);
}

/** Agencies that got another number of mails than they were to get, where none of theirs stands before a person. */
function wrongNumber({ agencyIds, mailsEach, mails }: Evidence): readonly string[] {
  if (mailsEach === 1) return [];
  const counts = new Map<string, number>();
  for (const { agencyId, ladder } of mails) {
    if (agencyId !== null && ladder) counts.set(agencyId, (counts.get(agencyId) ?? 0) + 1);
  }
  return agencyIds.filter((id) => counts.get(id) !== mailsEach);
}

/** The first of what is wrong, and how many there are. */
function sample(words: string, found: readonly string[]): readonly string[] {
  const [first] = found;
  return first === undefined ? [] : [`${words}: ${first} (${String(found.length)} in all)`];
}
