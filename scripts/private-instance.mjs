// A ledger and a Temporal of one's own for preview, rehearsal, bench and chaos: in a temporary folder,
// side by side with a running office, and gone afterwards.
import { makeTemporaryFolder, sweepTemporaryFolders } from './temporary-folders.mjs';
import { startTemporal } from './dev-temporal.mjs';
import { startPostgres } from './postgres.mjs';
import { Refusal } from './project.mjs';
import { findTemporalCli } from './temporal.mjs';

/**
 * Starts PostgreSQL (database `dondoc`, empty) and Temporal (in memory, or with `durable` on files that survive a kill of their server).
 * `stop` removes everything; `test` trades durability for speed; `temporal: false` starts the ledger alone.
 */
export async function startPrivateInstance({
  test = true,
  durable = false,
  temporal = true,
  log = console.error,
} = {}) {
  await sweepTemporaryFolders();
  const folder = makeTemporaryFolder('private');
  const running = [];
  const stop = async () => {
    await Promise.allSettled(running.map(async (server) => await server.end()));
    folder.remove();
  };
  try {
    const [ledger, workflows] = await settleAll([
      startPostgres({ dataDir: `${folder.dir}/postgres`, test }).then((server) => {
        running.push({ end: server.destroy });
        return server;
      }),
      temporal
        ? startOwnTemporal({ dir: folder.dir, durable, log }).then((server) => {
            running.push({ end: server.stop });
            return server;
          })
        : null,
    ]);
    return {
      databaseUrl: ledger.url,
      adminUrl: ledger.adminUrl,
      temporalAddress: workflows?.address ?? null,
      dir: folder.dir,
      ledger,
      workflows,
      stop: once(stop),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Runs `work(instance, signal)` on a private instance and takes it away afterwards: on success, failure, Ctrl-C and TERM alike.
 * At an interruption the signal is aborted and the work no longer waited for.
 */
export async function withPrivateInstance(options, work) {
  const interruption = new AbortController();
  const interrupted = new Promise((_, reject) => {
    interruption.signal.addEventListener('abort', () => reject(interruption.signal.reason));
  });
  // Nobody listens yet when the signal comes while the servers start.
  interrupted.catch(() => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => interruption.abort(new Refusal(`Interrupted by ${signal}.`)));
  }
  const instance = await startPrivateInstance(options);
  try {
    interruption.signal.throwIfAborted();
    return await Promise.race([work(instance, interruption.signal), interrupted]);
  } finally {
    await instance.stop();
  }
}

async function startOwnTemporal({ dir, durable, log }) {
  return await startTemporal({ dir, cli: await findTemporalCli({ log }), inMemory: !durable });
}

/** Like Promise.all, but a failure is told only when all have ended: what has started can then be stopped. */
async function settleAll(promises) {
  const results = await Promise.allSettled(promises);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return results.map((result) => result.value);
}

function once(work) {
  let done = null;
  return async () => await (done ??= work());
}
