import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A mail in full as it would leave: to whom the one shown goes (null: the office's own people), and its words. */
export function MailText({
  to,
  text,
}: {
  readonly to: string | null;
  readonly text: string | null;
}) {
  const { t } = useTranslation('plan');
  return (
    <>
      <Text size="sm" fw={600} mb={4}>
        {to === null ? t('waveToOffice') : t('waveTo', { name: to })}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Text>
    </>
  );
}
