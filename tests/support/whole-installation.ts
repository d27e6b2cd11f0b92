import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { z } from 'zod';
import { urlOf } from '../api/support/url-of.js';
import { waveAgencyInput } from '../../cli/chaos/wave-office.js';
import { agreePlan, planOfOneReport, startAgreedPlan } from '../../cli/invented-plan.js';
import { linkToken } from '../../config/link-token.js';
import type { Route } from '../../contract/route.js';
import { at, dayAt, plusDays } from '../../domain/day.js';
import { ensureLink } from '../../office/agency-link/ensure-links.js';
import { insertAgencies } from '../../office/directory/agency-rows.js';
import { createOffice } from '../../office/directory/create-office.js';
import { firstAccount } from '../../office/directory/first-account.js';
import { openStaffAuth } from '../../office/directory/staff-auth.js';
import { openLiveLedger } from '../../office/live-ledger.js';
import type { Ledger } from '../../office/scope.js';
import { eventually } from './eventually.js';
import { createTestDatabase } from './ledger.js';
import { ended } from './temporal-installation.js';
import { projectFile } from './temporal-rehearsal.js';

type Who = 'officer' | 'approver';

/** One office on an installation of its own: its database, its worker and its API as processes, in real time. */
export interface WholeInstallation {
  readonly url: string;
  readonly officeId: string;
  readonly ledger: Ledger;
  /** The tracked plan's one cycle and its duties, in the order of the agencies. */
  readonly cycleId: string;
  readonly duties: readonly string[];
  /** What the API answers to a person; throws when it refuses. The officer is clerk and administrator too. */
  asked<Answer extends z.ZodType>(
    who: Who,
    route: Route<z.ZodType, z.ZodType, z.ZodType, Answer>,
    request?: {
      readonly params?: Readonly<Record<string, string>>;
      readonly body?: object | FormData;
    },
  ): Promise<z.output<Answer>>;
  /** The link of an agency as its mail brings it. */
  linkOf(nth: number): Promise<string>;
  stopApi(): Promise<void>;
  startApi(): Promise<void>;
  close(): Promise<void>;
}

const KEY = 'only-for-tests-only-for-tests-only-for-tests';
const PEOPLE: readonly Who[] = ['officer', 'approver'];
const DUE_IN_DAYS = 28;

/** Sets up an office with a plan of one report that its agencies have been asked for. */
export async function aWholeInstallation({
  env,
  smtpUrl,
  name,
  agencies,
}: {
  readonly env: TestWorkflowEnvironment;
  readonly smtpUrl: string;
  readonly name: string;
  readonly agencies: readonly string[];
}): Promise<WholeInstallation> {
  const database = await createTestDatabase();
  const dir = mkdtempSync(join(tmpdir(), 'dondoc-whole-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const processes = new Map<'worker' | 'api', ChildProcess>();
  const start = async (part: 'worker' | 'api'): Promise<void> => {
    const child = fork(projectFile(`dist/${part}/main.js`), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'test',
        DATABASE_URL: database.url,
        TEMPORAL_ADDRESS: env.address,
        SMTP_URL: smtpUrl,
        MAILBOX_DIR: join(dir, 'mailbox'),
        DATA_DIR: dir,
        INSTANCE_ID: instanceId,
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: url,
        LINK_KEY: KEY,
        AUTH_SECRET: KEY,
        AUDIT_KEY: KEY,
        LOG_LEVEL: 'silent',
      },
    });
    processes.set(part, child);
    await ready(child, part);
  };
  const stop = async (part: 'worker' | 'api'): Promise<void> => {
    const child = processes.get(part);
    if (child !== undefined) await ended(child, 'SIGTERM');
  };
  const instanceId = randomUUID();
  const ledger = openLiveLedger({ databaseUrl: database.url, poolSize: 2 });
  const close = async (): Promise<void> => {
    await Promise.all([stop('worker'), stop('api')]);
    await ledger.close();
    await database.drop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const running = Promise.all([start('worker'), start('api')]);
    running.catch(() => undefined);
    await ledger.clock.known;
    const made = await office(ledger, { name, agencies, databaseUrl: database.url, url });
    await running;
    const asking = await visitors(url, made.passwords);
    return {
      ...{ url, ledger, officeId: made.officeId, close },
      ...(await openedCycle(ledger, made)),
      asked: asking,
      linkOf: async (nth) => {
        const link = await ledger.inOffice(
          { officeId: made.officeId, actor: 'system' },
          async (scope) => ensureLink(scope, made.agencyIds[nth] ?? ''),
        );
        return `${url}/b#${linkToken(KEY, link)}`;
      },
      stopApi: async () => stop('api'),
      startApi: async () => start('api'),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  return port;
}

async function ready(child: ChildProcess, part: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => {
      resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`the ${part} ended with ${String(code)}`));
    });
  });
}

