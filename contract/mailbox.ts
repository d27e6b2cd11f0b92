import { z } from 'zod';
import { File, route } from './route.js';
import { InstantText } from './values.js';
import { watchers } from './watchers.js';

/** One mail of the built-in mailbox. */
export const MailRow = z.object({
  id: z.string(),
  at: InstantText,
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  /** Mails with this Message-ID; two and more are twins. */
  copies: z.int(),
});

export type MailRow = z.infer<typeof MailRow>;

export const MailDetail = MailRow.omit({ copies: true }).extend({
  text: z.string(),
  /** Its HTML is served by the route `mailHtml`, for a sandboxed frame. */
  hasHtml: z.boolean(),
  attachments: z.array(z.object({ fileName: z.string(), contentType: z.string(), bytes: z.int() })),
});

export type MailDetail = z.infer<typeof MailDetail>;

const mailParams = z.object({ mailId: z.string().regex(/^[A-Za-z0-9._-]{1,400}$/) });

/** Routes of the built-in mailbox. */
export const mailboxRoutes = {
  mails: route('GET /api/mailbox', {
    roles: watchers,
    query: z.object({
      /** Words in subject or address, with or without accents. */
      q: z.string().max(200).optional(),
      to: z.string().max(254).optional(),
      before: z.string().max(400).optional(),
    }),
    answer: z.object({ mails: z.array(MailRow), next: z.string().nullable() }),
  }),
  mail: route('GET /api/mailbox/:mailId', {
    roles: watchers,
    params: mailParams,
    answer: MailDetail,
  }),
  mailHtml: route('GET /api/mailbox/:mailId/html', {
    roles: watchers,
    params: mailParams,
    answer: File,
  }),
} as const;
