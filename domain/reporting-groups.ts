import { kindGroup } from './counting.js';
import type { AgencyKind } from './agency-kinds.js';

/** One agency bound to report, as a consolidation found it. */
export interface ReportingAgency {
  readonly kind: AgencyKind;
  readonly tags: readonly string[];
  /** Counted in the figures; here and not counted; nothing here. */
  readonly standing: 'counted' | 'waiting' | 'missing';
  /** Of the first report; null: no mark. */
  readonly onTime: boolean | null;
}

/** How complete and how timely the reports of one group are. */
export interface GroupReporting {
  readonly by: 'kind' | 'tag';
  readonly name: string;
  readonly expected: number;
  readonly counted: number;
  /** Being checked or supplemented. */
  readonly waiting: number;
  readonly missing: number;
  readonly onTime: number;
  readonly late: number;
}

/** Completeness and timeliness by kind of agency and by khối, cụm; an agency of two groups counts in both. */
export function reportingByGroup(agencies: readonly ReportingAgency[]): readonly GroupReporting[] {
  const groups = new Map<string, { by: 'kind' | 'tag'; name: string; of: ReportingAgency[] }>();
  const put = (by: 'kind' | 'tag', name: string, agency: ReportingAgency) => {
    const key = `${by}/${name}`;
    const group = groups.get(key) ?? { by, name, of: [] };
    group.of.push(agency);
    groups.set(key, group);
  };
  for (const agency of agencies) {
    put('kind', kindGroup(agency.kind), agency);
    for (const tag of new Set(agency.tags)) put('tag', tag, agency);
  }
  return [...groups.values()]
    .map(({ by, name, of }): GroupReporting => {
      const here = of.filter(({ standing }) => standing !== 'missing');
      const counted = of.filter(({ standing }) => standing === 'counted').length;
      const onTime = here.filter((one) => one.onTime === true).length;
      return {
        by,
        name,
        expected: of.length,
        counted,
        waiting: here.length - counted,
        missing: of.length - here.length,
        onTime,
        late: here.length - onTime,
      };
    })
    .sort((a, b) =>
      a.by === b.by
        ? b.expected - a.expected || (a.name < b.name ? -1 : 1)
        : a.by === 'kind'
          ? -1
          : 1,
    );
}
