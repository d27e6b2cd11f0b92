import { Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarWave } from '../../contract/ahead.js';
import { dayAt, instantOf, plusDays, weekday } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { daysOfMonth, monthAt, monthInWords, monthOrNull, plusMonths } from '../../domain/month.js';
import type { Month } from '../../domain/month.js';
import { headed } from '../format/cycle-text.js';
import { clockText, longDay, longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';
import { Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageButton } from '../parts/router-link.js';
import { useRead } from '../requests/use-read.js';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** The calendar of waves: every mail of a month that will go, by plan, days off hatched; a click shows the mail in full. */
export function WavesPage() {
  const { month: named = '' } = useParams({ strict: false });
  const month = monthOrNull(named) ?? monthAt(instantOf(Date.now()));
  const { t } = useTranslation('ahead');
  const { language } = useLanguage();
  const [planId, setPlanId] = useState<string | null>(null);
  const [shown, setShown] = useState<CalendarWave | null>(null);
  const read = useRead('GET /api/waves/:month', { params: { month } });
  const to = (months: number) => ({ month: plusMonths(month, months) });
  return (
    <div className="print-wide">
      <Stack gap="md">
        <PageHead
          title={t('title', { month: monthInWords(month).replace(/^tháng /u, '') })}
          below={t('intro')}
        >
          <Group gap={4} className="no-print">
            <PageButton to="/waves/$month" params={to(-1)} variant="default">
              {t('before')}
            </PageButton>
            <PageButton to="/waves/$month" params={to(1)} variant="default">
              {t('after')}
            </PageButton>
          </Group>
        </PageHead>
        <Loaded query={read}>
          {({ waves, daysOff }) => {
            const plans = new Map(waves.map((wave) => [wave.planId, wave.planTitle]));
            const kept = waves.filter((wave) => planId === null || wave.planId === planId);
            return (
              <Stack gap="md">
                {plans.size > 1 && (
                  <Select
                    className="no-print"
                    label={t('plan')}
                    placeholder={t('allPlans')}
                    clearable
                    maw={520}
                    data={[...plans].map(([value, label]) => ({ value, label }))}
                    value={planId}
                    onChange={setPlanId}
                  />
                )}
                {kept.length === 0 && <Text size="sm">{t('nothing')}</Text>}
                <Grid month={month} waves={kept} daysOff={daysOff} onOpen={setShown} />
                <Agenda waves={kept} onOpen={setShown} />
              </Stack>
            );
          }}
        </Loaded>
      </Stack>
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        size="lg"
        title={shown === null ? '' : longMoment(shown.at, language)}
      >
        {shown !== null && <FullMail wave={shown} />}
      </Modal>
    </div>
  );
}

interface Shown {
  readonly waves: readonly CalendarWave[];
  readonly onOpen: (wave: CalendarWave) => void;
}

/** The month as weeks from Monday on; on a telephone the agenda stands in its place. */
function Grid({
  month,
  waves,
  daysOff,
  onOpen,
}: Shown & { readonly month: Month; readonly daysOff: readonly Day[] }) {
  const { t } = useTranslation('ahead');
  const { from, to } = daysOfMonth(month);
  const before = weekday(from) - 1;
  const first = plusDays(from, -before);
  const weeks = Math.ceil((before + Number(to.slice(8))) / WEEK.length);
  return (
    <div className="wide-only">
      <table className="month-grid">
        <thead>
          <tr>
            {WEEK.map((nth) => (
              <th key={nth} scope="col">
                {t(`day_${nth}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: weeks }, (_, week) => (
            <tr key={week}>
              {WEEK.map((nth) => {
                const on = plusDays(first, week * WEEK.length + nth - 1);
                if (on < from || on > to) return <td key={nth} className="outside" />;
                const isOff = daysOff.includes(on);
                return (
                  <td key={nth} className={isOff ? 'off' : undefined}>
                    <Text size="xs" fw={600}>
                      {Number(on.slice(8))}
                      {isOff && <span className="hidden-words"> ({t('dayOff')})</span>}
                    </Text>
                    {waves
                      .filter((wave) => dayAt(wave.at) === on)
                      .map((wave) => (
                        <WaveButton key={keyOf(wave)} wave={wave} onOpen={onOpen} />
                      ))}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Agenda({ waves, onOpen }: Shown) {
  const { language } = useLanguage();
  const days = [...new Set(waves.map(({ at }) => dayAt(at)))];
  return (
    <Stack gap="sm" className="narrow-only">
      {days.map((on) => (
        <Panel key={on}>
          <Text size="sm" fw={600}>
            {longDay(on, language)}
          </Text>
          {waves
            .filter(({ at }) => dayAt(at) === on)
            .map((wave) => (
              <WaveButton key={keyOf(wave)} wave={wave} onOpen={onOpen} />
            ))}
        </Panel>
      ))}
    </Stack>
  );
}

function WaveButton({
  wave,
  onOpen,
}: {
  readonly wave: CalendarWave;
  readonly onOpen: (wave: CalendarWave) => void;
}) {
  const { t } = useTranslation('ahead');
  return (
    <button type="button" className="wave-button" onClick={() => onOpen(wave)}>
      <b>
        {clockText(wave.at)} {wordsFor('rung', wave.rung)}
      </b>{' '}
      ({wave.to === null ? t('toOffice') : t('count', { n: wave.count })})
      <span>{headed(wave.reportName)}</span>
    </button>
  );
}

function FullMail({ wave }: { readonly wave: CalendarWave }) {
  const { t } = useTranslation('ahead');
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {wave.planTitle} · {headed(wave.reportName)} · {wordsFor('rung', wave.rung)} ·{' '}
        {wave.to === null ? t('toOffice') : t('count', { n: wave.count })}
      </Text>
      {wave.to !== null && (
        <Text size="sm" fw={600}>
          {t('to', { name: wave.to })}
        </Text>
      )}
      {wave.subject !== '' && <Text size="sm">“{wave.subject}”</Text>}
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {wave.text ?? t('countedLater')}
      </Text>
    </Stack>
  );
}

function keyOf({ at, planId, reportName, rung, to }: CalendarWave): string {
  return [at, planId, reportName, rung, to ?? ''].join('/');
}
