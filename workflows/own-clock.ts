/**
 * An instant of the ledger's clock as the workflow's own will show it, given what the ledger's showed
 * just now. The two may differ: taken as it stands, an instant that has passed here and not yet there
 * would be waited for a second at a time. Without `now`, in answers of an earlier version, it stands.
 */
export function onOwnClock(until: string | null, now: string | undefined): string | null {
  if (until === null || now === undefined) return until;
  return new Date(Date.now() + Date.parse(until) - Date.parse(now)).toISOString();
}
