import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.js';

/** Leads to the sentence a field was read from. */
export function SourceButton({
  onClick,
  disabled = false,
}: {
  readonly onClick: () => void;
  readonly disabled?: boolean;
}) {
  const { t } = useTranslation('review');
  if (disabled) {
    return (
      <Text size="xs" c="dimmed">
        {t('blank')}
      </Text>
    );
  }
  return (
    <Button
      // A link, so that it still leads to the text where the form around it is only to be read.
      component="a"
      href="#text"
      size="compact-xs"
      variant="subtle"
      w="fit-content"
      px={4}
      leftSection={<Icon name="search" size={14} />}
      onClick={(event) => {
        event.preventDefault();
        onClick();
      }}
    >
      {t('seeSource')}
    </Button>
  );
}
