import { agencyKindOf } from './agency-kind.js';
import { identityOf } from './body-identity.js';
import type { AgencyKind } from './agency-kinds.js';
import { meantBy } from './meant-agencies.js';
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
 * Agencies for rehearsing a plan: `count` bound reporting ones (the plan’s own bodies first, then
 * invented ones), and besides them the standing body and the bodies merely asked.
 */
export function agenciesForRehearsal(draft: PlanDraft, count: number): readonly ListedAgency[] {
  const consolidator =
    draft.obligations.find(({ consolidator: named }) => named !== null)?.consolidator ?? null;
  const named = draft.agencies.filter(({ group }) => !group);
  const standing = consolidator ?? 'Cơ quan thường trực';
  const bound = [
    ...named.filter(({ binding, name }) => binding && name !== standing).map(({ name }) => name),
    ...owingByName(draft, [standing, ...named.map(({ name }) => name)]),
  ].slice(0, count);
  const invented = Array.from(
    { length: count - bound.length },
    (_, index) => `${inventedHead(draft)} Bình An ${String(index + 1).padStart(4, '0')}`,
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

/** Communes, unless the plan asks departments alone for reports. */
function inventedHead({ obligations }: PlanDraft): string {
  const isMeant = (head: string): boolean => {
    const name = `${head} Bình An`;
    const agency = { id: name, name, kind: agencyKindOf(name), binding: true, standing: false };
    return obligations.some(({ owedBy }) =>
      owedBy.some((words) => meantBy(words, [agency]).agencies.length > 0),
    );
  };
  return !isMeant('UBND xã') && isMeant('Sở') ? 'Sở' : 'UBND xã';
}

/** Bodies that owe something by their own names and are not known yet. */
function owingByName({ obligations }: PlanDraft, known: readonly string[]): readonly string[] {
  const found = new Map(known.map((name) => [identityOf(name), null as string | null]));
  for (const { what, binding, owedBy } of obligations) {
    if (what === 'consolidated-report' || !binding) continue;
    for (const name of owedBy) {
      const isBody = meantBy(name, []).by === 'body';
      if (isBody && !found.has(identityOf(name))) found.set(identityOf(name), name);
    }
  }
  return [...found.values()].filter((name) => name !== null);
}
