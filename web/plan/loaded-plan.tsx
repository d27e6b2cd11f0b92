import { Alert, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../parts/loaded.js';
import { PageLink } from '../parts/router-link.js';
import { Refusal } from '../requests/ask.js';

/** What is read of a plan; an amendment that is in force or was taken back leads to the plan it was of, a deleted draft to the list. */
export function LoadedPlan<Data>({
  query,
  children,
}: {
  readonly query: Parameters<typeof Loaded<Data>>[0]['query'];
  readonly children: (data: Data) => ReactNode;
}) {
  const { t } = useTranslation('plan');
  const { error } = query;
  // What was read before it went is no longer so, though it is still at hand.
  if (error instanceof Refusal && error.status === 404 && error.code !== 'NOT_FOUND') {
    const { planId } = error.details;
    return (
      <Alert variant="outline" role="status">
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{error.message}</Text>
          {typeof planId === 'string' ? (
            <PageLink to="/plans/$planId" params={{ planId }}>
              {t('openRunning')}
            </PageLink>
          ) : (
            <PageLink to="/plans">{t('plans')}</PageLink>
          )}
        </Stack>
      </Alert>
    );
  }
  return <Loaded query={query}>{children}</Loaded>;
}
