// Where this installation stands and where the marks of its ledger lie: what tells a copy from the installation itself.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { instanceSecrets } from './instance-secrets.mjs';
import { dataDirOf, instanceDir } from './project.mjs';

/** The seat and the folders of marks of an installation that stands on this machine alone; what the operator has set goes first. */
export function instancePlace(env = process.env) {
  return {
    INSTANCE_SEAT: env.INSTANCE_SEAT || seatOf(dataDirOf(env)),
    MARK_DIR: env.MARK_DIR || [instanceDir, ownStateDir(env)].join(':'),
  };
}

/** Whether `npm start` runs this installation: it has been here, or no ledger is named that could be another's. */
export function isStartedHere(env = process.env) {
  return !env.DATABASE_URL || existsSync(join(dataDirOf(env), 'ports.json'));
}

/** The same for a command: as `npm start` has it, or as the environment says where processes stand on several machines. */
export function placeForCommand(databaseUrl, env = process.env) {
  const stands = isStartedHere(env) ? instancePlace(env) : env;
  return {
    databaseUrl,
    instanceId: instanceSecrets(env).INSTANCE_ID,
    seat: stands.INSTANCE_SEAT || null,
    markDirs: (stands.MARK_DIR ?? '').split(':').filter((dir) => dir !== ''),
  };
}

/** The same machine and the same folders give the same text; a copy elsewhere another one. */
function seatOf(dataDir) {
  mkdirSync(instanceDir, { recursive: true, mode: 0o700 });
  const parts = [machineId(), resolved(dataDir), realpathSync(instanceDir)];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}

function resolved(dir) {
  try {
    return realpathSync(dir);
  } catch {
    return dir;
  }
}

/** What the operating system calls this machine; empty where it has no name that stays. */
function machineId() {
  for (const path of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    try {
      const id = readFileSync(path, 'utf8').trim();
      if (id !== '') return id;
    } catch {
      // Not a Linux with systemd or D-Bus.
    }
  }
  if (process.platform !== 'darwin') return '';
  try {
    const told = execFileSync('ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice'], {
      encoding: 'utf8',
    });
    return /"IOPlatformUUID" = "([^"]+)"/.exec(told)?.[1] ?? '';
  } catch {
    return '';
  }
}

/** Outside the folder of the installation, so that putting all of it back from before is noticed. */
function ownStateDir(env) {
  if (env.XDG_STATE_HOME) return join(env.XDG_STATE_HOME, 'dondoc');
  return process.platform === 'darwin'
    ? join(homedir(), 'Library/Application Support/dondoc')
    : join(homedir(), '.local/state/dondoc');
}
