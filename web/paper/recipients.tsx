import { List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';

/** Every place a paper goes to, before it is recorded as sent. */
export function Recipients({ copies }: Pick<PaperDetail, 'copies'>) {
  const { t } = useTranslation('paper');
  return (
    <Stack gap={4} mt="xs">
      <Text size="sm" fw={600}>
        {t('addressees')}
      </Text>
      <List size="sm">
        {copies.addressees.map((name) => (
          <List.Item key={name}>{name}</List.Item>
        ))}
      </List>
      <Text size="sm" fw={600}>
        {t('distribution')}
      </Text>
      <List size="sm">
        {copies.distribution.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {copies.mail !== null && (
        <Text size="sm" c="dimmed">
          {t('copyAddress', { address: copies.mail })}
        </Text>
      )}
    </Stack>
  );
}
