// PostgreSQL refuses to run as root. Root starts it as `postgres` or `nobody`, and that account must be able
// to reach both the programs and the data.
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeDir, Refusal } from './project.mjs';

const sharedRoot = '/var/tmp';

/** The account that runs PostgreSQL: null for ourselves, `{ uid, gid }` when we are root. */
export function postgresAccount() {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody']
    .map((name) => accounts.find((row) => row[0] === name))
    .find(Boolean);
  if (found === undefined) {
    throw new Refusal(
      'PostgreSQL does not run as root and this machine has neither an account postgres nor nobody; start dondoc as an ordinary user.',
    );
  }
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Where the data will lie: as wanted, or below /var/tmp, named by the wanted path, when the account cannot get there. */
export function reachableDataDir(wanted, account) {
  if (account === null || isReachable(dirname(wanted), account)) return wanted;
  // Named by the wanted path: another checkout, or a test, must not adopt the live ledger.
  return join(ownSharedDir(`dondoc-data-${shortHash(wanted)}`), basename(wanted));
}

/** Makes an empty data folder that belongs to the account alone. */
export function makeDataDir(dir, account) {
  makeDir(dir);
  if (account !== null) chownSync(dir, account.uid, account.gid);
}

/** The folder of programs: as installed, or a copy below /var/tmp when the account cannot get there. */
export function reachablePrograms(nativeDir, account) {
  if (account === null || isReachable(nativeDir, account)) return nativeDir;
  const version = JSON.parse(
    readFileSync(join(dirname(nativeDir), 'package.json'), 'utf8'),
  ).version;
  // One copy for all checkouts of this account.
  const home = ownSharedDir(`dondoc-postgres-${version}-${process.getuid()}`);
  const copy = join(home, 'native');
  if (!existsSync(copy)) {
    const partial = join(home, `native.${process.pid}`);
    cpSync(nativeDir, partial, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(partial, copy);
    } catch (error) {
      if (!existsSync(copy)) throw error;
      rmSync(partial, { recursive: true, force: true });
    }
  }
  return copy;
}

/** Everybody may write to /var/tmp: a folder there counts only when it is ours and nobody else may write to it. */
function ownSharedDir(name) {
  const dir = makeDir(join(sharedRoot, name));
  const { uid, mode } = lstatSync(dir);
  if (uid !== process.getuid() || (mode & 0o022) !== 0) {
    throw new Refusal(`${dir} belongs to somebody else; remove it and start again.`);
  }
  return dir;
}

function isReachable(dir, account) {
  for (let at = dir; ; at = dirname(at)) {
    if (existsSync(at) && !mayPass(statSync(at), account)) return false;
    if (at === dirname(at)) return true;
  }
}

function mayPass({ uid, gid, mode }, account) {
  if (uid === account.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === account.gid ? 0o010 : 0o001)) !== 0;
}

function shortHash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
