import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { withFigure, withoutFigure } from '../../domain/forms/edit-form.js';
import { knownFigures } from '../../domain/forms/known-figures.js';
import { printedDay } from '../../domain/printed-day.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { Panel } from '../parts/page-head.js';
import { useRead } from '../requests/use-read.js';

/** Hỏi một lần: figures that agencies have reported under another duty; each is asked, filled in, or left out of this form. */
export function AskedOnce({
  form,
  of,
  onChange,
}: {
  readonly form: FormDefinition;
  /** The duty whose form it is already; null before its plan runs. */
  readonly of: string | null;
  readonly onChange: (form: FormDefinition) => void;
}) {
  const { t } = useTranslation('forms');
  const earlier = useRead('GET /api/forms', {});
  const duties = earlier.data?.forms ?? [];
  const known = knownFigures(
    form,
    duties.filter(({ requirementId }) => requirementId !== of),
  );
  if (known.length === 0) return null;
  return (
    <Panel title={t('askedOnce', { n: known.length })}>
      <Text size="sm" mb="sm">
        {t('askedOnceIntro')}
      </Text>
      <Stack gap="xs">
        {known.map(({ code, label, source, duty }) => {
          const isFilled = form.indicators.some((one) => one.code === code && one.prefill);
          const { periodFrom, periodTo, reports } = duty;
          return (
            <Group key={code} gap="sm" align="flex-start">
              <div style={{ flex: '1 1 260px', minWidth: 0 }}>
                <Text size="sm">{label}</Text>
                <Text size="xs" c="dimmed">
                  {source.from}
                  {periodFrom !== null &&
                    periodTo !== null &&
                    ` (${printedDay(periodFrom)} – ${printedDay(periodTo)})`}
                  {' · '}
                  {t('askedOnceReports', { n: reports })}
                </Text>
              </div>
              <SegmentedControl
                size="xs"
                aria-label={label}
                value={isFilled ? 'fill' : 'ask'}
                data={(['ask', 'fill', 'leave'] as const).map((value) => ({
                  value,
                  label: t(`askedOnce_${value}`),
                }))}
                onChange={(value) => {
                  onChange(
                    value === 'leave'
                      ? withoutFigure(form, code)
                      : withFigure(form, code, { prefill: value === 'fill' ? source : null }),
                  );
                }}
              />
            </Group>
          );
        })}
      </Stack>
    </Panel>
  );
}
