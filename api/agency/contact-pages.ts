import type { FastifyReply } from 'fastify';
import { phoneIn } from '../../domain/agency-lines.js';
import { isMailAddress } from '../../domain/mail-address.js';
import { REFUSALS, refusalSentence } from '../../domain/refusals.js';
import { ok } from '../../domain/result.js';
import { agencyContacts, askedContact } from '../../office/agency-link/agency-contacts.js';
import type { AskedContact } from '../../office/agency-link/agency-contacts.js';
import {
  askContactChange,
  confirmContact,
  denyContact,
} from '../../office/directory/contact-change.js';
import type { WantedContact } from '../../office/directory/contact-change.js';
import { Refused, unwrap } from '../refused.js';
import type { AgencyApp, AgencyRequest } from './agency-request.js';
import { idIn, posted } from './report-of.js';
import { textIn } from './typed-report.js';
import type { PostedFields } from './typed-report.js';

const TITLE = 'Đầu mối liên hệ';

/** Who an agency's contacts are, how it asks for another, and how its registered mailbox answers. */
export function contactPages(side: AgencyApp): void {
  const { app, deps, agencyRoute } = side;

  agencyRoute('GET', '/contacts', async (at) => show(side, at));

  agencyRoute('POST', '/contacts', async (at) => {
    const values = posted(at);
    const { agencyId } = at.who;
    const read = wantedIn(values);
    if (!read.ok) return show(side, at, { values, errors: read.errors, status: 422 });
    try {
      await at.act((scope) => askContactChange(scope, { agencyId, wanted: read.value }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const problem = refusalSentence(error.code, error.details);
      return show(side, at, { values, problem, status: REFUSALS[error.code].status });
    }
    return at.reply.redirect('/b/contacts', 303);
  });

  const perMinute = { config: { rateLimit: { max: 10, timeWindow: 60_000 } } };
  app.post('/contacts/answer', perMinute, async (request, reply) => {
    const fields = (request.body ?? {}) as PostedFields;
    const asked = await contactAsked(side, textIn(fields, 'token'));
    if (asked === null) throw new Refused('LINK_UNKNOWN');
    const { officeId, agencyId, changeId } = asked;
    const isYes = textIn(fields, 'answer') === 'yes';
    const actor = `agency:${agencyId}`;
    const ended = await deps.ledger.inOffice({ officeId, actor }, async (scope) => {
      if (isYes) return unwrap(await confirmContact(scope, { changeId })).linkEnded;
      unwrap(await denyContact(scope, { changeId }));
      return true;
    });
    const link = ended
      ? ' Đường dẫn cũ hết hiệu lực; đường dẫn mới được gửi về hộp thư khi đơn vị có báo cáo phải gửi.'
      : '';
    return side.press.page(reply, 'sentence', {
      title: isYes ? 'Đã đổi đầu mối liên hệ' : 'Đầu mối liên hệ giữ nguyên',
      sentence: `${isYes ? 'Đã ghi nhận đầu mối mới.' : 'Đã ghi nhận đơn vị không đề nghị đổi; đầu mối giữ nguyên.'}${link}`,
    });
  });
}

/** The change a mailed token is about, with its id; null for a token of anything else. */
export async function contactAsked(
  { deps }: AgencyApp,
  token: string,
): Promise<(AskedContact & { readonly changeId: string }) | null> {
  const link = deps.readLink(token);
  if (link === null) return null;
  const asked = await askedContact(deps.ledger.db, {
    changeId: link.linkId,
    now: deps.clock.now(),
  });
  return asked === null ? null : { ...asked, changeId: link.linkId };
}

/** What the registered mailbox is asked; a link that was opened changes nothing yet. */
export function showAsked(
  { press }: AgencyApp,
  reply: FastifyReply,
  { asked, token }: { readonly asked: AskedContact; readonly token: string },
): FastifyReply {
  const over = asked.over ? refusalSentence('CONTACT_CHANGE_OVER', {}) : null;
  const data = { title: 'Đổi đầu mối liên hệ', asked, token, over };
  return press.page(reply, 'contact-confirm', data, asked.over ? 410 : 200);
}

/** The contact as it was typed, or what is wrong by field name. */
function wantedIn(
  values: PostedFields,
):
  | { readonly ok: true; readonly value: WantedContact }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> } {
  const name = textIn(values, 'name', 200);
  const email = textIn(values, 'email', 300);
  const askedBy = textIn(values, 'askedBy', 200);
  const errors: Record<string, string> = {
    ...(name === '' && { name: 'Đề nghị ghi họ tên đầu mối.' }),
    ...(!isMailAddress(email) && {
      email: email === '' ? 'Đề nghị ghi địa chỉ thư.' : 'Địa chỉ thư không đúng.',
    }),
    ...(askedBy === '' && { askedBy: 'Đề nghị ghi họ tên người đề nghị.' }),
  };
  const phone = phoneIn(textIn(values, 'phone', 60), (problem) => {
    errors['phone'] = `${problem.charAt(0).toLocaleUpperCase('vi')}${problem.slice(1)}.`;
  });
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const replaced = textIn(values, 'replaces');
  return ok({ name, email, phone, askedBy, replaces: replaced === '' ? null : idIn(replaced) });
}

async function show(
  { deps, press }: AgencyApp,
  { who, reply }: AgencyRequest,
  state: {
    readonly values?: PostedFields;
    readonly errors?: object;
    readonly problem?: string;
    readonly status?: number;
  } = {},
): Promise<FastifyReply> {
  const { values = {}, errors = {}, problem = null, status = 200 } = state;
  const contacts = await agencyContacts(deps.ledger.db, { ...who, now: deps.clock.now() });
  const data = { title: TITLE, who, contacts, values, errors, problem };
  return press.page(reply, 'contacts', data, status);
}
