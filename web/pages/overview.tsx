import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OverviewLine } from '../../contract/overview.js';
import { dayAt, instantOf } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { monthAt, monthInWords, monthOrNull, plusMonths } from '../../domain/month.js';
import type { Month } from '../../domain/month.js';
import { headed } from '../format/cycle-text.js';
import { longMoment, shortDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { Icon } from '../icons/icon.js';
import { Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageButton, PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { wordsFor } from '../parts/code-words.js';
import { useFileAddress, useRead } from '../requests/use-read.js';

/** Sổ theo dõi báo cáo: all plans of a month, to read, to print on A4 and to take away. */
export function OverviewPage() {
  const { month: named = '' } = useParams({ strict: false });
  const month = monthOrNull(named) ?? monthAt(instantOf(Date.now()));
  const { t } = useTranslation('overview');
  const { language } = useLanguage();
  const fileAddress = useFileAddress();
  const read = useRead('GET /api/overview/:month', { params: { month }, everyMs: 60_000 });
  return (
    <div className="print-wide">
      <Stack gap="md">
        <PageHead
          title={t('ofMonth', { month: monthInWords(month).replace(/^tháng /u, '') })}
          below={read.data && t('asOf', { at: longMoment(read.data.asOf, language) })}
        >
          <MonthButtons month={month} />
          <Group gap="xs" className="no-print">
            <Button
              component="a"
              variant="default"
              leftSection={<Icon name="download" />}
              href={fileAddress(`/api/overview/${month}/file`)}
            >
              {t('file')}
            </Button>
            <Button variant="default" onClick={() => window.print()}>
              {t('print')}
            </Button>
          </Group>
        </PageHead>
        <Loaded query={read} isEmpty={({ lines }) => lines.length === 0} emptyText={t('nothing')}>
          {({ lines }) => <Lines lines={lines} />}
        </Loaded>
      </Stack>
    </div>
  );
}

function MonthButtons({ month }: { readonly month: Month }) {
  const { t } = useTranslation('overview');
  const to = (months: number) => ({ month: plusMonths(month, months) });
  return (
    <Group gap={4} className="no-print">
      <PageButton to="/overview/$month" params={to(-1)} variant="default">
        {t('before')}
      </PageButton>
      <PageButton to="/overview/$month" params={to(1)} variant="default">
        {t('after')}
      </PageButton>
    </Group>
  );
}

function Lines({ lines }: { readonly lines: readonly OverviewLine[] }) {
  const { t } = useTranslation('overview');
  return (
    <>
      <div className="wide-only">
        <Panel>
          <Table className="number" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('report')}</Table.Th>
                <Table.Th>{t('due')}</Table.Th>
                <Table.Th ta="right">{t('owed')}</Table.Th>
                <Table.Th ta="right">{t('received')}</Table.Th>
                <Table.Th ta="right">{t('late')}</Table.Th>
                <Table.Th ta="right">{t('overdue')}</Table.Th>
                <Table.Th ta="right">{t('claimed')}</Table.Th>
                <Table.Th>{t('papers')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((line) => (
                <Table.Tr key={line.cycleId}>
                  <Table.Td style={{ minWidth: 240 }}>
                    <Report line={line} />
                  </Table.Td>
                  <Table.Td>
                    <Due line={line} />
                  </Table.Td>
                  {line.kind === 'onward' ? (
                    <Table.Td colSpan={5}>
                      <Upward releasedAt={line.releasedAt} />
                    </Table.Td>
                  ) : (
                    [line.expected, line.received, line.late, line.overdue, line.claimed].map(
                      (n, column) => (
                        <Table.Td key={column} ta="right">
                          {n}
                        </Table.Td>
                      ),
                    )
                  )}
                  <Table.Td style={{ minWidth: 200 }}>
                    <Papers papers={line.papers} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
      </div>
      <Stack gap="sm" className="narrow-only">
        {lines.map((line) => (
          <Panel key={line.cycleId}>
            <Report line={line} />
            <Due line={line} />
            {line.kind === 'onward' ? (
              <Upward releasedAt={line.releasedAt} />
            ) : (
              <Text size="sm" className="number">
                {t('received')}: <b>{line.received}</b>/{line.expected} · {t('late')}: {line.late} ·{' '}
                {t('overdue')}: {line.overdue} · {t('claimed')}: {line.claimed}
              </Text>
            )}
            <Papers papers={line.papers} />
          </Panel>
        ))}
      </Stack>
    </>
  );
}

function Report({ line }: { readonly line: OverviewLine }) {
  const { t } = useTranslation('overview');
  return (
    <>
      <PageLink to="/cycles/$cycleId" params={{ cycleId: line.cycleId }} size="sm" fw={600}>
        {headed(line.reportName)}
      </PageLink>
      <Text size="xs" c="dimmed">
        {line.planTitle}
      </Text>
      {line.officer !== '' && (
        <Text size="xs" c="dimmed">
          {t('officer')}: {line.officer}
        </Text>
      )}
    </>
  );
}

function Due({ line: { duePhrase, place } }: { readonly line: OverviewLine }) {
  const { t } = useTranslation('overview');
  return (
    <>
      <Text size="sm">{duePhrase}</Text>
      {place !== 'due' && <ToneBadge tone="amber">{t(`place_${place}`)}</ToneBadge>}
    </>
  );
}

function Upward({ releasedAt }: { readonly releasedAt: Instant | null }) {
  const { t } = useTranslation('overview');
  return (
    <Text size="sm">
      {t('onward')}:{' '}
      {releasedAt === null ? t('notReleased') : t('released', { day: shortDay(dayAt(releasedAt)) })}
    </Text>
  );
}

function Papers({ papers }: Pick<OverviewLine, 'papers'>) {
  const { t } = useTranslation('overview');
  return (
    <>
      {papers.map(({ kind, state, with: holder, names }, index) => (
        <Text key={`${kind}/${String(index)}`} size="sm">
          {wordsFor('paper', kind)}: {state === 'sentBack' ? t('sentBack') : t(`with_${holder}`)}
          {names.length > 0 && ` (${names.join(', ')})`}
        </Text>
      ))}
    </>
  );
}
