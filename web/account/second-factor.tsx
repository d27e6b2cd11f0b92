import { Alert, Button, Code, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Enrolment, SecondFactorView } from '../../contract/second-factor.js';
import { Loaded } from '../parts/loaded.js';
import { useRead, useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

/** One's own second factor: turned on with a telephone, its recovery codes, turned off. */
export function SecondFactor() {
  const standing = useRead('GET /api/second-factor');
  return <Loaded query={standing}>{(data) => <Standing standing={data} />}</Loaded>;
}

function Standing({ standing }: { readonly standing: SecondFactorView }) {
  const { t } = useTranslation('account');
  const [begun, setBegun] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />;
  if (begun !== null) {
    return (
      <Confirming
        begun={begun}
        onDone={() => {
          setCodes(begun.recoveryCodes);
          setBegun(null);
        }}
        onCancel={() => setBegun(null)}
      />
    );
  }
  if (standing.isOn) return <TurnedOn standing={standing} onCodes={setCodes} />;
  return (
    <Stack gap="sm">
      {standing.askedBy.length > 0 && (
        <Alert color="orange" variant="outline">
          {t('factorAsked', { office: standing.askedBy.join('; ') })}
        </Alert>
      )}
      <Text size="sm">{t('factorIntro')}</Text>
      <Beginning onBegun={setBegun} />
    </Stack>
  );
}

function Beginning({ onBegun }: { readonly onBegun: (begun: Enrolment) => void }) {
  const { t } = useTranslation(['account', 'admin']);
  const send = useSend();
  const [password, setPassword] = useState('');
  const begin = useMutation({
    mutationFn: () => send('POST /api/second-factor', { body: { password } }),
    onSuccess: onBegun,
  });
  return (
    <Form error={begin.error} onSubmit={() => begin.mutate()}>
      <Password value={password} onChange={setPassword} />
      <Button type="submit" w="fit-content" loading={begin.isPending}>
        {t('account:factorBegin')}
      </Button>
    </Form>
  );
}

function Confirming({
  begun,
  onDone,
  onCancel,
}: {
  readonly begun: Enrolment;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation(['account', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => send('POST /api/second-factor/confirm', { body: { code } }),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries();
    },
  });
  return (
    <Form error={confirm.error} onSubmit={() => confirm.mutate()}>
      <Text size="sm">{t('account:factorScan')}</Text>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(begun.picture)}`}
        alt={t('account:factorPicture')}
        width={208}
        height={208}
      />
      <div>
        <Text size="sm">{t('account:factorByHand')}</Text>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
          {begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </Code>
      </div>
      <TextInput
        label={t('account:factorFirstCode')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        maxLength={10}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" loading={confirm.isPending}>
          {t('account:factorConfirm')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </Group>
    </Form>
  );
}

function RecoveryCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}) {
  const { t } = useTranslation('account');
  return (
    <Stack gap="sm" maw={420}>
      <Alert color="green" variant="outline" role="status">
        {t('factorCodesIntro')}
      </Alert>
      <Code block fz="md" aria-label={t('factorCodes')}>
        {codes.join('\n')}
      </Code>
      <Button w="fit-content" onClick={onKept}>
        {t('factorKept')}
      </Button>
    </Stack>
  );
}

function TurnedOn({
  standing,
  onCodes,
}: {
  readonly standing: SecondFactorView;
  readonly onCodes: (codes: readonly string[]) => void;
}) {
  const { t } = useTranslation('account');
  const send = useSend();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const forget = async () => {
    setPassword('');
    setCode('');
    await client.invalidateQueries();
  };
  const renew = useMutation({
    mutationFn: () => send('POST /api/second-factor/recovery-codes', { body: { password, code } }),
    onSuccess: async ({ recoveryCodes }) => {
      onCodes(recoveryCodes);
      await forget();
    },
  });
  const turnOff = useMutation({
    mutationFn: () => send('POST /api/second-factor/off', { body: { password, code } }),
    onSuccess: async () => {
      notices.show({ message: t('factorEnded') });
      await forget();
    },
  });
  return (
    <Form error={renew.error ?? turnOff.error} onSubmit={() => renew.mutate()}>
      <Text size="sm">{t('factorIsOn', { n: standing.recoveryCodesLeft })}</Text>
      <Password value={password} onChange={setPassword} />
      <TextInput
        label={t('factorCode')}
        autoComplete="one-time-code"
        required
        maxLength={40}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" variant="default" loading={renew.isPending}>
          {t('factorRenew')}
        </Button>
        <Button
          color="red"
          variant="outline"
          disabled={password === '' || code === ''}
          loading={turnOff.isPending}
          onClick={() => turnOff.mutate()}
        >
          {t('factorOff')}
        </Button>
      </Group>
    </Form>
  );
}

function Password({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (password: string) => void;
}) {
  const { t } = useTranslation('admin');
  return (
    <PasswordInput
      label={t('currentPassword')}
      autoComplete="current-password"
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Form({
  error,
  onSubmit,
  children,
}: {
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap="sm" maw={420}>
        {children}
        {error !== null && (
          <Alert color="red" variant="outline" role="alert">
            {error.message}
          </Alert>
        )}
      </Stack>
    </form>
  );
}
