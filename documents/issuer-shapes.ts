/** Who issues a paper, as the plan says it; every name is written as in a sentence, capitals are set by the layout. */
export interface IssuerBlock {
  readonly governingBody: string | null;
  /** "Ủy ban nhân dân tỉnh Sông Hương". */
  readonly issuingBody: string;
  readonly placeOfIssue: string;
  /** What follows the number: "BC-UBND", "CAT-PV01". */
  readonly docSymbol: string;
  /** ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]. */
  readonly signingCapacity: readonly string[];
  readonly signerName: string | null;
  /** Nơi nhận without "Như trên", which the layout puts first. */
  readonly distribution: readonly string[];
}

/** Whom to ask about a letter. */
export interface LetterContact {
  readonly unit: string;
  readonly person: string | null;
  readonly phone: string | null;
}

/** A committee may command, the police ask. */
export type LetterVerb = 'đề nghị' | 'yêu cầu';
