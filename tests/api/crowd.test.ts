import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { randomOf } from '../../domain/random.js';
import { REFUSALS } from '../../domain/refusals.js';
import { multipart, openSite, PLAN_TEXT } from './support/office.js';
import type { TestSite } from './support/office.js';
import { inputOf } from './support/fuzz/inputs.js';
import { AGENCY_PAGES, ROUTE_LIST } from './support/fuzz/requests.js';
import type { FuzzRequest, FuzzWorld } from './support/fuzz/requests.js';
import { openFuzzWorld } from './support/fuzz/world.js';

/** As many as press a button at the end of a day, on fewer connections than they are by far. */
const CROWD = 16;
const POOL = 2;
const SEED = 20261130;

/** What a crowd is told instead of its answer. */
const SENTENCES = new Set<string>([REFUSALS.BUSY.vi, REFUSALS.ROW_BUSY.vi]);
/** Ends the session that all the others ask with, or is bounded by the address it comes from. */
const ALONE = new Set(['session.signIn', 'session.signOut', 'session.password']);

let site: TestSite;
let world: FuzzWorld;

/** A site for the tests around it: acts of a crowd leave more behind than a reader of them should have to bear. */
function ownSite(serial: number): void {
  beforeAll(async () => {
    site = await openSite({}, { poolSize: POOL });
    world = await openFuzzWorld(site, serial);
  });
  afterAll(async () => {
    await site.close();
  });
}

const filled = (path: string) =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(world.ids[name]?.[0] ?? 'x'));

/** A request as the pages would send it: by somebody who holds all roles, with a good body. */
function requestTo({ name, route }: (typeof ROUTE_LIST)[number]): FuzzRequest {
  const maker = { random: randomOf(SEED), wildness: 0, ids: Object.values(world.ids).flat() };
  const query = Object.entries((inputOf(route.query, maker) ?? {}) as Record<string, unknown>)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  const url = `${filled(route.path)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  const headers = { cookie: world.master, 'x-requested-with': 'dondoc' };
  if (route.method === 'GET') return { method: 'GET', url, headers };
  const body = world.bodies[name] ?? inputOf(route.body, maker);
  if (route.upload === null) {
    const json = { ...headers, 'content-type': 'application/json' };
    return { method: route.method, url, headers: json, payload: JSON.stringify(body) };
  }
  const [extension = '.txt'] = route.upload.accept;
  const bytes = Buffer.from(extension === '.pdf' ? '%PDF-1.7' : PLAN_TEXT);
  const file = { name: `a${extension}`, bytes };
  const form = multipart((body ?? {}) as Record<string, string>, [file]);
  return {
    method: route.method,
    url,
    headers: { ...headers, ...form.headers },
    payload: form.payload,
  };
}

/** Sends one request a crowd of times at once, and asks beside it whether the process is ready. */
async function crowd(request: FuzzRequest) {
  const send = async (): Promise<LightMyRequestResponse> => site.app.inject(request);
  const answers = Promise.all(Array.from({ length: CROWD }, send));
  const ready = site.app.inject({ method: 'GET', url: '/readyz' });
  const all = await answers;
  return { all, ready: (await ready).statusCode };
}

const isTold = ({ statusCode, body }: LightMyRequestResponse) =>
  (statusCode === 429 || statusCode === 503) && [...SENTENCES].some((vi) => body.includes(vi));

const reads = ROUTE_LIST.filter(({ route }) => route.method === 'GET');
const acts = ROUTE_LIST.filter(({ name, route }) => route.method !== 'GET' && !ALONE.has(name));

describe(`${String(CROWD)} readers at once on ${String(POOL)} connections`, () => {
  ownSite(1);

  test.each(reads)('all have the answer of $name', async (asked) => {
    const request = requestTo(asked);
    const alone = await site.app.inject(request);
    const { all, ready } = await crowd(request);
    expect(new Set(all.map(({ statusCode }) => statusCode))).toEqual(new Set([alone.statusCode]));
    expect(alone.statusCode).toBeLessThan(500);
    expect(ready).toBe(200);
  });

  test.each(AGENCY_PAGES.filter(({ method }) => method === 'GET'))(
    'all have the page $path',
    async ({ path }) => {
      const url = filled(path);
      const headers = { cookie: world.agencyCookies[0] ?? '' };
      const { all, ready } = await crowd({ method: 'GET', url, headers });
      expect(new Set(all.map(({ statusCode }) => statusCode)).size).toBe(1);
      expect(all[0]!.statusCode).toBeLessThan(500);
      expect(ready).toBe(200);
    },
  );

  test('the process is alive whatever the ledger does', async () => {
    const answer = await site.app.inject({ method: 'GET', url: '/healthz' });
    expect(answer.statusCode).toBe(200);
  });
});

describe(`${String(CROWD)} who act at once on ${String(POOL)} connections`, () => {
  ownSite(2);

  test.each(acts)('each who asks for $name is answered or told to come again', async (asked) => {
    const request = requestTo(asked);
    const { all, ready } = await crowd(request);
    const failed = all.filter((answer) => answer.statusCode >= 500 && !isTold(answer));
    expect(failed.map(({ statusCode, body }) => [statusCode, body])).toEqual([]);
    expect(ready).toBe(200);
  });
});
