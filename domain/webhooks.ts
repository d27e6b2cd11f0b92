import { plusMs } from './day.js';
import type { Instant } from './day.js';

/** What others are told, by the acts of the audit that it is. */
const ACTS = {
  'plan.started': ['startPlan'],
  'plan.ended': ['closePlan', 'cancelPlan'],
  'cycle.opened': ['openCycle'],
  'cycle.collected': ['closeCollection'],
  'report.received': ['submit', 'documentArrived'],
  'report.claimed': ['claim'],
  'report.returned': ['return'],
  'report.accepted': ['accept'],
  'due.moved': ['extend', 'setDue', 'giveDue'],
  'paper.released': ['releasePaper'],
  'paper.acknowledged': ['acknowledgePaper'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type WebhookEvent = keyof typeof ACTS;

export const WEBHOOK_EVENTS = Object.keys(ACTS) as [WebhookEvent, ...WebhookEvent[]];

/** Which acts of the audit tell one of these events. */
export function actsOf(events: readonly WebhookEvent[]): readonly string[] {
  return events.flatMap((event) => ACTS[event]);
}

/** Which event an act is; null for one that nobody is told. */
export function eventOf(act: string): WebhookEvent | null {
  return WEBHOOK_EVENTS.find((event) => (ACTS[event] as readonly string[]).includes(act)) ?? null;
}

/** What is sent: which thing something happened to, never what stands in it. */
export function webhookBody(told: {
  readonly type: string;
  readonly at: Instant;
  readonly officeId: string;
  /** `<kind>:<id>`, as the audit names it. */
  readonly subject: string;
}): string {
  const colon = told.subject.indexOf(':');
  return JSON.stringify({
    type: told.type,
    timestamp: told.at,
    data: {
      officeId: told.officeId,
      kind: told.subject.slice(0, colon),
      id: told.subject.slice(colon + 1),
    },
  });
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How long after each failed try the next one comes (Standard Webhooks 1.0); after the last a person has to. */
const WAITS = [
  ...[5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR],
  ...[14 * HOUR, 20 * HOUR, 24 * HOUR],
] as const;
/** A receiver may ask for more time, but not for ever. */
const LONGEST_ASKED_MS = 24 * HOUR;

/** What a receiver answered to one try; `status` null: nothing, for the reason in `problem`. */
export interface WebhookAnswer {
  readonly status: number | null;
  readonly problem: string | null;
  /** How long it asks to be left alone; null: it does not say. */
  readonly retryAfterMs: number | null;
}

/** How a delivery stands after its try number `tries`: only 2xx is success, 410 wants no more of anything. */
export function afterAnswer(
  { status, retryAfterMs }: WebhookAnswer,
  { tries, now }: { readonly tries: number; readonly now: Instant },
):
  | { readonly state: 'done' | 'gone' | 'failed' }
  | { readonly state: 'waiting'; readonly tryAt: Instant } {
  if (status !== null && status >= 200 && status < 300) return { state: 'done' };
  if (status === 410) return { state: 'gone' };
  const wait = WAITS[tries - 1];
  if (wait === undefined) return { state: 'failed' };
  const mayAsk = status === 429 || status === 503;
  const asked = mayAsk ? Math.min(retryAfterMs ?? 0, LONGEST_ASKED_MS) : 0;
  return { state: 'waiting', tryAt: plusMs(now, Math.max(wait, asked)) };
}
