import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyBaseLogger } from 'fastify';
import { pick, randomOf } from '../../domain/random.js';
import { openMailboxStore } from '../../mail/mailbox/store.js';
import { statusesOf } from '../../contract/open-api.js';
import { ErrorAnswer } from '../../contract/values.js';
import { openSite } from './support/office.js';
import type { TestSite } from './support/office.js';
import { agencyRequest, AGENCY_PAGES, apiRequest, ROUTE_LIST } from './support/fuzz/requests.js';
import type { FuzzRequest, FuzzWorld } from './support/fuzz/requests.js';
import type { InputMaker } from './support/fuzz/inputs.js';
import { happens } from './support/fuzz/values.js';
import type { Random } from './support/fuzz/values.js';
import { openFuzzWorld } from './support/fuzz/world.js';

/** Seconds of fuzzing: a few in the suite, as many as wanted with DONDOC_FUZZ_SECONDS. */
const SECONDS = Number(process.env['DONDOC_FUZZ_SECONDS'] ?? 12);
const SEED = Number(process.env['DONDOC_FUZZ_SEED'] ?? 20_260_601);
/** Ends a session, a link or a plan, and with it whatever is asked afterwards. */
const ENDINGS = /(?:sign-out|password|\/link|\/close|\/cancel)$|\/api\/staff\/./;

let site: TestSite;
let mailboxDir: string;
const thrown: string[] = [];

beforeAll(async () => {
  mailboxDir = await mkdtemp(join(tmpdir(), 'dondoc-fuzz-mail-'));
  site = await openSite({ mailbox: openMailboxStore(mailboxDir), logger: errorsInto(thrown) });
}, 60_000);

afterAll(async () => {
  await site.close();
  await rm(mailboxDir, { recursive: true });
});

test('the agency pages that are fuzzed are those that are served', () => {
  const served = servedRoutes(site.app.printRoutes({ commonPrefix: false }));
  const ofAgencies = served.filter((route) => /^(?:GET|POST) \/b(?:\/|$)/.test(route));
  const known = AGENCY_PAGES.map(({ method, path }) => `${method} ${path.replace(/\/$/, '')}`);
  const named = ofAgencies.map((route) => route.replace(':rest(^(?:%23|#).*)', '%23:token'));
  expect([...new Set(named)].sort()).toEqual([...known].sort());
});

test(
  'no request of any shape makes the server fail',
  async () => {
    const failed: { request: number; sent: object; thrown: string | undefined }[] = [];
    const statuses = new Map<number, number>();
    const undescribed: string[] = [];
    const random = randomOf(SEED);
    const until = performance.now() + SECONDS * 1000;
    let asked = 0;
    for (let round = 0; round === 0 || performance.now() < until; round += 1) {
      const world = await openFuzzWorld(site, round);
      for (const { make, described } of roundOf(random)) {
        if (round > 0 && performance.now() >= until) break;
        asked += 1;
        const maker = { random, wildness: random() * 0.6, ids: Object.values(world.ids).flat() };
        const request = make(world, maker);
        const copies = happens(random, 0.1) ? 2 + pick(random, 2) : 1;
        for (const answer of await Promise.all(
          Array.from({ length: copies }, () => send(request)),
        )) {
          statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
          if (described?.statuses.includes(answer.statusCode) === false) {
            undescribed.push(`${described.name}: ${String(answer.statusCode)}`);
          }
          if (answer.statusCode >= 500) {
            failed.push({ request: asked, sent: shown(request), thrown: thrown.at(-1) });
          } else if (answer.statusCode >= 400 && request.url.startsWith('/api')) {
            expect(ErrorAnswer.parse(answer.json()).error.message).not.toBe('');
          }
        }
      }
    }
    const counts = Object.fromEntries([...statuses].sort());
    const told = `seed ${String(SEED)}, ${String(asked)} requests, ${JSON.stringify(counts)}`;
    process.stderr.write(`fuzz: ${told}\n`);
    expect({ seed: SEED, failed, undescribed }).toEqual({
      ...{ seed: SEED, failed: [], undescribed: [] },
    });
    // Requests that are all refused would find nothing behind the door.
    expect(counts[200]).toBeGreaterThan(asked / 10);
  },
  (SECONDS + 120) * 1000,
);

interface Asked {
  readonly make: (world: FuzzWorld, maker: InputMaker) => FuzzRequest;
  /** Which statuses the description of the API names; null for a page of an agency. */
  readonly described: { readonly name: string; readonly statuses: readonly number[] } | null;
}

/** Every route and page once and half of them again, in a random order; what ends a session or a plan comes last. */
function roundOf(random: Random): readonly Asked[] {
  const all = [
    ...ROUTE_LIST.map((one) => ({
      ends: one.route.method !== 'GET' && ENDINGS.test(one.route.path),
      described: { name: one.name, statuses: statusesOf(one.route) },
      make: (world: FuzzWorld, maker: InputMaker) => apiRequest(one, world, maker),
    })),
    ...AGENCY_PAGES.map((one) => ({
      ends: ENDINGS.test(one.path),
      described: null,
      make: (world: FuzzWorld, maker: InputMaker) => agencyRequest(one, world, maker),
    })),
  ];
  const again = all.filter(({ ends }) => !ends && happens(random, 0.5));
  return [...all, ...again]
    .map((one) => ({ ...one, order: random() + (one.ends ? 1 : 0) }))
    .sort((a, b) => a.order - b.order)
    .map(({ make, described }) => ({ make, described }));
}

async function send(request: FuzzRequest) {
  return site.app.inject({ ...request, headers: { ...request.headers } });
}

function shown({ method, url, headers, payload }: FuzzRequest): object {
  const { cookie: _cookie, ...rest } = headers;
  return {
    what: `${method} ${url.slice(0, 300)}`,
    headers: rest,
    payload: payload?.toString('utf8').slice(0, 600),
  };
}

/** A log that keeps what was thrown, so that a failure tells its cause. */
function errorsInto(kept: string[]): FastifyBaseLogger {
  const quiet = () => undefined;
  const log: FastifyBaseLogger = {
    level: 'error',
    child: () => log,
    error: (told: unknown) => {
      const { err } = told as { readonly err?: unknown };
      kept.push(err instanceof Error ? (err.stack ?? err.message) : String(err));
    },
    fatal: quiet,
    warn: quiet,
    info: quiet,
    debug: quiet,
    trace: quiet,
    silent: quiet,
  };
  return log;
}

/** `GET /b/reports` and so on, out of the tree that the server prints. */
function servedRoutes(tree: string): string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, part = '', methods = ''] =
      /^((?:[│ ] {3})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    if (indent === undefined) return [];
    const depth = indent.length / 4;
    above.length = depth;
    above.push(part);
    const path = above.join('').replace(/\/$/, '');
    return methods === '' ? [] : methods.split(', ').map((method) => `${method} ${path}`);
  });
}
