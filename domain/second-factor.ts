/** Who of an office has to come in with a code besides the password. */
export const SECOND_FACTOR_FOR = ['nobody', 'admins', 'all'] as const;
export type SecondFactorFor = (typeof SECOND_FACTOR_FOR)[number];

/** A code of the telephone is of half a minute, and taken half a minute earlier and later (RFC 6238, 5.2). */
export const CODE_SPENT_MS = 5 * 60_000;

/** Whether somebody with these roles must come in with a second factor where an office asks it of some. */
export function needsSecondFactor(asked: SecondFactorFor, roles: readonly string[]): boolean {
  return asked === 'all' || (asked === 'admins' && roles.includes('admin'));
}

/** What a person types as the second factor: the six digits of the telephone, or one of the kept recovery codes. */
export interface TypedCode {
  readonly kind: 'telephone' | 'recovery';
  readonly code: string;
}

/** Reads what was typed, whatever spaces and hyphens stand in it; null where it is neither. */
export function typedSecondFactor(text: string): TypedCode | null {
  const plain = text.replace(/[\s-]/g, '').toLowerCase();
  if (/^\d{6}$/.test(plain)) return { kind: 'telephone', code: plain };
  if (!/^[a-z0-9]{10}$/.test(plain)) return null;
  return { kind: 'recovery', code: `${plain.slice(0, 5)}-${plain.slice(5)}` };
}
