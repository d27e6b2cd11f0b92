import type { RefusalCode } from '../domain/refusals.js';
import type { RefusalDetails, Result } from '../domain/result.js';

export interface WrongField {
  readonly path: string;
  readonly message: string;
}

/** Thrown out of a transaction so that it is rolled back; the error handler turns it into an answer. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
  readonly fields: readonly WrongField[];

  constructor(
    code: RefusalCode,
    {
      details = {},
      fields = [],
    }: { details?: RefusalDetails; fields?: readonly WrongField[] } = {},
  ) {
    super(code);
    this.code = code;
    this.details = details;
    this.fields = fields;
  }
}

/** The value of an act, or its refusal thrown. */
export function unwrap<T>(result: Result<T, RefusalCode>): T {
  if (result.ok) return result.value;
  throw new Refused(result.error, { details: result.details });
}

/** What was found, or the refusal that it was not. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Refused('NOT_FOUND');
  return value;
}
