import { identityOf } from './body-identity.js';
import { fold } from './fold.js';
import type { AgencyKind } from './indicators.js';
import type { ConfirmedPlan, ConfirmedRequirement } from './schemas/confirmed-plan.js';
import type { DraftObligation } from './schemas/plan-draft.js';

/** What of an agency tells whether a plan means it. */
export interface OwingAgency {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  /** Its own figures belong to what it collects from others. */
  readonly standing: boolean;
}

/** Who of an office's agencies owes a duty. */
export interface Owing {
  /** Ids of the agencies; null when the words mean everybody. */
  readonly agencyIds: readonly string[] | null;
  /** The bodies that the plan names and the office does not have, in the plan's words. */
  readonly unknown: readonly string[];
}

interface Group {
  readonly reads: string;
  readonly pattern: RegExp;
  /** Null: everybody. */
  readonly kinds: ((kind: AgencyKind) => boolean) | null;
}

const PLACE = '(?:xã|phường|đặc khu|thị trấn|huyện|quận|thị xã)';

/** Names for many bodies at once, first match wins. */
const GROUPS: readonly Group[] = [
  {
    reads: 'UBND các xã, phường, đặc khu; các xã, phường; UBND cấp xã',
    pattern: new RegExp(
      String.raw`^(?:chủ tịch )?(?:(?:ubnd|ủy ban nhân dân) (?:các ${PLACE}|cấp (?:xã|huyện|cơ sở)|${PLACE}(?:,| và))|các ${PLACE})`,
      'u',
    ),
    kinds: (kind) => kind === 'commune',
  },
  { reads: 'các cơ quan báo chí', pattern: /báo chí/u, kinds: (kind) => kind === 'press' },
  { reads: 'các ngân hàng', pattern: /^các ngân hàng/u, kinds: (kind) => kind === 'bank' },
  {
    reads: 'các đoàn thể; các tổ chức chính trị - xã hội; các đảng ủy',
    pattern: /^(?:các )?(?:đoàn thể|tổ chức chính trị|hội|ban đảng|đảng ủy)(?!\p{L})/u,
    kinds: (kind) => kind === 'party',
  },
  {
    reads: 'các đơn vị; các cơ quan, đơn vị; các sở, ngành, địa phương',
    pattern:
      /đơn vị|cơ quan(?!,? (?:chuyên môn|ngang sở))|tổ chức|thành viên|(?:sở|ngành).*địa phương/u,
    kinds: null,
  },
  { reads: 'các địa phương', pattern: /địa phương/u, kinds: (kind) => kind === 'commune' },
  {
    reads: 'các sở, ban, ngành: everybody of the office but the communes',
    pattern:
      /^(?:(?:tất cả )?các )?(?:sở|ban|ngành)(?:,|;| và |$| (?:ban|ngành))|^các (?:sở|ban|ngành|phòng)(?!\p{L})/u,
    kinds: (kind) => kind !== 'commune',
  },
];

/**
 * Who of some agencies a plan means by the names it gives to those who owe: a body by its identity, a
 * group by the kinds it stands for. A plan that names nobody, or a group that this does not know, means everybody.
 */
export function owingAgencies(owedBy: readonly string[], agencies: readonly OwingAgency[]): Owing {
  const ids = new Set<string>();
  const unknown: string[] = [];
  for (const name of owedBy) {
    const meant = meantBy(name, agencies);
    if (meant === null) return { agencyIds: null, unknown: [] };
    if (meant.length === 0) unknown.push(name);
    for (const id of meant) ids.add(id);
  }
  if (owedBy.length === 0) return { agencyIds: null, unknown };
  return { agencyIds: agencies.map(({ id }) => id).filter((id) => ids.has(id)), unknown };
}

/** The ids one name means; null for everybody. */
function meantBy(name: string, agencies: readonly OwingAgency[]): readonly string[] | null {
  const identity = identityOf(name);
  const same = agencies.filter((agency) => identityOf(agency.name) === identity);
  if (same.length > 0) return same.map(({ id }) => id);
  const key = fold(name);
  const group = GROUPS.find(({ pattern }) => pattern.test(key));
  // "các doanh nghiệp", "UBND các tỉnh": the office's list is theirs, or a person will say so.
  if (group === undefined) return /^(?:các|tất cả|ubnd các|sở \p{L}+ các) /u.test(key) ? null : [];
  const { kinds } = group;
  if (kinds === null) return null;
  const named = agencies.filter((agency) => agency.kind === 'commune' && isNamedIn(key, agency));
  const meant = named.length > 0 ? named : agencies.filter(({ kind }) => kinds(kind));
  return withStanding(meant, agencies).map(({ id }) => id);
}

/** "UBND các xã Tân Lập, Bình Minh" names its communes. */
function isNamedIn(group: string, { name }: OwingAgency): boolean {
  const place = fold(name).replace(new RegExp(`^(?:ubnd|ủy ban nhân dân) ${PLACE} `, 'u'), '');
  return (
    place !== fold(name) &&
    /\p{L}/u.test(place) &&
    ` ${group.replace(/[,;:.]/gu, ' ')} `.includes(` ${place} `)
  );
}

/** A group's reports go together with what the standing body itself did. */
function withStanding(
  meant: readonly OwingAgency[],
  agencies: readonly OwingAgency[],
): readonly OwingAgency[] {
  return agencies.filter((agency) => agency.standing || meant.includes(agency));
}

/**
 * The agencies of each duty, those taken out of a group that the same sentence gives a day of their own:
 * "các sở, ngành … trước ngày 15/6, riêng Công an tỉnh trước ngày 20/6".
 */
export function sharedOut(
  duties: readonly DraftObligation[],
  agencies: readonly OwingAgency[],
): readonly Owing[] {
  const owing = duties.map(({ owedBy }) => owingAgencies(owedBy, agencies));
  return owing.map((one, index) => {
    const duty = duties[index];
    const own = duties.flatMap((other, at) => {
      const theirs = owing[at]?.agencyIds ?? [];
      const isNarrower = theirs.length > 0 && theirs.length < (one.agencyIds ?? agencies).length;
      return duty !== undefined && at !== index && isNarrower && saysTogether(duty, other)
        ? theirs
        : [];
    });
    if (own.length === 0) return one;
    const taken = new Set(own);
    const ids = one.agencyIds ?? agencies.map(({ id }) => id);
    const standing = agencies.filter((agency) => agency.standing).map(({ id }) => id);
    return { ...one, agencyIds: ids.filter((id) => standing.includes(id) || !taken.has(id)) };
  });
}

/** Whether one sentence states two duties of a kind, each with its own day. */
function saysTogether(one: DraftObligation, other: DraftObligation): boolean {
  const overlap =
    one.evidence.start < other.evidence.end && other.evidence.start < one.evidence.end;
  return (
    overlap &&
    one.what === other.what &&
    one.owedBy.join() !== other.owedBy.join() &&
    one.recipients.join() === other.recipients.join() &&
    (one.due.date !== other.due.date || one.due.recurrence !== other.due.recurrence)
  );
}

/** Ids of the agencies that owe a confirmed requirement; one taken off the plan's list owes nothing. */
export function owersOf(
  { agencyIds }: Pick<ConfirmedRequirement, 'agencyIds'>,
  plan: Pick<ConfirmedPlan, 'agencyIds'>,
): ReadonlySet<string> {
  const listed = new Set(plan.agencyIds);
  return agencyIds === undefined ? listed : new Set(agencyIds.filter((id) => listed.has(id)));
}
