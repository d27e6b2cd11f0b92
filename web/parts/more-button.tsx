import { Button, Center } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Asks for the next page of a list; nothing where the list has ended. */
export function MoreButton({
  pages,
}: {
  readonly pages: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    fetchNextPage(): unknown;
  };
}) {
  const { t } = useTranslation('common');
  if (!pages.hasNextPage) return null;
  return (
    <Center mt="md">
      <Button
        variant="default"
        loading={pages.isFetchingNextPage}
        onClick={() => void pages.fetchNextPage()}
      >
        {t('loadMore')}
      </Button>
    </Center>
  );
}
