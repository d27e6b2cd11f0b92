import { Alert, Button, Group, List, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agency, ClosingEffect } from '../../contract/directory.js';
import { dayAt, dayOrNull } from '../../domain/day.js';
import { headed } from '../format/cycle-text.js';
import { shortDay } from '../format/day-text.js';
import { DayInput } from '../parts/day-input.js';
import { useRead, useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

/** Ends an agency on a day, for a successor or for none; the effect on what it owes is shown first. */
export function AgencyClosing({
  agency,
  onClose,
}: {
  readonly agency: Agency;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['admin', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const [on, setOn] = useState('');
  const [basis, setBasis] = useState('');
  const [successor, setSuccessor] = useState<{ id: string; name: string } | null>(null);
  const day = dayOrNull(on);
  const params = { agencyId: agency.id };
  const input = { on, successorId: successor?.id ?? null };
  const asked = JSON.stringify(input);
  const [shown, setShown] = useState<{
    readonly asked: string;
    readonly effects: readonly ClosingEffect[];
    readonly seen: string;
  } | null>(null);
  const look = useMutation({
    mutationFn: () => send('POST /api/agencies/:agencyId/closing/effect', { params, body: input }),
    onSuccess: (answer) => setShown({ asked, ...answer }),
  });
  const end = useMutation({
    mutationFn: (seen: string) =>
      send('POST /api/agencies/:agencyId/closing', { params, body: { ...input, basis, seen } }),
    onSuccess: async () => {
      notices.show({ message: t('common:saved') });
      await client.invalidateQueries();
      onClose();
    },
  });
  // What was shown is of these words alone.
  const current = shown?.asked === asked ? shown : null;
  const error = look.error ?? end.error;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('admin:closeAgency')}: ${agency.name}`}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (current === null) look.mutate();
          else end.mutate(current.seen);
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('admin:closingIntro')}</Text>
          <DayInput label={t('admin:closingOn')} required value={on} onChange={setOn} />
          <SuccessorSelect agency={agency} value={successor} onChange={setSuccessor} />
          <TextInput
            label={t('admin:closingBasis')}
            description={t('admin:closingBasisNote')}
            required
            value={basis}
            onChange={(event) => setBasis(event.currentTarget.value)}
          />
          {current !== null && (
            <Effects effects={current.effects} successor={successor?.name ?? null} />
          )}
          {error !== null && (
            <Alert color="red" variant="outline" role="alert">
              {error.message}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button
              type="submit"
              {...(current === null ? {} : { color: 'red' })}
              disabled={day === null || basis.trim() === ''}
              loading={look.isPending || end.isPending}
            >
              {current === null ? t('admin:closingLook') : t('admin:closeAgency')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The agencies that can succeed, found by their names. */
function SuccessorSelect({
  agency,
  value,
  onChange,
}: {
  readonly agency: Agency;
  readonly value: { readonly id: string; readonly name: string } | null;
  readonly onChange: (successor: { id: string; name: string } | null) => void;
}) {
  const { t } = useTranslation('admin');
  const [words, setWords] = useState('');
  const [wanted] = useDebouncedValue(words === value?.name ? '' : words, 300);
  const agencies = useRead('GET /api/agencies', { query: { q: wanted } });
  const found = (agencies.data?.agencies ?? [])
    .filter(({ id, validTo }) => id !== agency.id && validTo === null)
    .map(({ id, name }) => ({ value: id, label: name }));
  const chosen = value === null ? [] : [{ value: value.id, label: value.name }];
  const options = [...chosen, ...found.filter((one) => one.value !== value?.id)];
  return (
    <Select
      label={t('successor')}
      description={t('successorNote')}
      placeholder={t('noSuccessor')}
      searchable
      clearable
      searchValue={words}
      onSearchChange={setWords}
      // The server has found them.
      filter={({ options: all }) => all}
      value={value?.id ?? null}
      onChange={(id) => {
        const one = options.find((option) => option.value === id);
        onChange(one === undefined ? null : { id: one.value, name: one.label });
      }}
      data={options}
    />
  );
}

/** What becomes of each report that the agency owes or has sent. */
function Effects({
  effects,
  successor,
}: {
  readonly effects: readonly ClosingEffect[];
  readonly successor: string | null;
}) {
  const { t } = useTranslation('admin');
  if (effects.length === 0) return <Text size="sm">{t('closingNothing')}</Text>;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('closingEffect')}
      </Text>
      <List size="sm" mt={4}>
        {effects.map(({ cycleId, reportName, planTitle, targetAt, fate }) => (
          <List.Item key={cycleId}>
            {headed(reportName)} ({planTitle}
            {targetAt === null ? '' : `, ${shortDay(dayAt(targetAt))}`}):{' '}
            <b>{t(`fate_${fate}`, { successor: successor ?? '' })}</b>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
