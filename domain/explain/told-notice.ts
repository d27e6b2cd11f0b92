import type { Instant } from '../day.js';
import { sendingMoment } from '../ladder.js';
import type { LadderFacts, LadderSettings } from '../ladder.js';
import { momentInWords } from '../moment-words.js';
import type { ObligationState } from '../obligation.js';
import { reasonNotToSend } from '../still-wanted.js';
import { MAY_HAVE_GONE } from '../untold.js';
import type { timetable } from '../ladder.js';
import { whyClosed } from './day-reason.js';
import { rungName } from '../words.js';
import { whySentence } from './why-words.js';
import type { StoryState } from './why-words.js';

/** What became of a mail; `none`: no mail could be made. */
export type MailFate =
  'none' | 'planned' | 'sending' | 'sent' | 'bounced' | 'refused' | 'suppressed' | 'doubtful';

/** A notice of the ledger with the mail that told it. */
export interface ToldNotice {
  readonly kind: 'ladder' | 'event' | 'desk';
  readonly name: string;
  readonly nth: number;
  readonly epoch: number;
  readonly plannedFor: Instant;
  readonly sentAt: Instant | null;
  readonly state: MailFate;
  /** Its mail went to the built-in mailbox alone, since the office is not open yet. */
  readonly inside: boolean;
  /** Why it was left out, or why its mail is where it is. */
  readonly why: string | null;
  /** Whether the notice itself was left out, whatever its mail did. */
  readonly leftOut: boolean;
  /** It no longer stands for its rung, which may come again. */
  readonly givenBack: boolean;
  readonly replaces: readonly string[];
  readonly toName: string | null;
  readonly toAddress: string | null;
  readonly response: string | null;
  readonly retryAt: Instant | null;
  readonly attempts: number;
}

/** How one notice stands and why, in a sentence or two. */
export interface NoticeStory {
  readonly state: StoryState;
  readonly why: string;
}

/** What beside the notice decides whether its mail still leaves. */
export interface MailSurroundings {
  readonly obligation: { readonly state: ObligationState; readonly epoch: number };
  readonly ladder: LadderFacts;
  readonly cycle: {
    readonly pausedAt: Instant | null;
    readonly cancelledAt: Instant | null;
    readonly editsClosedAt: Instant | null;
  };
  /** Why the mail server takes nothing at present; null while it does. */
  readonly relayStopped: string | null;
}

interface At {
  readonly now: Instant;
  readonly settings: LadderSettings;
  readonly timetableOf: (facts: LadderFacts) => ReturnType<typeof timetable>;
}

/** An office that is being prepared writes to nobody outside, whatever its pages show. */
const KEPT_INSIDE =
  'Cơ quan đang chuẩn bị mở: thư chỉ vào hộp thư thử, không tính là đã gửi cho đơn vị.';

/** What of a notice says how it stands. */
export type Standing = Pick<ToldNotice, 'state' | 'inside' | 'why' | 'leftOut' | 'givenBack'>;

/** How a notice stands by what the ledger knows of it alone; what waits may be held by its plan or its relay besides. */
export function standingOf(notice: Standing): StoryState {
  const { state, inside, why, givenBack } = notice;
  if (why === MAY_HAVE_GONE && state !== 'bounced') return MAY_HAVE_GONE;
  if (isLeftOut(notice)) return why === 'restored' && !givenBack ? 'held' : 'suppressed';
  switch (state) {
    case 'sent':
      return inside ? 'suppressed' : 'sent';
    case 'bounced':
    case 'refused':
      return 'notArrived';
    case 'doubtful':
      return 'held';
    case 'sending':
      return 'planned';
    case 'planned':
    case 'none':
    case 'suppressed':
      return whySentence(why) === null ? 'planned' : 'held';
  }
}

/** Why a notice stands as it does, in a sentence; null where there is nothing to explain. */
export function reasonOfStanding(notice: Standing): string | null {
  const standing = standingOf(notice);
  if (standing === 'sent' || standing === 'planned') return null;
  return notice.inside && notice.state === 'sent' && !isLeftOut(notice)
    ? KEPT_INSIDE
    : becauseOf(notice);
}

function isLeftOut({ state, leftOut }: Pick<Standing, 'state' | 'leftOut'>): boolean {
  return state === 'none' || state === 'suppressed' || (leftOut && state === 'sent');
}

