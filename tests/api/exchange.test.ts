import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DataValueSet } from '../../contract/cycles.js';
import { exchangeRoutes } from '../../contract/exchange.js';
import { figuresInRoutes } from '../../contract/figures-in.js';
import { sealAudit } from '../../office/audit/seal.js';
import * as obligationActs from '../../office/collection/obligation-acts.js';
import { tellWebhooks } from '../../office/exchange/deliver.js';
import type { WebhookTry } from '../../office/exchange/deliver.js';
import { CONTRACT_ROUTES } from './support/access-table.js';
import { ask, aReport, multipart, openOffice, openSite, startedPlan } from './support/office.js';
import type { TestOffice, TestPlan, TestSite } from './support/office.js';
import { sql } from 'kysely';
import { urlOf } from './support/url-of.js';

let site: TestSite;
let office: TestOffice;
let theirs: TestOffice;
let plan: TestPlan;

beforeAll(async () => {
  site = await openSite();
  office = await openOffice(site, 'ketnoi');
  plan = await startedPlan(site, office);
  theirs = await openOffice(site, 'khac');
  await submit(plan.obligationIds.commune, { PROP_SESSIONS: '12' });
}, 60_000);

beforeEach(() => {
  site.setNow('2026-06-01T08:00:00+07:00');
});

afterAll(async () => {
  await site.close();
});

async function submit(obligationId: string, figures: Record<string, string>): Promise<void> {
  const sent = await site.ledger.inOffice({ officeId: office.id, actor: 'system' }, (scope) =>
    obligationActs.submitReport(scope, {
      obligationId,
      content: { ...aReport(figures), channel: 'link', attachments: [] },
    }),
  );
  if (!sent.ok) throw new Error(sent.error);
  await site.ledger.db
    .updateTable('office')
    .set({ settings: JSON.stringify({ countSubmitted: true }) })
    .where('id', '=', office.id)
    .execute();
}

const asAdmin = (method: 'GET' | 'POST' | 'DELETE', url: string, body?: object) =>
  ask(site, method, url, {
    cookie: office.cookies.admin,
    office: office.id,
    ...(body === undefined ? {} : { body }),
  });
const made = async (scopes: readonly string[], endsOn = '2026-12-31') => {
  const answer = await asAdmin('POST', '/api/tokens', { name: 'Kho dữ liệu', scopes, endsOn });
  return exchangeRoutes.makeToken.answer.parse(answer.json());
};
const withToken = (token: string, url: string, headers: Record<string, string> = {}) =>
  ask(site, 'GET', url, { headers: { authorization: `Bearer ${token}`, ...headers } });

