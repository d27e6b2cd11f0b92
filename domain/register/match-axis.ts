import { bestAnswer } from '../axis/answered.js';
import type { AnswerMatch, OwnDocument } from '../axis/answered.js';
import { wholeCode } from '../axis/document-code.js';
import type { AxisHead, AxisOrgan } from '../axis/message.js';
import { organKey } from '../axis/organ-id.js';
import { dayAt } from '../day.js';
import type { Day } from '../day.js';
import { checkSignedDocument } from '../signed-document.js';
import type { SignedDocumentCheck } from '../signed-document.js';
import type { SignedFile } from '../signed-file.js';
import type { IncomingRow } from './incoming-rows.js';
import { isOpen, matchRegister, oneRowEach } from './match-register.js';
import type { AwaitedDocument, MatchedRow, RegisterFacts, RowReason } from './match-register.js';
import { senderFinder } from './sender.js';
import type { Sender } from './sender.js';

/** A document message brought by hand. */
export interface BroughtMessage {
  readonly head: AxisHead;
  /** What its first signed file says of itself; null where it brought none. */
  readonly signed: SignedFile | null;
  /** How many of its files can be kept. */
  readonly files: number;
  /** Taken before, by its id or word for word. */
  readonly isTaken: boolean;
}

export interface AxisFacts extends RegisterFacts {
  /** Agencies by their mã định danh. */
  readonly organs: readonly { readonly agencyId: string; readonly organId: string }[];
  /** The plan of the cycle and our letters about it. */
  readonly own: readonly OwnDocument[];
}

/** A document message, as if it were a line of the register. */
export interface MatchedMessage extends MatchedRow {
  readonly check: SignedDocumentCheck | null;
  /** Whether its day of arrival is that of the traces in it. */
  readonly byTrace: boolean;
}

/**
 * Matches document messages with the duties whose report they may be: the sender by its id, else by its name;
 * the report by what it answers, its kind of direction, its number and subject. A message need not be of
 * somebody who said that he sent it. On `arrivedOn` at the latest they were there; traces may say an earlier day.
 */
export function matchMessages(
  messages: readonly BroughtMessage[],
  { facts, arrivedOn }: { readonly facts: AxisFacts; readonly arrivedOn: Day },
): readonly MatchedMessage[] {
  const senderOf = senderFinder(facts.agencies);
  const names = new Map(facts.agencies.map(({ id, name }) => [id, name]));
  const found = messages.map((message, n): MessageRow => {
    const { head } = message;
    const sender = senderIn(head, { facts, senderOf });
    const traced = tracedDay(head, arrivedOn);
    const named = sender.by === 'organ' && sender.kind === 'sure' ? names.get(sender.id) : null;
    const row = {
      line: n + 1,
      arrivalNumber: '',
      arrivedOn: traced ?? arrivedOn,
      number: wholeCode(head.code),
      issuedOn: head.issuedOn,
      sender: named ?? head.from.name,
      subject: head.subject === '' ? head.content : head.subject,
    };
    return { message, sender, row, byTrace: traced !== null };
  });
  const base = matchRegister(
    found.map(({ row }) => row),
    facts,
  );
  const judged = found.flatMap((one, n) => {
    const register = base[n];
    return register === undefined ? [] : [judgedMessage(one, register, facts)];
  });
  return oneRowEach(judged).flatMap((one, n) => {
    const brought = found[n];
    if (brought === undefined) return [];
    const { message, row, byTrace } = brought;
    const check =
      message.signed === null
        ? null
        : checkSignedDocument(message.signed, {
            documentNumber: row.number === '' ? null : row.number,
            documentDate: row.issuedOn,
            signer: message.head.signer.name === '' ? null : message.head.signer.name,
          });
    return [{ ...withFile(one, { check, files: message.files }), check, byTrace }];
  });
}

interface MessageRow {
  readonly message: BroughtMessage;
  readonly sender: MessageSender;
  readonly row: IncomingRow;
  readonly byTrace: boolean;
}

type MessageSender = Sender & {
  readonly by: 'organ' | 'name';
  /** The id says another agency than the name. */
  readonly isTorn: boolean;
};

/** Finds the agency that an office in a message surely is, by its id, else by its name; null for none. */
export function agencyFinder(
  facts: Pick<AxisFacts, 'agencies' | 'organs'>,
): (from: Pick<AxisOrgan, 'organId' | 'name'>) => string | null {
  const senderOf = senderFinder(facts.agencies);
  return (from) => {
    const sender = senderIn({ from }, { facts, senderOf });
    return sender.kind === 'sure' && !sender.isTorn ? sender.id : null;
  };
}

/** Whose message it is: by the id where one agency alone has it, else by the name. */
function senderIn(
  { from }: { readonly from: Pick<AxisOrgan, 'organId' | 'name'> },
  {
    facts,
    senderOf,
  }: {
    readonly facts: Pick<AxisFacts, 'organs'>;
    readonly senderOf: (written: string) => Sender;
  },
): MessageSender {
  const key = organKey(from.organId);
  const known = key === '' ? [] : facts.organs.filter(({ organId }) => organKey(organId) === key);
  const byName = senderOf(from.name);
  const [organ, ...others] = known;
  if (organ === undefined || others.length > 0) return { ...byName, by: 'name', isTorn: false };
  const isTorn = byName.kind === 'sure' && byName.id !== organ.agencyId;
  return { kind: 'sure', id: organ.agencyId, by: 'organ', isTorn };
}

