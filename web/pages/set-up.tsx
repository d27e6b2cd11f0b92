import {
  Alert,
  Button,
  Code,
  Fieldset,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';
import { LanguageSwitch } from '../layout/language-switch.js';
import { SignersInput } from '../opening/signers-input.js';
import type { Signers } from '../opening/signers-input.js';
import { PageLink } from '../parts/router-link.js';
import { ask, Refusal } from '../requests/ask.js';
import { SESSION_KEY } from '../requests/office.js';

const EMPTY = {
  code: '',
  officeName: '',
  governingBody: '',
  placeOfIssue: '',
  shortName: '',
  adminName: '',
  adminEmail: '',
  password: '',
};
type Typed = typeof EMPTY;

/** Where each field stands in what is sent, by which a refusal names it. */
const PATHS: Readonly<Record<keyof Typed, string>> = {
  code: 'code',
  officeName: 'office.name',
  governingBody: 'office.governingBody',
  placeOfIssue: 'office.placeOfIssue',
  shortName: 'office.shortName',
  adminName: 'admin.name',
  adminEmail: 'admin.email',
  password: 'admin.password',
};

/** The first page of an installation without an office: who it is and who keeps it. */
export function SetUpPage() {
  const { t } = useTranslation(['opening', 'common']);
  const { language } = useLanguage();
  const standing = useQuery({
    queryKey: ['set-up'],
    queryFn: () => ask('GET /api/set-up', { officeId: null, language }),
    retry: false,
  });
  const [code, setCode] = useState('');
  // Once an office of its own exists, the page does no more.
  if (standing.data?.open === false) return <Navigate to="/sign-in" replace />;
  return (
    <Stack component="main" align="center" p="md" gap="md" py={{ base: 'md', sm: 48 }}>
      <Paper withBorder p={{ base: 'md', sm: 'xl' }} w="100%" maw={760} shadow="xs">
        <Stack gap="md">
          <Group justify="space-between">
            <img src="/icon.svg" alt="" width={40} height={40} />
            <LanguageSwitch />
          </Group>
          <div>
            <Title order={1}>{t('opening:setUpTitle')}</Title>
            <Text size="sm" c="dimmed" mt={4}>
              {t('opening:setUpIntro')}
            </Text>
          </div>
          <SetUpForm onCode={setCode} />
        </Stack>
      </Paper>
      {standing.data?.empty === true && <SampleOffice code={code} />}
      {standing.data?.empty === false && <PageLink to="/sign-in">{t('opening:toSignIn')}</PageLink>}
    </Stack>
  );
}

function SetUpForm({ onCode }: { readonly onCode: (code: string) => void }) {
  const { t } = useTranslation('opening');
  const { language } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState<Typed>(EMPTY);
  const [signers, setSigners] = useState<Signers>([{ capacity: '', name: '' }]);
  const setUp = useMutation({
    mutationFn: () =>
      ask(
        'POST /api/set-up',
        { officeId: null, language },
        {
          body: {
            code: typed.code,
            office: {
              name: typed.officeName,
              shortName: typed.shortName,
              governingBody: typed.governingBody.trim() === '' ? null : typed.governingBody,
              placeOfIssue: typed.placeOfIssue.trim() === '' ? null : typed.placeOfIssue,
              signers,
            },
            admin: {
              name: typed.adminName,
              email: typed.adminEmail.trim(),
              password: typed.password,
            },
          },
        },
      ),
    onSuccess: async (session) => {
      client.clear();
      client.setQueryData(SESSION_KEY, session);
      await navigate({ to: '/admin/opening', search: {} });
    },
  });
  const wrong = setUp.error instanceof Refusal ? setUp.error.fields : [];
  const field = (
    name: keyof Typed,
    hint: string | null,
    input: {
      readonly type?: 'email';
      readonly autoComplete?: string;
      readonly required?: boolean;
    } = {},
  ) => {
    const Input = name === 'password' ? PasswordInput : TextInput;
    return (
      <Input
        label={t(name)}
        {...(hint === null ? {} : { description: hint })}
        required
        value={typed[name]}
        error={wrong.find(({ path }) => path.endsWith(PATHS[name]))?.message}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setTyped({ ...typed, [name]: value });
          if (name === 'code') onCode(value);
        }}
        {...input}
      />
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setUp.mutate();
      }}
    >
      <Stack gap="md">
        {field('code', t('codeHint'), { autoComplete: 'off' })}
        <Fieldset legend={t('officeTitle')}>
          <Stack gap="sm">
            {field('officeName', t('officeNameHint'))}
            {field('governingBody', t('governingBodyHint'), { required: false })}
            {field('placeOfIssue', t('placeOfIssueHint'))}
            {field('shortName', t('shortNameHint'))}
            <SignersInput signers={signers} onChange={setSigners} />
          </Stack>
        </Fieldset>
        <Fieldset legend={t('adminTitle')}>
          <Stack gap="sm">
            {field('adminName', null, { autoComplete: 'name' })}
            {field('adminEmail', null, { type: 'email', autoComplete: 'username' })}
            {field('password', t('passwordHint'), { autoComplete: 'new-password' })}
          </Stack>
        </Fieldset>
        {setUp.error !== null && (
          <Alert color="red" variant="outline" role="alert">
            {setUp.error.message}
          </Alert>
        )}
        <Button type="submit" size="md" w="fit-content" loading={setUp.isPending}>
          {t('setUp')}
        </Button>
      </Stack>
    </form>
  );
}

function SampleOffice({ code }: { readonly code: string }) {
  const { t } = useTranslation('opening');
  const { language } = useLanguage();
  const make = useMutation({
    mutationFn: () =>
      ask('POST /api/set-up/sample', { officeId: null, language }, { body: { code } }),
  });
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} w="100%" maw={760}>
      <Stack gap="sm" align="flex-start">
        <Title order={2}>{t('sampleTitle')}</Title>
        <Text size="sm">{t('sampleIntro')}</Text>
        {make.error !== null && (
          <Alert color="red" variant="outline" role="alert">
            {make.error.message}
          </Alert>
        )}
        {make.data === undefined ? (
          <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
            {t('sample')}
          </Button>
        ) : (
          <>
            <Text size="sm">{t('sampleAccounts')}</Text>
            <Code block w="100%">
              {make.data.signIn.map(({ email, password }) => `${email}  ${password}`).join('\n')}
            </Code>
            <PageLink to="/sign-in">{t('toSignIn')}</PageLink>
          </>
        )}
      </Stack>
    </Paper>
  );
}
