import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';
import { PageLink } from '../parts/router-link.js';
import { ask } from '../requests/ask.js';

/** Asks for a mail by which a forgotten password is replaced. */
export function ForgottenPage() {
  const { t } = useTranslation(['account', 'common']);
  const { language } = useLanguage();
  const [email, setEmail] = useState('');
  const send = useMutation({
    mutationFn: () =>
      ask(
        'POST /api/password/forgotten',
        { officeId: null, language },
        { body: { email: email.trim() } },
      ),
  });
  return (
    <Door
      title={t('account:forgottenTitle')}
      intro={t('account:forgottenIntro')}
      done={send.isSuccess ? t('account:forgottenSent') : null}
      error={send.error}
      onSubmit={() => send.mutate()}
    >
      <TextInput
        label={t('common:email')}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Button type="submit" loading={send.isPending}>
        {t('account:forgottenSend')}
      </Button>
    </Door>
  );
}

/** Chooses another password by the link of such a mail; its secret stands in the fragment, which no server's log sees. */
export function ResetPage() {
  const { t } = useTranslation('account');
  const { language } = useLanguage();
  const [token] = useState(() => window.location.hash.slice(1));
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () =>
      ask('POST /api/password/reset', { officeId: null, language }, { body: { token, password } }),
  });
  return (
    <Door
      title={t('resetTitle')}
      intro={t('resetIntro')}
      done={reset.isSuccess ? t('resetDone') : null}
      error={reset.error}
      onSubmit={() => reset.mutate()}
    >
      <PasswordInput
        label={t('newPassword')}
        autoComplete="new-password"
        required
        minLength={10}
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" loading={reset.isPending}>
        {t('resetSave')}
      </Button>
    </Door>
  );
}

function Door({
  title,
  intro,
  done,
  error,
  onSubmit,
  children,
}: {
  readonly title: string;
  readonly intro: string;
  /** What is said once it is done, in place of the form. */
  readonly done: string | null;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('account');
  return (
    <Stack component="main" align="center" justify="center" mih="100vh" p="md" gap="md">
      <Paper withBorder p="xl" w="100%" maw={420} shadow="xs">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          <Stack gap="md">
            <Title order={1}>{title}</Title>
            {done === null ? (
              <>
                <Text size="sm" c="dimmed">
                  {intro}
                </Text>
                {children}
              </>
            ) : (
              <Text size="sm" role="status">
                {done}
              </Text>
            )}
            {error !== null && (
              <Alert color="red" variant="outline" role="alert">
                {error.message}
              </Alert>
            )}
            <PageLink size="sm" to="/sign-in">
              {t('back')}
            </PageLink>
          </Stack>
        </form>
      </Paper>
    </Stack>
  );
}
