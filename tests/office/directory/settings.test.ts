import { expect, test } from '@jest/globals';
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

test('the last mail of a day comes after the first, also when one hour alone is changed', async () => {
  const office = await makeOffice(world, { agencies: [] });
  const { lastMailMinute } = await officeSettings(world.ledger.db, office.officeId);
  expect(await set(office, { mailMinute: lastMailMinute })).toMatchObject({ error: 'MAIL_HOURS' });
});
