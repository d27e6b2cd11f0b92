import { setFlagsFromString } from 'node:v8';

/** So much may be added to what lives before it is looked through, in percent of it. */
const GROWTH_PERCENT = 100;

/**
 * Has memory collected once it has doubled, not when it is four times what lives: mails that waited for
 * their turn outlive the young and would pile up to a hundred megabytes in every wave, for nothing. It
 * bounds nothing: what a task needs it still gets. A runtime that does not know the setting goes on as it was.
 */
export function keepHeapTight(): void {
  setFlagsFromString(`--heap-growing-percent=${String(GROWTH_PERCENT)}`);
}
