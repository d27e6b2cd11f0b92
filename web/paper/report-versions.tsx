import { Alert, Button, FileButton, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperDetail, RevertEffect } from '../../contract/papers.js';
import { momentText } from '../format/day-text.js';
import { numberText } from '../format/number-text.js';
import { Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';
import { ChangeList } from './text-changes.js';
import { notices } from '../parts/notices.js';

/** The versions of a report: one edited in Word comes in as the next, an earlier one can be gone back to. */
export function ReportVersions({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation(['paper', 'states']);
  const isOfficer = useMay('officer');
  const [newest] = detail.versions;
  if (newest === undefined) return null;
  const isOpen = newest.state === 'draft' || newest.state === 'sentBack';
  return (
    <Panel title={t('paper:versions')}>
      <Stack gap="xs">
        {isOfficer && isOpen && newest.documentId === detail.paper.id && (
          <FromWord documentId={newest.documentId} />
        )}
        {detail.versions.map(({ documentId, version, state, changedAt }) => (
          <Group key={documentId} gap="sm">
            {documentId === detail.paper.id ? (
              <Text size="sm" fw={600}>
                {t('paper:draftNo', { n: version })}
              </Text>
            ) : (
              <PageLink size="sm" to="/papers/$documentId" params={{ documentId }}>
                {t('paper:draftNo', { n: version })}
              </PageLink>
            )}
            <Text size="sm" c="dimmed">
              {t(`states:paperState_${state}`)}, {momentText(changedAt)}
            </Text>
            {isOfficer && isOpen && documentId !== newest.documentId && (
              <Revert documentId={documentId} version={version} />
            )}
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}

function FromWord({ documentId }: { readonly documentId: string }) {
  const { t } = useTranslation('paper');
  const send = useSend();
  const open = useOpenVersion();
  const take = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.set('file', file);
      return send('POST /api/papers/:documentId/word', { params: { documentId }, body });
    },
    onSuccess: (answer) => open(answer.documentId, t('fromWordDone')),
  });
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <FileButton
          accept=".docx"
          onChange={(file) => {
            if (file !== null) take.mutate(file);
          }}
        >
          {(props) => (
            <Button size="xs" variant="default" loading={take.isPending} {...props}>
              {t('fromWord')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" style={{ flex: '1 1 220px' }}>
          {t('fromWordIntro')}
        </Text>
      </Group>
      {take.error !== null && (
        <Alert color="red" variant="outline" role="alert">
          {take.error.message}
        </Alert>
      )}
    </Stack>
  );
}

function Revert({
  documentId,
  version,
}: {
  readonly documentId: string;
  readonly version: number;
}) {
  const { t } = useTranslation(['paper', 'common']);
  const send = useSend();
  const open = useOpenVersion();
  const [effect, setEffect] = useState<RevertEffect | null>(null);
  const params = { documentId };
  const look = useMutation({
    mutationFn: () => send('POST /api/papers/:documentId/revert/effect', { params }),
    onSuccess: setEffect,
  });
  const revert = useMutation({
    mutationFn: () => send('POST /api/papers/:documentId/revert', { params }),
    onSuccess: (answer) => open(answer.documentId, t('paper:revertDone', { n: version })),
  });
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        loading={look.isPending}
        onClick={() => look.mutate()}
      >
        {t('paper:revert')}
      </Button>
      {effect !== null && (
        <Modal
          opened
          onClose={() => setEffect(null)}
          size="lg"
          title={t('paper:revertTitle', { n: effect.version })}
          closeButtonProps={{ 'aria-label': t('common:close') }}
        >
          <Stack gap="md">
            <Text size="sm">{t('paper:revertIntro')}</Text>
            <ChangeList changes={effect.changes} />
            {effect.figures.length > 0 && (
              <div>
                <Text size="sm" fw={600}>
                  {t('paper:revertFigures')}
                </Text>
                <List size="sm">
                  {effect.figures.map(({ label, unit, before, after }) => (
                    <List.Item key={label}>
                      {label}: {shown(before)} → {shown(after)} {unit}
                    </List.Item>
                  ))}
                </List>
              </div>
            )}
            {revert.error !== null && (
              <Alert color="red" variant="outline" role="alert">
                {revert.error.message}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setEffect(null)}>
                {t('common:cancel')}
              </Button>
              <Button loading={revert.isPending} onClick={() => revert.mutate()}>
                {t('paper:revertConfirm')}
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </>
  );
}

/** Goes to a version that has just been made. */
function useOpenVersion() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (documentId: string, message: string) => {
    notices.show({ message });
    await client.invalidateQueries();
    await navigate({ to: '/papers/$documentId', params: { documentId } });
  };
}

function shown(total: string | null): string {
  return total === null ? '–' : numberText(total);
}
