import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperDetail, Section } from '../../contract/papers.js';
import { Panel } from '../parts/page-head.js';
import { EditSection } from './edit-section.js';
import { useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

/** The narrative of a draft report; each paragraph keeps the agency it came from. */
export function EditReport({
  detail,
  onClose,
}: {
  readonly detail: PaperDetail;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['paper', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const [sections, setSections] = useState<readonly Section[]>(detail.sections);
  const [listNotReported, setListNotReported] = useState(detail.listNotReported);
  const [copyWanted, setCopyWanted] = useState(detail.copyWanted);
  const save = useMutation({
    mutationFn: () =>
      send('PUT /api/papers/:documentId', {
        params: { documentId: detail.paper.id },
        body: {
          changedAt: detail.paper.changedAt,
          sections: sections.map(withoutBlank),
          listNotReported,
          copyWanted,
        },
      }),
    onSuccess: async () => {
      notices.show({ message: t('paper:savedNote') });
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Panel title={t('paper:edit')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('paper:editIntro')}
        </Text>
        {sections.map((section, index) => (
          <EditSection
            key={String(index)}
            section={section}
            onChange={(changed) => setSections(sections.with(index, changed))}
          />
        ))}
        <Checkbox
          label={t('paper:listNotReported')}
          checked={listNotReported}
          onChange={(event) => setListNotReported(event.currentTarget.checked)}
        />
        <Checkbox
          label={t('paper:copyWanted')}
          checked={copyWanted}
          onChange={(event) => setCopyWanted(event.currentTarget.checked)}
        />
        {save.error !== null && (
          <Alert color="red" variant="outline" role="alert">
            {save.error.message}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t('common:save')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}

/** An own paragraph in which nothing was written is none; what is left out is not sent back. */
function withoutBlank({ leftOut: _shown, ...section }: Section): Section {
  const isNone = ({ id, text }: Section['paragraphs'][number]) =>
    id === undefined && text.trim() === '';
  return { ...section, paragraphs: section.paragraphs.filter((one) => !isNone(one)) };
}
