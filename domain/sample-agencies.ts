import { agencyKindOf } from './agency-kind.js';
import type { AgencyKind } from './indicators.js';
import type { PlanDraft } from './schemas/plan-draft.js';

/** An agency as a list or a rehearsal gives it, before it has rows. */
export interface ListedAgency {
  readonly name: string;
  readonly kind: AgencyKind;
  readonly tags: readonly string[];
  /** The role mailbox; empty when the list names none. */
  readonly email: string;
  readonly headEmail: string | null;
  readonly phone: string | null;
  readonly binding: boolean;
  readonly standing: boolean;
}

/**
 * Agencies for rehearsing a plan: `count` bound reporting ones (the plan's own bodies first, then
 * invented communes), and besides them the standing body and the bodies merely asked.
 */
export function agenciesForRehearsal(draft: PlanDraft, count: number): readonly ListedAgency[] {
  const consolidator =
    draft.obligations.find(({ consolidator: named }) => named !== null)?.consolidator ?? null;
  const named = draft.agencies.filter(({ group }) => !group);
  const standing = consolidator ?? 'Cơ quan thường trực';
  const bound = named
    .filter(({ binding, name }) => binding && name !== standing)
    .map(({ name }) => name)
    .slice(0, count);
  const invented = Array.from(
    { length: count - bound.length },
    (_, index) => `UBND xã Bình An ${String(index + 1).padStart(4, '0')}`,
  );
  const asked = named
    .filter(({ binding, name }) => !binding && name !== standing && !bound.includes(name))
    .map(({ name }) => name);
  const rows: readonly (readonly [string, boolean, boolean])[] = [
    ...[...bound, ...invented].map((name) => [name, true, false] as const),
    ...[...new Set(asked)].map((name) => [name, false, false] as const),
    [standing, true, true],
  ];
  return rows.map(([name, binding, isStanding], index) => ({
    name,
    kind: agencyKindOf(name),
    tags: [],
    email: `dv${String(index + 1).padStart(4, '0')}@chaythu.example`,
    headEmail: `ld${String(index + 1).padStart(4, '0')}@chaythu.example`,
    phone: null,
    binding,
    standing: isStanding,
  }));
}
