import { Alert, Button, Group, List, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportAnswer, ImportEffect } from '../../contract/directory.js';
import { wordsFor } from '../parts/code-words.js';
import { notices } from '../parts/notices.js';

/** How doubtful names were answered: the id of an agency, or `new`. */
export type Answers = Readonly<Record<string, string>>;

/** Where a line stands in the list, with what follows it; empty where nobody could look it up. */
type Place = (line: number) => string;

/** What bringing in a list would change, line by line; doubtful names are asked before it is applied. */
export function EffectDialog<Effect extends ImportEffect>({
  effect: first,
  look: lookAgain,
  apply: applyIt,
  lines = true,
  note,
  applyWords,
  onClose,
}: {
  /** Before any doubtful name was answered. */
  readonly effect: Effect;
  readonly look: (answers: Answers) => Promise<Effect>;
  readonly apply: (answers: Answers, seen: string) => Promise<ImportAnswer>;
  /** Whether the lines of the list are lines of a file that a person can look up. */
  readonly lines?: boolean;
  readonly note?: (effect: Effect) => ReactNode;
  /** What the button says, where it is more than to apply. */
  readonly applyWords?: ((effect: Effect) => string | null) | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['admin', 'common']);
  const client = useQueryClient();
  const [answers, setAnswers] = useState<Answers>({});
  const [effect, setEffect] = useState(first);
  // What an answer changes is shown like everything else.
  const look = useMutation({
    mutationFn: lookAgain,
    onSuccess: setEffect,
  });
  const apply = useMutation({
    mutationFn: async () => applyIt(answers, effect.seen),
    onSuccess: async (answer) => {
      notices.show({ message: t('admin:imported', { ...answer }) });
      await client.invalidateQueries();
      onClose();
    },
  });
  const place: Place = (line) => (lines ? `${t('admin:row')} ${String(line)}: ` : '');
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
          {t(lines ? 'admin:importCounts' : 'admin:unitsCounts', {
            added: effect.added.length,
            changed: effect.changed.length,
            unchanged: effect.unchanged,
          })}
        </Text>
        {note?.(effect)}
        {first.unsure.length > 0 && (
          <Unsure
            place={place}
            unsure={first.unsure}
            answers={answers}
            onAnswers={(given) => {
              setAnswers(given);
              look.mutate(given);
            }}
          />
        )}
        {effect.changed.length > 0 && <Changed changed={effect.changed} place={place} />}
        {effect.added.length > 0 && (
          <div>
            <Text fw={600}>{t('admin:importAdded')}</Text>
            <List size="sm">
              {effect.addedLines.map(({ line, name, kind, addresses }) => (
                <List.Item key={line}>
                  {place(line)}
                  {name}
                  {lines &&
                    ` (${wordsFor('kind', kind)}), ${
                      addresses.length === 0 ? t('admin:importNoAddress') : addresses.join(', ')
                    }`}
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
            {open > 0
              ? t('admin:importOpen', { n: open })
              : (applyWords?.(effect) ?? t('admin:importApply'))}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Unsure({
  place,
  unsure,
  answers,
  onAnswers,
}: {
  readonly place: Place;
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
          label={`${place(line)}${name}`}
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

function Changed({
  changed,
  place,
}: {
  readonly changed: ImportEffect['changed'];
  readonly place: Place;
}) {
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
            {place(line)}
            {name}:{' '}
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
