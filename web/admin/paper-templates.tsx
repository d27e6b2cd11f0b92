import { Alert, Button, FileButton, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateCheck } from '../../contract/paper-templates.js';
import type { Instant } from '../../domain/day.js';
import type { TemplateKind } from '../../domain/paper-template.js';
import { momentText } from '../format/day-text.js';
import { BarePages } from '../paper/paper-sheet.js';
import { useAtOnce } from '../parts/at-once.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { useMay } from '../requests/office.js';
import { useFileAddress, useRead, useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

/** The layouts that the office has of its own: looked at before they are used, and taken back. */
export function PaperTemplates() {
  const { t } = useTranslation('templates');
  const list = useRead('GET /api/paper-templates');
  return (
    <Panel title={t('title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('note')}
      </Text>
      <Loaded query={list}>
        {({ templates }) => (
          <Stack gap="md">
            {templates.map(({ kind, own }) => (
              <OneKind key={kind} kind={kind} own={own} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function OneKind({
  kind,
  own,
}: {
  readonly kind: TemplateKind;
  readonly own: { readonly fileName: string; readonly since: Instant } | null;
}) {
  const { t } = useTranslation('templates');
  const isAdmin = useMay('admin');
  const atOnce = useAtOnce();
  const send = useSend();
  const fileAddress = useFileAddress();
  const [looked, setLooked] = useState<{ file: File; check: TemplateCheck } | null>(null);
  const look = useMutation({
    mutationFn: async (file: File) => ({
      file,
      check: await send('POST /api/paper-templates/check', { body: formOf(kind, file) }),
    }),
    onSuccess: setLooked,
  });
  return (
    <div>
      <Text fw={600}>{t(`kind_${kind}`)}</Text>
      <Text size="sm" mb="xs">
        {own === null
          ? t('builtIn')
          : t('own', { file: own.fileName, since: momentText(own.since) })}
      </Text>
      <Group gap="xs">
        <Button
          component="a"
          variant="default"
          href={fileAddress(`/api/paper-templates/${kind}/sample`)}
          download
        >
          {t('sample')}
        </Button>
        {isAdmin && (
          <FileButton
            accept=".docx"
            onChange={(file) => {
              if (file !== null) look.mutate(file);
            }}
          >
            {(props) => (
              <Button variant="default" loading={look.isPending} {...props}>
                {t('choose')}
              </Button>
            )}
          </FileButton>
        )}
        {isAdmin && own !== null && (
          <Button
            variant="default"
            onClick={() =>
              atOnce({
                doneText: t('dropped'),
                run: () => send('DELETE /api/paper-templates', { query: { kind } }),
                undo: ({ sha256 }) =>
                  send('POST /api/paper-templates/again', { body: { kind, sha256 } }),
              })
            }
          >
            {t('drop')}
          </Button>
        )}
      </Group>
      {look.error !== null && (
        <Alert color="red" variant="outline" mt="xs" role="alert">
          {look.error.message}
        </Alert>
      )}
      {looked !== null && <LookedAt kind={kind} looked={looked} onClose={() => setLooked(null)} />}
    </div>
  );
}

function LookedAt({
  kind,
  looked: { file, check },
  onClose,
}: {
  readonly kind: TemplateKind;
  readonly looked: { readonly file: File; readonly check: TemplateCheck };
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['templates', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const use = useMutation({
    mutationFn: () => send('POST /api/paper-templates', { body: formOf(kind, file) }),
    onSuccess: async () => {
      notices.show({ message: t('templates:used'), color: 'green' });
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={file.name}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        {check.problems.length > 0 && (
          <Alert color="red" variant="outline" title={t('templates:problems')} role="alert">
            <List size="sm">
              {check.problems.map((problem) => (
                <List.Item key={problem}>{problem}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        {check.pages !== null && (
          <>
            <Text fw={600}>{t('templates:preview')}</Text>
            <BarePages pages={check.pages} />
            <Group justify="flex-end">
              <Button loading={use.isPending} onClick={() => use.mutate()}>
                {t('templates:use')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}

function formOf(kind: TemplateKind, file: File): FormData {
  const form = new FormData();
  form.append('kind', kind);
  form.append('file', file);
  return form;
}
