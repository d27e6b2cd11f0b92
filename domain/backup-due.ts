import { at, dayAt, plusMs } from './day.js';
import type { Instant } from './day.js';

/** A backup that failed is tried again after this long. */
const AGAIN_MS = 3_600_000;

/** Whether the backup of today is to begin: once a day from its minute on, and again an hour after one that failed. */
export function backupDue(
  last: { readonly startedAt: Instant; readonly failed: boolean } | null,
  now: Instant,
  minute: number,
): boolean {
  const today = at(dayAt(now), minute);
  if (now < today) return false;
  if (last === null || last.startedAt < today) return true;
  return last.failed && plusMs(last.startedAt, AGAIN_MS) <= now;
}

const NAME = /^dondoc-\d{8}-\d{6}$/;

/** The name of the folder of a backup: by it the folders stand in the order of time. */
export function backupFolder(now: Instant): string {
  const digits = now.replaceAll(/\D/g, '');
  return `dondoc-${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
}

/** Which folders of earlier backups are to go, so that the newest `keep` stay; folders of other names are nobody's business. */
export function foldersToDrop(folders: readonly string[], keep: number): readonly string[] {
  const ours = folders.filter((name) => NAME.test(name)).sort();
  return ours.slice(0, Math.max(0, ours.length - keep));
}
