import { Alert, Button, FileButton, List, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../contract/asked.js';
import { Refusal } from '../requests/ask.js';
import { useFileAddress, useSend } from '../requests/use-read.js';
import { EffectDialog } from './import-effect.js';
import type { Answers } from './import-effect.js';

type Looked = AnswerOf<'POST /api/agencies/import/effect'>;

/** Wrong lines that are listed; a file whose columns have slipped has as many as lines. */
const SHOWN = 50;

/** Brings in a list of agencies: what it would change is shown first, doubtful names are asked. */
export function ImportAgencies() {
  const { t } = useTranslation('admin');
  const send = useSend();
  const fileAddress = useFileAddress();
  const [shown, setShown] = useState<{ file: File; effect: Looked } | null>(null);
  const look = useMutation({
    mutationFn: async (file: File) => ({
      file,
      effect: await send('POST /api/agencies/import/effect', { body: formOf(file, {}) }),
    }),
    onSuccess: setShown,
  });
  return (
    <>
      <FileButton
        accept=".csv,.xlsx,text/csv"
        onChange={(file) => {
          if (file !== null) look.mutate(file);
        }}
      >
        {(props) => (
          <Button variant="default" loading={look.isPending} title={t('importIntro')} {...props}>
            {t('importCsv')}
          </Button>
        )}
      </FileButton>
      <Button component="a" variant="default" href={fileAddress('/api/agencies/template')} download>
        {t('importTemplate')}
      </Button>
      {look.error !== null && <WrongLines error={look.error} onClose={() => look.reset()} />}
      {shown !== null && (
        <EffectDialog
          effect={shown.effect}
          look={async (answers) =>
            send('POST /api/agencies/import/effect', { body: formOf(shown.file, answers) })
          }
          apply={async (answers, seen) =>
            send('POST /api/agencies/import', { body: formOf(shown.file, answers, seen) })
          }
          note={({ wrong }) => <LeftOut wrong={wrong} />}
          applyWords={({ wrong }) =>
            wrong.length === 0 ? null : t('importApplyRest', { n: linesOf(wrong) })
          }
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

/** How many lines have something wrong; one line may have more than one thing. */
function linesOf(wrong: Looked['wrong']): number {
  return new Set(wrong.map(({ line }) => line)).size;
}

/** The lines of a list that cannot be taken; they stay in the file, to be mended and brought in again. */
function LeftOut({ wrong }: { readonly wrong: Looked['wrong'] }) {
  const { t } = useTranslation('admin');
  if (wrong.length === 0) return null;
  return (
    <Alert color="red" variant="outline" title={t('importWrong', { n: linesOf(wrong) })}>
      <List size="sm">
        {wrong.slice(0, SHOWN).map(({ line, problem }) => (
          <List.Item key={`${String(line)} ${problem}`}>
            {t('row')} {line}: {problem}
          </List.Item>
        ))}
        {wrong.length > SHOWN && (
          <List.Item>{t('importWrongMore', { n: wrong.length - SHOWN })}</List.Item>
        )}
      </List>
      <Text size="sm" mt="xs">
        {t('importWrongNote')}
      </Text>
    </Alert>
  );
}

function WrongLines({ error, onClose }: { readonly error: Error; readonly onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <Alert
      color="red"
      variant="outline"
      w="100%"
      role="alert"
      withCloseButton
      closeButtonLabel={t('common:close')}
      onClose={onClose}
      title={t('admin:importErrors')}
    >
      {error instanceof Refusal && error.fields.length > 0 ? (
        <List size="sm">
          {error.fields.map(({ path, message }) => (
            <List.Item key={path + message}>
              {t('admin:row')} {path}: {message}
            </List.Item>
          ))}
        </List>
      ) : (
        <Text size="sm">{error.message}</Text>
      )}
      <Text size="sm" mt="xs">
        {t('admin:importIntro')}
      </Text>
    </Alert>
  );
}

function formOf(file: File, answers: Answers, seen?: string): FormData {
  const body = new FormData();
  body.set('answers', JSON.stringify(answers));
  if (seen !== undefined) {
    body.set('seen', seen);
    // The wrong lines were shown beside the effect, and the button said that they stay out.
    body.set('leaveOut', 'true');
  }
  body.set('file', file);
  return body;
}
