/** The task queue of one kind of office; the installation's id is part of it, so that a copy polls nothing. */
export function taskQueue(instanceId: string, kind: 'live' | 'rehearsal'): string {
  return `dondoc-${instanceId}-${kind}`;
}
