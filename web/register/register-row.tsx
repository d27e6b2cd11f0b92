import { Checkbox, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterRow } from '../../contract/register.js';
import { printedDay } from '../../domain/printed-day.js';
import { PageLink } from '../parts/router-link.js';

/** One row of a register: the document as it is entered there, whose it may be, and why. */
export function RegisterRowLine({
  row,
  place,
  chosen,
  onChoose,
}: {
  readonly row: RegisterRow;
  readonly place: ReactNode;
  /** Null for a row that cannot be confirmed. */
  readonly chosen: boolean | null;
  readonly onChoose: (on: boolean) => void;
}) {
  const { t } = useTranslation('register');
  const { duty, line, number, issuedOn, sender, subject, why } = row;
  const document = [
    number === '' ? t('unnumbered') : t('number', { number }),
    issuedOn === null ? null : t('issued', { day: printedDay(issuedOn) }),
  ].filter((part) => part !== null);
  return (
    <Group
      gap="sm"
      wrap="nowrap"
      align="flex-start"
      py="xs"
      style={{ borderTop: '1px solid var(--mantine-color-default-border)' }}
    >
      {chosen !== null && (
        <Checkbox
          mt={2}
          aria-label={t('chooseRow', { line, agency: duty?.agency ?? '' })}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {duty !== null && (
          <PageLink to="/obligations/$obligationId" params={{ obligationId: duty.obligationId }}>
            {duty.agency}
          </PageLink>
        )}
        <Text size="sm">
          {[document.join(' '), sender].filter((part) => part !== '').join(' · ')}
        </Text>
        {subject !== '' && <Text size="sm">{subject}</Text>}
        {place}
        <Text size="sm" c="dimmed">
          {why.map((reason) => t(`why_${reason}`)).join(' · ')}
        </Text>
      </div>
    </Group>
  );
}
