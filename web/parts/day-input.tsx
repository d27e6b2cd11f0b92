import { ActionIcon, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { dayOrNull } from '../../domain/day.js';
import { printedDay } from '../../domain/printed-day.js';
import { DAY_EXAMPLE, typedDayOrNull } from '../../domain/typed-day.js';
import { longDay } from '../format/day-text.js';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';
import { Icon } from '../icons/icon.js';

/**
 * A day typed as it is written here, 03/7/2026, whatever the language of the browser, or chosen from its
 * calendar; written out below with its weekday. `value` is a day `YYYY-MM-DD`, or empty while none is typed.
 */
export function DayInput({
  label,
  value,
  onChange,
  required = false,
  error,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly error?: string | undefined;
}) {
  const { language } = useLanguage();
  const { t } = useTranslation('common');
  const calendar = useRef<HTMLInputElement>(null);
  const chosen = dayOrNull(value);
  const [text, setText] = useState(printed(value));
  const [left, setLeft] = useState(false);
  // What is half typed stays as it is; a day that came from elsewhere, or went, takes its place.
  const typed = typedDayOrNull(text) ?? '';
  if (typed !== value && text !== printed(value)) setText(printed(value));
  const isNoDay = text.trim() !== '' && chosen === null;
  const type = (now: string): void => {
    setText(now);
    setLeft(false);
    onChange(typedDayOrNull(now) ?? '');
  };
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      placeholder={DAY_EXAMPLE}
      label={label}
      value={text}
      required={required}
      error={error ?? (left && isNoDay ? t('noDay', { example: DAY_EXAMPLE }) : undefined)}
      description={chosen === null ? ' ' : longDay(chosen, language)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => {
        type(event.currentTarget.value);
      }}
      onBlur={() => {
        setLeft(true);
        if (chosen !== null) setText(printedDay(chosen));
      }}
      rightSectionPointerEvents="all"
      rightSection={
        <>
          <ActionIcon
            variant="subtle"
            aria-label={t('chooseDay')}
            onClick={() => {
              calendar.current?.showPicker();
            }}
          >
            <Icon name="calendar" />
          </ActionIcon>
          <input
            ref={calendar}
            type="date"
            className="behind"
            tabIndex={-1}
            aria-hidden="true"
            value={value}
            onChange={(event) => {
              if (event.currentTarget.value !== '') type(printed(event.currentTarget.value));
            }}
          />
        </>
      }
    />
  );
}

function printed(value: string): string {
  const on = dayOrNull(value);
  return on === null ? value : printedDay(on);
}
