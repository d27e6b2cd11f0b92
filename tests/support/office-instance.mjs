// A whole office on servers of its own: the built API and worker as processes, as npm start runs them.
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { seedSampleOffice } from '../../cli/sample.js';
import { startMailbox } from '../../mail/mailbox/main.js';
import { readBytes } from '../../reader/main.js';
import { ensureBuilt } from '../../scripts/build.mjs';
import { startTemporal } from '../../scripts/dev-temporal.mjs';
import { freePort } from '../../scripts/ports.mjs';
import { startProductProcess } from '../../scripts/product-process.mjs';
import { distDir, makePrivateDir } from '../../scripts/project.mjs';
import { makeTemporaryFolder } from '../../scripts/temporary-folders.mjs';

const host = '127.0.0.1';
const quiet = () => undefined;

/** Seeds the sample office in a migrated, empty database and runs it; `stop` ends all of it and removes its folder. */
export async function startOfficeInstance({ databaseUrl }) {
  const folder = makeTemporaryFolder('office');
  const running = [];
  const stop = async () => {
    for (const end of running.reverse()) await end();
    folder.remove();
  };
  try {
    const mailboxDir = makePrivateDir(join(folder.dir, 'mailbox'));
    await ensureBuilt({ log: quiet });
    const mailbox = await startMailbox({ dir: mailboxDir, host, smtpPort: 0 });
    running.push(mailbox.close);
    const cli = process.env.TEMPORAL_CLI_PATH;
    const temporal = await startTemporal({ dir: folder.dir, cli, inMemory: true });
    running.push(temporal.stop);
    const port = await freePort();
    const url = `http://${host}:${port}`;
    const key = () => randomBytes(32).toString('hex');
    const variables = {
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_TLS: 'false',
      TEMPORAL_API_KEY: '',
      SMTP_URL: `smtp://${host}:${mailbox.smtpPort}`,
      MAILBOX_DIR: mailboxDir,
      HOST: host,
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: folder.dir,
      INSTANCE_ID: randomUUID(),
      LINK_KEY: key(),
      AUTH_SECRET: key(),
      AUDIT_KEY: key(),
      LOG_LEVEL: 'warn',
    };
    const start = async (name) => {
      const { stop: end } = await startProductProcess({
        name,
        module: join(distDir, name, 'main.js'),
        env: { ...process.env, ...variables },
        logDir: folder.dir,
        log: console.error,
        onGivenUp: console.error,
      });
      running.push(end);
    };
    const [{ signIn }] = await settleAll([
      seedSampleOffice({
        databaseUrl,
        publicUrl: url,
        instanceId: variables.INSTANCE_ID,
        authSecret: variables.AUTH_SECRET,
        read: readBytes,
      }),
      start('worker'),
      start('api'),
    ]);
    const passwords = new Map(signIn.map(({ email, password }) => [email, password]));
    return { url, mailboxDir, passwords, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Like Promise.all, but a failure is told only when all have ended: what has started is then stopped. */
async function settleAll(promises) {
  const results = await Promise.allSettled(promises);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return results.map((result) => result.value);
}
