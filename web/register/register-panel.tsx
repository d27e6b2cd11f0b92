import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegisterEffect } from '../../contract/register.js';
import { printedDay } from '../../domain/printed-day.js';
import { useSend } from '../requests/use-read.js';
import { registerForm } from './register-form.js';
import { RegisterMatches } from './register-matches.js';

/** The rows of one register file. */
export function RegisterPanel({
  file,
  effect,
  cycleId,
  onTaken,
}: {
  readonly file: File;
  readonly effect: RegisterEffect;
  readonly cycleId: string;
  readonly onTaken: () => void;
}) {
  const { t } = useTranslation('register');
  const send = useSend();
  return (
    <RegisterMatches
      rows={effect.rows}
      more={effect.more}
      onTaken={onTaken}
      take={(chosen) =>
        send('POST /api/cycles/:cycleId/register', {
          params: { cycleId },
          body: registerForm(file, chosen),
        })
      }
      place={({ arrivedOn, arrivalNumber, line }) => (
        <Text size="sm" c="dimmed">
          {t('arrived', { day: printedDay(arrivedOn) })}
          {arrivalNumber !== '' && ` · ${t('arrivalNumber', { number: arrivalNumber })}`} ·{' '}
          {t('line', { line })}
        </Text>
      )}
    />
  );
}
