import { expect, test } from '@jest/globals';
import { noteAbsence } from '../../../office/directory/absences.js';
import { addStaff, editStaff } from '../../../office/directory/directory.js';
import type { StaffInput } from '../../../office/directory/directory.js';
import { staffList } from '../../../office/directory/directory-views.js';
import { requestExtension } from '../../../office/collection/obligation-acts.js';
import { auditPage } from '../../../office/health/operations.js';
import { assignOfficers, planOfficersView } from '../../../office/plan/plan-officers.js';
import { planDetail } from '../../../office/plan/plan-views.js';
import { toDoPage } from '../../../office/to-do/to-do.js';
import { day, instantOf } from '../../../domain/day.js';
import type { StaffRole } from '../../../domain/staff-role.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { makeOffice, obligationsOf, startedPlan, taken } from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

const person = (
  name: string,
  roles: readonly StaffRole[],
  deputyOf: string | null = null,
): StaffInput => ({
  name,
  email: `${name}@songhuong.example`,
  phone: '0900 000 009',
  roles,
  deputyOf,
  active: true,
});

async function joined(office: TestOffice, input: ReturnType<typeof person>): Promise<string> {
  const added = await office.inOffice(async (scope) => addStaff(scope, { ...input, userId: null }));
  return taken(added).staffId;
}

/** A running plan that names its officer, who then leaves; an administrator is there, and a deputy where asked for. */
async function whoseOfficerLeaves({ deputy }: { readonly deputy: boolean }) {
  const office = await makeOffice(world, { agencies: [{}] });
  const adminId = await joined(office, person('quantri', ['admin']));
  const deputyId = deputy
    ? await joined(office, person('thaythe', ['clerk'], office.staff.officer))
    : null;
  await startedPlan(office);
  await office.send('post');
  const officer = {
    staffId: office.staff.officer,
    ...person('Cán bộ theo dõi', ['officer']),
    email: 'officer@songhuong.example',
  };
  const edit = async (change: { active: boolean; takenOverBy?: string | null }) =>
    office.inOffice(async (scope) => editStaff(scope, { ...officer, ...change }));
  const row = async () => {
    const { staff } = await staffList(office.ledger.db, office.officeId, {
      now: instantOf(Date.now()),
      limit: 50,
      after: undefined,
      enrolled: () => Promise.resolve(new Set()),
    });
    return staff.find(({ id }) => id === office.staff.officer);
  };
  return { office, adminId, deputyId, edit, row };
}

/** The next mail to the agency, and whom a request for more time is told to. */
async function heard(office: TestOffice) {
  await office.wave();
  const [assigned] = await office.send();
  const [owed] = await obligationsOf(office);
  taken(
    await office.inOffice(async (scope) =>
      requestExtension(scope, {
        ...{ obligationId: owed!.id, reason: 'Chờ số liệu', requestedBy: 'Văn thư' },
        wantedDay: day('2026-07-10'),
      }),
    ),
  );
  const told = await office.send('post');
  return { assigned, told: told.map(({ to }) => to.address) };
}

test('the deputy stands in for one who has left until somebody is named, then that one', async () => {
  const { office, adminId, edit, row } = await whoseOfficerLeaves({ deputy: true });
  taken(await edit({ active: false }));
  expect(await row()).toMatchObject({ plansNamed: 0, plansToHandOver: 1 });
  const { assigned, told } = await heard(office);
  expect(assigned?.replyTo?.address).toBe('thaythe@songhuong.example');
  expect(assigned?.text).toContain('thaythe, điện thoại 0900 000 009');
  expect(assigned?.text).not.toContain('Cán bộ theo dõi');
  expect(told).toEqual(['thaythe@songhuong.example']);

  taken(await edit({ active: false, takenOverBy: adminId }));
  expect(await row()).toMatchObject({ plansNamed: 0, plansToHandOver: 0 });
  office.clock.to('2026-06-26T08:00');
  await office.wave();
  const [prepare] = await office.send();
  expect(prepare?.replyTo?.address).toBe('quantri@songhuong.example');
});

test('without a deputy an administrator stands in; who comes back has his plans again', async () => {
  const { office, edit, row } = await whoseOfficerLeaves({ deputy: false });
  taken(await edit({ active: false }));
  const { assigned, told } = await heard(office);
  expect(assigned?.replyTo?.address).toBe('quantri@songhuong.example');
  expect(told).toEqual(['quantri@songhuong.example']);
  taken(await edit({ active: true }));
  expect(await row()).toMatchObject({ active: true, plansNamed: 1, plansToHandOver: 0 });
});

