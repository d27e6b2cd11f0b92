import {
  Autocomplete,
  Button,
  Group,
  Modal,
  MultiSelect,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AGENCY_KINDS } from '../../domain/agency-kinds.js';
import { withCode, withFigure } from '../../domain/forms/edit-form.js';
import type { FormDefinition, Indicator } from '../../domain/schemas/form-definition.js';
import { wordsFor } from '../parts/code-words.js';

const UNITS = [
  'người',
  'vụ',
  'buổi',
  'lượt người',
  'trường hợp',
  'cơ sở',
  'gam',
  'triệu đồng',
  '%',
];
const ACROSS = ['sum', 'max', 'last', 'ratio'] as const;
const TIME = ['sum', 'max', 'last'] as const;
const FACTORS = [100, 1, 1_000, 10_000, 100_000] as const;

/** Everything of one figure; what is changed stands in the form at once. */
export function FigureDialog({
  form,
  code,
  groups,
  faultAt,
  onChange,
  onRenamed,
  onClose,
}: {
  readonly form: FormDefinition;
  readonly code: string;
  readonly groups: readonly string[];
  readonly faultAt: (field: string) => string | undefined;
  readonly onChange: (form: FormDefinition) => void;
  readonly onRenamed: (code: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['forms', 'common']);
  const isNarrow = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false });
  const figure = form.indicators.find((one) => one.code === code);
  if (figure === undefined) return null;
  const put = (change: Partial<Indicator>): void => onChange(withFigure(form, code, change));
  const headings = [...new Set(form.indicators.map(({ group }) => group))].filter(
    (group) => group !== null,
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      fullScreen={isNarrow}
      title={t('forms:figureTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <TextInput
          label={t('forms:label')}
          required
          data-autofocus
          maxLength={300}
          error={faultAt('label')}
          value={figure.label}
          onChange={(event) => put({ label: event.currentTarget.value })}
        />
        <TextInput
          label={t('forms:labelEn')}
          maxLength={300}
          value={figure.labelEn}
          onChange={(event) => put({ labelEn: event.currentTarget.value })}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Autocomplete
            label={t('forms:unit')}
            data={UNITS}
            maxLength={60}
            value={figure.unit}
            onChange={(unit) => put({ unit })}
          />
          <Select
            label={t('forms:decimals')}
            allowDeselect={false}
            data={[0, 1, 2, 3].map((n) => ({
              value: String(n),
              label: n === 0 ? t('forms:whole') : t('forms:digits', { n }),
            }))}
            value={String(Math.min(figure.decimals, 3))}
            onChange={(value) => put({ decimals: Number(value) })}
          />
          <Select
            label={t('forms:section')}
            allowDeselect={false}
            error={faultAt('section')}
            data={form.sections.map(({ key, heading }) => ({
              value: key,
              label: heading === '' ? t('forms:unnamed') : heading,
            }))}
            value={figure.section}
            onChange={(section) => {
              if (section !== null) put({ section });
            }}
          />
          <Autocomplete
            label={t('forms:group')}
            description={t('forms:groupHint')}
            data={headings}
            maxLength={200}
            value={figure.group ?? ''}
            onChange={(group) => put({ group: group === '' ? null : group })}
          />
        </SimpleGrid>
        <MergeFields form={form} figure={figure} fault={faultAt('ratio')} put={put} />
        {figure.across !== 'ratio' && (
          <ReporterFields figure={figure} groups={groups} fault={faultAt('reporters')} put={put} />
        )}
        <TextInput
          label={t('forms:secrecyNote')}
          description={t('forms:secrecyNoteHint')}
          maxLength={500}
          value={figure.secrecyNote ?? ''}
          onChange={(event) => {
            const text = event.currentTarget.value;
            put({ secrecyNote: text === '' ? null : text });
          }}
        />
        <CodeField
          key={code}
          form={form}
          code={code}
          onRename={(next) => {
            onChange(withCode(form, code, next));
            onRenamed(next);
          }}
        />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('forms:figureDone')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface Fields {
  readonly figure: Indicator;
  readonly fault: string | undefined;
  readonly put: (change: Partial<Indicator>) => void;
}

/** What kind of number it is, and how many become one. */
function MergeFields({ form, figure, fault, put }: Fields & { readonly form: FormDefinition }) {
  const { t } = useTranslation('forms');
  const others = form.indicators
    .filter(({ code, across }) => code !== figure.code && across !== 'ratio')
    .map(({ code, label }) => ({ value: code, label: label === '' ? code : label }));
  const { ratio } = figure;
  const part = (change: Partial<NonNullable<Indicator['ratio']>>): void =>
    put({ ratio: { part: '', whole: '', factor: 100, ...ratio, ...change } });
  return (
    <>
      <Select
        label={t('across')}
        allowDeselect={false}
        data={ACROSS.map((value) => ({ value, label: t(`acrossWhole_${value}`) }))}
        value={figure.across}
        onChange={(value) => {
          const across = ACROSS.find((one) => one === value);
          if (across !== undefined) put({ across });
        }}
      />
      {figure.across === 'ratio' ? (
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <Select
            label={t('ratioPart')}
            searchable
            error={fault}
            data={others}
            value={ratio?.part ?? null}
            onChange={(value) => part({ part: value ?? '' })}
          />
          <Select
            label={t('ratioWhole')}
            searchable
            data={others}
            value={ratio?.whole ?? null}
            onChange={(value) => part({ whole: value ?? '' })}
          />
          <Select
            label={t('ratioFactor')}
            allowDeselect={false}
            data={FACTORS.map((n) => ({
              value: String(n),
              label: n === 100 ? '%' : t('forEach', { n: n.toLocaleString('vi-VN') }),
            }))}
            value={String(ratio?.factor ?? 100)}
            onChange={(value) => part({ factor: Number(value) })}
          />
        </SimpleGrid>
      ) : (
        <>
          <Radio.Group
            label={t('nature')}
            value={figure.nature}
            onChange={(value) => put({ nature: value === 'stock' ? 'stock' : 'flow' })}
          >
            <Stack gap={6} mt={4}>
              <Radio value="flow" label={t('natureWhole_flow')} />
              <Radio value="stock" label={t('natureWhole_stock')} />
            </Stack>
          </Radio.Group>
          <Select
            label={t('time')}
            allowDeselect={false}
            data={TIME.map((value) => ({ value, label: t(`timeWhole_${value}`) }))}
            value={figure.time}
            onChange={(value) => {
              const time = TIME.find((one) => one === value);
              if (time !== undefined) put({ time });
            }}
          />
        </>
      )}
    </>
  );
}

/** Who is asked for it. */
function ReporterFields({
  figure: { reporters, groups: ofGroups = null, countedFrom = null },
  groups,
  fault,
  put,
}: Fields & { readonly groups: readonly string[] }) {
  const { t } = useTranslation('forms');
  return (
    <>
      <MultiSelect
        label={t('whoReports')}
        placeholder={reporters === null ? t('everybody') : ''}
        clearable
        error={fault}
        data={AGENCY_KINDS.map((value) => ({ value, label: wordsFor('kind', value) }))}
        value={[...(reporters ?? [])]}
        onChange={(values) => {
          const kinds = AGENCY_KINDS.filter((kind) => values.includes(kind));
          put({ reporters: kinds.length === 0 ? null : kinds });
        }}
      />
      <MultiSelect
        label={t('countedFrom')}
        description={t('countedFromHint')}
        placeholder={countedFrom === null ? t('countedAll') : ''}
        clearable
        data={AGENCY_KINDS.filter((kind) => reporters?.includes(kind) ?? true).map((value) => ({
          value,
          label: wordsFor('kind', value),
        }))}
        value={[...(countedFrom ?? [])]}
        onChange={(values) => {
          const kinds = AGENCY_KINDS.filter((kind) => values.includes(kind));
          put({ countedFrom: kinds.length === 0 ? null : kinds });
        }}
      />
      {(groups.length > 0 || ofGroups !== null) && (
        <MultiSelect
          label={t('onlyGroups')}
          placeholder={ofGroups === null ? t('allGroups') : ''}
          clearable
          data={[...new Set([...groups, ...(ofGroups ?? [])])]}
          value={[...(ofGroups ?? [])]}
          onChange={(values) => put({ groups: values.length === 0 ? null : values })}
        />
      )}
    </>
  );
}

/** What computers call it; changed where it is left, so that half a code is nobody's. */
function CodeField({
  form,
  code,
  onRename,
}: {
  readonly form: FormDefinition;
  readonly code: string;
  readonly onRename: (code: string) => void;
}) {
  const { t } = useTranslation('forms');
  const [typed, setTyped] = useState(code);
  const isOwn = typed === code;
  const isTaken = !isOwn && form.indicators.some((one) => one.code === typed);
  const isCode = /^[A-Z][A-Z0-9_]{0,39}$/u.test(typed);
  return (
    <TextInput
      label={t('code')}
      description={t('codeHint')}
      maxLength={40}
      value={typed}
      error={isTaken ? t('codeTaken') : isCode ? undefined : t('codeWrong')}
      onChange={(event) => setTyped(event.currentTarget.value.toUpperCase())}
      onBlur={() => {
        if (isCode && !isTaken && !isOwn) onRename(typed);
      }}
    />
  );
}
