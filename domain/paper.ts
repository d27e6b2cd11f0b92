import { at, dayAt, givenDayOrNull } from './day.js';
import type { Day, Instant } from './day.js';
import { wholeNumber } from './paper-number.js';
import { ok, refuse } from './result.js';
import type { Result } from './result.js';

export type PaperKind =
  'urgingLetter' | 'consolidatedReport' | 'extensionNotice' | 'guidanceLetter';

/** What each kind is called. */
export const PAPER_NAMES = {
  urgingLetter: 'Công văn đôn đốc',
  consolidatedReport: 'Báo cáo tổng hợp',
  extensionNotice: 'Công văn gia hạn báo cáo',
  guidanceLetter: 'Công văn hướng dẫn báo cáo',
} as const satisfies Record<PaperKind, string>;

export type PaperState =
  'draft' | 'awaitingApproval' | 'sentBack' | 'approved' | 'numbered' | 'released' | 'acknowledged';

/** A paper of the office on its way from draft to acknowledgement; a superseded one goes no further. */
export interface Paper {
  readonly kind: PaperKind;
  readonly state: PaperState | 'superseded';
  /** Number of the round of approval; 0 before the first. */
  readonly step: number;
  /** How many persons in a row this round asks, and how many of them have agreed. */
  readonly steps: number;
  readonly agreed: number;
  /** The leader agrees and signs in the document system only: nobody is asked here. */
  readonly outside: boolean;
  /** SHA-256 of the content as it was put forward; null as long as the paper is drawn from the ledger. */
  readonly contentSha256: string | null;
  readonly number: string | null;
  readonly issuedOn: Day | null;
  /** SHA-256 of the signed PDF; null before it is attached. */
  readonly signedPdfSha256: string | null;
  /** When its approver is asked, and asked again; null while nobody is. */
  readonly askAt: Instant | null;
  /** The first time it was put forward: a second round does not move the milestone. */
  readonly submittedAt: Instant | null;
  readonly approvedAt: Instant | null;
  readonly releasedAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
}

export type PaperCommand =
  | { readonly type: 'edit' }
  | {
      readonly type: 'submit';
      readonly contentSha256: string;
      readonly steps: number;
      /** What nobody has filled in, a sentence each. */
      readonly open: readonly string[];
      readonly outside: boolean;
    }
  | {
      readonly type: 'approve';
      /** Whether it is this person whom the present step asks. */
      readonly isAsked: boolean;
      /** The approver is not whom the office keeps from agreeing to his own paper. */
      readonly mayAgree: boolean;
      /** How many steps the agreement covers. */
      readonly covers: number;
    }
  | { readonly type: 'sendBack'; readonly isAsked: boolean; readonly reason: string }
  /** What the leader has done in the document system, as the officer records it. */
  | { readonly type: 'recordAgreed'; readonly by: string; readonly on: Day }
  | { readonly type: 'recordSentBack'; readonly by: string; readonly reason: string }
  | {
      readonly type: 'register';
      readonly number: string;
      readonly issuedOn: Day;
      readonly symbol: string;
      readonly otherSymbol: boolean;
      readonly notBefore: Day | null;
      /** SHA-256 of the file that comes with it; null when none does. */
      readonly signedPdfSha256: string | null;
    }
  | {
      readonly type: 'release';
      readonly reportedSince: readonly string[];
      /** Whether the signed PDF differs from what was agreed to, or could not be read, and the clerk has not said that he has seen it. */
      readonly unseenDifferences: boolean;
    }
  | { readonly type: 'acknowledge'; readonly on: Day }
  | { readonly type: 'withdraw'; readonly stillMissing: readonly string[] }
  | { readonly type: 'supersede'; readonly by: 'draft' | 'approval' }
  /** Its copies, or the one paper they make again, stand for it. */
  | { readonly type: 'replace' }
  /** The committee issued what was put before it. */
  | { readonly type: 'issuedAbove'; readonly number: string; readonly on: Day };

export type PaperEvent =
  | { readonly type: 'edited' }
  | {
      readonly type: 'submitted';
      readonly step: number;
      readonly steps: number;
      readonly outside: boolean;
      readonly contentSha256: string;
      readonly at: Instant;
    }
  /** One of several has agreed; the next is asked at once. */
  | { readonly type: 'agreed'; readonly agreed: number; readonly at: Instant }
  | { readonly type: 'approved'; readonly contentSha256: string; readonly at: Instant }
  | { readonly type: 'sentBack'; readonly reason: string }
  | {
      readonly type: 'registered';
      readonly number: string;
      readonly issuedOn: Day;
      readonly signedPdfSha256: string | null;
    }
  | { readonly type: 'released'; readonly at: Instant }
  | { readonly type: 'acknowledged'; readonly at: Instant }
  | { readonly type: 'withdrawn'; readonly at: Instant }
  | { readonly type: 'superseded' };