interface Made {
  readonly officeId: string;
  readonly agencyIds: readonly string[];
  readonly passwords: ReadonlyMap<Who, { readonly email: string; readonly password: string }>;
}

/** The office with its people and agencies, and its plan started. */
async function office(
  ledger: ReturnType<typeof openLiveLedger>,
  given: {
    readonly name: string;
    readonly agencies: readonly string[];
    readonly databaseUrl: string;
    readonly url: string;
  },
): Promise<Made> {
  const { name, agencies, databaseUrl, url } = given;
  const domain = `${randomUUID().slice(0, 8)}.example`;
  const auth = openStaffAuth({ databaseUrl, secret: KEY, publicUrl: url });
  const passwords = new Map<Who, { readonly email: string; readonly password: string }>();
  try {
    const { officeId, agencyIds, staffId } = await ledger.transaction(async (trx) => {
      const staff = [];
      for (const who of PEOPLE) {
        const person = { name: `Cán bộ ${who}`, email: `${who}@${domain}` };
        const account = await firstAccount(trx, auth, person);
        if (account === null) throw new Error('an address that somebody has');
        passwords.set(who, { email: person.email, password: account.password });
        const roles =
          who === 'officer' ? (['officer', 'clerk', 'admin'] as const) : (['approver'] as const);
        staff.push({ ...person, phone: null, roles, userId: account.userId });
      }
      const id = await createOffice(trx, {
        ...{ kind: 'live', name, shortName: name, emailDomain: domain, settings: {} },
        ...{ clockAt: null, rehearsal: null, staff },
      });
      const ids = await insertAgencies(
        { trx, officeId: id },
        agencies.map((one, nth) =>
          waveAgencyInput({ name: one, address: `dv${String(nth + 1)}@${domain}` }),
        ),
      );
      const approver = await trx
        .selectFrom('staff')
        .select('id')
        .where('office_id', '=', id)
        .where('email', '=', `approver@${domain}`)
        .executeTakeFirstOrThrow();
      return { officeId: id, agencyIds: ids, staffId: approver.id };
    });
    const today = dayAt(ledger.clock.now());
    const due = plusDays(today, DUE_IN_DAYS);
    const confirmed = planOfOneReport({
      ...{ number: '120/KH-UBND', issuedOn: today, domain, windowFrom: today, windowTo: due },
      subject: 'Tháng hành động vì dòng sông sạch',
      ...{ duePhrase: 'đúng hạn', dueDay: due, targetAt: at(due, 17 * 60) },
      overdueAt: at(plusDays(due, 1), 0),
      agencyIds,
    });
    const planId = await agreePlan(ledger, { officeId, staffId }, { text: 'Kế hoạch', confirmed });
    await startAgreedPlan(ledger, { officeId }, planId);
    return { officeId, agencyIds, passwords };
  } finally {
    await auth.close();
  }
}

/** Waits until the plan's workflow has opened its cycle. */
async function openedCycle(
  { db }: Ledger,
  { officeId, agencyIds }: Made,
): Promise<Pick<WholeInstallation, 'cycleId' | 'duties'>> {
  const opened = async () =>
    db
      .selectFrom('obligation')
      .innerJoin('cycle', 'cycle.id', 'obligation.cycle_id')
      .select(['obligation.id', 'obligation.agency_id as agencyId', 'cycle.id as cycleId'])
      .where('obligation.office_id', '=', officeId)
      .where('cycle.opened_at', 'is not', null)
      .execute();
  let rows: Awaited<ReturnType<typeof opened>> = [];
  await eventually(async () => {
    rows = await opened();
    return rows.length === agencyIds.length;
  }, 'the plan has opened its cycle');
  return {
    cycleId: rows[0]?.cycleId ?? '',
    duties: agencyIds.map((id) => rows.find(({ agencyId }) => agencyId === id)?.id ?? ''),
  };
}

/** Signs everybody in, and asks the API as their pages do. */
async function visitors(
  url: string,
  passwords: Made['passwords'],
): Promise<WholeInstallation['asked']> {
  const send = async (path: string, init: RequestInit): Promise<Response> =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), 'x-requested-with': 'dondoc' },
      signal: AbortSignal.timeout(30_000),
    });
  const cookies = new Map<Who, string>();
  for (const [who, entered] of passwords) {
    const answer = await send('/api/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(entered),
    });
    const set = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
    cookies.set(who, set.join('; '));
  }
  return async (who, route, { params = {}, body } = {}) => {
    const isForm = body instanceof FormData;
    const answer = await send(urlOf(route, params), {
      method: route.method,
      headers: {
        cookie: cookies.get(who) ?? '',
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const said: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${route.path}: ${JSON.stringify(said)}`);
    return route.answer.parse(said);
  };
}