test('what waits for somebody who has left goes to whoever stands in, at the address of today', async () => {
  const { office, deputyId, edit } = await whoseOfficerLeaves({ deputy: true });
  await office.wave();
  const [owed] = await obligationsOf(office);
  taken(
    await office.inOffice(async (scope) =>
      requestExtension(scope, {
        ...{ obligationId: owed!.id, reason: 'Chờ số liệu', requestedBy: 'Văn thư' },
        wantedDay: day('2026-07-10'),
      }),
    ),
  );
  taken(await edit({ active: false }));
  const deputy = person('thaythe', ['clerk'], office.staff.officer);
  taken(
    await office.inOffice(async (scope) =>
      editStaff(scope, { ...deputy, staffId: deputyId!, email: 'moi@songhuong.example' }),
    ),
  );
  const told = await office.send('post');
  expect(told.map(({ to }) => to.address)).toEqual(['moi@songhuong.example']);
});

test('only somebody of the office who is there can be named', async () => {
  const { office, edit, row } = await whoseOfficerLeaves({ deputy: false });
  for (const takenOverBy of [office.staff.officer, office.agencyIds[0]!]) {
    expect(await edit({ active: false, takenOverBy })).toMatchObject({ error: 'TAKER_UNKNOWN' });
  }
  expect(await row()).toMatchObject({ active: true, plansToHandOver: 0 });
});

test('a plan is followed by one named officer and others beside him; who is away is replaced in lists and mails', async () => {
  const office = await makeOffice(world, { agencies: [{}] });
  await joined(office, person('quantri', ['admin']));
  const an = await joined(office, { ...person('an', ['officer']), phone: '0900 000 011' });
  const binh = await joined(office, { ...person('binh', ['officer']), phone: '0900 000 012' });
  const { planId } = await startedPlan(office);
  const at = { officeId: office.officeId, planId };
  const followed = async () => planOfficersView(office.ledger.db, at);
  // The address that its mails bear is of the staff.
  expect(await followed()).toMatchObject({ named: { id: office.staff.officer }, beside: [] });
  const assign = { planId, namedId: an, besideIds: [office.staff.officer] };
  taken(await office.inOffice((scope) => assignOfficers(scope, assign)));
  expect(await followed()).toMatchObject({
    ...{ named: { id: an }, beside: [{ id: office.staff.officer }] },
  });
  // Who reads the audit reads names.
  const audit = await auditPage(office.ledger.db, office.officeId, {});
  expect(audit.rows.find(({ act }) => act === 'assignOfficers')?.details).toMatchObject({
    to: 'an',
    beside: [expect.not.stringMatching(/^[0-9a-f-]{36}$/)],
  });
  const clerk = { ...assign, namedId: office.staff.clerk };
  expect(await office.inOffice((scope) => assignOfficers(scope, clerk))).toMatchObject({
    error: 'OFFICER_UNKNOWN',
  });
  const now = () => world.clock.now();
  const waits = async (staffId: string) =>
    (
      await toDoPage(office.ledger.db, {
        ...{ officeId: office.officeId, staffId, roles: ['officer'], now: now() },
      })
    ).toDos.map(({ what, mine, n }) => ({ what, mine, n }));
  await office.send('post');
  const first = await heard(office);
  expect(first.assigned?.replyTo?.address).toBe('an@songhuong.example');
  expect(first.told.sort()).toEqual(['an@songhuong.example', 'officer@songhuong.example']);
  expect(await waits(an)).toEqual([{ what: 'extensions', mine: true, n: 1 }]);
  expect(await waits(binh)).toEqual([{ what: 'extensions', mine: false, n: 1 }]);

  taken(
    await office.inOffice((scope) =>
      noteAbsence(scope, {
        ...{ staffId: an, takerId: binh, isAdmin: true },
        ...{ from: day('2026-06-25'), to: day('2026-06-27') },
      }),
    ),
  );
  office.clock.to('2026-06-26T08:00');
  expect(await waits(binh)).toEqual([{ what: 'extensions', mine: true, n: 1 }]);
  await office.wave();
  const [prepare] = await office.send();
  expect(prepare?.replyTo?.address).toBe('binh@songhuong.example');
  expect(prepare?.text).toContain('binh');
  expect(prepare?.text).not.toContain('0900 000 011');
  office.clock.to('2026-07-01T08:00');
  await office.wave();
  const [remind] = await office.send();
  expect(remind?.replyTo?.address).toBe('an@songhuong.example');

  // One who leaves hands on what he follows, and his new address is his mails' at once.
  const changed = { staffId: an, ...person('an', ['officer']), email: 'moi@songhuong.example' };
  taken(await office.inOffice((scope) => editStaff(scope, changed)));
  expect((await planDetail(office.ledger.db, { ...at, now: now() }))?.identity?.replyTo).toBe(
    'moi@songhuong.example',
  );
  taken(
    await office.inOffice((scope) =>
      editStaff(scope, { ...changed, active: false, takenOverBy: office.staff.officer }),
    ),
  );
  expect(await followed()).toMatchObject({ named: { id: office.staff.officer }, beside: [] });
});
