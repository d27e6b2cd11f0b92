import {
  Alert,
  Button,
  Group,
  List,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeFor, withCode, withNewFigure, withNewSection } from '../../domain/forms/edit-form.js';
import { halvesAsked } from '../../domain/halves.js';
import { checksOf } from '../../domain/form-checks.js';
import { formFaults } from '../../domain/forms/form-faults.js';
import type { FormChecks, FormDefinition } from '../../domain/schemas/form-definition.js';
import { Panel } from '../parts/page-head.js';
import { AskedOnce } from './asked-once.js';
import { FigureDialog } from './figure-dialog.js';
import { FormPreview } from './form-preview.js';
import { PhraseList } from './phrase-list.js';
import { RuleList } from './rule-list.js';
import { SectionBox } from './section-box.js';

const HALVES = ['both', 'document', 'figures'] as const;

/** A form as it is made: sections, figures, checks and the sentences made of it; every change is told at once. */
export function FormEditor({
  form,
  groups,
  of = null,
  onChange,
}: {
  readonly form: FormDefinition;
  /** The groups (khối, cụm) that the office's agencies belong to. */
  readonly groups: readonly string[];
  /** The duty whose form it is already: its own last period is shown beside each field anyway. */
  readonly of?: string | null;
  readonly onChange: (form: FormDefinition) => void;
}) {
  const { t } = useTranslation(['forms', 'common']);
  const [open, setOpen] = useState<string | null>(null);
  const [isShown, setIsShown] = useState(false);
  const faults = formFaults(form);
  const faultAt = (...place: readonly (string | number)[]): string | undefined =>
    faults.find(({ path }) => place.every((step, n) => path[n] === step))?.message;
  const add = (section: string): void => {
    const next = withNewFigure(form, section);
    const added = next.indicators.find(
      ({ code }) => !form.indicators.some((before) => before.code === code),
    );
    onChange(next);
    setOpen(added?.code ?? null);
  };
  return (
    <Stack gap="md">
      {faults.length > 0 && (
        <Alert color="yellow" variant="outline" title={t('forms:faults')} role="status">
          <List size="sm">
            {[...new Set(faults.map(({ message }) => message))].slice(0, 8).map((message) => (
              <List.Item key={message}>{message}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <AskedOnce form={form} of={of} onChange={onChange} />
      <Panel
        title={t('forms:general')}
        right={
          <Button variant="default" onClick={() => setIsShown(true)}>
            {t('forms:lookAs')}
          </Button>
        }
      >
        <Stack gap="sm">
          {form.source !== 'edited' && form.source !== 'library' && (
            <Text size="sm">{t(`forms:from_${form.source}`)}</Text>
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <TextInput
              label={t('forms:name')}
              required
              maxLength={200}
              error={faultAt('name')}
              value={form.name}
              onChange={(event) => onChange({ ...form, name: event.currentTarget.value })}
            />
            <TextInput
              label={t('forms:nameEn')}
              maxLength={200}
              value={form.nameEn}
              onChange={(event) => onChange({ ...form, nameEn: event.currentTarget.value })}
            />
          </SimpleGrid>
          <Select
            label={t('forms:halves')}
            description={t('forms:halvesHint')}
            allowDeselect={false}
            data={HALVES.map((value) => ({ value, label: t(`forms:halves_${value}`) }))}
            value={halvesAsked(form)}
            onChange={(value) => {
              const halves = HALVES.find((one) => one === value);
              if (halves !== undefined) onChange({ ...form, halves });
            }}
          />
          <TextInput
            label={t('forms:warning')}
            description={t('forms:warningHint')}
            maxLength={500}
            value={form.warning ?? ''}
            onChange={(event) => {
              const text = event.currentTarget.value;
              onChange({ ...form, warning: text === '' ? null : text });
            }}
          />
        </Stack>
      </Panel>
      {form.sections.map((section, index) => (
        <SectionBox
          key={section.key}
          form={form}
          section={section}
          index={index}
          fault={faultAt('sections', index)}
          faultOf={(code) =>
            faultAt(
              'indicators',
              form.indicators.findIndex((figure) => figure.code === code),
            )
          }
          onChange={onChange}
          onAdd={() => add(section.key)}
          onOpen={setOpen}
        />
      ))}
      <Group>
        <Button variant="default" onClick={() => onChange(withNewSection(form))}>
          {t('forms:addSection')}
        </Button>
      </Group>
      <Panel title={t('forms:checks')}>
        <Stack gap="md">
          <Checks form={form} onChange={onChange} />
          <RuleList form={form} faultAt={(n) => faultAt('rules', n)} onChange={onChange} />
        </Stack>
      </Panel>
      <Panel title={t('forms:phrases')}>
        <PhraseList form={form} faultAt={(n) => faultAt('phrases', n)} onChange={onChange} />
      </Panel>
      {open !== null && (
        <FigureDialog
          form={form}
          code={open}
          groups={groups}
          faultAt={(field) =>
            faultAt(
              'indicators',
              form.indicators.findIndex((figure) => figure.code === open),
              field,
            )
          }
          onChange={onChange}
          onRenamed={setOpen}
          onClose={() => {
            onChange(namedByItsWords(form, open));
            setOpen(null);
          }}
        />
      )}
      {isShown && <FormPreview form={form} groups={groups} onClose={() => setIsShown(false)} />}
    </Stack>
  );
}

const CHECKS = ['farFromLast', 'blank', 'approximate'] as const satisfies (keyof FormChecks)[];

/** What is looked at in every figure, and how it is meant. */
function Checks({
  form,
  onChange,
}: {
  readonly form: FormDefinition;
  readonly onChange: (form: FormDefinition) => void;
}) {
  const { t } = useTranslation('forms');
  const checks = checksOf(form);
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('checksAlways')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        {CHECKS.map((name) => (
          <Select
            key={name}
            label={t(`check_${name}`)}
            allowDeselect={false}
            data={(['error', 'warning', 'off'] as const).map((value) => ({
              value,
              label: t(`severity_${value}`),
            }))}
            value={checks[name]}
            onChange={(value) => {
              if (value === 'error' || value === 'warning' || value === 'off') {
                onChange({ ...form, checks: { ...form.checks, [name]: value } });
              }
            }}
          />
        ))}
      </SimpleGrid>
    </>
  );
}

/** A figure that was new is called by the words it was given; nothing speaks of it yet by another code. */
function namedByItsWords(form: FormDefinition, code: string): FormDefinition {
  const figure = form.indicators.find((one) => one.code === code);
  if (figure === undefined || !/^CHI_TIEU(?:_\d+)?$/u.test(code)) return form;
  if (figure.label.trim() === '') return form;
  const taken = form.indicators.map((one) => one.code).filter((one) => one !== code);
  return withCode(form, code, codeFor(figure.label, taken));
}
