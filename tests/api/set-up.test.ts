import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { sharedRun } from '../../api/shared-run.js';
import { seedSampleOffice } from '../../cli/sample.js';
import { readBytes } from '../../reader/main.js';
import { migrateStaffAuth } from '../../office/directory/staff-auth-tables.js';
import { openStaffAuth } from '../../office/directory/staff-auth.js';
import { createTestDatabase } from '../support/ledger.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { makeSetUpCode, setUpByOperator } from '../../office/directory/set-up.js';
import { createMailLedger } from '../../office/post/mail-ledger.js';
import { mailComposer } from '../../mail/outgoing.js';
import { addAgency } from '../../office/directory/agencies.js';
import { instant } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { OpeningView } from '../../contract/opening.js';
import { ErrorAnswer } from '../../contract/values.js';
import * as consentActs from '../../office/plan/confirm-and-consent.js';
import * as startActs from '../../office/plan/start.js';
import { ask, confirmedPlan, openSite, staffIdOf, uploadedPlan } from './support/office.js';
import type { TestOffice, TestSite } from './support/office.js';

jest.setTimeout(30_000);

const OFFICE = {
  name: 'Sở Nông nghiệp và Môi trường tỉnh Sông Hương',
  shortName: 'Sở NN&MT',
  governingBody: 'UBND tỉnh Sông Hương',
  placeOfIssue: 'Sông Hương',
  signers: [{ capacity: 'GIÁM ĐỐC', name: 'Nguyễn Văn A' }],
};
const ADMIN = {
  name: 'Hoàng Thị B',
  email: 'quantri@so.example',
  password: 'mat khau dau tien 1',
};

let site: TestSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(async () => {
  await site.close();
});

const codeOf = (answer: { json(): unknown }) => ErrorAnswer.parse(answer.json()).error.code;

async function newCode(): Promise<string> {
  const code = await makeSetUpCode(site.ledger, site.now());
  if (code === null) throw new Error('an office exists already');
  return code;
}

async function setUp(code: string, admin: object = ADMIN) {
  return ask(site, 'POST', '/api/set-up', { body: { code, office: OFFICE, admin } });
}

/** Empties the ledger of offices, so that each test begins on the first day. */
async function firstDay(): Promise<void> {
  await site.ledger.db.deleteFrom('office').execute();
  await site.ledger.db.deleteFrom('set_up_code').execute();
  await site.ledger.db.deleteFrom('sign_in_failure').execute();
  await sql`delete from staff_auth."user"`.execute(site.ledger.db);
}

async function prepared(): Promise<{ officeId: string; cookie: string }> {
  await firstDay();
  const answer = await setUp(await newCode());
  expect(answer.statusCode).toBe(200);
  const { offices } = answer.json<{ offices: { id: string }[] }>();
  const cookie = [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((text) => text.split(';')[0])
    .join('; ');
  return { officeId: offices[0]!.id, cookie };
}

test('an empty ledger is set up once, by a code that serves once', async () => {
  await firstDay();
  expect((await ask(site, 'GET', '/api/set-up')).json()).toEqual({ open: true, empty: true });
  const code = await newCode();
  const kept = await site.ledger.db.selectFrom('set_up_code').selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(code.slice(0, 4));

  const wrong = await setUp('AAAA-BBBB-CCCC-DDDD');
  expect([wrong.statusCode, codeOf(wrong)]).toEqual([403, 'SET_UP_CODE_WRONG']);
  expect(await site.auth.userIdOf(ADMIN.email)).toBeNull();

  const weak = await setUp(code, { ...ADMIN, password: 'ngan' });
  expect(weak.statusCode).toBe(422);

  const made = await setUp(code.toLowerCase().replaceAll('-', ' '));
  expect(made.statusCode).toBe(200);
  expect(made.json()).toMatchObject({
    staff: { email: ADMIN.email },
    offices: [{ name: OFFICE.name, roles: ['admin'], open: false }],
  });
  expect(made.headers['set-cookie']).toBeDefined();

  expect((await ask(site, 'GET', '/api/set-up')).json()).toEqual({ open: false, empty: false });
  const again = await setUp(code, { ...ADMIN, email: 'khac@so.example' });
  expect([again.statusCode, codeOf(again)]).toEqual([404, 'SET_UP_OVER']);
  expect(await makeSetUpCode(site.ledger, site.now())).toBeNull();
  expect(await site.auth.userIdOf('khac@so.example')).toBeNull();
});

test('of two who set up at once one is refused and leaves no account', async () => {
  await firstDay();
  const [one, two] = [await newCode(), await newCode()];
  const answers = await Promise.all([
    setUp(one),
    setUp(two, { ...ADMIN, email: 'hai@so.example' }),
  ]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404]);
  const users = await sql`select 1 from staff_auth."user"`.execute(site.ledger.db);
  expect(users.rows).toHaveLength(1);
});

