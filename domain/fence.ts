/** Where a process stands: the installation it belongs to and, where one machine carries all of it, its place there. */
export interface OwnPlace {
  readonly instanceId: string;
  /** A hash of machine and folder; null where processes stand on several machines. */
  readonly seat: string | null;
}

/** What the ledger says of the installation it belongs to. */
export interface LedgerPlace extends OwnPlace {
  /** PostgreSQL's own identifier of the cluster of files, as it was when the ledger was bound. */
  readonly systemId: string | null;
  /** Counts up while the ledger is at work. */
  readonly beat: number;
  /** A command has closed the fence. */
  readonly closedWhy: 'restored' | 'byHand' | null;
}

/** What stands outside the ledger and only grows: the newest process start and beat it was seen with. */
export interface Mark {
  readonly beat: number;
  /** Whether the ledger knows the start under which the mark was written. */
  readonly knownRun: boolean;
}

export interface FenceFacts {
  readonly own: OwnPlace;
  /** Null: the ledger was never bound to an installation. */
  readonly ledger: LedgerPlace | null;
  /** The identifier of the cluster that answers now; null where the server does not tell. */
  readonly systemId: string | null;
  /** Whether a plan was ever started in this ledger. */
  readonly everStarted: boolean;
  readonly marks: readonly Mark[];
}

export type FenceReason =
  'byHand' | 'restored' | 'otherInstallation' | 'moved' | 'otherServer' | 'older';

export type FenceState =
  /** Nobody has used this ledger: it is bound to whoever comes first. */
  | { readonly kind: 'unbound' }
  | { readonly kind: 'open' }
  | { readonly kind: 'closed'; readonly why: FenceReason };

/**
 * Whether this ledger may poll and send here. It may where it belongs to this installation, stands where
 * it stood, on the same files, and is not older than any mark outside of it. Everything else is a
 * copy until an operator says that it is not.
 */
export function fenceState({ own, ledger, systemId, everStarted, marks }: FenceFacts): FenceState {
  const isOlder = marks.some(({ beat, knownRun }) => !knownRun || beat > (ledger?.beat ?? -1));
  if (ledger === null) {
    // Emptied on purpose, or the first start of a version that keeps marks. One with plans and a mark it does not know is old.
    return everStarted && isOlder ? closed('older') : { kind: 'unbound' };
  }
  if (ledger.closedWhy !== null) return closed(ledger.closedWhy);
  if (ledger.instanceId !== own.instanceId) return closed('otherInstallation');
  if (ledger.seat !== own.seat) return closed('moved');
  if (ledger.systemId !== null && systemId !== null && ledger.systemId !== systemId) {
    return closed('otherServer');
  }
  return isOlder ? closed('older') : { kind: 'open' };
}

function closed(why: FenceReason): FenceState {
  return { kind: 'closed', why };
}

const WORDS: Readonly<Record<FenceReason, string>> = {
  byHand: 'Người vận hành đã dừng việc gửi thư của bản cài đặt này.',
  restored: 'Dữ liệu vừa được khôi phục từ bản sao lưu.',
  otherInstallation: 'Dữ liệu này thuộc về một bản cài đặt khác (mã cài đặt không trùng).',
  moved: 'Dữ liệu này được lập ở một máy hoặc thư mục khác.',
  otherServer: 'Dữ liệu này được chép sang một máy chủ cơ sở dữ liệu khác.',
  older: 'Dữ liệu này cũ hơn lần hoạt động gần nhất đã ghi nhận bên ngoài.',
};

/** Why a fence is closed, as people read it. */
export function fenceWords(why: FenceReason): string {
  return WORDS[why];
}

/** What every page says while the fence is closed. */
export function fenceBanner(why: FenceReason): string {
  return `Hệ thống đang tạm dừng: không gửi thư, không chạy mốc nhắc nào. ${fenceWords(why)} Người vận hành quyết định bằng lệnh dondoc fence.`;
}

/** What an agency reads meanwhile: nothing about the machine, and that what it types here may not stay. */
export const FENCE_SENTENCE_FOR_AGENCIES =
  'Hệ thống đang được kiểm tra sau khi khôi phục dữ liệu. Nội dung gửi lúc này có thể chưa được ghi nhận; nếu gấp, đề nghị gọi cán bộ theo dõi.';
