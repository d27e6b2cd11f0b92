import type { FastifyInstance } from 'fastify';
import { exchangeRoutes } from '../../contract/exchange.js';
import { makeToken, revokeToken, tokensOf } from '../../office/exchange/tokens.js';
import {
  addWebhook,
  deliveriesOf,
  removeWebhook,
  replayDelivery,
  rotateSecret,
  switchWebhook,
  testWebhook,
  webhooksOf,
} from '../../office/exchange/webhooks.js';
import type { ServerDeps } from '../ports.js';
import { found } from '../refused.js';
import { serve } from '../serve.js';

/** Programs of others: by which token they read, and which are told what happens. */
export function exchangePages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, exchangeRoutes.tokens, async ({ db, officeId }) => ({
    tokens: await tokensOf(db, officeId),
  }));

  serve(at, exchangeRoutes.makeToken, async ({ body, act }) =>
    act((scope) => makeToken(scope, body)),
  );

  serve(at, exchangeRoutes.revokeToken, async ({ params, act }) =>
    act((scope) => revokeToken(scope, params)),
  );

  serve(at, exchangeRoutes.webhooks, async ({ db, officeId }) => ({
    webhooks: await webhooksOf(db, officeId),
  }));

  serve(at, exchangeRoutes.addWebhook, async ({ body, act }) => {
    const made = await act((scope) => addWebhook(scope, body));
    return { webhookId: made.webhookId, secret: deps.webhookSecret(made) };
  });

  serve(at, exchangeRoutes.removeWebhook, async ({ params, act }) =>
    act((scope) => removeWebhook(scope, params)),
  );

  serve(at, exchangeRoutes.rotateSecret, async ({ params, act }) => {
    const turned = await act((scope) => rotateSecret(scope, params));
    return { webhookId: turned.webhookId, secret: deps.webhookSecret(turned) };
  });

  serve(at, exchangeRoutes.switchWebhook, async ({ params, body, act }) =>
    act((scope) => switchWebhook(scope, { ...params, ...body })),
  );

  serve(at, exchangeRoutes.testWebhook, async ({ params, act }) =>
    act((scope) => testWebhook(scope, params)),
  );

  serve(at, exchangeRoutes.deliveries, async ({ db, officeId, params, query }) =>
    found(await deliveriesOf(db, { officeId, ...params, ...query })),
  );

  serve(at, exchangeRoutes.replay, async ({ params, act }) =>
    act((scope) => replayDelivery(scope, params)),
  );
}
