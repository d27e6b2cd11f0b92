import { Alert, Button, FileButton, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresTaken } from '../../contract/figures-in.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

/** So many lines are read at a glance; the rest is counted. */
const SHOWN = 50;

/** Takes agencies' figures from a file of another program: line by line it is shown first what would become of it. */
export function FiguresIn({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation('board');
  const isOfficer = useMay('officer');
  const send = useSend();
  const params = { cycleId };
  const [shown, setShown] = useState<{ file: File; found: FiguresTaken } | null>(null);
  const look = useMutation({
    mutationFn: async (file: File) => ({
      file,
      found: await send('POST /api/cycles/:cycleId/figures-file', {
        params,
        query: { dryRun: 'true' },
        body: formOf(file),
      }),
    }),
    onSuccess: setShown,
  });
  if (!isOfficer) return null;
  return (
    <>
      <FileButton
        accept=".csv,.xlsx,.json"
        onChange={(file) => {
          if (file !== null) look.mutate(file);
        }}
      >
        {(props) => (
          <Button size="xs" variant="default" loading={look.isPending} {...props}>
            {t('figuresIn')}
          </Button>
        )}
      </FileButton>
      {look.error !== null && (
        <Alert color="red" variant="outline" role="alert" w="100%">
          {look.error.message}
        </Alert>
      )}
      {shown !== null && (
        <FoundDialog {...shown} cycleId={cycleId} onClose={() => setShown(null)} />
      )}
    </>
  );
}

function FoundDialog({
  file,
  found: { reports, conflicts, seen },
  cycleId,
  onClose,
}: {
  readonly file: File;
  readonly found: FiguresTaken;
  readonly cycleId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['board', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: () =>
      send('POST /api/cycles/:cycleId/figures-file', {
        params: { cycleId },
        query: { dryRun: 'false', leaveOut: 'true', seen },
        body: formOf(file),
      }),
    onSuccess: async (taken) => {
      notices.show({ message: t('board:figuresTaken', { n: taken.reports.length }) });
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('board:figuresInTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('board:figuresInIntro', { n: reports.length })}</Text>
        <Lines
          title={t('board:figuresInReports', { n: reports.length })}
          lines={reports.map(({ agency, figures, version }) =>
            t(version > 1 ? 'board:figuresInNext' : 'board:figuresInFirst', {
              agency,
              figures,
              version,
            }),
          )}
        />
        <Lines
          title={t('board:figuresInConflicts', { n: conflicts.length })}
          lines={conflicts.map(({ line, agency, code, problem, whole }) =>
            [
              t('board:figuresInLine', { line }),
              [agency, code].filter((text) => text !== '').join(', '),
              `${problem}${whole ? ` ${t('board:figuresInWhole')}` : ''}`,
            ].join(' · '),
          )}
        />
        {take.error !== null && (
          <Alert color="red" variant="outline" role="alert">
            {take.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            disabled={reports.length === 0}
            loading={take.isPending}
            onClick={() => take.mutate()}
          >
            {t(conflicts.length > 0 ? 'board:figuresTakeRest' : 'board:figuresTake', {
              n: reports.length,
            })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const { t } = useTranslation('board');
  if (lines.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm">
        {lines.slice(0, SHOWN).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
        {lines.length > SHOWN && (
          <List.Item>{t('figuresInMore', { n: lines.length - SHOWN })}</List.Item>
        )}
      </List>
    </div>
  );
}

function formOf(file: File): FormData {
  const body = new FormData();
  body.set('file', file);
  return body;
}
