import { ScrollArea, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BulkLine } from '../../contract/bulk.js';
import { shortDay } from '../format/day-text.js';
import { ToneBadge } from '../parts/tone-badge.js';
import type { Tone } from '../parts/tone-badge.js';

/** More names than anybody reads; the number says how many there are. */
const MOST_NAMES = 100;

const PARTS = [
  ['refused', 'red'],
  ['will', 'green'],
  ['already', 'neutral'],
] as const satisfies readonly (readonly [BulkLine['outcome'], Tone])[];

/** What an act does to each agency, those it cannot be done for first, with the reason. */
export function BulkLines({ lines }: { readonly lines: readonly BulkLine[] }) {
  const { t } = useTranslation('bulk');
  const parts = PARTS.map(([outcome, tone]) => ({
    outcome,
    tone,
    of: lines.filter((line) => line.outcome === outcome),
  })).filter(({ of }) => of.length > 0);
  if (parts.length === 0) return null;
  return (
    <Stack gap="sm">
      {!parts.some(({ outcome }) => outcome === 'will') && lines.length > 0 && (
        <Text size="sm">{t('nothing')}</Text>
      )}
      {parts.map(({ outcome, tone, of }) => (
        <section key={outcome}>
          <ToneBadge tone={tone} wraps>
            {t(outcome, { n: of.length })}
          </ToneBadge>
          <ScrollArea.Autosize mah={200} mt={4} viewportProps={{ tabIndex: 0 }}>
            <Lines lines={of} />
          </ScrollArea.Autosize>
        </section>
      ))}
    </Stack>
  );
}

function Lines({ lines }: { readonly lines: readonly BulkLine[] }) {
  const { t } = useTranslation('bulk');
  const reports = new Set(lines.map(({ reportName }) => reportName));
  return (
    <Text size="sm" component="ul" m={0} pl="lg">
      {lines.slice(0, MOST_NAMES).map((line) => (
        <li key={line.obligationId}>
          {line.agency}
          {reports.size > 1 && ` · ${line.reportName}`}
          {line.why !== null && `: ${line.why}`}
          {line.wantedDay !== null &&
            line.outcome === 'will' &&
            ` (${t('wants', { day: shortDay(line.wantedDay) })})`}
        </li>
      ))}
      {lines.length > MOST_NAMES && <li>{t('more', { n: lines.length - MOST_NAMES })}</li>}
    </Text>
  );
}
