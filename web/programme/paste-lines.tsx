import {
  Alert,
  Button,
  FileButton,
  Group,
  List,
  Modal,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LINE_HEADINGS } from '../../domain/programme/line-headings.js';
import { ENTRY_WORDS } from '../../domain/programme/programme-words.js';
import { shortDay } from '../format/day-text.js';
import { useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

/** Many things at once, pasted from a spreadsheet: what they would enter is shown first. */
export function PasteLines({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('programme');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('paste')}
      </Button>
      {isOpen && <PasteDialog planId={planId} onClose={() => setOpen(false)} />}
    </>
  );
}

function PasteDialog({
  planId,
  onClose,
}: {
  readonly planId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['programme', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const params = { planId };
  const look = useMutation({
    mutationFn: () =>
      send('POST /api/plans/:planId/programme/lines/effect', { params, body: { text } }),
  });
  const read = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.set('file', file);
      return send('POST /api/plans/:planId/programme/lines/file', { params, body });
    },
    onSuccess: (lines) => type(lines.text),
  });
  const effect = look.data;
  const enter = useMutation({
    mutationFn: (seen: string) =>
      send('POST /api/plans/:planId/programme/lines', { params, body: { text, seen } }),
    onSuccess: async ({ entered }) => {
      notices.show({ message: t('programme:entered', { n: entered }), color: 'green' });
      await client.invalidateQueries();
      onClose();
    },
  });
  const type = (typed: string): void => {
    setText(typed);
    look.reset();
    enter.reset();
  };
  const error = enter.error ?? look.error ?? read.error;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('programme:paste')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <Text size="sm">
          {t('programme:pasteIntro', {
            columns: Object.values(LINE_HEADINGS).join('; '),
            acts: Object.values(ENTRY_WORDS).join(', '),
          })}
        </Text>
        <Textarea
          label={t('programme:pasteLabel')}
          autosize
          minRows={5}
          maxRows={12}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <FileButton
          accept=".xlsx,.csv,text/csv"
          onChange={(file) => {
            if (file !== null) read.mutate(file);
          }}
        >
          {(props) => (
            <Button variant="default" w="fit-content" loading={read.isPending} {...props}>
              {t('programme:linesFile')}
            </Button>
          )}
        </FileButton>
        {effect !== undefined && (
          <div>
            <Text size="sm" fw={600} role="status">
              {t('programme:wouldEnter', { n: effect.lines.length })}
            </Text>
            <List size="sm">
              {effect.lines.map(({ line, unit, kind, on, words }) => (
                <List.Item key={line}>
                  {t('programme:line', {
                    n: line,
                    text: [unit, ENTRY_WORDS[kind], shortDay(on), words]
                      .filter((part) => part !== '')
                      .join('; '),
                  })}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        {effect !== undefined && effect.wrong.length > 0 && (
          <Alert
            color="yellow"
            variant="outline"
            title={t('programme:wrongLines', { n: effect.wrong.length })}
          >
            <List size="sm">
              {effect.wrong.map(({ line, problem }) => (
                <List.Item key={line}>{t('programme:line', { n: line, text: problem })}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        {error !== null && (
          <Alert color="red" variant="outline" role="alert">
            {error.message}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            variant={effect === undefined ? 'filled' : 'default'}
            disabled={text.trim() === ''}
            loading={look.isPending}
            onClick={() => look.mutate()}
          >
            {t('programme:look')}
          </Button>
          {effect !== undefined && effect.lines.length > 0 && (
            <Button loading={enter.isPending} onClick={() => enter.mutate(effect.seen)}>
              {t('programme:enterLines', { n: effect.lines.length })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
