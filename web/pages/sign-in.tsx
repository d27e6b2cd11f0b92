import {
  Alert,
  Button,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../contract/asked.js';
import { useLanguage } from '../i18n/language.js';
import { FenceBanner } from '../layout/fence-banner.js';
import { LanguageSwitch } from '../layout/language-switch.js';
import { PageLink } from '../parts/router-link.js';
import { ask, Refusal } from '../requests/ask.js';
import { SESSION_KEY } from '../requests/office.js';

/** Why the provider of accounts let nobody in. */
const REFUSED = ['unknown', 'taken', 'left', 'failed'] as const;

/** Sign-in of the office's staff. */
export function SignInPage() {
  const { t } = useTranslation(['common', 'opening', 'account']);
  const { language } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const fromProvider = new URLSearchParams(window.location.search);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<string | null>(() => {
    const why = REFUSED.find((one) => one === fromProvider.get('refused'));
    return why === undefined ? null : t(`account:refused_${why}`);
  });
  const [busy, setBusy] = useState(false);
  const [isAsked, setIsAsked] = useState(fromProvider.get('step') === 'code');

  const provider = useQuery({
    queryKey: ['provider'],
    queryFn: () => ask('GET /api/sign-in/oidc', { officeId: null, language }),
    retry: false,
  });
  const goToProvider = async (): Promise<void> => {
    setBusy(true);
    try {
      const { url } = await ask('POST /api/sign-in/oidc', { officeId: null, language });
      window.location.assign(url);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : t('failed'));
      setBusy(false);
    }
  };

  const standing = useQuery({
    queryKey: ['set-up'],
    queryFn: () => ask('GET /api/set-up', { officeId: null, language }),
    retry: false,
  });

  const enter = async (
    event: SyntheticEvent,
    open: () => Promise<AnswerOf<'POST /api/sign-in'>>,
  ): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    try {
      const session = await open();
      client.clear();
      client.setQueryData(SESSION_KEY, session);
      await navigate({ to: '/work', search: {} });
    } catch (error) {
      const code = error instanceof Refusal ? error.code : null;
      if (code === 'SECOND_FACTOR_ASKED') {
        setIsAsked(true);
        return;
      }
      if (code === 'SECOND_FACTOR_OVER') setIsAsked(false);
      setRefusal(error instanceof Error ? error.message : t('failed'));
    } finally {
      setBusy(false);
    }
  };

  // Nobody could sign in: there is no office yet.
  if (standing.data?.empty === true) return <Navigate to="/set-up" replace />;
  return (
    <Stack component="main" align="center" justify="center" mih="100vh" p="md" gap="md">
      <FenceBanner />
      <Paper withBorder p="xl" w="100%" maw={420} shadow="xs">
        <Stack gap="md">
          <Group justify="space-between">
            <img src="/icon.svg" alt="" width={40} height={40} />
            <LanguageSwitch />
          </Group>
          <div>
            <Title order={1}>{t('appName')}</Title>
            <Text size="sm" c="dimmed" mt={4}>
              {t('signInIntro')}
            </Text>
          </div>
          {isAsked ? (
            <CodeForm
              busy={busy}
              refusal={refusal}
              onEnter={(event, code) =>
                void enter(event, async () =>
                  ask('POST /api/sign-in/code', { officeId: null, language }, { body: { code } }),
                )
              }
              onAgain={() => {
                setIsAsked(false);
                setRefusal(null);
              }}
            />
          ) : (
            <form
              onSubmit={(event) =>
                void enter(event, async () =>
                  ask(
                    'POST /api/sign-in',
                    { officeId: null, language },
                    { body: { email: email.trim(), password } },
                  ),
                )
              }
            >
              <Stack gap="md">
                <TextInput
                  label={t('email')}
                  type="email"
                  autoComplete="username"
                  required
                  withAsterisk={false}
                  value={email}
                  onChange={(event) => setEmail(event.currentTarget.value)}
                />
                <PasswordInput
                  label={t('password')}
                  autoComplete="current-password"
                  required
                  withAsterisk={false}
                  value={password}
                  onChange={(event) => setPassword(event.currentTarget.value)}
                />
                <Refused refusal={refusal} />
                <Button type="submit" size="md" loading={busy}>
                  {t('signIn')}
                </Button>
                {provider.data?.name != null && (
                  <Button variant="default" disabled={busy} onClick={() => void goToProvider()}>
                    {provider.data.name}
                  </Button>
                )}
                <PageLink size="sm" to="/forgotten">
                  {t('account:forgotten')}
                </PageLink>
                <Text size="xs" c="dimmed">
                  {t('noSecrets')}
                </Text>
              </Stack>
            </form>
          )}
        </Stack>
      </Paper>
      {standing.data?.open === true && (
        <PageLink size="sm" to="/set-up">
          {t('opening:ownOffice')}
        </PageLink>
      )}
    </Stack>
  );
}

/** The second step, where the account has a second factor. */
function CodeForm({
  busy,
  refusal,
  onEnter,
  onAgain,
}: {
  readonly busy: boolean;
  readonly refusal: string | null;
  readonly onEnter: (event: SyntheticEvent, code: string) => void;
  readonly onAgain: () => void;
}) {
  const { t } = useTranslation('account');
  const [code, setCode] = useState('');
  return (
    <form onSubmit={(event) => onEnter(event, code)}>
      <Stack gap="md">
        <TextInput
          label={t('factorAtSignIn')}
          description={t('factorAtSignInHint')}
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          autoFocus
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Refused refusal={refusal} />
        <Button type="submit" size="md" loading={busy}>
          {t('factorEnter')}
        </Button>
        <Button variant="subtle" onClick={onAgain}>
          {t('factorAgain')}
        </Button>
      </Stack>
    </form>
  );
}

function Refused({ refusal }: { readonly refusal: string | null }) {
  if (refusal === null) return null;
  return (
    <Alert color="red" variant="outline" role="alert">
      {refusal}
    </Alert>
  );
}
