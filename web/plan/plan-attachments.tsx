import { Anchor, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { REQUEST_FILES } from '../../domain/request-files.js';
import { Panel } from '../parts/page-head.js';
import { useFileAddress, useRead, useSend } from '../requests/use-read.js';

const MEBIBYTE = 1024 * 1024;

/** The files that go with a request: agencies find them on their page of the report; whoever reviews it adds and takes away. */
export function PlanAttachments({
  planId,
  mayEdit,
}: {
  readonly planId: string;
  readonly mayEdit: boolean;
}) {
  const { t } = useTranslation('plan');
  const fileAddress = useFileAddress();
  const send = useSend();
  const client = useQueryClient();
  const read = useRead('GET /api/plans/:planId/attachments', { params: { planId } });
  const refresh = () => client.invalidateQueries();
  const add = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const form = new FormData();
      for (const file of files) form.append('file', file);
      return send('POST /api/plans/:planId/attachments', { params: { planId }, body: form });
    },
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: (attachmentId: string) =>
      send('DELETE /api/plans/:planId/attachments/:attachmentId', {
        params: { planId, attachmentId },
      }),
    onSuccess: refresh,
  });
  const files = read.data?.files ?? [];
  const error = add.error ?? remove.error;
  if (!mayEdit && files.length === 0) return null;
  return (
    <Panel title={t('attachments')}>
      <Stack gap="xs">
        {mayEdit && <Text size="sm">{t('attachmentsIntro')}</Text>}
        {files.map(({ id, fileName, size }) => (
          <Group key={id} gap="xs">
            <Anchor size="sm" href={fileAddress(`/api/plans/${planId}/attachments/${id}`)}>
              {fileName}
            </Anchor>
            <Text size="sm" c="dimmed">
              {(size / MEBIBYTE).toLocaleString('vi', { maximumFractionDigits: 1 })} MB
            </Text>
            {mayEdit && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                c="red.9"
                aria-label={t('attachmentRemove', { name: fileName })}
                onClick={() => remove.mutate(id)}
              >
                {t('attachmentDrop')}
              </Button>
            )}
          </Group>
        ))}
        {mayEdit && files.length < REQUEST_FILES.maxFiles && (
          <FileButton
            multiple
            accept={REQUEST_FILES.accept.join(',')}
            onChange={(chosen) => {
              if (chosen.length > 0) add.mutate(chosen);
            }}
          >
            {(props) => (
              <Button {...props} variant="default" w="fit-content" loading={add.isPending}>
                {t('attachmentAdd')}
              </Button>
            )}
          </FileButton>
        )}
        {error !== null && (
          <Text size="sm" c="red.9" role="alert">
            {error.message}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}
