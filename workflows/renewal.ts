import { workflowInfo } from '@temporalio/workflow';

/** No run grows older than this, so that no replay meets code of another year. */
const MONTH_MS = 31 * 24 * 3_600_000;

export interface Renewal {
  /** Whether this run is to be followed by a new one: by its age, or by the length of its history. */
  isDue(): boolean;
  /** The instant itself or, if that comes first, the one at which the run is renewed. */
  orEarlier(until: string | null): string | null;
}

/** When the present run is renewed; call it where the run begins. Without `byAge` only a long history counts. */
export function renewalOf({ byAge }: { readonly byAge: boolean }): Renewal {
  const startedMs = Date.now();
  return {
    isDue: () =>
      workflowInfo().continueAsNewSuggested || (byAge && Date.now() - startedMs > MONTH_MS),
    orEarlier: (until) => {
      const at = new Date(startedMs + MONTH_MS + 1000).toISOString();
      return !byAge || (until !== null && until < at) ? until : at;
    },
  };
}
