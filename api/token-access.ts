import type { FastifyRequest } from 'fastify';
import { msOf } from '../domain/day.js';
import type { TokenScope } from '../domain/token-scope.js';
import { heldToken, TOKEN_PREFIX } from '../office/exchange/tokens.js';
import { officeNamed } from './access.js';
import type { Caller } from './access.js';
import type { ServerDeps } from './ports.js';
import { Refused } from './refused.js';

/** Who asks by a token is nobody of the staff. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
/** Requests a minute by one token, in one process. */
const MOST_A_MINUTE = 300;
const WINDOW_MS = 60_000;

/** The token in a request; null where it carries none of ours. */
export function tokenIn({ headers }: FastifyRequest): string | null {
  const { authorization = '' } = headers;
  const [scheme = '', token = ''] = authorization.split(' ');
  return scheme.toLowerCase() === 'bearer' && token.startsWith(TOKEN_PREFIX) ? token : null;
}

/** Lets programs in by their tokens, each so often within a minute; what was asked is kept for the process that made it. */
export function tokenAccess(
  deps: Pick<ServerDeps, 'ledger' | 'clock'>,
): (
  token: string,
  asked: { readonly scope: TokenScope | null; readonly request: FastifyRequest },
) => Promise<Caller> {
  const windows = new Map<string, { since: number; asked: number }>();
  return async (token, { scope, request }) => {
    const now = deps.clock.now();
    const held = await heldToken(deps.ledger.db, { token, now });
    if (held === null) throw new Refused('TOKEN_UNKNOWN');
    if (scope === null || !held.scopes.includes(scope)) throw new Refused('TOKEN_SCOPE');
    const wanted = officeNamed(request)?.toLowerCase() ?? held.office.id;
    if (wanted !== held.office.id) throw new Refused('OFFICE_FORBIDDEN');
    const ms = msOf(now);
    const window = windows.get(held.tokenId);
    if (window === undefined || ms - window.since >= WINDOW_MS) {
      windows.set(held.tokenId, { since: ms, asked: 1 });
    } else if ((window.asked += 1) > MOST_A_MINUTE) throw new Refused('RATE_LIMITED');
    const { id, name, shortName, openedAt } = held.office;
    const office = {
      ...{ id, name, shortName, kind: 'live' as const, motherOfficeId: null, roles: [] },
      ...{ canWrite: false, open: openedAt !== null, now, asksSecondFactor: false },
      ...{ staffId: NOBODY, staffName: held.name },
    };
    const account = { userId: NOBODY, name: held.name, email: '', hasSecondFactor: false };
    return { account, offices: [office], office, actor: `token:${held.tokenId}` };
  };
}
