import type { DraftObligation } from '../../domain/schemas/plan-draft.js';

/** A duty's verb in a clause: what is owed, and the place of the words. */
export interface Act {
  readonly what: DraftObligation['what'];
  readonly start: number;
  readonly end: number;
  /** Whether the words "tổng hợp" or "tham mưu" show that others' reports are merged. */
  readonly merges: boolean;
  /** Whether it is tracked only where a day is printed: much is sent that nobody chases. */
  readonly needsDay: boolean;
  /** Whether it is a duty only where a body is named for it: anybody may hold a review. */
  readonly needsBody?: boolean;
  /** Whether it is only sent where a receiver is named: "trình", "báo". */
  readonly isOpen?: boolean;
  /** Whether its words leave out what is sent: the sentence before may have said it. */
  readonly isUnsaid?: boolean;
}
