import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { declareYear } from '../../../office/calendar/declare-year.js';
import { setSettings } from '../../../office/directory/directory.js';
import type { SettingsChange } from '../../../office/directory/directory.js';
import { officeSettings } from '../../../office/directory/directory-views.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { whileOpen } from '../../support/held.js';
import { makeOffice, taken } from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ connections: 4 });

const set = ({ inOffice }: TestOffice, change: SettingsChange) =>
  inOffice(async (scope) => setSettings(scope, change));

test('of two administrators at once each keeps what he changed', async () => {
  const office = await makeOffice(world, { agencies: [] });
  const before = await officeSettings(world.ledger.db, office.officeId);
  await whileOpen(
    office,
    { end: async (scope) => taken(await setSettings(scope, { ministryAddress: 'bo@x.example' })) },
    async () => {
      taken(await set(office, { mailMinute: 510 }));
      taken(await set(office, { shortName: 'VPUB' }));
    },
  );
  expect(await officeSettings(world.ledger.db, office.officeId)).toEqual({
    ...before,
    mailMinute: 510,
    shortName: 'VPUB',
    ministryAddress: 'bo@x.example',
  });
});

test('what a newer version keeps of the settings survives a change by this one', async () => {
  const office = await makeOffice(world, { agencies: [] });
  const { db } = world.ledger;
  const stored = db.selectFrom('office').select('settings').where('id', '=', office.officeId);
  await db
    .updateTable('office')
    .set({ settings: sql`settings || '{"ofTomorrow": 7}'` })
    .where('id', '=', office.officeId)
    .execute();
  taken(await set(office, { mailMinute: 510 }));
  const year = 2031;
  taken(
    await office.inOffice(async (scope) => declareYear(scope, { year, source: 'Thông báo số 5' })),
  );
  expect((await stored.executeTakeFirstOrThrow()).settings).toMatchObject({
    ...{ ofTomorrow: 7, mailMinute: 510 },
    declaredYears: [expect.objectContaining({ year })],
  });
});

test('the last mail of a day comes after the first, also when one hour alone is changed', async () => {
  const office = await makeOffice(world, { agencies: [] });
  const { lastMailMinute } = await officeSettings(world.ledger.db, office.officeId);
  expect(await set(office, { mailMinute: lastMailMinute })).toMatchObject({ error: 'MAIL_HOURS' });
});
