import { Progress, Table, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CycleSummary } from '../../contract/cycles.js';
import { Counters } from '../board/counters.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { DueFacts } from '../parts/due-facts.js';
import { Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { wordsFor } from '../parts/code-words.js';
import { useRead } from '../requests/use-read.js';
import { leftOf, owingOf, receivedOf } from '../work/counts.js';

/** The approver's one page: how many are in, by group, as of now. */
export function SummaryPage() {
  const { cycleId } = useParams({ strict: false });
  const summary = useRead('GET /api/cycles/:cycleId/summary', {
    params: { cycleId: cycleId ?? '' },
    everyMs: 30_000,
  });
  return <Loaded query={summary}>{(data) => <SummaryView summary={data} />}</Loaded>;
}

function SummaryView({ summary }: { readonly summary: CycleSummary }) {
  const { t } = useTranslation('board');
  const { language } = useLanguage();
  const { cycle, counts, groups, asOf } = summary;
  return (
    <>
      <PageHead
        above={
          <PageLink to="/cycles/$cycleId" params={{ cycleId: cycle.id }}>
            {t('title')}
          </PageLink>
        }
        title={`${t('summaryTitle')}: ${cycle.reportName}`}
        below={t('asOf', { at: longMoment(asOf, language) })}
      />
      <Panel>
        <Counters counts={counts} />
      </Panel>
      <Panel>
        <DueFacts
          phrase={cycle.duePhrase}
          source={cycle.dueSource}
          officeDue={cycle.officeDue}
          targetAt={cycle.targetAt}
          overdueAt={cycle.overdueAt}
        />
      </Panel>
      <Panel title={t('group')}>
        <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table className="number">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('group')}</Table.Th>
                <Table.Th ta="right">{t('received')}</Table.Th>
                <Table.Th ta="right">{t('left')}</Table.Th>
                <Table.Th ta="right">{t('overdue')}</Table.Th>
                <Table.Th ta="right">{t('claimed')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groups.map((group) => {
                const owing = owingOf(group.counts);
                const received = receivedOf(group.counts);
                return (
                  <Table.Tr key={group.name}>
                    <Table.Td>
                      <Text size="sm" fw={600}>
                        {wordsFor('kind', group.name)}
                      </Text>
                      <Progress
                        size="sm"
                        color="green.8"
                        value={owing === 0 ? 0 : (received / owing) * 100}
                        aria-label={wordsFor('kind', group.name)}
                      />
                    </Table.Td>
                    <Table.Td ta="right">
                      <b>{received}</b>/{owing}
                    </Table.Td>
                    <Table.Td ta="right">{leftOf(group.counts)}</Table.Td>
                    <Table.Td ta="right">{group.counts.overdue}</Table.Td>
                    <Table.Td ta="right">{group.counts.claimed}</Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Panel>
    </>
  );
}
