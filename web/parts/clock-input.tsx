import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockOfMinute, minuteOfClock } from '../format/clock-field.js';

/** A time of the day in 24 hours, typed; `value` is its minute and stays until another one is typed. */
export function ClockInput({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (minute: number) => void;
}) {
  const { t } = useTranslation('common');
  const [text, setText] = useState(clockOfMinute(value));
  const [left, setLeft] = useState(false);
  const typed = minuteOfClock(text);
  return (
    <TextInput
      autoComplete="off"
      label={label}
      value={text}
      error={left && typed === null ? t('noTime', { example: '08:00' }) : undefined}
      onChange={(event) => {
        const now = event.currentTarget.value;
        setText(now);
        setLeft(false);
        const minute = minuteOfClock(now);
        if (minute !== null) onChange(minute);
      }}
      onBlur={() => {
        setLeft(true);
        if (typed !== null) setText(clockOfMinute(typed));
      }}
    />
  );
}
