import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SignedFindings } from '../parts/signed-findings.js';
import { useSend } from '../requests/use-read.js';
import { DropFiles } from './drop-files.js';
import { RegisterMatches } from './register-matches.js';

/** Signed documents dropped at once: each is read, laid beside what is awaited, and confirmed in one look. */
export function SignedFiles({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation('register');
  const send = useSend();
  const params = { cycleId };
  return (
    <DropFiles
      extension=".pdf"
      words={{
        title: t('signedTitle'),
        intro: t('signedIntro'),
        day: t('signedArrivedOn'),
        choose: t('chooseSigned'),
        none: t('noPdf'),
      }}
      keep={async (body) => send('POST /api/cycles/:cycleId/signed-files', { params, body })}
      look={async (kept, arrivedOn) => {
        const uploadIds = kept.flatMap((part) => part.uploadIds);
        const body = { uploadIds, arrivedOn };
        return (await send('POST /api/cycles/:cycleId/signed-files/effect', { params, body })).rows;
      }}
    >
      {(rows, arrivedOn, done) => (
        <RegisterMatches
          rows={rows}
          take={async (chosen) => {
            const uploadOf = new Map(rows.map(({ line, uploadId }) => [line, uploadId]));
            return send('POST /api/cycles/:cycleId/signed-files/take', {
              params,
              body: {
                arrivedOn,
                chosen: chosen.map(({ line, obligationId }) => ({
                  uploadId: uploadOf.get(line) ?? '',
                  obligationId,
                })),
              },
            });
          }}
          onTaken={done}
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
    </DropFiles>
  );
}