test('an account that a set-up left behind is made anew, one of the staff is not', async () => {
  await firstDay();
  const left = await site.auth.createAccount({ ...ADMIN, password: 'mat khau bi bo lai 1' });
  expect((await setUp(await newCode())).statusCode).toBe(200);
  const { user_id: userId } = await site.ledger.db
    .selectFrom('staff')
    .select('user_id')
    .executeTakeFirstOrThrow();
  expect(userId).not.toBe(left?.userId);
  expect(await site.auth.userIdOf(ADMIN.email)).toBe(userId);

  await site.ledger.db.updateTable('office').set({ sample: true }).execute();
  const taken = await setUp(await newCode());
  expect([taken.statusCode, codeOf(taken)]).toEqual([409, 'ADDRESS_TAKEN']);
  expect(await site.auth.userIdOf(ADMIN.email)).toBe(userId);
});

test('an office that stands keeps its administrator though its answer was lost; one that does not leaves none', async () => {
  await firstDay();
  const code = await newCode();
  const { transaction } = site.ledger;
  const lost = jest.spyOn(site.ledger, 'transaction');
  const answerLostWhen = (standing: boolean) =>
    lost.mockImplementation(async (work) => {
      const done = await transaction(async (trx) => {
        const result = await work(trx);
        const office = await trx.selectFrom('office').select('id').executeTakeFirst();
        if (!standing && office !== undefined) throw new Error('the server went away');
        return result;
      });
      if ((await site.ledger.db.selectFrom('office').select('id').execute()).length > 0) {
        lost.mockImplementation(transaction);
        throw new Error('the server went away');
      }
      return done;
    });
  try {
    answerLostWhen(false);
    expect((await setUp(code)).statusCode).toBe(500);
    expect(await site.auth.userIdOf(ADMIN.email)).toBeNull();
    answerLostWhen(true);
    expect((await setUp(code)).statusCode).toBe(200);
    expect(await site.auth.userIdOf(ADMIN.email)).not.toBeNull();
  } finally {
    lost.mockRestore();
  }
});

test('the sample office is made once though it is asked for twice, with a password for each account', async () => {
  const database = await createTestDatabase();
  try {
    await migrateStaffAuth(database.url);
    const place = {
      databaseUrl: database.url,
      publicUrl: 'http://127.0.0.1',
      authSecret: 'a secret of the test that is long enough',
    };
    const auth = openStaffAuth({ ...place, secret: place.authSecret });
    await auth.createAccount({ email: 'canbo@songhuong.example', name: 'Bỏ lại' });
    await auth.close();
    const seed = async () => seedSampleOffice({ ...place, read: readBytes });
    const made = await Promise.all([seed(), seed()]);
    expect(made.map(({ created, signIn }) => [created, signIn.length]).sort()).toEqual([
      [false, 0],
      [true, 5],
    ]);
  } finally {
    await database.drop();
  }
});

test('who asks while something runs gets the answer of that run, and a new one afterwards', async () => {
  let runs = 0;
  const run = sharedRun(async () => {
    runs += 1;
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    return runs;
  });
  expect(await Promise.all([run(), run()])).toEqual([1, 1]);
  expect(await run()).toBe(2);
});

test('a code ends, and guessing is paused', async () => {
  await firstDay();
  const code = await newCode();
  site.setNow('2026-06-02T08:00:01+07:00');
  expect(codeOf(await setUp(code))).toBe('SET_UP_CODE_WRONG');
  site.setNow('2026-06-01T08:00:00+07:00');
  const answers: string[] = [];
  for (let guess = 0; guess < 30; guess += 1) {
    answers.push(codeOf(await setUp('AAAA-BBBB-CCCC-DDDD')));
  }
  expect(answers.at(-1)).toBe('RATE_LIMITED');
});