describe('a token', () => {
  test('reads what its scopes name, of its own office, until it is revoked or over', async () => {
    const { token, tokenId } = await made(['figures', 'boards']);
    const figures = `/api/cycles/${plan.cycleId}/figures`;
    expect((await withToken(token, figures)).statusCode).toBe(200);
    expect((await withToken(token, `/api/cycles/${plan.cycleId}/board`)).statusCode).toBe(200);
    const code = async (url: string, headers = {}) => {
      const answer = await withToken(token, url, headers);
      return [answer.statusCode, answer.json<{ error: { code: string } }>().error.code];
    };
    expect(await code('/api/plans')).toEqual([403, 'TOKEN_SCOPE']);
    expect(await code(figures, { 'x-office': theirs.id })).toEqual([403, 'OFFICE_FORBIDDEN']);

    const { tokens } = exchangeRoutes.tokens.answer.parse(
      (await asAdmin('GET', '/api/tokens')).json(),
    );
    expect(tokens.find(({ id }) => id === tokenId)).toMatchObject({ lastUsedAt: site.now() });
    const kept = await site.ledger.db.selectFrom('api_token').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(token);

    site.setNow('2026-12-31T23:59:00+07:00');
    expect((await withToken(token, figures)).statusCode).toBe(200);
    site.setNow('2027-01-01T00:00:00+07:00');
    expect(await code(figures)).toEqual([401, 'TOKEN_UNKNOWN']);
    site.setNow('2026-06-01T08:00:00+07:00');
    expect((await asAdmin('DELETE', `/api/tokens/${tokenId}`)).statusCode).toBe(200);
    expect(await code(figures)).toEqual([401, 'TOKEN_UNKNOWN']);
  });

  test('ends after today and within two years', async () => {
    for (const endsOn of ['2026-06-01', '2029-01-01']) {
      const answer = await asAdmin('POST', '/api/tokens', { name: 'x', scopes: ['plans'], endsOn });
      expect(answer.json()).toMatchObject({ error: { code: 'TOKEN_END' } });
    }
  });

  test('opens no route but those that name a scope', async () => {
    const { token } = await made(['plans', 'boards', 'figures']);
    const none: Record<string, string> = {};
    const ids = new Proxy(none, { get: () => plan.cycleId });
    const closed = CONTRACT_ROUTES.filter(
      ({ route }) => route.roles !== 'anyone' && route.token === null,
    );
    for (const { route } of closed) {
      const { statusCode } = await ask(site, route.method, urlOf(route, ids), {
        headers: { authorization: `Bearer ${token}` },
      });
      // The mailbox shows a mail by a session alone.
      const closedBy = route.path.endsWith('/html') ? 401 : 403;
      expect([route.path, statusCode]).toEqual([route.path, closedBy]);
    }
  });

  test('may ask three hundred times a minute', async () => {
    const { token } = await made(['plans']);
    const statuses: number[] = [];
    for (let n = 0; n < 301; n += 1) {
      statuses.push((await withToken(token, '/api/plans?limit=1')).statusCode);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(300);
    expect(statuses.at(-1)).toBe(429);
    site.setNow('2026-06-01T08:01:00+07:00');
    expect((await withToken(token, '/api/plans?limit=1')).statusCode).toBe(200);
  }, 30_000);
});

test('figures leave as a table and as a DHIS2 data value set', async () => {
  const { token } = await made(['figures']);
  const csv = await withToken(token, `/api/cycles/${plan.cycleId}/figures-csv`);
  expect(csv.payload).toContain(`,UBND xã Đồng Mai,PROP_SESSIONS,`);
  expect(csv.payload).toContain(',12,,1,');
  const set = DataValueSet.parse(
    (await withToken(token, `/api/cycles/${plan.cycleId}/data-value-set`)).json(),
  );
  expect(set.period).toBe('202606');
  expect(set.dataValues).toContainEqual({
    ...{ dataElement: 'PROP_SESSIONS', period: '202606', orgUnit: office.agencyIds.commune },
    ...{ value: '12', comment: 'UBND xã Đồng Mai' },
  });
});

test('figures come in by a token or a table: shown first, wrong lines named, an accepted report never replaced', async () => {
  const target = await openOffice(site, 'sovao');
  const targetPlan = await startedPlan(site, target);
  const { commune, police } = target.agencyIds;
  const madeThere = async (scopes: readonly string[]) => {
    const answer = await ask(site, 'POST', '/api/tokens', {
      cookie: target.cookies.admin,
      body: { name: 'Kho dữ liệu', scopes, endsOn: '2026-12-31' },
    });
    return exchangeRoutes.makeToken.answer.parse(answer.json());
  };
  const inTarget = { officeId: target.id, actor: 'system' };
  await site.ledger.inOffice(inTarget, (scope) =>
    obligationActs.submitReport(scope, {
      obligationId: targetPlan.obligationIds.commune,
      content: { ...aReport({ PROP_SESSIONS: '12' }), channel: 'link', attachments: [] },
    }),
  );
  const { token, tokenId } = await madeThere(['figures', 'figuresIn']);
  const set = DataValueSet.parse(
    (await withToken(token, `/api/cycles/${targetPlan.cycleId}/data-value-set`)).json(),
  );
  const path = `/api/cycles/${targetPlan.cycleId}/data-value-set`;
  const value = (orgUnit: string, dataElement: string, given: string) => ({
    ...{ orgUnit, dataElement, value: given, period: set.period },
  });
  const send = async (
    query: string,
    dataValues: readonly object[],
    authorization = `Bearer ${token}`,
  ) =>
    ask(site, 'POST', `${path}${query}`, {
      headers: { authorization },
      body: { ...set, dataValues },
    });
  const versions = async () => {
    const rows = await site.ledger.db
      .selectFrom('obligation')
      .select(['agency_id', 'version', 'state'])
      .where('cycle_id', '=', targetPlan.cycleId)
      .execute();
    return Object.fromEntries(rows.map((row) => [row.agency_id, [row.version, row.state]]));
  };
  const given = [
    value(commune, 'PROP_SESSIONS', '14'),
    value(police, 'PROP_SESSIONS', '3'),
    value(police, 'NO_SUCH', '3'),
    value('Sở Không Có', 'PROP_SESSIONS', '3'),
  ];
  const before = await versions();
  const tried = figuresInRoutes.dataValueSet.answer.parse((await send('', given)).json());
  expect(tried).toMatchObject({
    dryRun: true,
    reports: expect.arrayContaining([
      expect.objectContaining({ agencyId: commune, version: 2 }),
      expect.objectContaining({ agencyId: police, version: 1 }),
    ]) as unknown,
    conflicts: [
      { line: 3, code: 'NO_SUCH', problem: 'Biểu mẫu không có chỉ tiêu mã “NO_SUCH”.' },
      { line: 4, agency: 'Sở Không Có', whole: false },
    ],
  });
  expect(await versions()).toEqual(before);
  expect((await send('?dryRun=false', given)).json()).toMatchObject({
    error: { code: 'FIGURES_CONFLICT' },
  });
  expect(await versions()).toEqual(before);
  const reader = await madeThere(['figures']);
  expect((await send('?dryRun=false', given, `Bearer ${reader.token}`)).statusCode).toBe(403);

  // What was shown is what is taken: meanwhile a report may have come, and would be gone over unseen.
  expect(
    (await send(`?dryRun=false&leaveOut=true&seen=${tried.seen}`, given.slice(0, 2))).json(),
  ).toMatchObject({ error: { code: 'FIGURES_CHANGED' } });
  expect(await versions()).toEqual(before);
  const kept = await send(`?dryRun=false&leaveOut=true&seen=${tried.seen}`, given);
  expect(kept.json()).toMatchObject({ dryRun: false });
  expect(await versions()).toMatchObject({
    [commune]: [2, 'submitted'],
    [police]: [1, 'submitted'],
  });
  const rows = await site.ledger.db
    .selectFrom('audit')
    .select(['act', 'actor'])
    .where('office_id', '=', target.id)
    .where('actor', '=', `token:${tokenId}`)
    .execute();
  expect(rows.map(({ act }) => act).sort()).toEqual(['submit', 'submit', 'takeFigures']);

  // What was accepted stays, whoever sends what; by a table the officer sees why.
  await site.ledger.inOffice(inTarget, (scope) =>
    obligationActs.acceptReport(scope, { obligationId: targetPlan.obligationIds.police }),
  );
  const table =
    'Cơ quan\tMã\tGiá trị\tKhông phát sinh\n' +
    'Phòng Cảnh sát giao thông\tPROP_SESSIONS\t9\t\n' +
    'ubnd xa dong mai\tPROP_ATTEND\t\tx\n';
  const named = table.replace('Phòng Cảnh sát giao thông', police);
  const form = multipart({}, [{ name: 'so-lieu.csv', bytes: Buffer.from(named) }]);
  const answer = await ask(
    site,
    'POST',
    `/api/cycles/${targetPlan.cycleId}/figures-file?dryRun=false&leaveOut=true`,
    { cookie: target.cookies.officer, headers: form.headers, body: form.payload },
  );
  const taken = figuresInRoutes.file.answer.parse(answer.json());
  expect(taken.reports).toMatchObject([{ agencyId: commune, version: 3, figures: 1 }]);
  expect(taken.conflicts).toMatchObject([{ line: 2, whole: true }]);
  expect(taken.conflicts[0]?.problem).toContain('đã được đưa vào tổng hợp');
  const latest = await site.ledger.db
    .selectFrom('submission')
    .select(['figures', 'nil_codes', 'channel', 'sender_name'])
    .where('obligation_id', '=', targetPlan.obligationIds.commune)
    .where('version', '=', 3)
    .executeTakeFirstOrThrow();
  expect(latest).toMatchObject({
    figures: { PROP_SESSIONS: '14' },
    nil_codes: ['PROP_ATTEND'],
    channel: 'officer',
    sender_name: 'Cán bộ officer',
  });
}, 30_000);

test('an address is told of what it asked for, once, tried again until it takes it, and replayed under the same id', async () => {
  const url = 'https://nhan.example/tin';
  const bad = await asAdmin('POST', '/api/webhooks', {
    ...{ name: 'x', url: 'http://nhan.example', events: ['report.received'] },
  });
  expect(bad.json()).toMatchObject({ error: { code: 'WEBHOOK_ADDRESS' } });
  await seal();
  const added = await asAdmin('POST', '/api/webhooks', {
    ...{ name: 'Kho', url, events: ['report.received'] },
  });
  const { webhookId, secret } = exchangeRoutes.addWebhook.answer.parse(added.json());
  expect(secret).toMatch(/^whsec_/);
  const tries: WebhookTry[] = [];
  let status = 500;
  const tell = () =>
    tellWebhooks(
      site.ledger,
      async (one) => {
        tries.push(one);
        return Promise.resolve({ status, problem: null, retryAfterMs: null });
      },
      { now: site.now },
    );
  site.setNow('2026-06-02T08:00:00+07:00');
  await submit(plan.obligationIds.police, { PROP_SESSIONS: '7' });
  await seal();
  await tell();
  expect(tries.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    {
      type: 'report.received',
      timestamp: site.now(),
      data: { officeId: office.id, kind: 'obligation', id: plan.obligationIds.police },
    },
  ]);
  await tell();
  expect(tries).toHaveLength(1);
  site.setNow('2026-06-02T08:00:05+07:00');
  status = 200;
  await tell();
  await tell();
  expect(tries.map(({ id }) => id)).toEqual([tries[0]!.id, tries[0]!.id]);

  const list = async () =>
    exchangeRoutes.deliveries.answer.parse(
      (await asAdmin('GET', `/api/webhooks/${webhookId}/deliveries`)).json(),
    ).deliveries;
  expect(await list()).toMatchObject([{ state: 'done', tries: 2, status: 200 }]);
  const replay = `/api/webhooks/${webhookId}/deliveries/${tries[0]!.id}/replay`;
  expect((await asAdmin('POST', replay)).statusCode).toBe(200);
  await asAdmin('POST', `/api/webhooks/${webhookId}/secret`);
  status = 410;
  await tell();
  expect(tries[2]).toMatchObject({ id: tries[0]!.id, body: tries[0]!.body });
  expect(tries[2]!.secrets.map(({ generation }) => generation)).toEqual([2, 1]);
  const { webhooks } = exchangeRoutes.webhooks.answer.parse(
    (await asAdmin('GET', '/api/webhooks')).json(),
  );
  expect(webhooks[0]).toMatchObject({ offWhy: 'gone', failed: 1 });
  expect((await asAdmin('POST', replay)).json()).toMatchObject({ error: { code: 'WEBHOOK_OFF' } });

  // Of an office that is being prepared nobody outside hears.
  await asAdmin('POST', `/api/webhooks/${webhookId}/switch`, { on: true });
  await site.ledger.db
    .updateTable('office')
    .set({ opened_at: null })
    .where('id', '=', office.id)
    .execute();
  await submit(plan.obligationIds.commune, { PROP_SESSIONS: '13' });
  await seal();
  await tell();
  expect(tries).toHaveLength(3);
});

/** Rows are sealed once they are two seconds old; here they are so at once. */
async function seal(): Promise<void> {
  await sql`update audit set real_at = real_at - interval '10 seconds' where sealed_as is null`.execute(
    site.ledger.db,
  );
  await sealAudit(site.ledger, 'a key of audits that is long enough for it');
}