export type PaperRefusal =
  | 'PAPER_STATE'
  | 'PAPER_CHANGED'
  | 'NOT_YOUR_STEP'
  | 'PAPER_FIELDS_OPEN'
  | 'SAME_PERSON'
  | 'REASON_MISSING'
  | 'NUMBER_MISSING'
  | 'NUMBER_SYMBOL'
  | 'NUMBER_EARLY'
  | 'PDF_DIFFERS'
  | 'AGREED_BY_MISSING'
  | 'AGREED_DAY'
  | 'DAY_INVALID'
  | 'PDF_MISSING'
  | 'LETTER_NAMES_CHANGED'
  | 'LETTER_STILL_NEEDED'
  | 'ISSUED_BEFORE_PROPOSAL';

/** What an act is judged by besides the paper. */
export interface PaperMoment {
  readonly now: Instant;
  /** The mark of what the paper shows now (`seen` of its page). */
  readonly shown: string;
  /** The mark of what the person had before the eyes; null when the caller does not say. */
  readonly seen: string | null;
}

/**
 * What an act makes of a paper at `now`, or why it is refused; changes nothing itself. Who agrees,
 * numbers or releases does so to what was shown: another mark is refused. A caller that says no mark is
 * let through, since what was put forward cannot change before somebody has decided on it.
 */
export function decidePaper(
  paper: Paper,
  command: PaperCommand,
  { now, shown, seen }: PaperMoment,
): Result<readonly PaperEvent[], PaperRefusal> {
  if (!stands(paper, command)) return refuse('PAPER_STATE');
  if (seen !== null && seen !== shown) return refuse('PAPER_CHANGED');
  switch (command.type) {
    case 'edit':
      return ok([{ type: 'edited' }]);
    case 'submit':
      if (command.open.length > 0) return refuse('PAPER_FIELDS_OPEN', { fields: command.open });
      return ok([
        {
          type: 'submitted',
          step: paper.step + 1,
          steps: command.steps,
          outside: command.outside,
          contentSha256: command.contentSha256,
          at: now,
        },
      ]);
    case 'recordAgreed': {
      if (command.by.trim() === '') return refuse('AGREED_BY_MISSING');
      const given = givenDayOrNull(command.on);
      if (given === null) return refuse('DAY_INVALID');
      // Nobody can have agreed to what was not put forward yet, nor tomorrow.
      if (given > dayAt(now) || (paper.submittedAt !== null && given < dayAt(paper.submittedAt))) {
        return refuse('AGREED_DAY');
      }
      if (paper.contentSha256 === null) return refuse('PAPER_STATE');
      const agreedAt = onDay(given, { now, notBefore: paper.submittedAt });
      return ok([{ type: 'approved', contentSha256: paper.contentSha256, at: agreedAt }]);
    }
    case 'recordSentBack':
      if (command.by.trim() === '') return refuse('AGREED_BY_MISSING');
      return command.reason.trim() === ''
        ? refuse('REASON_MISSING')
        : ok([{ type: 'sentBack', reason: command.reason }]);
    case 'approve': {
      if (!command.isAsked) return refuse('NOT_YOUR_STEP');
      if (!command.mayAgree) return refuse('SAME_PERSON');
      if (paper.contentSha256 === null) return refuse('PAPER_STATE');
      const agreed = paper.agreed + command.covers;
      return ok([
        agreed < paper.steps
          ? { type: 'agreed', agreed, at: now }
          : { type: 'approved', contentSha256: paper.contentSha256, at: now },
      ]);
    }
    case 'sendBack':
      if (!command.isAsked) return refuse('NOT_YOUR_STEP');
      return command.reason.trim() === ''
        ? refuse('REASON_MISSING')
        : ok([{ type: 'sentBack', reason: command.reason }]);
    case 'register': {
      if (givenDayOrNull(command.issuedOn) === null) return refuse('DAY_INVALID');
      const number = wholeNumber(command);
      if (!number.ok) return number;
      const { issuedOn, signedPdfSha256 } = command;
      return ok([{ type: 'registered', number: number.value, issuedOn, signedPdfSha256 }]);
    }
    case 'release':
      if (paper.number === null || paper.issuedOn === null) return refuse('NUMBER_MISSING');
      if (paper.signedPdfSha256 === null) return refuse('PDF_MISSING');
      if (command.unseenDifferences) return refuse('PDF_DIFFERS');
      return command.reportedSince.length > 0
        ? refuse('LETTER_NAMES_CHANGED', { names: command.reportedSince })
        : ok([{ type: 'released', at: now }]);
    case 'acknowledge':
      return ok([
        {
          type: 'acknowledged',
          at: onDay(command.on, { now, notBefore: paper.releasedAt }),
        },
      ]);
    case 'withdraw':
      return command.stillMissing.length > 0
        ? refuse('LETTER_STILL_NEEDED', { names: command.stillMissing })
        : ok([{ type: 'withdrawn', at: now }]);
    case 'supersede':
    case 'replace':
      return ok([{ type: 'superseded' }]);
    case 'issuedAbove':
      if (command.number.trim() === '') return refuse('NUMBER_MISSING');
      if (givenDayOrNull(command.on) === null) return refuse('DAY_INVALID');
      return paper.issuedOn !== null && command.on < paper.issuedOn
        ? refuse('ISSUED_BEFORE_PROPOSAL')
        : ok([{ type: 'edited' }]);
  }
}

