// What a bundle holds, file by file, and whether it is still that. Node built-ins only: the bundle carries this file.
import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The file at the top of a bundle that names all others. */
export const MANIFEST = 'manifest.json';

/** Every file below `root` but the manifest, with its bytes and sha256, by path. */
export async function filesOf(root) {
  const files = [];
  for (const path of pathsBelow(root)) {
    const { size } = lstatSync(join(root, path));
    files.push({ path, size, sha256: await sha256Of(join(root, path)) });
  }
  return files;
}

/** What is missing, otherwise or too much in `root` against the manifest, a sentence each; empty where nothing is. */
export async function wrongIn(root, { files }) {
  const found = new Map((await filesOf(root)).map((file) => [file.path, file]));
  const wanted = new Set(files.map(({ path }) => path));
  return [
    ...files.flatMap(({ path, sha256 }) => {
      const file = found.get(path);
      if (file === undefined) return [`${path} is missing`];
      return file.sha256 === sha256 ? [] : [`${path} is not what was bundled`];
    }),
    ...[...found.keys()].filter((path) => !wanted.has(path)).map((path) => `${path} is no part`),
  ];
}

/** Why a bundle does not serve here; null where it does. */
export function refusedHere({ platform, arch }, here) {
  if (platform !== here.platform || arch !== here.arch) {
    return `This bundle is for ${platform}-${arch}, and this machine is ${here.platform}-${here.arch}.`;
  }
  const [major = 0, minor = 0] = here.node.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? null
    : `Node 20.19 or later is needed, and this is ${here.node}.`;
}

function pathsBelow(root, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return pathsBelow(root, path);
      // A link could lead out of the bundle, to what nobody has hashed.
      if (!entry.isFile()) throw new Error(`${path} is neither a file nor a folder`);
      return path === MANIFEST ? [] : [path];
    });
}

async function sha256Of(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
