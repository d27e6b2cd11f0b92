import { describe, expect, test } from '@jest/globals';
import {
  askContactChange,
  confirmContact,
  denyContact,
} from '../../../office/directory/contact-change.js';
import { ensureLink } from '../../../office/agency-link/ensure-links.js';
import { openLink } from '../../../office/agency-link/link.js';
import { wholeText } from '../../../mail/shared-text.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { makeOffice, startedPlan, taken } from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

const MAILBOX = 'dv01.1@songhuong.example';
const EARLIER = 'dv01.2@songhuong.example';
const WANTED = {
  name: 'Hoàng Thị Mẫu',
  email: 'dau-moi@songhuong.example',
  phone: '0912 000 345',
  askedBy: 'Trần Văn Thử',
};

/** An agency with a mailbox and a person, asked for a report, its link open. */
async function underWay() {
  world.clock.to('2026-06-01T09:00');
  const office = await makeOffice(world, { agencies: [{ contacts: 2 }] });
  await startedPlan(office);
  await office.wave();
  await office.send();
  await office.send('post');
  const agencyId = office.agencyIds[0]!;
  taken(await office.inOffice(async (scope) => openLink(scope, await ensureLink(scope, agencyId))));
  const person = (await contactsOf(office)).find(({ email }) => email === EARLIER)!;
  const ask = async (replaces: string | null) =>
    office.inOffice((scope) =>
      askContactChange(scope, { agencyId, wanted: { ...WANTED, replaces } }),
    );
  return { office, agencyId, person, ask };
}

async function contactsOf(office: TestOffice) {
  return office.ledger.db
    .selectFrom('contact')
    .select(['id', 'role', 'name', 'email', 'phone'])
    .where('office_id', '=', office.officeId)
    .orderBy('position')
    .execute();
}

async function linkStands(office: TestOffice) {
  const { generation, session } = await office.ledger.db
    .selectFrom('link')
    .leftJoin('link_session', 'link_session.agency_id', 'link.agency_id')
    .select(['link.generation', 'link_session.token_hash as session'])
    .where('link.office_id', '=', office.officeId)
    .executeTakeFirstOrThrow();
  return { generation, open: session !== null };
}

/** Where the mail that has just gone leads, and who has it. */
async function mailed(office: TestOffice) {
  const [mail, ...more] = await office.send('post');
  expect(more).toEqual([]);
  const changeId = /#([0-9a-f-]{36})\.0\b/.exec(wholeText(mail!.text))?.[1];
  return { mail: mail!, changeId: changeId! };
}

describe('a contact that an agency asks for', () => {
  test('is put to its registered mailbox, and taken by its word alone', async () => {
    const { office, agencyId, person, ask } = await underWay();
    const before = await contactsOf(office);
    taken(await ask(person.id));
    const { mail, changeId } = await mailed(office);
    expect(mail.to).toMatchObject({ address: MAILBOX });
    expect(mail.subject).toBe('[UBND tỉnh Sông Hương] Xác nhận đổi đầu mối liên hệ của Sở số 01');
    // Who is meant stands on the page, which ends; a mail lies about for years.
    expect(wholeText(mail.text)).not.toContain('Hoàng');
    expect(await contactsOf(office)).toEqual(before);
    expect(await linkStands(office)).toEqual({ generation: 1, open: true });

    taken(await office.inOffice((scope) => confirmContact(scope, { changeId })));
    const { askedBy: _, ...contact } = WANTED;
    expect(await contactsOf(office)).toMatchObject([
      { id: before[0]!.id, role: 'mailbox', email: MAILBOX },
      { role: 'person', ...contact },
    ]);
    // Whoever reads the mailbox that is gone has the link: it ends, and the new one goes out.
    expect(await linkStands(office)).toEqual({ generation: 2, open: false });
    expect((await office.send('post')).map(({ to }) => to.address)).toEqual([MAILBOX]);
    const again = await office.inOffice((scope) => confirmContact(scope, { changeId }));
    expect(again).toMatchObject({ error: 'CONTACT_CHANGE_OVER' });
    const kept = await office.ledger.db
      .selectFrom('contact_change')
      .select(['name', 'email', 'phone', 'asked_by'])
      .where('agency_id', '=', agencyId)
      .execute();
    expect(kept).toEqual([{ name: null, email: null, phone: null, asked_by: null }]);
  });

  test('comes beside the others where it takes nobody’s place, and the link stays', async () => {
    const { office, ask } = await underWay();
    taken(await ask(null));
    const { changeId } = await mailed(office);
    taken(await office.inOffice((scope) => confirmContact(scope, { changeId })));
    expect((await contactsOf(office)).map(({ email }) => email)).toEqual([
      ...[MAILBOX, EARLIER, WANTED.email],
    ]);
    expect(await linkStands(office)).toEqual({ generation: 1, open: true });
  });

  test('that the mailbox knows nothing of changes nobody, and ends the link that was passed on', async () => {
    const { office, person, ask } = await underWay();
    const before = await contactsOf(office);
    taken(await ask(person.id));
    const { changeId } = await mailed(office);
    taken(await office.inOffice((scope) => denyContact(scope, { changeId })));
    expect(await contactsOf(office)).toEqual(before);
    expect(await linkStands(office)).toEqual({ generation: 2, open: false });
  });

  test('waits three days, or until another is asked for; three are asked for in a day', async () => {
    const { office, ask } = await underWay();
    const changes: string[] = [];
    for (const minute of ['05', '06', '07']) {
      world.clock.to(`2026-06-01T09:${minute}`);
      taken(await ask(null));
      changes.push((await mailed(office)).changeId);
    }
    expect(await ask(null)).toMatchObject({ error: 'RATE_LIMITED' });
    const confirm = async (changeId: string) =>
      office.inOffice((scope) => confirmContact(scope, { changeId }));
    expect(await confirm(changes[0]!)).toMatchObject({ error: 'CONTACT_CHANGE_OVER' });
    world.clock.to('2026-06-04T09:07');
    expect(await confirm(changes[2]!)).toMatchObject({ error: 'CONTACT_CHANGE_OVER' });
    expect(await contactsOf(office)).toHaveLength(2);
  });
});
