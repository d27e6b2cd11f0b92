import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Shown for an address that leads nowhere. */
export function PageMissing() {
  const { t } = useTranslation('common');
  return (
    <Stack align="center" gap="md" py={80} px="md">
      <Title order={1}>{t('pageMissing')}</Title>
      <Button component="a" href="/work">
        {t('toWork')}
      </Button>
    </Stack>
  );
}

/** Shown when a page throws while it is drawn. */
export function PageBroken({ error }: ErrorComponentProps) {
  const { t } = useTranslation('common');
  return (
    <Alert color="red" variant="outline" title={t('pageBroken')} m="md" role="alert">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{error instanceof Error ? error.message : ''}</Text>
        <Button size="xs" variant="default" component="a" href="/work">
          {t('toWork')}
        </Button>
      </Stack>
    </Alert>
  );
}