test('the sample office leaves the set-up of a real one open', async () => {
  await firstDay();
  await site.ledger.db
    .insertInto('office')
    .values({
      id: '00000000-0000-4000-8000-000000000001',
      kind: 'live',
      name: 'Cơ quan mẫu',
      short_name: 'Mẫu',
      email_domain: 'mau.example',
      settings: '{}',
      mother_office_id: null,
      clock_at: null,
      rehearsal: null,
      sample: true,
    })
    .execute();
  expect((await ask(site, 'GET', '/api/set-up')).json()).toEqual({ open: true, empty: false });
  expect((await setUp(await newCode())).statusCode).toBe(200);
});

test('an office that is being prepared mails its own people; opened, it starts anew', async () => {
  const { officeId, cookie } = await prepared();
  const look = async () => (await ask(site, 'GET', '/api/opening', { cookie })).json<OpeningView>();
  const missing = async () =>
    (await look()).steps.filter(({ done }) => !done).map(({ step }) => step);
  expect(await missing()).toEqual(['sender', 'agencies', 'staff', 'guidance']);

  for (const role of ['officer', 'approver', 'clerk'] as const) {
    const added = await ask(site, 'POST', '/api/staff', {
      cookie,
      body: {
        name: `Cán bộ ${role}`,
        email: `${role}@so.example`,
        phone: '0900 000 100',
        roles: [role],
        deputyOf: null,
        active: true,
      },
    });
    expect(added.statusCode).toBe(200);
  }
  const agencyIds = await site.ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    const add = async (name: string, kind: 'commune' | 'police' | 'party', email: string) => {
      const contacts = [{ role: 'mailbox' as const, name: null, email, phone: null }];
      const added = await addAgency(scope, {
        name,
        kind,
        tags: [],
        standing: false,
        binding: true,
        contacts,
      });
      if (!added.ok) throw new Error(added.error);
      return added.value.agencyId;
    };
    return {
      commune: await add('UBND xã Đồng Mai', 'commune', 'xa@so.example'),
      police: await add('Công an thành phố', 'police', 'ca@so.example'),
      asked: await add('Hội Nông dân tỉnh', 'party', 'hoi@so.example'),
    };
  });
  const office = { id: officeId, agencyIds } as unknown as TestOffice;
  const again = await startedTrial(office);
  const dropped = await startedTrial(office);
  expect((await ask(site, 'POST', '/api/opening/test-mail', { cookie })).statusCode).toBe(200);
  const guidance = { number: '12/SNNMT-VP', issuedOn: '2026-01-05' };
  await ask(site, 'PUT', '/api/settings', { cookie, body: { guidance } });
  expect(await missing()).toEqual(['sender']);

  // What stays inside waits for no relay, and tells nothing of one.
  const relay = site.ledger.db;
  await relay
    .insertInto('relay_state')
    .values({
      relay: 'live',
      standing: 'unreachable',
      stopped_at: site.now(),
      reason: 'nobody there',
      try_at: sql<Instant>`clock_timestamp() + interval '1 hour'`,
    })
    .execute();
  const kept = await sendAll(officeId);
  expect(kept.length).toBeGreaterThanOrEqual(3);
  expect(kept.filter(({ to, inside }) => !inside || isStaff(to))).toEqual([]);
  const { standing } = await relay
    .selectFrom('relay_state')
    .select('standing')
    .executeTakeFirstOrThrow();
  expect(standing).toBe('unreachable');
  await relay.deleteFrom('relay_state').execute();
  const sent = await sendAll(officeId);
  expect(sent.map(({ to }) => to)).toContain('quantri@so.example');
  expect(sent.filter(({ to, inside }) => inside || !isStaff(to))).toEqual([]);
  expect(await missing()).toEqual([]);

  const open = async (choices: object) =>
    ask(site, 'POST', '/api/opening', { cookie, body: { choices } });
  expect(codeOf(await open({ [again]: 'anew' }))).toBe('TRIALS_UNDECIDED');
  const opened = await open({ [again]: 'anew', [dropped]: 'drop' });
  expect(opened.json()).toEqual({ started: 1, unstarted: [] });

  expect((await look()).openedAt).not.toBeNull();
  const plans = await site.ledger.db.selectFrom('plan').select(['id', 'state']).execute();
  expect(plans).toEqual([{ id: again, state: 'started' }]);
  const { mailCount } = await site.ledger.db
    .selectFrom('message')
    .select(({ fn }) => fn.countAll<number>().as('mailCount'))
    .executeTakeFirstOrThrow();
  expect(mailCount).toBe(0);
  const ended = await site.ledger.db
    .selectFrom('outbox')
    .select('workflow_ids')
    .where('target', '=', 'ended')
    .executeTakeFirstOrThrow();
  expect(ended.workflow_ids).toContain(`office/${officeId}/plan/${dropped}`);
  expect(ended.workflow_ids).toHaveLength(3);

  // From now on the agencies hear of it.
  await wave(officeId, again);
  const outside = await sendAll(officeId);
  expect(outside.map(({ to }) => to).sort()).toEqual([
    'ca@so.example',
    'hoi@so.example',
    'xa@so.example',
  ]);
  expect(outside.some(({ inside }) => inside)).toBe(false);
  expect(codeOf(await open({}))).toBe('OFFICE_OPEN');
});