/** The day of the last trace: not before the document, not after the day that the person has given. */
function tracedDay({ trace, issuedOn }: AxisHead, latest: Day): Day | null {
  const at = trace.at(-1)?.at ?? null;
  if (at === null) return null;
  const on = dayAt(at);
  return on <= latest && (issuedOn === null || on >= issuedOn) ? on : null;
}

function judgedMessage(
  { message, sender, row }: MessageRow,
  register: MatchedRow,
  facts: AxisFacts,
): MatchedRow {
  const { head } = message;
  const answers = bestAnswer(head.responseFor, facts.own);
  const awaited =
    sender.kind === 'sure'
      ? facts.awaited.find(({ agencyId }) => agencyId === sender.id)
      : facts.awaited.find(({ obligationId }) => obligationId === register.obligationId);
  const said: RowReason[] = [
    ...(sender.kind === 'sure' && sender.by === 'organ' ? (['sameOrgan'] as const) : []),
    ...(sender.isTorn ? (['organOtherName'] as const) : []),
    ...(answers === null ? [] : [ANSWER_WORDS[answers]]),
    ...(head.steering === '3' ? (['saysReport'] as const) : []),
  ];
  const why = [
    ...said,
    // That another message is for the same duty is asked anew, of all of them.
    ...register.why.filter(
      (one) => one !== 'anotherRow' && (sender.by === 'name' || one !== 'sameSender'),
    ),
  ];
  const nobody = (...more: RowReason[]): MatchedRow => ({
    row,
    verdict: 'nobody',
    obligationId: null,
    why: [...why, ...more],
  });
  if (message.isTaken) {
    const obligationId = awaited?.obligationId ?? register.obligationId;
    return { row, verdict: 'received', obligationId, why: [...said, 'takenBefore'] };
  }
  if (head.business === '1') return nobody('takesBack');
  if (awaited === undefined) return { ...register, why };
  if (awaited.awaits === 'nothing') {
    return register.verdict === 'received' ? { ...register, why } : nobody('alreadyHere');
  }
  // Of an agency that has not said what it sent there is no number to compare.
  const own = isOpen(awaited.awaits) ? why : why.filter((one) => one !== 'noNumber');
  const verdict = verdictOf({ head, sender, answers, awaited, register, facts });
  if (verdict === 'nobody') return nobody(...(isReport(head, answers) ? [] : NOT_A_REPORT));
  return { row, verdict, obligationId: awaited.obligationId, why: own };
}

const NOT_A_REPORT = ['notReport'] as const;

const ANSWER_WORDS = {
  documentId: 'answersById',
  code: 'answersPlan',
  numberAlone: 'answersByNumber',
  unclear: 'answersUnclear',
  other: 'answersOther',
} as const satisfies Readonly<Record<AnswerMatch, RowReason>>;

/** A report by its kind of direction, or by what it answers. */
function isReport({ steering }: AxisHead, answers: AnswerMatch | null): boolean {
  return steering === '3' || (answers !== null && answers !== 'other');
}

function verdictOf({
  head,
  sender,
  answers,
  awaited,
  register,
  facts,
}: {
  readonly head: AxisHead;
  readonly sender: MessageSender;
  readonly answers: AnswerMatch | null;
  readonly awaited: AwaitedDocument;
  readonly register: MatchedRow;
  readonly facts: AxisFacts;
}): 'sure' | 'likely' | 'doubtful' | 'nobody' {
  const isNew = head.business === '' || head.business === '0';
  const isSure = sender.kind === 'sure' && !sender.isTorn && isNew;
  const isNamed = register.why.includes('namesPlan');
  const isStrong = answers === 'documentId' || answers === 'code';
  const capped = (verdict: 'sure' | 'likely' | 'doubtful') => (isSure ? verdict : 'doubtful');
  if (register.row.arrivedOn < facts.from) {
    return register.verdict === 'doubtful' ? 'doubtful' : 'nobody';
  }
  // What answers another document is this report only where its number says so.
  if (answers === 'other' && !register.why.includes('sameNumber')) return 'nobody';
  if (!isOpen(awaited.awaits)) {
    if (isStrong) return capped('sure');
    if (answers === 'numberAlone' || (head.steering === '3' && isNamed)) return capped('likely');
    return isReport(head, answers) || isNamed ? 'doubtful' : 'nobody';
  }
  if (register.verdict === 'sure') return answers === 'other' ? 'doubtful' : capped('sure');
  if (register.why.includes('otherNumber')) {
    return isStrong || register.verdict === 'doubtful' ? 'doubtful' : 'nobody';
  }
  if (isStrong) return capped(register.why.includes('otherDate') ? 'likely' : 'sure');
  if (register.verdict === 'likely') return capped('likely');
  return isReport(head, answers) || register.verdict === 'doubtful' ? 'doubtful' : 'nobody';
}

/** A message without a file, or with one that was changed, is for a person to look at; so is one that says otherwise than its file. */
function withFile(
  one: MatchedRow,
  { check, files }: { readonly check: SignedDocumentCheck | null; readonly files: number },
): MatchedRow {
  if (one.verdict !== 'sure' && one.verdict !== 'likely') return one;
  if (files === 0) return { ...one, verdict: 'doubtful', why: [...one.why, 'noFile'] };
  if (check?.verdict === 'bad') {
    return { ...one, verdict: 'doubtful', why: [...one.why, 'changedFile'] };
  }
  return check?.verdict === 'look' ? { ...one, verdict: 'likely' } : one;
}
