import { Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LeaderPage as Page } from '../../contract/to-do.js';
import { dayAt, minuteAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { cycleText, headed } from '../format/cycle-text.js';
import { longDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useRead } from '../requests/use-read.js';
import { leftOf, owingOf, receivedOf } from '../work/counts.js';
import { ToDoLines } from '../work/to-do-list.js';

/** One page on a telephone: what to read and decide, how many are in, by group, and who is missing. */
export function LeaderPage() {
  const { t } = useTranslation('work');
  const page = useRead('GET /api/leader', { everyMs: 60_000 });
  return (
    <Stack gap="md" maw={720}>
      <PageHead
        title={t('leader')}
        below={page.data === undefined ? null : <AsOf at={page.data.asOf} />}
      />
      <Loaded query={page}>
        {({ toDos, cycles, asOf }) => (
          <>
            <Panel title={t('leaderDecide')}>
              {toDos.length === 0 ? (
                <EmptyNote>{t('leaderNothing')}</EmptyNote>
              ) : (
                <ToDoLines items={toDos} asOf={asOf} />
              )}
            </Panel>
            {cycles.length === 0 && <EmptyNote>{t('nothingFollowed')}</EmptyNote>}
            {cycles.map((cycle) => (
              <Cycle key={cycle.id} cycle={cycle} asOf={asOf} />
            ))}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

/** "tính đến 16 giờ 05, thứ Tư, 08/7/2026". */
function AsOf({ at }: { readonly at: Instant }) {
  const { t } = useTranslation('work');
  const { language } = useLanguage();
  const minute = minuteAt(at);
  const past = String(minute % 60).padStart(2, '0');
  return (
    <>
      {t('leaderAsOf', {
        hour: Math.floor(minute / 60),
        minute: language === 'vi' ? (past === '00' ? '' : ` ${past}`) : `:${past}`,
        day: longDay(dayAt(at), language),
      })}
    </>
  );
}

function Cycle({
  cycle: { id, planTitle, reportName, dueDay, counts, groups, missing },
  asOf,
}: {
  readonly cycle: Page['cycles'][number];
  readonly asOf: Instant;
}) {
  const { t } = useTranslation(['work', 'states']);
  const { language } = useLanguage();
  const owing = owingOf(counts);
  const received = receivedOf(counts);
  const left = leftOf(counts);
  return (
    <section className="panel" aria-labelledby={`cycle-${id}`}>
      <Title order={2} size="h3" id={`cycle-${id}`}>
        <PageLink inherit to="/cycles/$cycleId/summary" params={{ cycleId: id }}>
          {headed(reportName)}
        </PageLink>
      </Title>
      <Text size="sm" c="dimmed">
        {planTitle} · {cycleText(dueDay, language)}
      </Text>
      <Text mt={6} className="number">
        <Text span fz={22} fw={700}>
          {t('work:leaderReceived', { received, total: owing })}
        </Text>
        <Text span size="sm">
          , <AsOf at={asOf} />
        </Text>
      </Text>
      <Progress
        mt={4}
        color="green.8"
        value={owing === 0 ? 0 : (received / owing) * 100}
        aria-label={reportName}
      />
      {groups.length > 1 && (
        <ul className="leader-groups">
          {groups.map((group) => (
            <li key={group.name}>
              <span>{wordsFor('kind', group.name)}</span>
              <b className="number">
                {receivedOf(group.counts)}/{owingOf(group.counts)}
              </b>
            </li>
          ))}
        </ul>
      )}
      {counts.claimed > 0 && (
        <Text size="sm" mt="xs">
          {t('work:leaderClaimed', { n: counts.claimed })}
        </Text>
      )}
      {left === 0 ? (
        <Text size="sm" mt="xs">
          {counts.claimed === 0 ? t('work:leaderAll') : ''}
        </Text>
      ) : (
        // Before anybody is late the list is everybody: it is opened by who wants it.
        <details className="leader-missing" open={counts.overdue > 0 && left <= 30}>
          <summary>{t('work:leaderMissing', { n: left })}</summary>
          <ul>
            {missing.map((one) => (
              <li key={one.obligationId}>
                <PageLink
                  size="sm"
                  to="/obligations/$obligationId"
                  params={{ obligationId: one.obligationId }}
                >
                  {one.agency}
                </PageLink>
                {one.daysLate !== null && one.daysLate > 0 && (
                  <ToneBadge tone="red">{t('work:leaderLate', { n: one.daysLate })}</ToneBadge>
                )}
                {one.unreachable && <ToneBadge tone="amber">{t('states:unreachable')}</ToneBadge>}
              </li>
            ))}
            {left > missing.length && <li>{t('work:leaderMore', { n: left - missing.length })}</li>}
          </ul>
        </details>
      )}
    </section>
  );
}
