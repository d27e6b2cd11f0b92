import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../parts/page-head.js';
import { useRead, useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

/** The link of one's account to the provider of accounts; nothing where there is none. */
export function ProviderLink() {
  const { t } = useTranslation(['account', 'admin']);
  const { data } = useRead('GET /api/account/oidc');
  const send = useSend();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const link = useMutation({
    mutationFn: () => send('POST /api/account/oidc', { body: { password } }),
    onSuccess: ({ url }) => {
      window.location.assign(url);
    },
  });
  const unlink = useMutation({
    mutationFn: () => send('POST /api/account/oidc/off', { body: { password } }),
    onSuccess: async () => {
      notices.show({ message: t('account:providerUnlinked') });
      setPassword('');
      await client.invalidateQueries();
    },
  });
  if (data === undefined || data.name === null) return null;
  const { name, isLinked } = data;
  const change = isLinked ? unlink : link;
  return (
    <Panel title={name}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack gap="sm" maw={420}>
          <Text size="sm">
            {t(isLinked ? 'account:providerLinked' : 'account:providerIntro', { name })}
          </Text>
          <PasswordInput
            label={t('admin:currentPassword')}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {change.error !== null && (
            <Alert color="red" variant="outline" role="alert">
              {change.error.message}
            </Alert>
          )}
          <Button
            type="submit"
            w="fit-content"
            variant={isLinked ? 'default' : 'filled'}
            loading={change.isPending}
          >
            {t(isLinked ? 'account:providerUnlink' : 'account:providerLink')}
          </Button>
        </Stack>
      </form>
    </Panel>
  );
}
