import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusBack } from '../parts/focus-back.js';
import type { BulkAct, BulkChoice, BulkLine } from '../../contract/bulk.js';
import type { BulkActName } from '../../domain/bulk-act.js';
import { dayOrNull } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { DayInput } from '../parts/day-input.js';
import { useSend } from '../requests/use-read.js';
import { BulkLines } from './bulk-lines.js';
import { portionsOf } from './chunks.js';

const SUMMARY = 'bulk summary';

/** What an act at once needs to be told before anything can be shown. */
const ASKS: Readonly<Record<BulkActName, readonly ('day' | 'reason')[]>> = {
  remind: [],
  grant: [],
  accept: [],
  extend: ['day', 'reason'],
  return: ['day', 'reason'],
  reconcile: ['day'],
};

/** An act on many duties: what it asks for, what it would do line by line, and only then the doing. */
export function BulkDialog({
  name,
  of,
  today,
  onClose,
}: {
  readonly name: BulkActName;
  readonly of: BulkChoice;
  readonly today: Day;
  /** `done`: something was done. */
  readonly onClose: (done: boolean) => void;
}) {
  useFocusBack();
  const { t } = useTranslation(['bulk', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const asks = ASKS[name];
  const [day, setDay] = useState<string>(name === 'reconcile' ? today : '');
  const [reason, setReason] = useState('');
  const [progress, setProgress] = useState(0);
  const act = actOf(name, day, reason);
  // What asks for nothing is shown as soon as the dialogue opens.
  const [looked, setLooked] = useState<BulkAct | null>(asks.length === 0 ? act : null);
  const look = useQuery({
    queryKey: [SUMMARY, useId(), looked],
    queryFn: async () =>
      looked === null
        ? { lines: [] }
        : send('POST /api/bulk/summary', { body: { act: looked, of } }),
    enabled: looked !== null,
    // What was shown is what is done: it does not change under the reader's eyes.
    staleTime: Infinity,
    gcTime: 0,
  });
  const doing = useMutation({
    mutationFn: async ({ wanted, lines }: { wanted: BulkAct; lines: readonly BulkLine[] }) => {
      const done: BulkLine[] = [];
      for (const portion of portionsOf(lines)) {
        try {
          const answer = await send('POST /api/bulk', {
            body: {
              act: wanted,
              shown: portion.map(({ obligationId, changes }) => ({ obligationId, changes })),
            },
          });
          done.push(...answer.lines);
          setProgress(done.length);
        } catch (error) {
          return { done, stopped: error instanceof Error ? error.message : t('common:failed') };
        }
      }
      return { done, stopped: null };
    },
    onSettled: () =>
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== SUMMARY }),
  });
  const shown = looked === null ? null : (look.data?.lines ?? null);
  const willing = shown?.filter(({ outcome }) => outcome === 'will') ?? [];
  const failure = look.error ?? doing.error;
  return (
    <Modal
      opened
      onClose={() => onClose(doing.data !== undefined)}
      title={t(`bulk:act_${name}`)}
      centered
      size="lg"
      closeOnClickOutside={!doing.isPending}
      closeOnEscape={!doing.isPending}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t(`bulk:intro_${name}`)}</Text>
        {shown === null && asks.length > 0 && (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              setLooked(act);
            }}
          >
            <Stack gap="md">
              {asks.includes('day') && (
                <DayInput
                  label={t(`bulk:day_${name as 'extend' | 'return' | 'reconcile'}`)}
                  value={day}
                  required
                  onChange={setDay}
                />
              )}
              {asks.includes('reason') && (
                <Textarea
                  label={t('common:reason')}
                  description={t('common:reasonHint')}
                  autosize
                  minRows={2}
                  maxLength={2000}
                  required
                  value={reason}
                  onChange={(event) => setReason(event.currentTarget.value)}
                />
              )}
              <Group justify="flex-end" gap="sm">
                <Button variant="default" onClick={() => onClose(false)}>
                  {t('common:cancel')}
                </Button>
                <Button type="submit" loading={look.isFetching} disabled={act === null}>
                  {t('bulk:preview')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
        {failure !== null && (
          <Alert color="red" variant="outline" role="alert">
            {failure.message}
          </Alert>
        )}
        <div role="status">
          {look.isFetching && <Text size="sm">{t('bulk:looking')}</Text>}
          {doing.isPending && (
            <Text size="sm">{t('bulk:doing', { done: progress, total: willing.length })}</Text>
          )}
          {doing.data !== undefined && <Done outcome={doing.data} />}
        </div>
        {shown !== null && doing.data === undefined && <BulkLines lines={shown} />}
        {doing.data !== undefined && (
          <BulkLines lines={doing.data.done.filter(({ outcome }) => outcome === 'refused')} />
        )}
        {shown !== null && (
          <Group justify="flex-end" gap="sm">
            {doing.data === undefined ? (
              <>
                {asks.length > 0 && !doing.isPending && (
                  <Button variant="subtle" onClick={() => setLooked(null)}>
                    {t('bulk:change')}
                  </Button>
                )}
                <Button variant="default" disabled={doing.isPending} onClick={() => onClose(false)}>
                  {t('common:cancel')}
                </Button>
                <Button
                  loading={doing.isPending}
                  disabled={willing.length === 0}
                  onClick={() => {
                    if (act !== null) doing.mutate({ wanted: act, lines: willing });
                  }}
                >
                  {t('bulk:perform', { n: willing.length })}
                </Button>
              </>
            ) : (
              <Button onClick={() => onClose(true)} data-autofocus>
                {t('common:close')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Modal>
  );
}

function Done({
  outcome: { done, stopped },
}: {
  readonly outcome: { readonly done: readonly BulkLine[]; readonly stopped: string | null };
}) {
  const { t } = useTranslation('bulk');
  const n = done.filter((line) => line.outcome === 'will').length;
  return (
    <Alert color={stopped === null ? 'green' : 'yellow'} variant="outline">
      {stopped === null ? t('done', { n }) : t('stopped', { n, why: stopped })}
    </Alert>
  );
}

/** The act with what was entered; null while something is missing. */
function actOf(name: BulkActName, day: string, reason: string): BulkAct | null {
  const on = dayOrNull(day);
  switch (name) {
    case 'remind':
    case 'grant':
    case 'accept':
      return { name };
    case 'reconcile':
      return on === null ? null : { name, day: on };
    case 'extend':
    case 'return':
      return on === null || reason.trim() === '' ? null : { name, day: on, reason: reason.trim() };
  }
}
