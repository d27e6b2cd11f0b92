import { Alert, Button, FileButton, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copiedForm } from '../../domain/forms/form-sources.js';
import { FORM_LIBRARY } from '../../domain/forms/library.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { useLanguage } from '../i18n/language.js';
import { useRead, useSend } from '../requests/use-read.js';

/** A form of the plan's own is begun: from one of the plan or the library, one of another duty, or a file. */
export function NewFormDialog({
  forms,
  takenKeys,
  onMade,
  onClose,
}: {
  /** The plan's own, and those read from its annex. */
  readonly forms: readonly FormDefinition[];
  /** Keys of forms that stay as they are. */
  readonly takenKeys: readonly string[];
  readonly onMade: (form: FormDefinition) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['forms', 'common']);
  const { language } = useLanguage();
  const send = useSend();
  const earlier = useRead('GET /api/forms');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const nameOf = ({ name, nameEn }: FormDefinition) =>
    language === 'en' && nameEn !== '' ? nameEn : name;
  const begin = (form: FormDefinition | undefined, source: FormDefinition['source']): void => {
    if (form !== undefined) onMade(copiedForm(form, { taken: takenKeys, source }));
  };
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setBusy(true);
    setRefusal(null);
    const body = new FormData();
    body.set('file', file);
    try {
      const { form } = await send('POST /api/forms/read', { body });
      begin(form, 'template');
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : t('common:failed'));
    } finally {
      setBusy(false);
    }
  };
  const models = [
    ...forms,
    ...FORM_LIBRARY.filter(({ key }) => !forms.some((own) => own.key === key)),
  ];
  const before = earlier.data?.forms ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('forms:newForm')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('forms:newFormIntro')}</Text>
        <Select
          label={t('forms:fromLibrary')}
          searchable
          data={models.map((form) => ({ value: form.key, label: nameOf(form) }))}
          onChange={(key) =>
            begin(
              models.find((form) => form.key === key),
              'edited',
            )
          }
        />
        <Select
          label={t('forms:fromEarlier')}
          description={before.length === 0 ? t('forms:noEarlier') : undefined}
          searchable
          disabled={before.length === 0}
          data={before.map(({ requirementId, reportName, planTitle }) => ({
            value: requirementId,
            label: `${reportName} – ${planTitle}`,
          }))}
          onChange={(id) =>
            begin(before.find(({ requirementId }) => requirementId === id)?.form, 'lastPeriod')
          }
        />
        <div>
          <Text size="sm" fw={500}>
            {t('forms:fromFile')}
          </Text>
          <Text size="xs" c="dimmed" mb={6}>
            {t('forms:fromFileHint')}
          </Text>
          <Group gap="xs">
            <FileButton accept=".xlsx,.docx" onChange={(file) => void read(file)}>
              {(props) => (
                <Button variant="default" loading={busy} {...props}>
                  {t('forms:chooseFile')}
                </Button>
              )}
            </FileButton>
          </Group>
        </div>
        {refusal !== null && (
          <Alert color="red" variant="outline" role="alert">
            {refusal}
          </Alert>
        )}
      </Stack>
    </Modal>
  );
}
