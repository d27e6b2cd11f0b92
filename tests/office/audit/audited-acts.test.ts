import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { record } from '../../../office/audit/record.js';
import type { OfficeScope } from '../../../office/scope.js';
import { auditedActs } from '../../support/audited-acts.js';
import { makeOffice, openTestLedger } from '../../support/office.js';
import type { TestLedger, TestOffice } from '../../support/office.js';

let world: TestLedger;
let office: TestOffice;

beforeAll(async () => {
  world = await openTestLedger();
  office = await makeOffice(world, { agencies: [] });
});

afterAll(async () => {
  await world.drop();
});

/** The act of somebody, as the API's tests run it, and the office's name after it. */
async function afterIts(
  actor: string,
  work: (scope: OfficeScope) => Promise<void>,
): Promise<string> {
  const { ledger, officeId } = office;
  await auditedActs(ledger).inOffice({ officeId, actor }, work);
  return nameNow();
}

async function nameNow(): Promise<string> {
  const { db } = office.ledger;
  const row = db.selectFrom('office').select('name').where('id', '=', office.officeId);
  return (await row.executeTakeFirstOrThrow()).name;
}

const renamed =
  (name: string, leaves: boolean) =>
  async (scope: OfficeScope): Promise<void> => {
    await scope.trx.updateTable('office').set({ name }).where('id', '=', scope.officeId).execute();
    if (leaves) await record(scope, 'editOffice', `office:${scope.officeId}`);
  };

test('an act that leaves no row in the audit fails and is taken back', async () => {
  const before = await nameNow();
  await expect(afterIts('staff:1', renamed('Không dấu vết', false))).rejects.toThrow(
    'an act changes office and leaves no row in the audit',
  );
  expect(await nameNow()).toBe(before);
});

test('an act with its row is let through, and so is what the machine does by itself', async () => {
  expect(await afterIts('staff:1', renamed('Có dấu vết', true))).toBe('Có dấu vết');
  expect(await afterIts('system', renamed('Máy tự làm', false))).toBe('Máy tự làm');
});
