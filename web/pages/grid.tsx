import { Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanGrid } from '../../contract/grid.js';
import { dayAt } from '../../domain/day.js';
import { BulkBar } from '../bulk/bulk-bar.js';
import { longMoment } from '../format/day-text.js';
import { GridTable } from '../grid/grid-table.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { MoreButton } from '../parts/more-button.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useMay } from '../requests/office.js';
import { useReadPages } from '../requests/use-read-pages.js';

type GridSort = 'name' | 'group';

/** Every agency of a plan by its cycles, on one page. */
export function GridPage() {
  const { t } = useTranslation('board');
  const { language } = useLanguage();
  const { planId = '' } = useParams({ strict: false });
  const [sort, setSort] = useState<GridSort>('name');
  const [group, setGroup] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [words] = useDebouncedValue(name, 300);
  const pages = useReadPages(
    'GET /api/plans/:planId/grid',
    { params: { planId }, query: { sort, group: group ?? undefined, q: words } },
    { everyMs: 60_000 },
  );
  return (
    <Loaded query={pages}>
      {({ pages: [first, ...others] }) =>
        first === undefined ? null : (
          <>
            <PageHead
              size="h2"
              above={
                <PageLink to="/plans/$planId" params={{ planId }}>
                  {first.planTitle}
                </PageLink>
              }
              title={t('gridTitle')}
              below={t('asOf', { at: longMoment(first.asOf, language) })}
            />
            <Panel>
              <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs" mb="sm">
                <Select
                  size="xs"
                  label={t('filterGroup')}
                  value={group}
                  clearable
                  searchable
                  placeholder={t('show_all')}
                  onChange={setGroup}
                  data={first.groups.map((value) => ({ value, label: wordsFor('kind', value) }))}
                />
                <TextInput
                  size="xs"
                  label={t('filterName')}
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                />
                <Select
                  size="xs"
                  label={t('sort')}
                  value={sort}
                  allowDeselect={false}
                  onChange={(value) => setSort(value === 'group' ? 'group' : 'name')}
                  data={(['name', 'group'] as const).map((value) => ({
                    value,
                    label: t(`sort_${value}`),
                  }))}
                />
              </SimpleGrid>
              <Grid
                grid={{ ...first, rows: [first, ...others].flatMap(({ rows }) => rows) }}
                sort={sort}
              />
              <MoreButton pages={pages} />
            </Panel>
          </>
        )
      }
    </Loaded>
  );
}

function Grid({ grid, sort }: { readonly grid: PlanGrid; readonly sort: GridSort }) {
  const { t } = useTranslation('board');
  const isOfficer = useMay('officer');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (grid.cycles.length === 0) return <EmptyNote>{t('gridNone')}</EmptyNote>;
  if (grid.rows.length === 0) return <EmptyNote>{t('noRows')}</EmptyNote>;
  // What went off the screen by a filter is not acted on unseen.
  const rows = grid.rows.filter(({ agencyId }) => chosen.has(agencyId));
  const open = new Set(grid.cycles.filter((cycle) => cycle.open).map(({ id }) => id));
  const dutiesOf = (of: PlanGrid['rows']): string[] =>
    of.flatMap(({ cells }) =>
      cells.flatMap(({ cycleId, obligationId }) => (open.has(cycleId) ? [obligationId] : [])),
    );
  const choose = (ids: readonly string[], on: boolean): void => {
    const next = new Set(rows.map(({ agencyId }) => agencyId));
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  };
  return (
    <>
      {isOfficer && (
        <BulkBar
          n={rows.length}
          chosen={dutiesOf(rows)}
          all={dutiesOf(grid.rows)}
          today={dayAt(grid.asOf)}
          onChosen={(ids) => {
            setChosen(new Set(ids.length === 0 ? [] : grid.rows.map(({ agencyId }) => agencyId)));
          }}
        />
      )}
      <GridTable
        grid={grid}
        grouped={sort === 'group'}
        chosen={isOfficer ? new Set(rows.map(({ agencyId }) => agencyId)) : null}
        onChoose={choose}
      />
      <Text size="xs" c="dimmed" mt="xs">
        {t('gridLegend')}
      </Text>
    </>
  );
}
