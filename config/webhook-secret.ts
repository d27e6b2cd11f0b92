import { createHmac } from 'node:crypto';

/** The secret of an address that is told of events, `whsec_…` (Standard Webhooks): made from the key each time, kept nowhere. */
export function webhookSecret(
  key: string,
  { webhookId, generation }: { readonly webhookId: string; readonly generation: number },
): string {
  const secret = createHmac('sha256', key)
    .update(`webhook\n${webhookId}\n${String(generation)}`)
    .digest('base64');
  return `whsec_${secret}`;
}
