import { Alert, Button, FileButton, Group, List, Modal, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportEffect } from '../../contract/directory.js';
import { wordsFor } from '../parts/code-words.js';
import { Refusal } from '../requests/ask.js';
import { useFileAddress, useSend } from '../requests/use-read.js';

type Answers = Readonly<Record<string, string>>;

/** Brings in a list of agencies: what it would change is shown first, doubtful names are asked. */
export function ImportAgencies() {
  const { t } = useTranslation('admin');
  const send = useSend();
  const fileAddress = useFileAddress();
  const [shown, setShown] = useState<{ file: File; effect: ImportEffect } | null>(null);
  const look = useMutation({
    mutationFn: async (file: File) => ({
      file,
      effect: await send('POST /api/agencies/import/effect', { body: formOf(file, {}) }),
    }),
    onSuccess: setShown,
  });
  return (
    <>
      <FileButton
        accept=".csv,.xlsx,text/csv"
        onChange={(file) => {
          if (file !== null) look.mutate(file);
        }}
      >
        {(props) => (
          <Button variant="default" loading={look.isPending} title={t('importIntro')} {...props}>
            {t('importCsv')}
          </Button>
        )}
      </FileButton>
      <Button component="a" variant="default" href={fileAddress('/api/agencies/template')} download>
        {t('importTemplate')}
      </Button>
      {look.error !== null && <WrongLines error={look.error} onClose={() => look.reset()} />}
      {shown !== null && (
        <EffectDialog file={shown.file} effect={shown.effect} onClose={() => setShown(null)} />
      )}
    </>
  );
}

function EffectDialog({
  file,
  effect: first,
  onClose,
}: {
  readonly file: File;
  /** Before any doubtful name was answered. */
  readonly effect: ImportEffect;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['admin', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const [answers, setAnswers] = useState<Answers>({});
  const [effect, setEffect] = useState(first);
  // What an answer changes is shown like everything else.
  const look = useMutation({
    mutationFn: (given: Answers) =>
      send('POST /api/agencies/import/effect', { body: formOf(file, given) }),
    onSuccess: setEffect,
  });
  const apply = useMutation({
    mutationFn: () =>
      send('POST /api/agencies/import', { body: formOf(file, answers, effect.seen) }),
    onSuccess: async (answer) => {
      notifications.show({ message: t('admin:imported', { ...answer }) });
      await client.invalidateQueries();
      onClose();
    },
  });
  const open = effect.unsure.length;
  const isNothing = effect.added.length + effect.changed.length + effect.unsure.length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('admin:importEffect')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <Text size="sm">
          {t('admin:importCounts', {
            added: effect.added.length,
            changed: effect.changed.length,
            unchanged: effect.unchanged,
          })}
        </Text>
        {first.unsure.length > 0 && (
          <Unsure
            unsure={first.unsure}
            answers={answers}
            onAnswers={(given) => {
              setAnswers(given);
              look.mutate(given);
            }}
          />
        )}
        {effect.changed.length > 0 && <Changed changed={effect.changed} />}
        {effect.added.length > 0 && (
          <div>
            <Text fw={600}>{t('admin:importAdded')}</Text>
            <List size="sm">
              {effect.addedLines.map(({ line, name, kind, addresses }) => (
                <List.Item key={line}>
                  {t('admin:row')} {line}: {name} ({wordsFor('kind', kind)}),{' '}
                  {addresses.length === 0 ? t('admin:importNoAddress') : addresses.join(', ')}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        {apply.error !== null && (
          <Alert color="red" variant="outline" role="alert">
            {apply.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            onClick={() => apply.mutate()}
            loading={apply.isPending || look.isPending}
            disabled={open > 0 || isNothing}
          >
            {open > 0 ? t('admin:importOpen', { n: open }) : t('admin:importApply')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Unsure({
  unsure,
  answers,
  onAnswers,
}: {
  readonly unsure: ImportEffect['unsure'];
  readonly answers: Answers;
  readonly onAnswers: (answers: Answers) => void;
}) {
  const { t } = useTranslation('admin');
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('importUnsure')}</Text>
      {unsure.map(({ key, name, line, candidates }) => (
        <Select
          key={key}
          label={`${t('row')} ${String(line)}: ${name}`}
          placeholder={t('importWhich')}
          value={answers[key] ?? null}
          data={[
            ...candidates.map(({ id, name: near }) => ({
              value: id,
              label: t('importSame', { name: near }),
            })),
            { value: 'new', label: t('importNew') },
          ]}
          onChange={(value) => {
            if (value !== null) onAnswers({ ...answers, [key]: value });
          }}
        />
      ))}
    </Stack>
  );
}

function Changed({ changed }: { readonly changed: ImportEffect['changed'] }) {
  const { t } = useTranslation('admin');
  const shown = (
    field: ImportEffect['changed'][number]['fields'][number]['field'],
    value: string,
  ) => {
    if (value === '') return t('importBlank');
    if (field === 'kind') return wordsFor('kind', value);
    return field === 'binding' ? t(value === 'true' ? 'importBound' : 'asked') : value;
  };
  return (
    <div>
      <Text fw={600}>{t('importChanged')}</Text>
      <List size="sm">
        {changed.map(({ line, name, fields }) => (
          <List.Item key={name}>
            {t('row')} {line}: {name}:{' '}
            {fields
              .map(
                ({ field, before, after }) =>
                  `${t(`importField_${field}`)} ${shown(field, before)} → ${shown(field, after)}`,
              )
              .join('; ')}
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function WrongLines({ error, onClose }: { readonly error: Error; readonly onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <Alert
      color="red"
      variant="outline"
      w="100%"
      role="alert"
      withCloseButton
      closeButtonLabel={t('common:close')}
      onClose={onClose}
      title={t('admin:importErrors')}
    >
      {error instanceof Refusal && error.fields.length > 0 ? (
        <List size="sm">
          {error.fields.map(({ path, message }) => (
            <List.Item key={path + message}>
              {t('admin:row')} {path}: {message}
            </List.Item>
          ))}
        </List>
      ) : (
        <Text size="sm">{error.message}</Text>
      )}
      <Text size="sm" mt="xs">
        {t('admin:importIntro')}
      </Text>
    </Alert>
  );
}

function formOf(file: File, answers: Answers, seen?: string): FormData {
  const body = new FormData();
  body.set('answers', JSON.stringify(answers));
  if (seen !== undefined) body.set('seen', seen);
  body.set('file', file);
  return body;
}
