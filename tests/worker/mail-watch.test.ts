import { beforeEach, expect, test } from '@jest/globals';
import pino from 'pino';
import type { MailVerdict, OutgoingMail } from '../../activities/ports.js';
import { instant } from '../../domain/day.js';
import { alertComposer } from '../../mail/alert.js';
import { mailLook } from '../../worker/mail-watch.js';
import { ledgerOfFile } from '../support/file-ledger.js';
import { addStaff } from '../../office/directory/directory.js';
import { makeOffice, taken } from '../support/office.js';

const world = ledgerOfFile();

beforeEach(async () => {
  await world.ledger.db.deleteFrom('relay_state').execute();
  await world.ledger.db.deleteFrom('relay_alarm').execute();
});

async function anAdministrator() {
  const office = await makeOffice(world, { agencies: [{}] });
  taken(
    await office.inOffice(async (scope) =>
      addStaff(scope, {
        name: 'Quản trị',
        email: 'quantri@songhuong.example',
        phone: null,
        roles: ['admin'],
        deputyOf: null,
        active: true,
        userId: null,
      }),
    ),
  );
}

/** The watch of one process; `told` are the mails that went by the other relay. */
function aWatch(told: OutgoingMail[], verdict: MailVerdict = { kind: 'sent', response: '250' }) {
  return mailLook({
    db: world.ledger.db,
    officeKind: 'live',
    clock: world.clock,
    alert: {
      transport: {
        send: async (mail) => {
          told.push(mail);
          return verdict;
        },
        close: async () => undefined,
      },
      mailOf: alertComposer(
        { name: 'Đôn đốc', address: 'dondoc@songhuong.example' },
        'https://songhuong.example/admin/operations',
      ),
    },
    log: pino({ level: 'silent' }),
  });
}

async function relayIs(standing: 'open' | 'unreachable') {
  const row = {
    standing,
    reason: standing === 'open' ? null : 'connect ECONNREFUSED',
    stopped_at: standing === 'open' ? null : instant('2026-06-01T09:00:00+07:00'),
  };
  await world.ledger.db
    .insertInto('relay_state')
    .values({ relay: 'live', ...row })
    .onConflict((conflict) => conflict.column('relay').doUpdateSet(row))
    .execute();
}

test('a relay that stays in trouble is told once by another one, over all processes, and so is its end', async () => {
  await anAdministrator();
  const told: OutgoingMail[] = [];
  const [one, other] = [aWatch(told), aWatch(told)];
  await relayIs('unreachable');
  await one();
  // A moment's trouble nobody need hear of.
  expect(told).toEqual([]);
  await one();
  await other();
  await other();
  await one();
  const admins = told.length;
  expect(admins).toBeGreaterThan(0);
  expect(told[0]!.subject).toContain('không kết nối được máy chủ thư');
  expect(told[0]!.text).toContain('connect ECONNREFUSED');
  await relayIs('open');
  for (const look of [one, one, other, other]) await look();
  expect(told).toHaveLength(2 * admins);
  expect(told.at(-1)!.subject).toContain('gửi đi trở lại');
});

test('an alarm that nobody heard is told again', async () => {
  await anAdministrator();
  const lost: OutgoingMail[] = [];
  const broken = aWatch(lost, { kind: 'unreachable', response: 'away', conversation: null });
  await relayIs('unreachable');
  for (let looks = 0; looks < 3; looks += 1) await broken();
  const heard: OutgoingMail[] = [];
  const watch = aWatch(heard);
  await watch();
  await watch();
  expect(lost.length).toBeGreaterThan(1);
  expect(heard.length).toBeGreaterThan(0);
});
