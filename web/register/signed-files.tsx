import { Alert, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedFileRow } from '../../contract/register.js';
import { dayAt, dayOrNull, instantOf } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { MOST_SIGNED_FILES, SIGNED_FILES_A_PART } from '../../domain/register/match-signed.js';
import { DayInput } from '../parts/day-input.js';
import { Panel } from '../parts/page-head.js';
import { SignedFindings } from '../parts/signed-findings.js';
import { useSend } from '../requests/use-read.js';
import { RegisterMatches } from './register-matches.js';

/** Signed documents dropped at once: each is read, laid beside what is awaited, and confirmed in one look. */
export function SignedFiles({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation('register');
  const send = useSend();
  const reset = useRef<() => void>(null);
  const [arrivedOn, setArrivedOn] = useState<Day | null>(dayAt(instantOf(Date.now())));
  const [done, setDone] = useState(0);
  const [shown, setShown] = useState<{
    readonly rows: readonly SignedFileRow[];
    readonly day: Day;
    readonly look: number;
  } | null>(null);
  const params = { cycleId };
  const look = useMutation({
    mutationFn: async ({ files, day }: { files: readonly File[]; day: Day }) => {
      const papers = files.filter(({ name }) => /\.pdf$/iu.test(name));
      if (papers.length === 0) throw new Error(t('noPdf'));
      if (papers.length > MOST_SIGNED_FILES)
        throw new Error(t('tooManyPdf', { n: MOST_SIGNED_FILES }));
      const uploadIds: string[] = [];
      // A few at a time: each part is read while the page shows how far it is.
      for (let n = 0; n < papers.length; n += SIGNED_FILES_A_PART) {
        setDone(n);
        const body = new FormData();
        for (const file of papers.slice(n, n + SIGNED_FILES_A_PART)) body.append('file', file);
        const kept = await send('POST /api/cycles/:cycleId/signed-files', { params, body });
        uploadIds.push(...kept.uploadIds);
      }
      const body = { uploadIds, arrivedOn: day };
      const { rows } = await send('POST /api/cycles/:cycleId/signed-files/effect', {
        params,
        body,
      });
      return { rows, day };
    },
    onSuccess: (found) => setShown((before) => ({ ...found, look: (before?.look ?? 0) + 1 })),
    onError: () => setShown(null),
    onSettled: () => reset.current?.(),
  });
  const bring = (files: readonly File[]): void => {
    if (arrivedOn !== null && files.length > 0) look.mutate({ files, day: arrivedOn });
  };
  return (
    <Stack gap="md">
      <Panel title={t('signedTitle')}>
        <div
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            bring([...event.dataTransfer.files]);
          }}
        >
          <Text size="sm" mb="sm">
            {t('signedIntro')}
          </Text>
          <Group gap="sm" align="flex-end">
            <DayInput
              label={t('signedArrivedOn')}
              value={arrivedOn ?? ''}
              onChange={(value) => {
                setArrivedOn(dayOrNull(value));
                // What was found was found for the other day.
                setShown(null);
              }}
            />
            <FileButton accept=".pdf,application/pdf" multiple resetRef={reset} onChange={bring}>
              {(props) => (
                <Button
                  variant="default"
                  loading={look.isPending}
                  disabled={arrivedOn === null}
                  {...props}
                >
                  {t('chooseSigned')}
                </Button>
              )}
            </FileButton>
          </Group>
          {look.isPending && (
            <Text size="sm" mt="xs" role="status">
              {t('readingSigned', { n: done, all: look.variables.files.length })}
            </Text>
          )}
        </div>
        {look.error !== null && (
          <Alert color="red" variant="outline" role="alert" mt="sm">
            {look.error.message}
          </Alert>
        )}
      </Panel>
      {shown !== null && (
        <RegisterMatches
          key={shown.look}
          rows={shown.rows}
          take={async (chosen) => {
            const uploadOf = new Map(shown.rows.map(({ line, uploadId }) => [line, uploadId]));
            return send('POST /api/cycles/:cycleId/signed-files/take', {
              params,
              body: {
                arrivedOn: shown.day,
                chosen: chosen.map(({ line, obligationId }) => ({
                  uploadId: uploadOf.get(line) ?? '',
                  obligationId,
                })),
              },
            });
          }}
          onTaken={() => setShown(null)}
          place={({ fileName, check }) => (
            <>
              <Text size="sm" c="dimmed">
                {fileName}
              </Text>
              <SignedFindings check={check} />
            </>
          )}
        />
      )}
    </Stack>
  );
}
