import { Alert, Button, FileButton, Group, List, Modal, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BeforeEffect, Figures } from '../../contract/cycles.js';
import { momentText } from '../format/day-text.js';
import { numberText } from '../format/number-text.js';
import { useAct } from '../parts/act-dialog.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

/** What the figures are compared with, and bringing the same period before in from a spreadsheet: what it says is shown first. */
export function BringBefore({ figures }: { readonly figures: Figures }) {
  const { t } = useTranslation('board');
  const isOfficer = useMay('officer');
  const send = useSend();
  const act = useAct();
  const params = { cycleId: figures.cycle.id };
  const [shown, setShown] = useState<{ file: File; effect: BeforeEffect } | null>(null);
  const look = useMutation({
    mutationFn: async (file: File) => ({
      file,
      effect: await send('POST /api/cycles/:cycleId/before/effect', { params, body: formOf(file) }),
    }),
    onSuccess: setShown,
  });
  const { comparedWith } = figures;
  return (
    <Stack gap="xs" mb="sm">
      <Group gap="sm">
        <Text size="sm" style={{ flex: '1 1 240px' }}>
          {comparedWith === null
            ? t('beforeNone')
            : comparedWith.from === 'ledger'
              ? t('beforeLedger')
              : t('beforeFile', {
                  name: comparedWith.fileName ?? '',
                  at: comparedWith.broughtAt === null ? '' : momentText(comparedWith.broughtAt),
                })}
        </Text>
        {isOfficer && (
          <FileButton
            accept=".xlsx"
            onChange={(file) => {
              if (file !== null) look.mutate(file);
            }}
          >
            {(props) => (
              <Button size="xs" variant="default" loading={look.isPending} {...props}>
                {t('bringBefore')}
              </Button>
            )}
          </FileButton>
        )}
        {isOfficer && comparedWith?.from === 'file' && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() =>
              act({
                title: t('dropBefore'),
                intro: t('dropBeforeIntro'),
                run: () => send('DELETE /api/cycles/:cycleId/before', { params }),
              })
            }
          >
            {t('dropBefore')}
          </Button>
        )}
      </Group>
      {look.error !== null && (
        <Alert color="red" variant="outline" role="alert">
          {look.error.message}
        </Alert>
      )}
      {shown !== null && (
        <EffectDialog {...shown} cycleId={params.cycleId} onClose={() => setShown(null)} />
      )}
    </Stack>
  );
}

function EffectDialog({
  file,
  effect,
  cycleId,
  onClose,
}: {
  readonly file: File;
  readonly effect: BeforeEffect;
  readonly cycleId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['board', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const keep = useMutation({
    mutationFn: () =>
      send('POST /api/cycles/:cycleId/before', { params: { cycleId }, body: formOf(file) }),
    onSuccess: async () => {
      notices.show({ message: t('board:beforeKept') });
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('board:beforeEffect')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <Text size="sm">
          {t('board:beforeCounts', { n: effect.figures.length, lines: effect.lines })}
        </Text>
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {effect.figures.map(({ code, label, unit, total }) => (
              <Table.Tr key={code}>
                <Table.Td>{label}</Table.Td>
                <Table.Td ta="right" className="number">
                  {numberText(total)} {unit}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Names
          title={t('board:beforeMerged')}
          names={effect.merged.map(({ agency, lines }) => `${agency}: ${lines.join(' + ')}`)}
        />
        <Names title={t('board:beforeUnknown')} names={effect.unknown} />
        <Names
          title={t('board:beforeOtherTotals')}
          names={effect.otherTotals.map(({ label, printed, counted }) =>
            t('board:beforeOtherTotal', {
              label,
              printed: numberText(printed),
              counted: counted === null ? '–' : numberText(counted),
            }),
          )}
        />
        <Names title={t('board:beforeAbsent')} names={effect.absent} />
        {keep.error !== null && (
          <Alert color="red" variant="outline" role="alert">
            {keep.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button loading={keep.isPending} onClick={() => keep.mutate()}>
            {t('board:keepBefore')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm">
        {names.map((name) => (
          <List.Item key={name}>{name}</List.Item>
        ))}
      </List>
    </div>
  );
}

function formOf(file: File): FormData {
  const body = new FormData();
  body.set('file', file);
  return body;
}
