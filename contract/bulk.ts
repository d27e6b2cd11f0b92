import { z } from 'zod';
import { SHOWN } from '../domain/board-filter.js';
import { MOST_AT_ONCE } from '../domain/bulk-act.js';
import { route } from './route.js';
import { DayText, GivenDay, Id, Reason, Words } from './values.js';

/** What an officer may do to many duties at once, with what it needs. */
export const BulkAct = z.discriminatedUnion('name', [
  /** Nhắc ngay: one mail an agency, once a day. */
  z.object({ name: z.literal('remind') }),
  /** Gia hạn đến một ngày; whoever asked for more time is answered by it. */
  z.object({ name: z.literal('extend'), day: GivenDay, reason: Reason }),
  /** Đồng ý gia hạn, each to the day it asked for. */
  z.object({ name: z.literal('grant') }),
  z.object({ name: z.literal('accept') }),
  z.object({ name: z.literal('return'), day: GivenDay, reason: Reason }),
  /** Đối chiếu: the claimed documents are here, arrived on a day. */
  z.object({ name: z.literal('reconcile'), day: GivenDay }),
]);
export type BulkAct = z.infer<typeof BulkAct>;

/** As many as a board may have. */
const MOST_CHOSEN = 20_000;

/** Which duties: those chosen one by one, or all that a filter of a board shows. */
export const BulkChoice = z.union([
  z.object({ obligationIds: z.array(Id).min(1, 'Chưa chọn cơ quan nào').max(MOST_CHOSEN) }),
  z.object({
    cycleId: Id,
    show: z.enum(SHOWN),
    group: z.string().max(300).optional(),
    q: Words,
  }),
]);
export type BulkChoice = z.infer<typeof BulkChoice>;

/** What the act would make, or has made, of one duty. */
export const BulkLine = z.object({
  obligationId: Id,
  agencyId: Id,
  agency: z.string(),
  reportName: z.string(),
  /** How often the duty was changed: what was shown is what is done. */
  changes: z.int(),
  /** `will`: it would be, or was, done; `already`: it stands so; else refused. */
  outcome: z.enum(['will', 'already', 'refused']),
  /** Why it is refused, as a sentence. */
  why: z.string().nullable(),
  /** The day an agency asked for; null where it asked for none. */
  wantedDay: DayText.nullable(),
});
export type BulkLine = z.infer<typeof BulkLine>;

const answer = z.object({ lines: z.array(BulkLine) });

/** Routes of acts at once: first what they would do, then the doing of what was shown. */
export const bulkRoutes = {
  summary: route('POST /api/bulk/summary', {
    roles: ['officer'],
    body: z.object({ act: BulkAct, of: BulkChoice }),
    answer,
  }),
  perform: route('POST /api/bulk', {
    roles: ['officer'],
    body: z.object({
      act: BulkAct,
      shown: z
        .array(z.object({ obligationId: Id, changes: z.int().min(0).max(2_147_483_647) }))
        .min(1, 'Chưa chọn cơ quan nào')
        .max(MOST_AT_ONCE),
    }),
    answer,
  }),
} as const;
