import { z } from 'zod';
import { CHECKS } from '../domain/doctor/check.js';
import { Counts, ListedCycle } from './cycles.js';
import { Nothing, route } from './route.js';
import { DayText, Id, InstantText, MessageStateName, Next, PageQuery } from './values.js';
import { watchers } from './watchers.js';

/** How a backup, or its trial, came out. */
const BackupRun = z.object({
  at: InstantText,
  folder: z.string(),
  rows: z.int().nullable(),
  bytes: z.int().nullable(),
  problem: z.string().nullable(),
});

/** Whether tomorrow's mails will leave and be right; `stops`: because of it they would not. */
export const Doctor = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({ name: z.enum(CHECKS), ok: z.boolean(), words: z.string(), stops: z.boolean() }),
  ),
});

/** What the admin watches: every cycle with its next wave and its last error, and the relay. */
export const Operations = z.object({
  now: InstantText,
  /** One page: those that are not over first, then the others, each by its due day. */
  cycles: z.array(ListedCycle.extend({ counts: Counts })),
  next: Next,
  /** Messages of the last 30 days, by state. */
  messages: z.partialRecord(MessageStateName, z.int()),
  relays: z.array(
    z.object({
      relay: z.string(),
      stoppedAt: InstantText.nullable(),
      reason: z.string().nullable(),
      /** It takes mail, cannot be reached, or answers and takes none. */
      standing: z.enum(['open', 'unreachable', 'held']),
      /** When one mail tries it next; null while it takes mail. */
      tryAt: InstantText.nullable(),
    }),
  ),
  /** Changes not yet told to the workflows, and how long the oldest has waited. */
  outbox: z.object({
    waiting: z.int(),
    oldestAt: InstantText.nullable(),
    /** What the oldest that could not be told failed with. */
    lastError: z.string().nullable(),
  }),
  /** Plans and cycles that no workflow looks at, though it was told again a minute ago; `key` of a cycle. */
  alarms: z.array(
    z.object({
      target: z.enum(['plan', 'cycle']),
      id: Id,
      planTitle: z.string(),
      key: z.string().nullable(),
      /** The day by which the cycle is due now; null where it has none. */
      dueDay: DayText.nullable(),
      since: InstantText,
    }),
  ),
  /** What keeps mail from going out, in a code and the relay's own words; null while it flows. */
  mailAlarm: z
    .object({
      trouble: z.enum(['unreachable', 'held', 'limit', 'waiting', 'doubtful']),
      words: z.string(),
    })
    .nullable(),
  /** The last backup of the ledger and the last trial of one; null before the first. */
  backup: BackupRun.nullable(),
  drill: BackupRun.nullable(),
  /** Mails that a person should look at: refused, bounced, doubtful; newest first, at most 100. */
  troubles: z.array(
    z.object({
      messageId: Id,
      agency: z.string().nullable(),
      obligationId: Id.nullable(),
      state: MessageStateName,
      subject: z.string().nullable(),
      why: z.string().nullable(),
      response: z.string().nullable(),
      at: InstantText,
    }),
  ),
});

export type Operations = z.infer<typeof Operations>;

/** The failed tries of one mail, the newest first. */
export const MailTries = z.object({
  tries: z.array(
    z.object({
      at: InstantText,
      response: z.string(),
      conversation: z.string().nullable(),
    }),
  ),
});

export type MailTries = z.infer<typeof MailTries>;

/** Routes of what an office watches: cycles, relay, mails in trouble. */
export const operationsRoutes = {
  operations: route('GET /api/operations', {
    roles: watchers,
    query: PageQuery,
    answer: Operations,
  }),
  doctor: route('GET /api/doctor', { roles: ['admin'], answer: Doctor }),
  /** One mail tries a relay that is shut, now. */
  retryRelay: route('POST /api/relay/retry', { roles: ['admin'], answer: Nothing }),
  /** A doubtful mail did arrive, as a person found out. */
  mailArrived: route('POST /api/messages/:messageId/arrived', {
    roles: watchers,
    params: z.object({ messageId: Id }),
    answer: Nothing,
  }),
  /** A mail that is doubtful, was refused or came back goes once more, under its own Message-ID. */
  sendMailAgain: route('POST /api/messages/:messageId/again', {
    roles: watchers,
    params: z.object({ messageId: Id }),
    answer: Nothing,
  }),
  /** What was said at the failed tries of the last thirty days, without passwords and bodies. */
  mailTries: route('GET /api/messages/:messageId/tries', {
    roles: ['admin'],
    params: z.object({ messageId: Id }),
    answer: MailTries,
  }),
} as const;
