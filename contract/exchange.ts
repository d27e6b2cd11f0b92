import { z } from 'zod';
import { TOKEN_SCOPES } from '../domain/token-scope.js';
import { WEBHOOK_EVENTS } from '../domain/webhooks.js';
import { Nothing, route } from './route.js';
import { GivenDay, Id, InstantText, Next, PageQuery } from './values.js';

const Name = z.string().trim().min(1, 'Cần ghi tên').max(200);

/** A token of a program, as it is listed; the token itself is told once. */
export const TokenView = z.object({
  id: Id,
  name: z.string(),
  scopes: z.array(z.enum(TOKEN_SCOPES)),
  madeBy: z.string(),
  madeAt: InstantText,
  endsAt: InstantText,
  /** To the minute. */
  lastUsedAt: InstantText.nullable(),
  revokedAt: InstantText.nullable(),
});
export type TokenView = z.infer<typeof TokenView>;

export const WebhookView = z.object({
  id: Id,
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  /** Until when the secret before is signed with too. */
  formerUntil: InstantText.nullable(),
  madeAt: InstantText,
  offAt: InstantText.nullable(),
  offWhy: z.enum(['gone', 'person']).nullable(),
  waiting: z.int(),
  failed: z.int(),
});
export type WebhookView = z.infer<typeof WebhookView>;

export const DeliveryView = z.object({
  id: Id,
  event: z.string(),
  state: z.enum(['waiting', 'done', 'failed']),
  tries: z.int(),
  /** Of the last answer; null where there was none. */
  status: z.int().nullable(),
  problem: z.string().nullable(),
  madeAt: InstantText,
  triedAt: InstantText.nullable(),
  tryAt: InstantText.nullable(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

const ofHook = z.object({ webhookId: Id });
const admin = ['admin'] as const;
/** A secret as it is told, once. */
const Secret = z.object({ webhookId: Id, secret: z.string() });

/** Routes by which programs of others are let in and told what happens. */
export const exchangeRoutes = {
  tokens: route('GET /api/tokens', {
    roles: admin,
    answer: z.object({ tokens: z.array(TokenView) }),
  }),
  makeToken: route('POST /api/tokens', {
    roles: admin,
    body: z.object({
      name: Name,
      scopes: z.array(z.enum(TOKEN_SCOPES)).min(1, 'Chưa chọn nội dung được đọc').max(10),
      /** Its last day. */
      endsOn: GivenDay,
    }),
    answer: z.object({ tokenId: Id, token: z.string() }),
  }),
  revokeToken: route('DELETE /api/tokens/:tokenId', {
    roles: admin,
    params: z.object({ tokenId: Id }),
    answer: Nothing,
  }),
  webhooks: route('GET /api/webhooks', {
    roles: admin,
    answer: z.object({ webhooks: z.array(WebhookView) }),
  }),
  addWebhook: route('POST /api/webhooks', {
    roles: admin,
    body: z.object({
      name: Name,
      url: z.url('Địa chỉ không đúng').max(2000),
      events: z.array(z.enum(WEBHOOK_EVENTS)).min(1, 'Chưa chọn việc cần báo').max(50),
    }),
    answer: Secret,
  }),
  removeWebhook: route('DELETE /api/webhooks/:webhookId', {
    roles: admin,
    params: ofHook,
    answer: Nothing,
  }),
  rotateSecret: route('POST /api/webhooks/:webhookId/secret', {
    roles: admin,
    params: ofHook,
    answer: Secret,
  }),
  switchWebhook: route('POST /api/webhooks/:webhookId/switch', {
    roles: admin,
    params: ofHook,
    body: z.object({ on: z.boolean() }),
    answer: Nothing,
  }),
  testWebhook: route('POST /api/webhooks/:webhookId/test', {
    roles: admin,
    params: ofHook,
    answer: Nothing,
  }),
  deliveries: route('GET /api/webhooks/:webhookId/deliveries', {
    roles: admin,
    params: ofHook,
    query: PageQuery,
    answer: z.object({ deliveries: z.array(DeliveryView), next: Next }),
  }),
  replay: route('POST /api/webhooks/:webhookId/deliveries/:deliveryId/replay', {
    roles: admin,
    params: ofHook.extend({ deliveryId: Id }),
    answer: Nothing,
  }),
} as const;
