import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What a query shows: rows of grey while it loads, the server's sentence when refused, a sentence when empty. */
export function Loaded<Data>({
  query,
  isEmpty,
  emptyText,
  children,
}: {
  readonly query: {
    readonly isPending: boolean;
    readonly data: Data | undefined;
    readonly error: { readonly message: string } | null;
    refetch(): unknown;
  };
  readonly isEmpty?: (data: Data) => boolean;
  readonly emptyText?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}) {
  const { t } = useTranslation('common');
  if (query.isPending) return <LoadingRows />;
  if (query.data === undefined) {
    return (
      <Alert color="red" variant="outline" title={t('loadFailed')} role="alert">
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{query.error?.message}</Text>
          <Button size="xs" variant="default" onClick={() => void query.refetch()}>
            {t('tryAgain')}
          </Button>
        </Stack>
      </Alert>
    );
  }
  if (isEmpty?.(query.data) === true) return <EmptyNote>{emptyText ?? t('nothing')}</EmptyNote>;
  return <>{children(query.data)}</>;
}

/** A quiet sentence where a list has nothing to show. */
export function EmptyNote({ children }: { readonly children: ReactNode }) {
  return (
    <Text c="dimmed" size="sm" py="md">
      {children}
    </Text>
  );
}

function LoadingRows() {
  const { t } = useTranslation('common');
  return (
    <Stack gap="xs" role="status" aria-label={t('loading')}>
      <Skeleton height={22} width="40%" />
      <Skeleton height={44} />
      <Skeleton height={44} />
      <Skeleton height={44} />
    </Stack>
  );
}
