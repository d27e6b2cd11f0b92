import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AbsencePanel } from '../account/absence-panel.js';
import { OwnSessions } from '../account/own-sessions.js';
import { ProviderLink } from '../account/provider-link.js';
import { SecondFactor } from '../account/second-factor.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { useOffice, useSession } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

/** One's own account: who one is and a new password. */
export function AccountPage() {
  const { t } = useTranslation(['admin', 'common', 'account']);
  const session = useSession();
  const office = useOffice();
  const send = useSend();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => send('POST /api/password', { body: { current, next } }),
    onSuccess: () => {
      notices.show({ message: t('common:saved') });
      setCurrent('');
      setNext('');
    },
  });
  return (
    <>
      <PageHead
        title={t('admin:accountTitle')}
        below={`${session.data?.staff.name ?? ''} · ${session.data?.staff.email ?? ''}`}
      />
      <Panel title={t('admin:changePassword')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate();
          }}
        >
          <Stack gap="sm" maw={420}>
            <PasswordInput
              label={t('admin:currentPassword')}
              autoComplete="current-password"
              required
              value={current}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('admin:newPassword')}
              autoComplete="new-password"
              required
              minLength={10}
              value={next}
              onChange={(event) => setNext(event.currentTarget.value)}
            />
            {change.error !== null && (
              <Alert color="red" variant="outline" role="alert">
                {change.error.message}
              </Alert>
            )}
            <Button type="submit" w="fit-content" loading={change.isPending}>
              {t('admin:changePassword')}
            </Button>
          </Stack>
        </form>
      </Panel>
      <Panel title={t('account:factor')}>
        <SecondFactor />
      </Panel>
      <ProviderLink />
      {office?.mustEnrol !== true && <AbsencePanel />}
      <Panel title={t('account:sessions')}>
        <OwnSessions />
      </Panel>
    </>
  );
}
