import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A secret that is shown this once, to be copied. */
export function ShownOnce({
  title,
  intro,
  secret,
  onClose,
}: {
  readonly title: string;
  readonly intro: string;
  readonly secret: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['exchange', 'common']);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <Text size="sm">{intro}</Text>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {secret}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t('exchange:copied') : t('exchange:copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('common:close')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
