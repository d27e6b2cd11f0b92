import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { openLedger } from '../../office/scope.js';
import { createMailLedger } from '../../office/post/mail-ledger.js';
import { createRehearsal } from '../../office/rehearsal/create.js';
import { instant } from '../../domain/day.js';
import { mailComposer } from '../../mail/outgoing.js';
import { createTestDatabase } from './ledger.js';
import { agreedPlan, makeOffice, taken } from './office.js';
import type { TestOffice } from './office.js';
import { projectFile } from './temporal-rehearsal.js';

/** An installation with one live office and an agreed plan; its worker is the process that is shipped. */
export interface Installation {
  readonly office: TestOffice;
  readonly planId: string;
  /** Starts the worker with a real relay configured; it serves live offices and rehearsals alike. */
  startWorker(smtpUrl: string): Promise<ChildProcess>;
  /** Makes a shadow office of the plan and wakes its driver; returns its id. */
  rehearse(seed: number): Promise<string>;
  /** The files of the mails in the built-in mailbox. */
  mailbox(): readonly string[];
  close(): Promise<void>;
}

const SECRET = 'only-for-tests-only-for-tests-only-for-tests';

/** Sets up an installation with so many bound agencies on a database and folders of its own. */
export async function anInstallation({
  env,
  agencies,
}: {
  readonly env: TestWorkflowEnvironment;
  readonly agencies: number;
}): Promise<Installation> {
  const database = await createTestDatabase();
  const dir = mkdtempSync(join(tmpdir(), 'dondoc-installation-'));
  const mailboxDir = join(dir, 'mailbox');
  const instanceId = randomUUID();
  const workers: ChildProcess[] = [];
  const clock = { now: () => instant('2026-05-25T09:00:00+07:00'), to: () => undefined };
  const ledger = openLedger({ databaseUrl: database.url, clock, poolSize: 4 });
  const mails = createMailLedger({
    ledger,
    officeKind: 'live',
    clock,
    compose: mailComposer({ name: 'Đôn đốc', address: 'dondoc@songhuong.example' }),
    linkUrl: ({ linkId }) => `https://dondoc.songhuong.example/b#${linkId}`,
    pageUrl: (path) => `https://dondoc.songhuong.example${path}`,
  });
  const office = await makeOffice(
    { ledger, clock, cycles: createCycleLedger(ledger), mails, drop: async () => undefined },
    {
      agencies: [
        { name: 'Công an tỉnh Sông Hương', standing: true },
        ...Array.from({ length: agencies }, () => ({ head: true })),
      ],
    },
  );
  const planId = await agreedPlan(office);
  return {
    office,
    planId,
    startWorker: async (smtpUrl) => {
      const worker = fork(projectFile('dist/worker/main.js'), {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        env: {
          PATH: process.env['PATH'],
          NODE_ENV: 'production',
          DATABASE_URL: database.url,
          TEMPORAL_ADDRESS: env.address,
          SMTP_URL: smtpUrl,
          MAILBOX_DIR: mailboxDir,
          DATA_DIR: dir,
          INSTANCE_ID: instanceId,
          PUBLIC_URL: 'https://dondoc.songhuong.example',
          LINK_KEY: SECRET,
          AUTH_SECRET: SECRET,
          AUDIT_KEY: SECRET,
          LOG_LEVEL: 'silent',
        },
      });
      workers.push(worker);
      await new Promise<void>((resolve, reject) => {
        worker.once('message', () => {
          resolve();
        });
        worker.once('exit', (code) => {
          reject(new Error(`the worker ended with ${String(code)}`));
        });
      });
      return worker;
    },
    rehearse: async (seed) => {
      const made = await createRehearsal(ledger, {
        officeId: office.officeId,
        planId,
        seed,
        secondsPerDay: 0,
        actor: 'staff:test',
      });
      return taken(made).rehearsalOfficeId;
    },
    mailbox: () => (existsSync(mailboxDir) ? filesIn(mailboxDir) : []),
    close: async () => {
      await Promise.all(workers.map(async (worker) => ended(worker, 'SIGTERM')));
      await ledger.close();
      await database.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Ends a worker: TERM as a supervisor does, KILL as a power cut does. */
export async function ended(worker: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      resolve();
    });
  });
  worker.kill(signal);
  await exit;
}

function filesIn(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.eml'))
    .map((entry) => entry.name);
}
