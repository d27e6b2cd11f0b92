import { TextInput } from '@mantine/core';
import { dayOrNull } from '../../domain/day.js';
import { longDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';

/** A day chosen with the browser's own calendar; the day is written out below, weekday included. */
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
  const chosen = dayOrNull(value);
  return (
    <TextInput
      type="date"
      label={label}
      value={value}
      required={required}
      error={error}
      description={chosen === null ? ' ' : longDay(chosen, language)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
