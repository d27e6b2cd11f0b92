import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { upperFirst } from '../../domain/explain/why-words.js';
import { withFigure, withoutFigure } from '../../domain/forms/edit-form.js';
import { knownFigures } from '../../domain/forms/known-figures.js';
import type { KnownFigure } from '../../domain/forms/known-figures.js';
import { printedDay } from '../../domain/printed-day.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { Panel } from '../parts/page-head.js';
import { useRead } from '../requests/use-read.js';

type Answer = 'ask' | 'fill' | 'leave';
/** So many figures are shown one by one at once; more are opened by a press. */
const FEW = 5;

/** Hỏi một lần: figures that agencies have reported under another duty; each, or all of a duty, is asked, filled in, or left out of this form. */
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
  const byDuty = new Map<string, KnownFigure[]>();
  for (const figure of known) {
    const { requirementId } = figure.duty;
    byDuty.set(requirementId, [...(byDuty.get(requirementId) ?? []), figure]);
  }
  return (
    <Panel title={t('askedOnce', { n: known.length })}>
      <Text size="sm" mb="sm">
        {t('askedOnceIntro')}
      </Text>
      <Stack gap="md">
        {[...byDuty].map(([requirementId, figures]) => (
          <OfDuty key={requirementId} form={form} figures={figures} onChange={onChange} />
        ))}
      </Stack>
    </Panel>
  );
}

/** The figures that one other duty has: one choice for all of them, and each by itself. */
function OfDuty({
  form,
  figures,
  onChange,
}: {
  readonly form: FormDefinition;
  readonly figures: readonly KnownFigure[];
  readonly onChange: (form: FormDefinition) => void;
}) {
  const { t } = useTranslation('forms');
  const [isOpen, setIsOpen] = useState(figures.length <= FEW);
  const [first] = figures;
  if (first === undefined) return null;
  const { source, duty } = first;
  const answers = new Set(figures.map((figure) => answerIn(form, figure)));
  const [only = 'ask'] = answers;
  return (
    <div>
      <Group gap="sm" align="flex-start">
        <div style={{ flex: '1 1 260px', minWidth: 0 }}>
          <Text size="sm" fw={600}>
            {upperFirst(source.from)}
          </Text>
          <Text size="xs" c="dimmed">
            {duty.periodFrom !== null &&
              duty.periodTo !== null &&
              `${printedDay(duty.periodFrom)} – ${printedDay(duty.periodTo)} · `}
            {t('askedOnceReports', { n: duty.reports })}
          </Text>
        </div>
        {figures.length > 1 && (
          <Choice
            label={t('askedOnceAll', { n: figures.length })}
            value={answers.size === 1 ? only : ''}
            onChange={(answer) =>
              onChange(figures.reduce((made, one) => answered(made, one, answer), form))
            }
          />
        )}
      </Group>
      {figures.length > FEW && (
        <Button variant="subtle" size="compact-sm" px={0} onClick={() => setIsOpen(!isOpen)}>
          {t(isOpen ? 'askedOnceClose' : 'askedOnceEach', { n: figures.length })}
        </Button>
      )}
      {isOpen && (
        <Stack gap={6} mt="xs" pl="sm">
          {figures.map((figure) => (
            <Group key={figure.code} gap="sm" align="center">
              <Text size="sm" style={{ flex: '1 1 260px', minWidth: 0 }}>
                {figure.label}
              </Text>
              <Choice
                label={figure.label}
                value={answerIn(form, figure)}
                onChange={(answer) => onChange(answered(form, figure, answer))}
              />
            </Group>
          ))}
        </Stack>
      )}
    </div>
  );
}

function Choice({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  /** Empty where figures of one duty are answered otherwise each. */
  readonly value: Answer | '';
  readonly onChange: (answer: Answer) => void;
}) {
  const { t } = useTranslation('forms');
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={value}
      data={(['ask', 'fill', 'leave'] as const).map((one) => ({
        value: one,
        label: t(`askedOnce_${one}`),
      }))}
      onChange={(chosen) => onChange(chosen as Answer)}
    />
  );
}

function answerIn(form: FormDefinition, { code }: KnownFigure): Answer {
  return form.indicators.some((one) => one.code === code && one.prefill) ? 'fill' : 'ask';
}

function answered(
  form: FormDefinition,
  { code, source }: KnownFigure,
  answer: Answer,
): FormDefinition {
  return answer === 'leave'
    ? withoutFigure(form, code)
    : withFigure(form, code, { prefill: answer === 'fill' ? source : null });
}
