import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { BesideLastYear } from '../../contract/reviews.js';
import { Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { BLANK_DUTY } from './duty-values.js';
import type { DutyValues } from './duty-values.js';
import type { Reviewing } from './use-review.js';

/** So many names are read at a glance. */
const SHOWN = 4;

/** Last year's plan of the same issuer and matter beside the reading: what is otherwise, and what may be taken over; never its days. */
export function LastYear({
  lastYear,
  reviewing: { edits, edit, keep },
  agencies,
  planAgencyIds,
  onAdd,
}: {
  readonly lastYear: BesideLastYear;
  readonly reviewing: Reviewing;
  readonly agencies: PlanReview['agencies'];
  readonly planAgencyIds: readonly string[];
  /** Opens a new duty, filled in but for its day and what it rests on. */
  readonly onAdd: (like: DutyValues) => void;
}) {
  const { t } = useTranslation(['review', 'states']);
  const { duties, onlyThen, onlyNow } = lastYear;
  const open = duties.filter(({ differs }) => differs.length > 0);
  const take = (some: BesideLastYear['duties']): void => {
    edit(...some.map(({ about, change }) => ({ kind: 'duty' as const, about, change })));
    void keep();
  };
  return (
    <Panel title={t('review:lastYear')}>
      <Stack gap="md">
        <Text size="sm">
          <PageLink to="/plans/$planId" params={{ planId: lastYear.planId }}>
            {lastYear.citation}
          </PageLink>
          . {t('review:lastYearIntro')}
        </Text>
        {duties.map((duty) => (
          <div key={duty.about}>
            <Group gap="xs" mb={4}>
              <Text size="sm" fw={600}>
                {duty.reportName}
              </Text>
              {edits.duties[duty.about]?.model !== undefined && (
                <ToneBadge tone="violet">{t('review:fromLastYear')}</ToneBadge>
              )}
            </Group>
            {duty.differs.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('review:asLastYear')}
              </Text>
            ) : (
              <>
                <Differences differs={duty.differs} />
                <Button size="compact-sm" variant="default" onClick={() => take([duty])}>
                  {t('review:takeLastYear')}
                </Button>
              </>
            )}
          </div>
        ))}
        {open.length > 1 && (
          <Button variant="default" w="fit-content" onClick={() => take(open)}>
            {t('review:takeAllLastYear', { n: open.length })}
          </Button>
        )}
        {onlyThen.map((gone, index) => (
          <Group key={`${gone.what}/${String(index)}`} gap="xs">
            <ToneBadge tone="blue">{t(`states:what_${gone.what}`)}</ToneBadge>
            <Text size="sm" style={{ flex: '1 1 200px' }}>
              {t('review:onlyLastYear', {
                name: gone.reportName || gone.owedBy.join('; ') || t(`states:what_${gone.what}`),
              })}
            </Text>
            <Button size="compact-sm" variant="default" onClick={() => onAdd(valuesLike(gone))}>
              {t('review:addLastYears')}
            </Button>
          </Group>
        ))}
        {onlyNow.length > 0 && (
          <Text size="sm">{t('review:onlyThisYear', { names: onlyNow.join('; ') })}</Text>
        )}
        <AgencyLists
          lists={lastYear.agencies}
          agencies={agencies}
          onTake={() => {
            const { onlyThen: more, onlyNow: fewer } = lastYear.agencies;
            edit({
              kind: 'agencies',
              agencyIds: [...planAgencyIds.filter((id) => !fewer.includes(id)), ...more],
            });
            void keep();
          }}
        />
      </Stack>
    </Panel>
  );
}

function Differences({ differs }: Pick<BesideLastYear['duties'][number], 'differs'>) {
  const { t } = useTranslation('review');
  return (
    <List size="sm" mb={6}>
      {differs.map(({ field, here, then }) => (
        <List.Item key={field}>
          {t(`differs_${field}`)}:{' '}
          {field === 'owers'
            ? moved(then, here)
            : t('thenAndNow', { then: listed(field, then), here: listed(field, here) })}
        </List.Item>
      ))}
    </List>
  );
  /** Two long lists beside each other tell nobody who is otherwise. */
  function moved(then: readonly string[], here: readonly string[]): string {
    const gone = then.filter((name) => !here.includes(name));
    const added = here.filter((name) => !then.includes(name));
    return [
      ...(gone.length === 0 ? [] : [t('owersThen', { names: listed('owers', gone) })]),
      ...(added.length === 0 ? [] : [t('owersNow', { names: listed('owers', added) })]),
    ].join('; ');
  }
  function listed(field: string, names: readonly string[]): string {
    if (names.length === 0) return t(field === 'ladder' ? 'differsNone_ladder' : 'differsNone');
    const more = names.length - SHOWN;
    const count = names.length > 1 ? `${t('owersCount', { n: names.length })}: ` : '';
    return `${count}${names.slice(0, SHOWN).join('; ')}${more > 0 ? t('owersMore', { n: more }) : ''}`;
  }
}

function AgencyLists({
  lists: { onlyThen, onlyNow },
  agencies,
  onTake,
}: {
  readonly lists: BesideLastYear['agencies'];
  readonly agencies: PlanReview['agencies'];
  readonly onTake: () => void;
}) {
  const { t } = useTranslation('review');
  if (onlyThen.length + onlyNow.length === 0) return null;
  const names = (ids: readonly string[]) =>
    agencies.flatMap(({ id, name }) => (ids.includes(id) ? [name] : []));
  const said = (ids: readonly string[]) => {
    const all = names(ids);
    const more = all.length - SHOWN;
    return `${all.slice(0, SHOWN).join('; ')}${more > 0 ? t('owersMore', { n: more }) : ''}`;
  };
  return (
    <div>
      {onlyThen.length > 0 && (
        <Text size="sm">{t('agenciesThen', { n: onlyThen.length, names: said(onlyThen) })}</Text>
      )}
      {onlyNow.length > 0 && (
        <Text size="sm">{t('agenciesNow', { n: onlyNow.length, names: said(onlyNow) })}</Text>
      )}
      <Button size="compact-sm" variant="default" mt={4} onClick={onTake}>
        {t('takeAgencies')}
      </Button>
    </div>
  );
}

function valuesLike({
  what,
  reportName,
  owedBy,
  recipients,
  via,
  channel,
}: BesideLastYear['onlyThen'][number]): DutyValues {
  return { ...BLANK_DUTY, what, reportName, owedBy, recipients, via: via ?? '', channel };
}
