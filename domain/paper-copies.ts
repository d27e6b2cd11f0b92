import type { Paper, PaperState } from './paper.js';

/** From the beginning of the way to its end; what was sent back is being written again. */
const WAY: readonly PaperState[] = [
  'draft',
  'sentBack',
  'awaitingApproval',
  'approved',
  'numbered',
  'released',
  'acknowledged',
];

/**
 * Where a cycle's report stands, of its papers with what they are copies of: copies are as far as the last of
 * them. Once one report has gone up, a supplement in the making holds nothing back. Null without any.
 */
export function stateOfReport(
  papers: readonly { readonly of: string; readonly state: Paper['state'] }[],
): PaperState | null {
  const reports = new Map<string, PaperState>();
  for (const { of, state } of papers) {
    if (state === 'superseded') continue;
    reports.set(of, earliest(reports.get(of) ?? state, state));
  }
  const states = [...reports.values()];
  return (
    states.find((state) => state === 'released' || state === 'acknowledged') ?? states[0] ?? null
  );
}

function earliest(one: PaperState, other: PaperState): PaperState {
  return WAY.indexOf(other) < WAY.indexOf(one) ? other : one;
}
