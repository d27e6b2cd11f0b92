import {
  ActionIcon,
  Button,
  Group,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  withFigureMoved,
  withoutFigure,
  withoutSection,
  withSectionMoved,
} from '../../domain/forms/edit-form.js';
import type {
  FormDefinition,
  FormSection,
  Indicator,
} from '../../domain/schemas/form-definition.js';
import { Panel } from '../parts/page-head.js';
import { useFigureWords } from './figure-words.js';

/** One section of a form: what it is called, what is asked in words, and its figures under their headings. */
export function SectionBox({
  form,
  section,
  index,
  fault,
  faultOf,
  onChange,
  onAdd,
  onOpen,
}: {
  readonly form: FormDefinition;
  readonly section: FormSection;
  readonly index: number;
  readonly fault: string | undefined;
  readonly faultOf: (code: string) => string | undefined;
  readonly onChange: (form: FormDefinition) => void;
  readonly onAdd: () => void;
  readonly onOpen: (code: string) => void;
}) {
  const { t } = useTranslation('forms');
  const figures = form.indicators.filter((one) => one.section === section.key);
  const put = (change: Partial<FormSection>): void =>
    onChange({
      ...form,
      sections: form.sections.map((one) => (one.key === section.key ? { ...one, ...change } : one)),
    });
  return (
    <Panel
      title={t('sectionNumber', { n: index + 1 })}
      right={
        <Group gap={4}>
          <MoveButtons
            name={section.heading}
            isFirst={index === 0}
            isLast={index === form.sections.length - 1}
            onMove={(by) => onChange(withSectionMoved(form, section.key, by))}
          />
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            c="red.9"
            disabled={form.sections.length === 1}
            onClick={() => onChange(withoutSection(form, section.key))}
          >
            {t('removeSection')}
          </Button>
        </Group>
      }
    >
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput
            label={t('heading')}
            required
            maxLength={300}
            error={fault}
            value={section.heading}
            onChange={(event) => put({ heading: event.currentTarget.value })}
          />
          <TextInput
            label={t('headingEn')}
            maxLength={300}
            value={section.headingEn}
            onChange={(event) => put({ headingEn: event.currentTarget.value })}
          />
        </SimpleGrid>
        <Textarea
          label={t('question')}
          description={t('questionHint')}
          autosize
          minRows={1}
          maxLength={1000}
          value={section.question ?? ''}
          onChange={(event) => {
            const text = event.currentTarget.value;
            put({ question: text === '' ? null : text });
          }}
        />
        {figures.map((figure, n) => (
          <FigureRow
            key={figure.code}
            figure={figure}
            heading={figure.group === (figures[n - 1]?.group ?? null) ? null : figure.group}
            isFirst={n === 0}
            isLast={n === figures.length - 1}
            fault={faultOf(figure.code)}
            onMove={(by) => onChange(withFigureMoved(form, figure.code, by))}
            onOpen={() => onOpen(figure.code)}
            onRemove={() => onChange(withoutFigure(form, figure.code))}
          />
        ))}
        <Group>
          <Button size="compact-sm" variant="default" onClick={onAdd}>
            {t('addFigure')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}

function FigureRow({
  figure,
  heading,
  isFirst,
  isLast,
  fault,
  onMove,
  onOpen,
  onRemove,
}: {
  readonly figure: Indicator;
  /** The heading that begins with it; null where it goes on. */
  readonly heading: string | null;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly fault: string | undefined;
  readonly onMove: (by: -1 | 1) => void;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('forms');
  const words = useFigureWords();
  return (
    <>
      {heading !== null && (
        <Text size="sm" fw={600} mt="xs">
          {heading}
        </Text>
      )}
      <Group justify="space-between" align="flex-start" gap="xs" className="figure-line">
        <div style={{ flex: '1 1 260px', minWidth: 0 }}>
          <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
            {figure.label === '' ? t('unnamed') : figure.label}
            {figure.unit !== '' && ` (${figure.unit})`}
          </Text>
          <Text size="xs" c="dimmed">
            {words.rule(figure)} · {words.reporters(figure)}
          </Text>
          {fault !== undefined && (
            <Text size="xs" c="red.9" role="alert">
              {fault}
            </Text>
          )}
        </div>
        <Group gap={4} wrap="nowrap">
          <MoveButtons name={figure.label} isFirst={isFirst} isLast={isLast} onMove={onMove} />
          <Button size="compact-sm" variant="default" onClick={onOpen}>
            {t('editFigure')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="red" c="red.9" onClick={onRemove}>
            {t('removeFigure')}
          </Button>
        </Group>
      </Group>
    </>
  );
}

function MoveButtons({
  name,
  isFirst,
  isLast,
  onMove,
}: {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
}) {
  const { t } = useTranslation('forms');
  return (
    <>
      <ActionIcon
        variant="default"
        size="md"
        disabled={isFirst}
        aria-label={t('moveUp', { name })}
        onClick={() => onMove(-1)}
      >
        ↑
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="md"
        disabled={isLast}
        aria-label={t('moveDown', { name })}
        onClick={() => onMove(1)}
      >
        ↓
      </ActionIcon>
    </>
  );
}
