import { expect, test } from '@jest/globals';
import { addStaff, editStaff } from '../../../office/directory/directory.js';
import { staffList } from '../../../office/directory/directory-views.js';
import { requestExtension } from '../../../office/collection/obligation-acts.js';
import { day, instantOf } from '../../../domain/day.js';
import type { StaffRole } from '../../../domain/staff-role.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { makeOffice, obligationsOf, startedPlan, taken } from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

const person = (name: string, roles: readonly StaffRole[], deputyOf: string | null = null) => ({
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
