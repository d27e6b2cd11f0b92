import {
  Alert,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instant } from '../../domain/day.js';
import type { DraftDue } from '../../domain/schemas/plan-draft.js';
import type { When } from '../../domain/schemas/review-edits.js';
import { lateText, targetText } from '../format/deadline-text.js';
import { useLanguage } from '../i18n/language.js';
import { DayInput } from '../parts/day-input.js';
import { ask } from '../requests/ask.js';
import { useAsker } from '../requests/use-read.js';
import { EVERY, timeIn, typedWhen, whenOf } from './typed-when.js';
import type { TypedWhen } from './typed-when.js';

/** When a duty is due: by the plan's words, a day and hour, again and again, or after an event; both instants are told at once. */
export function WhenFields({
  planId,
  initial,
  onChange,
}: {
  readonly planId: string;
  readonly initial: When | null;
  /** Null as long as it says no time. */
  readonly onChange: (when: When | null) => void;
}) {
  const { t } = useTranslation('review');
  const [typed, setTyped] = useState(() => typedWhen(initial));
  const read = useReadWhen(planId, typed);
  const current = whenOf(typed, read.due);
  const tell = useEffectEvent(() => onChange(current));
  const said = JSON.stringify(current);
  useEffect(() => {
    tell();
  }, [said]);
  const change = (more: Partial<TypedWhen>): void => setTyped({ ...typed, ...more });
  const comesAgain = typed.kind === 'phrase' && read.due?.boundary === 'recurring';
  return (
    <Stack gap="xs">
      <SegmentedControl
        fullWidth
        value={typed.kind}
        data={KINDS.map((value) => ({ value, label: t(`when_${value}`) }))}
        onChange={(kind) => change({ kind })}
        aria-label={t('when')}
        className="when-kinds"
      />
      {typed.kind === 'phrase' && (
        <TextInput
          label={t('whenPhrase')}
          placeholder={t('whenPhraseExample')}
          value={typed.phrase}
          onChange={(event) => change({ phrase: event.currentTarget.value })}
        />
      )}
      {typed.kind === 'day' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <DayInput
            label={t('setDueDay')}
            value={typed.day}
            required
            onChange={(day) => change({ day })}
          />
          <TimeInput typed={typed} change={change} />
          <TextInput
            label={t('whenPaper')}
            placeholder={t('whenPaperExample')}
            value={typed.paper}
            maxLength={300}
            onChange={(event) => change({ paper: event.currentTarget.value })}
          />
        </SimpleGrid>
      )}
      {typed.kind === 'recurring' && <RecurringFields typed={typed} change={change} />}
      {typed.kind === 'relative' && <RelativeFields typed={typed} change={change} />}
      {comesAgain && (
        <DayInput
          label={t('whenUntil')}
          value={typed.until}
          required
          onChange={(until) => change({ until })}
        />
      )}
      <Understood read={read} />
    </Stack>
  );
}

const KINDS = ['phrase', 'day', 'recurring', 'relative'] as const;

interface Part {
  readonly typed: TypedWhen;
  readonly change: (more: Partial<TypedWhen>) => void;
}

function TimeInput({ typed, change }: Part) {
  const { t } = useTranslation('review');
  return (
    <TextInput
      label={t('setDueTime')}
      description={t('setDueAllDay')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder="14:00"
      value={typed.time}
      error={timeIn(typed.time) === undefined ? t('whenTimeWrong') : undefined}
      onChange={(event) => change({ time: event.currentTarget.value })}
    />
  );
}

function RecurringFields({ typed, change }: Part) {
  const { t } = useTranslation('review');
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Select
        label={t('whenEvery')}
        allowDeselect={false}
        value={typed.every}
        data={EVERY.map((value) => ({ value, label: t(`every_${value}`) }))}
        onChange={(every) => {
          if (every !== null) change({ every });
        }}
      />
      {typed.every === 'week' ? (
        <Select
          label={t('whenWeekday')}
          allowDeselect={false}
          value={String(typed.weekday)}
          data={([1, 2, 3, 4, 5, 6, 7] as const).map((n) => ({
            value: String(n),
            label: t(`weekday_${n}`),
          }))}
          onChange={(value) => change({ weekday: Number(value) })}
        />
      ) : (
        typed.every !== 'day' && (
          <NumberInput
            label={typed.every === 'month' ? t('whenDayOfMonth') : t('whenDayOfLastMonth')}
            min={1}
            max={31}
            value={typed.dayOfMonth}
            onChange={(value) => change({ dayOfMonth: Number(value) })}
          />
        )
      )}
      <TimeInput typed={typed} change={change} />
      <DayInput
        label={t('whenUntil')}
        value={typed.until}
        required
        onChange={(until) => change({ until })}
      />
    </SimpleGrid>
  );
}