const isStaff = (address: string) => /^(?:quantri|officer|approver|clerk)@/.test(address);

test('the command that makes an office finds the one it made as long as nobody has come in', async () => {
  await firstDay();
  const email = 'quantri@lenh.example';
  const make = async () =>
    setUpByOperator(site.ledger, site.auth, {
      now: site.now(),
      office: OFFICE,
      admin: { name: ADMIN.name, email },
    });
  // Of a command that was killed before the office stood.
  await site.auth.createAccount({ email, name: ADMIN.name });
  const first = await make();
  expect([first.again, first.password === null]).toEqual([false, false]);
  // And of one whose answer nobody read.
  const second = await make();
  expect(second).toMatchObject({ officeId: first.officeId, again: true });
  expect(second.password).not.toBe(first.password);
  const enter = async (password: string) =>
    ask(site, 'POST', '/api/sign-in', { body: { email, password } });
  expect((await enter(first.password!)).statusCode).toBe(401);
  expect((await enter(second.password!)).statusCode).toBe(200);
  const third = await make();
  expect([third.again, third.password]).toEqual([false, null]);
  expect(third.officeId).not.toBe(first.officeId);
  expect((await enter(second.password!)).statusCode).toBe(200);
});

/** A plan that was confirmed, agreed to and started while its office was not open. */
async function startedTrial(office: TestOffice): Promise<string> {
  const planId = await uploadedPlan(site, office);
  const staffId = await staffIdOf(site, office.id, 'approver');
  await site.ledger.inOffice({ officeId: office.id, actor: 'system' }, async (scope) => {
    for (const step of [
      await consentActs.confirmPlan(scope, { planId, confirmed: confirmedPlan(office) }),
      await consentActs.consentPlan(scope, { planId, staffId }),
      // An address that agencies could not open is nobody's trouble before they are written to.
      await startActs.startPlan(scope, { planId, publicUrlProblem: 'not https' }),
    ]) {
      if (!step.ok) throw new Error(step.error);
    }
  });
  await wave(office.id, planId);
  return planId;
}

/** Opens the plan's period and tells its agencies, as its workflows would. */
async function wave(officeId: string, planId: string): Promise<void> {
  const cycles = createCycleLedger(site.ledger);
  await cycles.openCycles({ officeId, planId });
  await cycles.prepareWave(officeId);
}

/** Every mail that is claimed, taken by its server; to whom, and whether it stays inside. */
async function sendAll(officeId: string) {
  const mails = createMailLedger({
    ledger: site.ledger,
    officeKind: 'live',
    clock: { now: () => instant('2026-06-01T08:00:00+07:00') },
    compose: mailComposer({ name: 'dondoc', address: 'dondoc@so.example' }),
    linkUrl: () => 'https://so.example/b#x',
    pageUrl: (path) => `https://so.example${path}`,
  });
  const sent: { to: string; inside: boolean }[] = [];
  for (const kind of ['post', 'ladder'] as const) {
    const lane = `test/${kind}`;
    const { claimed } = await mails.claim({
      scope: { kind, officeId },
      lane,
      limit: 100,
      leaseMs: 8000,
    });
    await mails.settle(
      claimed.map(({ messageId, mail, entries }) => ({
        officeId,
        messageId,
        lane,
        subject: mail.subject,
        entries,
        outcome: { kind: 'sent' as const, response: '250 ok' },
      })),
    );
    sent.push(
      ...claimed.map(({ mail }) => ({ to: mail.to.address, inside: mail.inside === true })),
    );
  }
  return sent;
}
