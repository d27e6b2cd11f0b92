/** A kind of place in which something of a person stands. */
export type HeldPlace =
  | 'contact'
  | 'mailbox'
  | 'staff'
  | 'mail'
  | 'report'
  | 'claim'
  | 'extension'
  | 'objection'
  | 'text';

/** What is held of a person at one place. */
export interface HeldData {
  readonly place: HeldPlace;
  /** The agency, plan or office it belongs to. */
  readonly about: string;
  readonly count: number;
  /** Why it stays; null: it can be erased. */
  readonly keptBecause: KeptBecause | null;
}

/** Why data of a person are kept against his wish. */
export type KeptBecause = keyof typeof KEPT_WORDS;

/** The reasons in words, for whoever asked. */
export const KEPT_WORDS = {
  official: 'hộp thư công vụ của cơ quan, đơn vị, không phải địa chỉ cá nhân',
  onlyContact:
    'địa chỉ duy nhất để gửi thời hạn, nhắc báo cáo cho cơ quan, đơn vị; cần đầu mối khác thay trước',
  inService: 'tài khoản của cán bộ, cần cho nhật ký thao tác; sửa tại trang Cán bộ',
  running: 'công việc chưa kết thúc',
  notHandedOver: 'nằm trong hồ sơ công việc chưa giao nộp lưu trữ (Luật Lưu trữ 33/2024/QH15)',
} as const;

/** What each place is called. */
export const PLACE_WORDS: Readonly<Record<HeldPlace, string>> = {
  contact: 'Đầu mối liên hệ',
  mailbox: 'Hộp thư của đơn vị',
  staff: 'Cán bộ',
  mail: 'Thư đã gửi',
  report: 'Người gửi, người ký báo cáo',
  claim: 'Người báo đã gửi văn bản',
  extension: 'Người đề nghị gia hạn',
  objection: 'Người có ý kiến về việc chấp hành',
  text: 'Nội dung ghi bằng lời (lý do, ý kiến, trả lời điện thoại)',
};

/** The facts by which it is decided whether something of a person can be erased. */
export interface HeldFacts {
  readonly place: HeldPlace;
  /** Of a contact: whether its agency has another one. */
  readonly hasOther: boolean;
  /** Whether the plan it belongs to is over, and its file with the archive. */
  readonly isOver: boolean;
  readonly isHanded: boolean;
}

/** Why something of a person stays; null where it can be erased. A paper never goes before the archive has it. */
export function keptBecause({ place, hasOther, isOver, isHanded }: HeldFacts): KeptBecause | null {
  switch (place) {
    case 'mailbox':
      return 'official';
    case 'staff':
      return 'inService';
    case 'contact':
      return hasOther ? null : 'onlyContact';
    case 'mail':
      return isOver ? null : 'running';
    case 'text':
      return null;
    case 'report':
    case 'claim':
    case 'extension':
    case 'objection':
      return !isOver ? 'running' : isHanded ? null : 'notHandedOver';
  }
}
