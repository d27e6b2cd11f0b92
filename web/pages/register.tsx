import { Alert, Button, FileButton, List, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterEffect } from '../../contract/register.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { registerForm } from '../register/register-form.js';
import { RegisterPanel } from '../register/register-panel.js';
import { AxisFiles } from '../register/axis-files.js';
import { SignedFiles } from '../register/signed-files.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';

/** Đối chiếu theo sổ văn bản đến: a register laid beside what agencies say they sent; nothing is confirmed unasked. */
export function RegisterPage() {
  const { cycleId = '' } = useParams({ strict: false });
  const { t } = useTranslation('register');
  const isOfficer = useMay('officer');
  const send = useSend();
  const [shown, setShown] = useState<{ file: File; effect: RegisterEffect; look: number } | null>(
    null,
  );
  const look = useMutation({
    mutationFn: async (file: File) => ({
      file,
      effect: await send('POST /api/cycles/:cycleId/register/effect', {
        params: { cycleId },
        body: registerForm(file),
      }),
    }),
    onSuccess: (found) => setShown((before) => ({ ...found, look: (before?.look ?? 0) + 1 })),
    // A file that cannot be read must not leave the rows of the one before.
    onError: () => setShown(null),
  });
  return (
    <>
      <PageHead
        above={
          <PageLink to="/cycles/$cycleId" params={{ cycleId }}>
            {t('back')}
          </PageLink>
        }
        title={t('title')}
        below={t('intro')}
      >
        {isOfficer && (
          <FileButton
            accept=".xlsx,.csv,text/csv"
            onChange={(file) => {
              if (file !== null) look.mutate(file);
            }}
          >
            {(props) => (
              <Button
                variant={shown === null ? 'filled' : 'default'}
                loading={look.isPending}
                {...props}
              >
                {shown === null ? t('choose') : t('chooseOther')}
              </Button>
            )}
          </FileButton>
        )}
      </PageHead>
      {look.error !== null && (
        <Alert color="red" variant="outline" role="alert">
          {look.error.message}
        </Alert>
      )}
      {shown === null ? (
        <Stack gap="md">
          <Panel>
            <Text size="sm">{t('columns')}</Text>
          </Panel>
          {isOfficer && <SignedFiles cycleId={cycleId} />}
          {isOfficer && <AxisFiles cycleId={cycleId} />}
        </Stack>
      ) : (
        <Stack gap="md">
          <RegisterPanel
            // What was ticked belongs to the rows it was ticked in.
            key={shown.look}
            file={shown.file}
            effect={shown.effect}
            cycleId={cycleId}
            onTaken={() => look.mutate(shown.file)}
          />
          {shown.effect.wrong.length > 0 && (
            <Panel title={t('wrong', { n: shown.effect.wrong.length })}>
              <List size="sm">
                {shown.effect.wrong.map(({ line, problem }) => (
                  <List.Item key={line}>
                    {t('line', { line })}: {problem}
                  </List.Item>
                ))}
              </List>
            </Panel>
          )}
        </Stack>
      )}
    </>
  );
}
