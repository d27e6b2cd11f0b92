import {
  Alert,
  Button,
  Checkbox,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditHead, PaperHeadView } from '../../contract/paper-heads.js';
import type { PaperRow } from '../../contract/papers.js';
import { useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

type Changed = Omit<EditHead, 'changedAt'>;

/** What stands around the text of a paper, changed for this paper alone; only what was touched is sent. */
export function EditPaperHead({
  documentId,
  kind,
  view,
  onClose,
}: {
  readonly documentId: string;
  readonly kind: PaperRow['kind'];
  readonly view: PaperHeadView;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['heads', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const [changed, setChanged] = useState<Changed>({ head: {} });
  // As it was when the form was opened: a colleague's change in between is not overwritten.
  const [changedAt] = useState(view.changedAt);
  const head = { ...view.head, ...changed.head };
  const change = (one: Changed['head']) =>
    setChanged({ ...changed, head: { ...changed.head, ...one } });
  const save = useMutation({
    mutationFn: () =>
      send('PUT /api/papers/:documentId/head', {
        params: { documentId },
        body: { ...changed, changedAt },
      }),
    onSuccess: async () => {
      notices.show({ message: t('common:saved') });
      await client.invalidateQueries();
      onClose();
    },
  });
  const text = (key: 'issuingBody' | 'docSymbol' | 'placeOfIssue' | 'signerName') => (
    <TextInput
      label={t(`heads:${key}`)}
      maxLength={300}
      value={head[key] ?? ''}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  );
  const lines = (key: 'signingCapacity' | 'addressees' | 'distribution') => (
    <Textarea
      label={t(`heads:${key}`)}
      autosize
      minRows={2}
      value={(head[key] ?? []).join('\n')}
      onChange={(event) => change({ [key]: event.currentTarget.value.split('\n') })}
      onBlur={() => change({ [key]: (head[key] ?? []).filter((line) => line.trim() !== '') })}
    />
  );
  const noSuperior = head.governingBody === '' || isNone(view, changed);
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <div>
          <TextInput
            label={t('heads:governingBody')}
            maxLength={300}
            disabled={noSuperior}
            value={head.governingBody ?? ''}
            onChange={(event) => change({ governingBody: event.currentTarget.value })}
          />
          <Checkbox
            mt={4}
            size="xs"
            label={t('heads:noGoverningBody')}
            checked={noSuperior}
            onChange={(event) => change({ governingBody: event.currentTarget.checked ? '' : null })}
          />
        </div>
        {text('issuingBody')}
        {text('docSymbol')}
        {text('placeOfIssue')}
      </SimpleGrid>
      {view.signers.length > 0 && (
        <Select
          label={t('heads:signer')}
          clearable
          data={view.signers.map(({ capacity, name }, index) => ({
            value: String(index),
            label: `${name} (${capacity.join(' ')})`,
          }))}
          onChange={(value) => {
            const signer = view.signers[Number(value ?? -1)];
            if (signer !== undefined) {
              change({ signerName: signer.name, signingCapacity: [...signer.capacity] });
            }
          }}
        />
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {lines('signingCapacity')}
        {text('signerName')}
        {kind === 'consolidatedReport' && lines('addressees')}
        {lines('distribution')}
      </SimpleGrid>
      {kind === 'consolidatedReport' && (
        <Checkbox
          label={t('heads:proposal')}
          checked={changed.proposal ?? view.proposal}
          onChange={(event) => setChanged({ ...changed, proposal: event.currentTarget.checked })}
        />
      )}
      {kind === 'urgingLetter' && view.recipients > 1 && (
        <Checkbox
          label={t('heads:unnamed')}
          checked={changed.unnamed ?? view.unnamed}
          onChange={(event) => setChanged({ ...changed, unnamed: event.currentTarget.checked })}
        />
      )}
      {save.error !== null && (
        <Alert color="red" variant="outline" role="alert">
          {save.error.message}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t('common:save')}
        </Button>
      </Group>
    </Stack>
  );
}

/** None stands above, as the paper has it and nobody has touched it here. */
function isNone(view: PaperHeadView, changed: Changed): boolean {
  return (
    changed.head.governingBody === undefined &&
    view.head.governingBody === null &&
    view.open.every(({ field }) => field !== 'superior')
  );
}