function becauseOf({ why, givenBack }: Pick<Standing, 'why' | 'givenBack'>): string | null {
  const handedOn = givenBack && why !== 'paused' && why !== 'skipped' && why !== 'cancelled';
  return whySentence(why, handedOn);
}

/** What became of a notice that was planned, and why, by what the ledger knows of its mail. */
export function storyOfNotice(notice: ToldNotice, around: MailSurroundings, at: At): NoticeStory {
  const standing = standingOf(notice);
  const because = becauseOf(notice);
  if (standing === MAY_HAVE_GONE) {
    return { state: standing, why: joined([because, said(notice)]) };
  }
  if (isLeftOut(notice)) return { state: standing, why: because ?? 'Không còn cần gửi.' };
  switch (notice.state) {
    case 'sent':
      return { state: standing, why: notice.inside ? KEPT_INSIDE : sentWords(notice) };
    case 'bounced':
      return {
        state: standing,
        why: joined([`Thư${addressed(notice)} bị trả lại, chưa đến nơi.`, because, said(notice)]),
      };
    case 'refused':
      return {
        state: standing,
        why: joined([`Thư${addressed(notice)} không được nhận.`, because, said(notice)]),
      };
    case 'doubtful':
      return {
        state: standing,
        why: joined(['Chưa rõ thư đã đi hay chưa, chờ người kiểm tra.', because, said(notice)]),
      };
    case 'sending':
      return { state: 'planned', why: `Đang gửi${addressed(notice)}.` };
    case 'planned':
    case 'none':
    case 'suppressed':
      return storyOfWaiting(notice, around, at);
  }
}

/** A mail that waits: whether it is still wanted is asked of the rule that its claim asks. */
function storyOfWaiting(
  { kind, name, nth, epoch, why, retryAt, response }: ToldNotice,
  { obligation, ladder, cycle, relayStopped }: MailSurroundings,
  { now, settings, timetableOf }: At,
): NoticeStory {
  if (kind === 'ladder') {
    const leaving = { rung: name, nth, epoch, obligation, ladder, cycle };
    const unwanted = reasonNotToSend(leaving, { now, timetableOf });
    if (unwanted !== null) {
      const words = whySentence(unwanted) ?? 'Không còn cần gửi.';
      return { state: unwanted === 'paused' ? 'held' : 'suppressed', why: words };
    }
  }
  if (relayStopped !== null) return { state: 'held', why: relayWords(relayStopped) };
  const again = retryAt === null ? null : `Thử lại lúc ${momentInWords(retryAt)}.`;
  const because = whySentence(why);
  if (because !== null || again !== null) {
    const words = because ?? 'Máy chủ thư chưa nhận thư.';
    return { state: 'held', why: joined([words, said({ response }), again]) };
  }
  const opens = kind === 'ladder' ? sendingMoment(now, settings) : now;
  return {
    state: 'planned',
    why:
      opens > now
        ? `Đang chờ gửi: ${whyClosed(now, settings.calendar)}, gửi lúc ${momentInWords(opens)}.`
        : 'Đang chờ đến lượt gửi.',
  };
}

/** Why mails wait while the mail server takes none. */
export function relayWords(reason: string): string {
  return `Máy chủ thư đang tạm ngừng nhận thư: ${reason}.`;
}

function sentWords(notice: ToldNotice): string {
  const { why, attempts, replaces } = notice;
  const taken =
    why === 'saidArrived'
      ? `Cán bộ xác nhận thư${addressed(notice)} đã đến nơi.`
      : `Máy chủ thư đã nhận thư${addressed(notice)}.`;
  return joined([
    taken,
    said(notice),
    attempts > 1 ? `Gửi đến lần thứ ${String(attempts)} mới được.` : null,
    replaces.length === 0
      ? null
      : `Thay cho các mốc chưa gửi được: ${replaces.map(rungName).join(', ')}.`,
  ]);
}

function addressed({ toName, toAddress }: Pick<ToldNotice, 'toName' | 'toAddress'>): string {
  const to = [toName, toAddress].filter((part) => part !== null).join(', ');
  return to === '' ? '' : ` gửi tới ${to}`;
}

function said({ response }: Pick<ToldNotice, 'response'>): string | null {
  return response === null || response.trim() === ''
    ? null
    : `Máy chủ trả lời: “${response.trim()}”.`;
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' ');
}
