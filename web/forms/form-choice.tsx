import { Button, Group, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FORM_LIBRARY } from '../../domain/forms/library.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { useLanguage } from '../i18n/language.js';
import { FormPreview } from './form-preview.js';

/** Which form agencies fill in for a duty, among the plan's own and the library's, and a look at it. */
export function FormChoice({
  value,
  forms,
  onChange,
}: {
  readonly value: string;
  /** The plan's own, which stand before those of the library with the same key. */
  readonly forms: readonly FormDefinition[];
  readonly onChange: (key: string) => void;
}) {
  const { t } = useTranslation('forms');
  const { language } = useLanguage();
  const [isShown, setIsShown] = useState(false);
  const all = [
    ...forms,
    ...FORM_LIBRARY.filter(({ key }) => !forms.some((own) => own.key === key)),
  ];
  const chosen = all.find(({ key }) => key === value);
  const nameOf = ({ name, nameEn }: FormDefinition) =>
    language === 'en' && nameEn !== '' ? nameEn : name;
  return (
    <>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Select
          label={t('form')}
          allowDeselect={false}
          value={value}
          data={all.map((form) => ({ value: form.key, label: nameOf(form) }))}
          onChange={(key) => {
            if (key !== null) onChange(key);
          }}
          style={{ flex: 1 }}
        />
        <Button variant="default" onClick={() => setIsShown(true)} disabled={chosen === undefined}>
          {t('look')}
        </Button>
      </Group>
      {chosen !== undefined && isShown && (
        <FormPreview form={chosen} onClose={() => setIsShown(false)} />
      )}
    </>
  );
}
