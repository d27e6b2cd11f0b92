import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOrNull } from '../../domain/day.js';
import { setDueAnswer, setDueIn } from '../../domain/set-dues.js';
import type { SetDue } from '../../domain/set-dues.js';
import { longDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { DayInput } from '../parts/day-input.js';
import { ToneBadge } from '../parts/tone-badge.js';

/** The day, and hour if there is one, that a person gives to a duty without one; it can be taken back. */
export function SetDueOf({
  answer,
  onAnswer,
  isReadOnly,
}: {
  /** As kept among the answers; empty while no day is set. */
  readonly answer: string;
  readonly onAnswer: (answer: string) => void;
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation('review');
  const { language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const due = setDueIn(answer);
  if (isOpen) {
    return (
      <DueFields
        due={due}
        onCancel={() => setOpen(false)}
        onSet={(set) => {
          setOpen(false);
          onAnswer(setDueAnswer(set));
        }}
      />
    );
  }
  if (due === null) {
    return isReadOnly ? null : (
      <Button size="compact-sm" variant="default" w="fit-content" onClick={() => setOpen(true)}>
        {t('setDue')}
      </Button>
    );
  }
  const day = longDay(due.date, language);
  return (
    <Group gap="xs">
      <ToneBadge tone="green">
        {due.time === null ? t('dueSet', { day }) : t('dueSetHour', { time: due.time, day })}
      </ToneBadge>
      {!isReadOnly && (
        <>
          <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
            {t('changeDue')}
          </Button>
          <Button size="compact-xs" variant="subtle" c="red.9" onClick={() => onAnswer('')}>
            {t('unsetDue')}
          </Button>
        </>
      )}
    </Group>
  );
}

function DueFields({
  due,
  onSet,
  onCancel,
}: {
  readonly due: SetDue | null;
  readonly onSet: (due: SetDue) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation(['review', 'common']);
  const [day, setDay] = useState<string>(due?.date ?? '');
  const [time, setTime] = useState(due?.time ?? '');
  const date = dayOrNull(day);
  return (
    <Stack gap="xs" style={{ background: '#f5f7f9', borderRadius: 6, padding: 12 }}>
      <Group gap="sm" align="flex-start">
        <DayInput label={t('review:setDueDay')} value={day} onChange={setDay} required />
        <TextInput
          type="time"
          label={t('review:setDueTime')}
          description={time === '' ? t('review:setDueAllDay') : ' '}
          inputWrapperOrder={['label', 'input', 'description']}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </Group>
      <Group gap="xs">
        <Button
          size="compact-sm"
          disabled={date === null}
          onClick={() => {
            if (date !== null) onSet({ date, time: time === '' ? null : time.slice(0, 5) });
          }}
        >
          {t('review:setDue')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
