import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { browserName } from '../format/browser-name.js';
import { momentText } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { Loaded } from '../parts/loaded.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useRead, useSend } from '../requests/use-read.js';

/** Where one is signed in; each other place can be ended. */
export function OwnSessions() {
  const { t } = useTranslation('account');
  const sessions = useRead('GET /api/sessions');
  const send = useSend();
  const act = useAct();
  const end = (sessionId: string) =>
    act({
      title: t('endSession'),
      intro: t('endSessionIntro'),
      danger: true,
      doneText: t('ended'),
      run: async () => send('DELETE /api/sessions/:sessionId', { params: { sessionId } }),
    });
  return (
    <Loaded query={sessions}>
      {({ sessions: all }) => (
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('sessionsHint')}
          </Text>
          {all.map(({ id, browser, address, startedAt, endsAt, isThis }) => (
            <Group key={id} justify="space-between" gap="xs">
              <div style={{ minWidth: 0, flex: '1 1 220px' }}>
                <Text size="sm" fw={600} component="div">
                  {browser === null ? t('unknownBrowser') : browserName(browser)}{' '}
                  {isThis && <ToneBadge tone="green">{t('thisSession')}</ToneBadge>}
                </Text>
                <Text size="xs" c="dimmed">
                  {[
                    t('sessionSince', { at: momentText(startedAt), until: momentText(endsAt) }),
                    ...(address === null ? [] : [t('from', { address })]),
                  ].join(' · ')}
                </Text>
              </div>
              {!isThis && (
                <Button size="xs" variant="default" onClick={() => end(id)}>
                  {t('endSession')}
                </Button>
              )}
            </Group>
          ))}
        </Stack>
      )}
    </Loaded>
  );
}
