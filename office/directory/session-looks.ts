import { performance } from 'node:perf_hooks';

/** Looks at sessions that requests arriving together share. */
export interface SessionLooks<Account> {
  /** Whose session a cookie is, looked at no longer than a second ago; null for nobody's. */
  shared(cookie: string | undefined): Promise<Account | null>;
  /** Nothing looked at so far counts any more. */
  forget(): void;
}

/** A page asks for several things at once: they pay for one look. Another process's sign-out is seen this much later. */
const SHARED_MS = 1_000;
const MOST = 1_000;

/** Shares `look` between requests with the same cookie; one that failed is shared with nobody who comes later. */
export function sessionLooks<Account>(
  look: (cookie: string) => Promise<Account | null>,
  nowMs: () => number = () => performance.now(),
): SessionLooks<Account> {
  const looks = new Map<
    string,
    { readonly atMs: number; readonly found: Promise<Account | null> }
  >();
  return {
    shared: async (cookie) => {
      if (cookie === undefined) return null;
      const known = looks.get(cookie);
      if (known !== undefined && nowMs() - known.atMs < SHARED_MS) return known.found;
      // Only the living ones are worth their room.
      if (looks.size >= MOST) looks.clear();
      const found = look(cookie);
      looks.set(cookie, { atMs: nowMs(), found });
      try {
        return await found;
      } catch (error) {
        if (looks.get(cookie)?.found === found) looks.delete(cookie);
        throw error;
      }
    },
    forget: () => {
      looks.clear();
    },
  };
}
