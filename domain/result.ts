/** Either a value or the code of a refusal; a refusal is an ordinary answer, a bug throws. */
export type Result<T, E extends string> = { readonly ok: true; readonly value: T } | Refused<E>;

/** Why a rule refuses: the code of its sentence, with what that has to name. */
export interface Refused<E extends string> {
  readonly ok: false;
  readonly error: E;
  readonly details: RefusalDetails;
}

/** What the sentence of a refusal needs: names, days, counts. */
export type RefusalDetails = Readonly<Record<string, string | number | readonly string[]>>;

/** The answer of a rule that was satisfied. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** The answer of a rule that refuses, with what its sentence has to name. */
export function refuse<E extends string>(error: E, details: RefusalDetails = {}): Refused<E> {
  return { ok: false, error, details };
}
