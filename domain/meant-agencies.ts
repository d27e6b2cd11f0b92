import { identityOf, OF_SOME_COMMUNES } from './body-identity.js';
import { fold } from './fold.js';
import type { AgencyKind } from './agency-kinds.js';
import { agenciesMeant, rememberedFor } from './memory/office-memory.js';
import type { OfficeMemory } from './memory/office-memory.js';
import { keyOfName } from './name-key.js';
import type { OwingAgency } from './owing-agency.js';

/** Which of some agencies one name of a plan means. */
export interface Meant {
  /** `body`: one by its own name; `group`: many at once; `everybody`: whoever the plan is for; `memory`: whom the office was taught to mean. */
  readonly by: 'body' | 'group' | 'everybody' | 'memory';
  readonly agencies: readonly OwingAgency[];
}

interface Group {
  readonly reads: string;
  readonly pattern: RegExp;
  /** Null: everybody. */
  readonly kinds: readonly AgencyKind[] | null;
}

const COMMUNES: readonly AgencyKind[] = ['commune'];
const PARTY: readonly AgencyKind[] = ['party'];
/** A "ngành" is any body of the state at the level of the province, an army's or a court's too; a mass organisation is none, though it be merely asked. */
const SECTORS: readonly AgencyKind[] = [
  ...(['department', 'police', 'military', 'press', 'bank', 'judiciary', 'other'] as const),
];

/** Names for many bodies at once, first match wins; matched against folded text without "tất cả", "lãnh đạo". */
const GROUPS: readonly Group[] = [
  { reads: 'các cơ quan báo chí', pattern: /báo chí/u, kinds: ['press'] },
  { reads: 'các ngân hàng', pattern: /^các ngân hàng/u, kinds: ['bank'] },
  {
    reads: 'các đoàn thể; các tổ chức chính trị - xã hội; các hội',
    pattern: /^(?:các )?(?:đoàn thể|tổ chức chính trị|hội|ban (?:xây dựng )?đảng)(?!\p{L})/u,
    kinds: PARTY,
  },
  {
    reads: 'các đơn vị; các sở, ngành, cơ quan; các sở, ngành, địa phương',
    pattern: /(?<!\p{L})(?:đơn vị|cơ quan|tổ chức|thành viên)(?!\p{L})|(?:sở|ngành).*địa phương/u,
    kinds: null,
  },
  { reads: 'các địa phương', pattern: /địa phương/u, kinds: COMMUNES },
  {
    reads: 'các sở, ban, ngành, đoàn thể',
    pattern: /^(?:các )?(?:sở|ban|ngành).*(?:đoàn thể|chính trị|hội)(?!\p{L})/u,
    kinds: [...SECTORS, ...PARTY],
  },
  {
    reads: 'các sở, ban, ngành',
    pattern: /^(?:các )?(?:sở|ban|ngành)(?:,|;| |$)/u,
    kinds: SECTORS,
  },
];

const PLACE = '(?:xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố)';
/** "UBND các xã, phường", "Công an cấp xã", "UBND xã, phường", "các xã, phường": whose they are, and that they are many. */
const OF_COMMUNES = new RegExp(
  String.raw`^(?<whose>(?:(?!các ).)*?)(?:^|\s)(?:các ${PLACE}|cấp (?:xã|huyện|cơ sở)|${PLACE}(?:,| và) ${PLACE})(?!\p{L})`,
  'u',
);
const SOME_COMMUNES = new RegExp(` ${OF_SOME_COMMUNES}$`, 'u');
/** What begins a name for many; "Ban Tổ chức", "Hội đồng" begin a body's own. */
const MANY =
  /^(?:các|toàn thể|mọi|sở,|ban, |ngành,|đơn vị|cơ quan|địa phương|thành viên)(?!\p{L})/u;

/** Whom of some agencies a name means; what means none of them names a stranger. What an office was taught goes before the general rule, and behind its own list. */
export function meantBy(
  name: string,
  agencies: readonly OwingAgency[],
  memory: OfficeMemory = [],
): Meant {
  const identity = identityOf(name);
  const same = agencies.filter((agency) => identityOf(agency.name) === identity);
  if (same.length > 0) return { by: 'body', agencies: same };
  const taught = rememberedFor(memory, 'owers', name);
  const those = taught === undefined ? [] : agenciesMeant(taught.owers, agencies);
  if (those.length > 0) return { by: 'memory', agencies: those };
  const key = keyOfName(name);
  // Which of the communes lie on the border, or have a forest, an office knows and its list does not.
  if (SOME_COMMUNES.test(key)) return { by: 'body', agencies: [] };
  const whose = OF_COMMUNES.exec(key)?.groups?.['whose'];
  if (whose !== undefined) return { by: 'group', agencies: inCommunes(key, whose, agencies) };
  if (!MANY.test(key)) return { by: 'body', agencies: [] };
  const group = GROUPS.find(({ pattern }) => pattern.test(key));
  // "các doanh nghiệp", "các trường": not what an office's list tells apart.
  if (group === undefined || group.kinds === null) return { by: 'everybody', agencies };
  const { kinds } = group;
  return { by: 'group', agencies: agencies.filter(({ kind }) => kinds.includes(kind)) };
}

/** Those of all communes: their committees, or their police or health stations where the name says so; by their places where it names any. */
function inCommunes(
  key: string,
  whose: string,
  agencies: readonly OwingAgency[],
): readonly OwingAgency[] {
  const body = identityOf(whose === '' ? 'ubnd' : whose);
  const all = agencies.filter(({ name, kind }) =>
    body === 'ubnd'
      ? kind === 'commune'
      : identityOf(name).startsWith(`${body} `) && placeOf(name) !== '',
  );
  const named = all.filter((agency) => names(key, placeOf(agency.name)));
  return named.length > 0 ? named : all;
}

/** "tân lập" of "UBND xã Tân Lập"; empty where a name has no such place. */
function placeOf(name: string): string {
  return (
    new RegExp(`(?:^|\\s)${PLACE} (?<place>.+)$`, 'u').exec(fold(name))?.groups?.['place'] ?? ''
  );
}

function names(key: string, place: string): boolean {
  return place !== '' && ` ${key.replace(/[,;.:]/gu, ' ')} `.includes(` ${place} `);
}
