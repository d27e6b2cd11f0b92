import { Button, CopyButton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../parts/page-head.js';

/** A reminder to be copied into a chat. */
export function ZaloPanel({ text }: { readonly text: string | null }) {
  const { t } = useTranslation('story');
  return (
    <Panel title={t('zalo')}>
      {text === null ? (
        <Text size="sm" c="dimmed">
          {t('zaloNone')}
        </Text>
      ) : (
        <>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {text}
          </Text>
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" mt="sm" onClick={copy}>
                {copied ? t('copied') : t('copy')}
              </Button>
            )}
          </CopyButton>
          <Text size="xs" c="dimmed" mt="xs">
            {t('zaloHint')}
          </Text>
        </>
      )}
    </Panel>
  );
}