function RelativeFields({ typed, change }: Part) {
  const { t } = useTranslation('review');
  return (
    <Stack gap="xs">
      <Group gap="sm" align="flex-end">
        <NumberInput
          label={t('whenDays')}
          min={0}
          max={400}
          w={110}
          value={typed.days}
          onChange={(value) => change({ days: Number(value) })}
        />
        <Switch
          label={t('whenWorking')}
          checked={typed.working}
          mb={8}
          onChange={(event) => change({ working: event.currentTarget.checked })}
        />
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label={t('whenEvent')}
          placeholder={t('whenEventExample')}
          value={typed.event}
          onChange={(event) => change({ event: event.currentTarget.value })}
        />
        <DayInput
          label={t('whenEventDay')}
          value={typed.eventDay}
          required
          onChange={(eventDay) => change({ eventDay })}
        />
      </SimpleGrid>
    </Stack>
  );
}

interface ReadWhen {
  /** Whether anything was said that can be read. */
  readonly isSaid: boolean;
  /** What it was read as; null before, and where nothing was understood. */
  readonly due: DraftDue | null;
  readonly isReading: boolean;
  readonly failure: Error | null;
}

/** What is understood of what is typed, computed by the office's calendar. */
function useReadWhen(planId: string, typed: TypedWhen): ReadWhen {
  const asker = useAsker();
  const [settled] = useDebouncedValue(typed, 350);
  const phrase = settled.kind === 'phrase' ? settled.phrase.trim() : null;
  const when = phrase === null ? whenOf(settled, null) : null;
  const isSaid = phrase === null ? when !== null : phrase !== '';
  const read = useQuery({
    queryKey: ['when', planId, asker.officeId, phrase ?? when],
    queryFn: async () =>
      ask('POST /api/plans/:planId/when', asker, {
        params: { planId },
        body: when === null ? { phrase: phrase ?? '' } : { when },
      }),
    enabled: isSaid,
    staleTime: Infinity,
    retry: false,
  });
  const due = isSaid && settled.kind === typed.kind ? read.data?.due : undefined;
  return {
    isSaid,
    due: due === undefined || due.boundary === 'none' ? null : due,
    isReading: isSaid && read.isPending,
    failure: read.error,
  };
}

function Understood({ read: { isSaid, due, isReading, failure } }: { readonly read: ReadWhen }) {
  const { t } = useTranslation('review');
  if (!isSaid || isReading) return null;
  if (due !== null) return <Instants due={due} />;
  return (
    <Alert color="yellow" variant="outline" p="xs">
      {failure === null ? t('whenNotRead') : failure.message}
    </Alert>
  );
}

function Instants({ due }: { readonly due: DraftDue }) {
  const { t } = useTranslation('review');
  const { language } = useLanguage();
  const { remindTargetAt, overdueAt } = due;
  const byHour = due.time !== null;
  return (
    <div className="understood" role="status">
      <Text size="sm">
        {t('whenReads')} “{due.phrase}”
      </Text>
      {remindTargetAt !== null && overdueAt !== null ? (
        <Text size="sm">
          {t(byHour ? 'targetHour' : 'target')}{' '}
          <b>{targetText(instant(remindTargetAt), byHour, language)}</b>;{' '}
          {t(byHour ? 'lateHourInLine' : 'lateInLine')} {lateText(instant(overdueAt), language)}.
        </Text>
      ) : (
        <Text size="sm">{t(due.boundary === 'recurring' ? 'whenComesAgain' : 'whenNoDay')}</Text>
      )}
    </div>
  );
}
