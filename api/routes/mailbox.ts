import type { FastifyInstance, FastifyRequest } from 'fastify';
import { allow, callerOf } from '../access.js';
import { adminRoutes } from '../../contract/admin.js';
import type { StaffInOffice } from '../../office/directory/offices.js';
import type { ServerDeps } from '../ports.js';
import { found } from '../refused.js';
import { serve } from '../serve.js';

const PAGE = 50;
/** In the place of what stands in a mail about an account; the operator finds it in the mailbox's folder. */
const FOR_ITS_RECIPIENT =
  'Thư này mang đường dẫn vào tài khoản của người nhận nên nội dung không hiện ở đây. Cần giúp người nhận thì đặt lại mật khẩu ở trang Cán bộ, hoặc nhờ người vận hành hệ thống.';

/** The built-in mailbox, each office its own mails; not there where mail leaves by a real relay. */
export function mailboxPages(app: FastifyInstance, deps: ServerDeps): void {
  const { mailbox } = deps;
  const at = { app, deps };

  serve(at, adminRoutes.mails, async ({ officeId, query }) => {
    const listed = await found(mailbox).list({
      officeId,
      limit: PAGE,
      ...(query.q === undefined ? {} : { query: query.q }),
      ...(query.to === undefined ? {} : { to: query.to }),
      ...(query.before === undefined ? {} : { before: query.before }),
    });
    return {
      mails: listed.map((mail) => ({
        id: mail.id,
        at: mail.receivedAt,
        from: mail.from,
        to: mail.to.join(', '),
        subject: mail.subject,
        copies: mail.copies,
      })),
      next: listed.length < PAGE ? null : (listed.at(-1)?.id ?? null),
    };
  });

  serve(at, adminRoutes.mail, async ({ office, params }) => {
    const mail = found(await mailOf(deps, office, params.mailId));
    return {
      id: mail.id,
      at: mail.receivedAt,
      from: mail.from,
      to: mail.to.join(', '),
      subject: mail.subject,
      text: mail.text,
      hasHtml: mail.html !== '',
      attachments: mail.attachments.map(({ fileName, contentType, bytes }) => ({
        fileName,
        contentType,
        bytes: bytes.length,
      })),
    };
  });

  const { mailHtml } = adminRoutes;
  app.route({
    method: mailHtml.method,
    url: mailHtml.path,
    schema: { params: mailHtml.params },
    handler: async (request: FastifyRequest, reply) => {
      const caller = await callerOf(deps, request);
      allow(caller, { inRehearsal: true, roles: ['officer', 'admin'] });
      const { mailId } = request.params as { readonly mailId: string };
      const mail = found(await mailOf(deps, caller.office, mailId));
      // Foreign HTML: no script, no form, no address of ours; links open outside the frame.
      return reply
        .header(
          'content-security-policy',
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
        )
        .header('cache-control', 'private, no-store')
        .type('text/html; charset=utf-8')
        .send(mail.html);
    },
  });
}

/** A mail that belongs to the office by its own header; of one with the way into an account only the head. */
async function mailOf(deps: ServerDeps, office: Pick<StaffInOffice, 'id'>, mailId: string) {
  const mail = await found(deps.mailbox).read(mailId);
  const header = (wanted: string) =>
    mail?.headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';
  if (mail === null || header('x-dondoc-office') !== office.id) return null;
  const isReset = header('x-notice-key').startsWith('desk/passwordReset/');
  // Whoever read its link would come in as somebody else, in whatever offices that person works.
  return isReset ? { ...mail, text: FOR_ITS_RECIPIENT, html: '', attachments: [] } : mail;
}
