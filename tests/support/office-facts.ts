import { expect } from '@jest/globals';
import { sql } from 'kysely';
import type { Ledger } from '../../office/scope.js';
import { openMailboxStore } from '../../mail/mailbox/store.js';
import type { KeptMail } from '../../mail/mailbox/store.js';
import { eventually } from './eventually.js';

/** What the ledger and the mailbox of a running office say of the real office, beside which rehearsals may stand. */
export function officeFacts({ db }: Ledger, mailboxDir: string) {
  const mailbox = openMailboxStore(mailboxDir);
  const officeId = db.selectFrom('office').select('id').where('kind', '=', 'live');

  return {
    /** The plan with such a title. */
    plan: async (title: string) =>
      db
        .selectFrom('plan')
        .select(['id', 'state', 'identity'])
        .where('office_id', '=', officeId)
        .where('title', 'like', `%${title}%`)
        .executeTakeFirstOrThrow(),

    /** The one duty of an agency, with what it sent last. */
    reportOf: async (agency: string) =>
      db
        .selectFrom('obligation')
        .innerJoin('agency', 'agency.id', 'obligation.agency_id')
        .leftJoin('submission', 'submission.obligation_id', 'obligation.id')
        .selectAll('submission')
        .select(['obligation.state', 'obligation.version', 'obligation.on_time'])
        .where('obligation.office_id', '=', officeId)
        .where('agency.name', '=', agency)
        .orderBy('submission.version', 'desc')
        .executeTakeFirstOrThrow(),

    /** The state of the one paper, undefined before there is one. */
    paperState: async () => {
      const paper = await db
        .selectFrom('document')
        .select('state')
        .where('office_id', '=', officeId)
        .executeTakeFirst();
      return paper?.state;
    },

    /** What people and workflows did with a plan and all that belongs to it, in order. */
    acts: async () => {
      const rows = await db
        .selectFrom('audit')
        .select('act')
        .where('office_id', '=', officeId)
        .orderBy('ordinal')
        .execute();
      return rows.map(({ act }) => act);
    },

    /** How many mails have left for agencies, by the kind of office. */
    mailsToAgencies: async () =>
      db
        .selectFrom('message')
        .innerJoin('office', 'office.id', 'message.office_id')
        .select(['office.kind', sql<number>`count(*)::int`.as('sent')])
        .where('message.state', '=', 'sent')
        .where('message.agency_id', 'is not', null)
        .groupBy('office.kind')
        .execute(),

    /** Waits for a mail to an address with such a subject; fails when there is a second one. */
    mailTo: async (to: string, subject: string): Promise<KeptMail> => {
      const { id } = await officeId.executeTakeFirstOrThrow();
      const arrived = async () => {
        const mails = await mailbox.list({ officeId: id, to, limit: 50 });
        return mails.filter((mail) => mail.subject.includes(subject));
      };
      await eventually(async () => (await arrived()).length > 0, `a mail to ${to}: ${subject}`);
      const mails = await arrived();
      expect(mails).toHaveLength(1);
      const mail = await mailbox.read(mails[0]?.id ?? '');
      if (mail === null) throw new Error('the mail was there and is gone');
      return mail;
    },

    /** Fails when somebody's looking changes anything that an agency or its link can change. */
    nothingHappensWhen: async (what: string, look: () => Promise<void>): Promise<void> => {
      const desk = async () => {
        const found = await sql`
          select
            (select count(*) from link_session) as sessions,
            (select count(*) from form_draft) as drafts,
            (select count(*) from submission) as reports,
            (select count(*) from extension) as extensions,
            (select count(*) from audit where actor ~ '^(link|agency):') as acts,
            (select jsonb_object_agg(id, state) from obligation) as states
        `.execute(db);
        return { what, found: found.rows };
      };
      const before = await desk();
      await look();
      expect(await desk()).toEqual(before);
    },
  };
}
