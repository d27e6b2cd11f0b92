import type { Generated } from 'kysely';
import type { Instant } from '../../domain/day.js';
import type { TokenScope } from '../../domain/token-scope.js';
import type { WebhookEvent } from '../../domain/webhooks.js';

/** The rows of api_token, webhook, webhook_delivery. */
export interface ExchangeTables {
  api_token: {
    office_id: string;
    id: string;
    name: string;
    token_hash: string;
    scopes: TokenScope[];
    made_by: string;
    made_at: Instant;
    ends_at: Instant;
    last_used_at: Instant | null;
    revoked_at: Instant | null;
  };
  webhook: {
    office_id: string;
    id: string;
    name: string;
    url: string;
    events: WebhookEvent[];
    /** Of its secret; goes up when another one takes its place. */
    generation: Generated<number>;
    /** Until when the secret before is signed with too. */
    former_until: Generated<Instant | null>;
    made_by: string;
    made_at: Instant;
    off_at: Generated<Instant | null>;
    /** `gone`: the receiver answered 410. */
    off_why: Generated<'gone' | 'person' | null>;
    /** Up to which sealed row of the audit it has been told. */
    told_up_to: number;
  };
  webhook_delivery: {
    office_id: string;
    id: string;
    webhook_id: string;
    event: string;
    /** As it is sent, the same at each try. */
    body: string;
    made_at: Instant;
    state: 'waiting' | 'done' | 'failed';
    try_at: Instant | null;
    tries: Generated<number>;
    /** The HTTP status of the last answer, or why there was none. */
    status: number | null;
    problem: string | null;
    tried_at: Instant | null;
  };
}
