// Plays the cluster's story in a process that trusts the proxy's certificate; what it is to do comes as a message.
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { distDir, explain, projectRoot } from '../project.mjs';
import { earlierBuild } from './earlier-build.mjs';
import { startCluster } from './installation.mjs';

const log = (line) => process.stderr.write(`${line}\n`);
const [task] = await once(process, 'message');
const { playCluster } = await import(pathToFileURL(join(distDir, 'cli/cluster/story.js')).href);
const { agencies, from, certificate, programs, dir } = task;

let cluster = null;
const stop = async () => await cluster?.stop();
for (const signal of ['SIGTERM', 'disconnect']) {
  process.on(signal, () => void stop().finally(() => process.exit(1)));
}
let code = 0;
try {
  const root = from === null ? projectRoot : await earlierBuild(from, { log });
  const result = await playCluster({
    agencies,
    log,
    start: async (smtpUrl) => {
      cluster = await startCluster({ dir, root, programs, smtpUrl, certificate, log });
      log(`two workers and two APIs are up behind ${cluster.url}`);
      if (from === null) return { ...cluster, upgrade: null };
      await cluster.migrateTo(projectRoot);
      return { ...cluster, upgrade: async () => await cluster.upgradeTo(projectRoot) };
    },
  });
  await new Promise((sent) => process.send(result, sent));
} catch (error) {
  log(explain(error));
  code = 1;
} finally {
  await stop();
}
process.exit(code);
