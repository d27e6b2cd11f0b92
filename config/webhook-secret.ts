import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** The secret of an address that is told of events, `whsec_…` (Standard Webhooks): made from the key each time, kept nowhere. */
export function webhookSecret(
  key: string,
  { webhookId, generation }: { readonly webhookId: string; readonly generation: number },
): string {
  const secret = createHmac('sha256', key)
    .update(`webhook\n${webhookId}\n${String(generation)}`)
    .digest('base64');
  return `${PREFIX}${secret}`;
}

/** The signature of a message, `v1,…` (Standard Webhooks 1.0): HMAC-SHA256 over id, second and body, by the bytes of the secret. */
export function webhookSignature(
  secret: string,
  { id, second, body }: { readonly id: string; readonly second: number; readonly body: string },
): string {
  const signed = createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .update(`${id}.${String(second)}.${body}`)
    .digest('base64');
  return `v1,${signed}`;
}
