import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayOrNull } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { DayInput } from '../parts/day-input.js';
import { Panel } from '../parts/page-head.js';
import { SourceButton } from './source-button.js';

interface Window {
  readonly windowFrom: Day | null;
  readonly windowTo: Day | null;
}

/** From when until when the plan runs; without a place in the document `onSource` is null. */
export function PlanWindow({
  window,
  onChange,
  problem,
  onSource,
}: {
  readonly window: Window;
  readonly onChange: (window: Window) => void;
  readonly problem: string | undefined;
  readonly onSource: (() => void) | null;
}) {
  const { t } = useTranslation('review');
  return (
    <Panel title={t('window')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <DayInput
          label={t('windowFrom')}
          value={window.windowFrom ?? ''}
          onChange={(value) => onChange({ ...window, windowFrom: dayOrNull(value) })}
        />
        <DayInput
          label={t('windowTo')}
          value={window.windowTo ?? ''}
          error={problem}
          onChange={(value) => onChange({ ...window, windowTo: dayOrNull(value) })}
        />
      </SimpleGrid>
      <SourceButton onClick={() => onSource?.()} disabled={onSource === null} />
    </Panel>
  );
}
