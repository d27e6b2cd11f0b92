import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What a mark outside the ledger says: the newest process start and beat that were seen. */
const Mark = z.object({ run: z.guid(), beat: z.int().min(0), at: z.string() });
export type WrittenMark = z.infer<typeof Mark>;

/** Marks of one installation, in folders outside its ledger; the more of them elsewhere, the more is noticed. */
export interface Marks {
  /** What can be read; a folder that is not there says nothing. */
  read(): Promise<readonly WrittenMark[]>;
  /** Writes every folder that takes it; answers those that do not, with why. */
  write(mark: WrittenMark): Promise<readonly { readonly dir: string; readonly problem: string }[]>;
}

/** The marks of an installation in some folders. */
export function openMarks(dirs: readonly string[], instanceId: string): Marks {
  const pathIn = (dir: string): string => join(dir, `${instanceId}.mark.json`);
  return {
    read: async () => {
      const found = await Promise.all(dirs.map(async (dir) => readMark(pathIn(dir))));
      return found.filter((mark) => mark !== null);
    },
    write: async (mark) => {
      const problems = await Promise.all(
        dirs.map(async (dir) => {
          try {
            await mkdir(dir, { recursive: true, mode: 0o700 });
            const own = `${pathIn(dir)}.${String(process.pid)}`;
            await writeFile(own, `${JSON.stringify(mark)}\n`, { mode: 0o600 });
            // Renamed: a mark half written would say nothing at the next start.
            await rename(own, pathIn(dir));
            return null;
          } catch (error) {
            return { dir, problem: error instanceof Error ? error.message : 'unknown' };
          }
        }),
      );
      return problems.filter((problem) => problem !== null);
    },
  };
}

async function readMark(path: string): Promise<WrittenMark | null> {
  try {
    const read = Mark.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
