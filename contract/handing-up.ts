import { z } from 'zod';
import { GivenDay, Id, InstantText } from './values.js';

/** What an office below posts to `/api/up/reports` with the token of its link: see `domain/handing-up.ts`. */
export const HandedUp = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  dutyId: Id.nullable(),
  from: z.string().trim().min(1).max(200),
  number: z.string().trim().min(1).max(100),
  issuedOn: GivenDay,
  signer: z.string().max(200).nullable(),
  period: z.object({ from: GivenDay, to: GivenDay }).nullable(),
  figures: z
    .array(
      z.object({
        code: z.string().max(100),
        total: z.string().max(40),
        approximate: z.boolean().optional(),
      }),
    )
    .max(2000),
  narrative: z
    .array(z.object({ heading: z.string().max(300), text: z.string().max(200_000) }))
    .max(100),
  files: z.array(z.object({ fileName: z.string().min(1).max(200), base64: z.base64() })).max(3),
});

/** How it stands above. */
export const HandedUpAnswer = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('unclear'),
    duties: z.array(z.object({ id: Id, name: z.string(), duePhrase: z.string() })),
  }),
  z.object({
    state: z.enum(['received', 'accepted', 'returned']),
    dutyId: Id,
    at: InstantText.nullable(),
    reason: z.string().nullable(),
  }),
]);

/** How it stands here, and to whom it may go; null: the office has no link of one above. */
export const HandedUpStanding = z.object({
  to: z.string().nullable(),
  standing: z
    .object({
      state: z.enum(['waiting', 'unclear', 'received', 'accepted', 'returned', 'refused']),
      duties: z.array(z.object({ id: Id, name: z.string(), duePhrase: z.string() })),
      problem: z.string().nullable(),
      changedAt: InstantText,
    })
    .nullable(),
});
export type HandedUpStanding = z.infer<typeof HandedUpStanding>;
