import { Alert, Button, FileButton, Group, Loader, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.js';
import { PageHead } from '../parts/page-head.js';
import { PasteText } from '../parts/paste-text.js';
import { PageLink } from '../parts/router-link.js';
import { useSend } from '../requests/use-read.js';

const ACCEPTED = '.docx,.pdf,.txt,.md';

/** Takes one document, has it read and leads to the review. */
export function UploadPage() {
  const { t } = useTranslation(['plan', 'common']);
  const send = useSend();
  const navigate = useNavigate();
  const [reading, setReading] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [over, setOver] = useState(false);

  const upload = async (file: File | null | undefined): Promise<void> => {
    if (file === null || file === undefined) return;
    setReading(file.name);
    setRefusal(null);
    const form = new FormData();
    form.set('file', file);
    try {
      const { planId } = await send('POST /api/plans', { body: form });
      await navigate({ to: '/plans/$planId/review', params: { planId } });
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : t('common:failed'));
    } finally {
      setReading(null);
    }
  };

  return (
    <>
      <PageHead
        title={t('plan:uploadTitle')}
        above={<PageLink to="/plans">{t('plan:plans')}</PageLink>}
        below={t('plan:uploadIntro')}
      />
      {refusal !== null && (
        <Alert color="red" variant="outline" role="alert">
          {refusal}
        </Alert>
      )}
      <div
        className="panel"
        style={{ borderStyle: 'dashed', borderWidth: 2, background: over ? '#edf5f9' : '#fff' }}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void upload(event.dataTransfer.files[0]);
        }}
      >
        <Stack align="center" gap="sm" py={40}>
          {reading === null ? (
            <>
              <Icon name="upload" size={36} />
              <Text>{t('plan:uploadDrop')}</Text>
              <FileButton accept={ACCEPTED} onChange={(file) => void upload(file)}>
                {(props) => (
                  <Button size="md" {...props}>
                    {t('plan:uploadChoose')}
                  </Button>
                )}
              </FileButton>
              <Text size="sm" c="dimmed">
                {t('plan:uploadLimit')}
              </Text>
            </>
          ) : (
            <Group role="status">
              <Loader size="sm" />
              <Text>
                {t('plan:uploadReading')} {reading}
              </Text>
            </Group>
          )}
        </Stack>
      </div>
      <PasteText busy={reading !== null} onFile={(file) => void upload(file)} />
      <Alert color="yellow" variant="outline" icon={<Icon name="warning" />}>
        {t('plan:uploadSecret')}
      </Alert>
    </>
  );
}
