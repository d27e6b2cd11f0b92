import {
  Alert,
  Button,
  Checkbox,
  FileInput,
  Group,
  Modal,
  MultiSelect,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Act, ActField, ActValues } from './act.js';
import { useUndoOffer } from './at-once.js';
import { DayInput } from './day-input.js';
import { notices } from './notices.js';

type Value = string | boolean | readonly string[] | File | null;
type Entered = Readonly<Record<string, Value>>;

/** The dialogue of one act: says what it does, asks for its fields, and does it. */
export function ActForm({ act, onClose }: { readonly act: Act; readonly onClose: () => void }) {
  const { t } = useTranslation('common');
  const client = useQueryClient();
  const offerUndo = useUndoOffer();
  const fields = act.fields ?? [];
  const [entered, setEntered] = useState<Entered>(() => initialOf(fields));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [tried, setTried] = useState(false);

  const missing = (field: ActField): string | undefined =>
    tried && isMissing(field, entered) ? t('fieldRequired') : undefined;

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (fields.some((field) => isMissing(field, entered))) return;
    setBusy(true);
    setRefusal(null);
    try {
      const answer = await act.run(valuesOf(entered));
      const doneText = act.doneText ?? t('done');
      if (act.undo !== undefined) offerUndo(doneText, act.undo);
      else if (doneText !== '') notices.show({ message: doneText, color: 'green' });
      onClose();
      act.onDone?.(answer);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : t('failed'));
    } finally {
      setBusy(false);
      void client.invalidateQueries();
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={act.title}
      centered
      size="md"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          {act.intro !== undefined && (
            <Text size="sm" component="div">
              {act.intro}
            </Text>
          )}
          {fields.map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              value={entered[field.name] ?? null}
              error={missing(field)}
              onChange={(value) => setEntered({ ...entered, [field.name]: value })}
            />
          ))}
          {refusal !== null && (
            <Alert color="red" variant="outline" role="alert">
              {refusal}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button
              type="submit"
              loading={busy}
              {...(act.danger === true ? { color: 'red.9' } : {})}
            >
              {act.confirmLabel ?? act.title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function FieldInput({
  field,
  value,
  error,
  onChange,
}: {
  readonly field: ActField;
  readonly value: Value;
  readonly error: string | undefined;
  readonly onChange: (value: Value) => void;
}) {
  const { t } = useTranslation('common');
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'check':
      return (
        <Checkbox
          label={field.label}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          label={field.label}
          data={[...field.options]}
          value={text === '' ? null : text}
          error={error}
          required={field.required === true}
          onChange={onChange}
        />
      );
    case 'choices':
      return (
        <MultiSelect
          label={field.label}
          data={[...field.options]}
          value={isChosen(value) ? [...value] : []}
          clearable
          searchable
          onChange={onChange}
        />
      );
    case 'file':
      return (
        <FileInput
          label={field.label}
          description={field.hint}
          accept={field.accept}
          placeholder={t('chooseFile')}
          error={error}
          required={field.required === true}
          value={value instanceof File ? value : null}
          onChange={onChange}
        />
      );
    case 'day':
      return (
        <DayInput
          label={field.label}
          value={text}
          error={error}
          required={field.required !== false}
          onChange={onChange}
        />
      );
    case 'reason':
      return (
        <Textarea
          label={field.label}
          description={field.hint ?? t('reasonHint')}
          autosize
          minRows={3}
          maxLength={2000}
          value={text}
          error={error}
          required={field.required !== false}
          data-autofocus
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'text':
      return (
        <TextInput
          label={field.label}
          description={field.hint}
          maxLength={500}
          value={text}
          error={error}
          required={field.required !== false}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

function initialOf(fields: readonly ActField[]): Entered {
  return Object.fromEntries(
    fields.map((field): readonly [string, Value] => {
      if (field.kind === 'file') return [field.name, null];
      if (field.kind === 'choices') return [field.name, field.initial ?? []];
      if (field.kind === 'check') return [field.name, field.initial ?? false];
      return [field.name, field.initial ?? ''];
    }),
  );
}

function isChosen(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

function isMissing(field: ActField, entered: Entered): boolean {
  if (field.kind === 'check' || field.kind === 'choices') return false;
  const asked =
    field.kind === 'file' || field.kind === 'choice'
      ? field.required === true
      : field.required !== false;
  const value = entered[field.name];
  return (
    asked &&
    (value === null || value === undefined || (typeof value === 'string' && value.trim() === ''))
  );
}

function valuesOf(entered: Entered): ActValues {
  return {
    text: (name) => {
      const value = entered[name];
      return typeof value === 'string' ? value.trim() : '';
    },
    checked: (name) => entered[name] === true,
    chosen: (name) => {
      const value = entered[name] ?? null;
      return isChosen(value) ? value : [];
    },
    file: (name) => {
      const value = entered[name];
      return value instanceof File ? value : null;
    },
  };
}
