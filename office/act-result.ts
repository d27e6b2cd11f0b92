import type { RefusalCode } from '../domain/refusals.js';
import type { Result } from '../domain/result.js';

/** What an act answers: its value, or why it was refused; a refusal rolls its transaction back. */
export type ActResult<T = object> = Promise<Result<T, RefusalCode>>;
