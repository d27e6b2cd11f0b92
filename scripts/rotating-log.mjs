import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';

const maxBytes = 10 * 1024 * 1024;
const keptLines = 15;

/** A log file that is set aside as `<path>.1` when it has grown to 10 MB (one generation is kept); `tail` gives its last lines of this run. */
export function openRotatingLog(path) {
  let bytes = existsSync(path) ? statSync(path).size : 0;
  let lines = [];
  return {
    write(chunk) {
      if (bytes > maxBytes) {
        renameSync(path, `${path}.1`);
        bytes = 0;
      }
      appendFileSync(path, chunk, { mode: 0o600 });
      bytes += chunk.length;
      lines = [...lines, ...String(chunk).split('\n').filter(Boolean)].slice(-keptLines);
    },
    tail: () => lines.join('\n'),
  };
}