/** The paper after one event. */
export function evolvePaper(paper: Paper, event: PaperEvent): Paper {
  switch (event.type) {
    case 'edited':
      return paper;
    case 'submitted':
      return {
        ...paper,
        state: 'awaitingApproval',
        step: event.step,
        steps: event.steps,
        agreed: 0,
        outside: event.outside,
        contentSha256: event.contentSha256,
        submittedAt: paper.submittedAt ?? event.at,
        askAt: event.outside ? null : event.at,
      };
    case 'agreed':
      return { ...paper, agreed: event.agreed, askAt: event.at };
    case 'approved':
      return {
        ...paper,
        state: 'approved',
        agreed: paper.steps,
        approvedAt: event.at,
        askAt: null,
      };
    case 'sentBack':
      // Live again: what the ledger says now is what the next round will be about.
      return { ...paper, state: 'sentBack', agreed: 0, contentSha256: null, askAt: null };
    case 'registered':
      return {
        ...paper,
        state: 'numbered',
        number: event.number,
        issuedOn: event.issuedOn,
        // A file that was signed under another number or date is no longer the signed file of this paper.
        signedPdfSha256:
          event.signedPdfSha256 ?? (isRegisteredAs(paper, event) ? paper.signedPdfSha256 : null),
      };
    case 'released':
      return { ...paper, state: 'released', releasedAt: event.at };
    case 'acknowledged':
      return { ...paper, state: 'acknowledged', acknowledgedAt: event.at };
    case 'withdrawn':
      return { ...paper, state: 'superseded', withdrawnAt: event.at, askAt: null };
    case 'superseded':
      return { ...paper, state: 'superseded', askAt: null };
  }
}

/** Whether a paper carries this number and date already. */
export function isRegisteredAs(
  paper: Pick<Paper, 'number' | 'issuedOn'>,
  given: { readonly number: string; readonly issuedOn: Day },
): boolean {
  return paper.number === given.number.trim() && paper.issuedOn === given.issuedOn;
}

/** Whether its files are kept as they were made: it was approved, whatever became of it. */
export function keepsFiles(paper: Pick<Paper, 'contentSha256' | 'approvedAt'>): boolean {
  return paper.contentSha256 !== null && paper.approvedAt !== null;
}

const NOON = 12 * 60;

/** The moment kept of what is known by its day alone: its noon, never after now, nor before what came first that same day. */
function onDay(
  day: Day,
  { now, notBefore }: { readonly now: Instant; readonly notBefore: Instant | null },
): Instant {
  const noon = at(day, NOON);
  const isBefore = notBefore !== null && dayAt(notBefore) === day && noon < notBefore;
  const moment = isBefore ? notBefore : noon;
  return moment < now ? moment : now;
}

/** Whether the paper is at a stage at which the act can be done. */
function stands({ kind, state, outside }: Paper, command: PaperCommand): boolean {
  switch (command.type) {
    case 'edit':
    case 'replace':
    case 'submit':
      return state === 'draft' || state === 'sentBack';
    case 'approve':
    case 'sendBack':
      return state === 'awaitingApproval' && !outside;
    case 'recordAgreed':
    case 'recordSentBack':
      return state === 'awaitingApproval' && outside;
    case 'register':
      return state === 'approved' || state === 'numbered';
    case 'release':
      return state === 'numbered';
    case 'acknowledge':
      return state === 'released';
    case 'issuedAbove':
      return kind === 'consolidatedReport' && (state === 'released' || state === 'acknowledged');
    case 'withdraw':
      return kind !== 'consolidatedReport' && isUnderWay(state);
    case 'supersede':
      // Each extension notice is about other agencies.
      if (kind === 'extensionNotice') return false;
      // A letter is only about who is missing now. A new draft of a report is a proposal: what was
      // approved stays until the proposal is approved too.
      return command.by === 'approval' || kind !== 'consolidatedReport'
        ? isUnderWay(state)
        : isUnderWay(state) && state !== 'approved' && state !== 'numbered';
  }
}

function isUnderWay(state: Paper['state']): boolean {
  return state !== 'released' && state !== 'acknowledged' && state !== 'superseded';
}
