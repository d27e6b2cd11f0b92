import { Button, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FORM_LIBRARY } from '../../domain/forms/library.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { knownFigures } from '../../domain/forms/known-figures.js';
import { useRead } from '../requests/use-read.js';
import { useLanguage } from '../i18n/language.js';
import { FormPreview } from './form-preview.js';
import { NewFormDialog } from './new-form-dialog.js';

/** Which form agencies fill in for a duty, among the plan's own and the library's; a look at it, and the way to change it. */
export function FormChoice({
  value,
  forms,
  usedElsewhere,
  groups,
  onChange,
  onEdit,
  onMade,
}: {
  readonly value: string;
  /** The plan's own, which stand before those of the library with the same key. */
  readonly forms: readonly FormDefinition[];
  /** Keys of the forms of other duties, which stay as they are. */
  readonly usedElsewhere: readonly string[];
  readonly groups: readonly string[];
  readonly onChange: (key: string) => void;
  /** Opens the form of a key, to be changed. */
  readonly onEdit: (key: string) => void;
  /** Takes a form that was made for this plan, and opens it. */
  readonly onMade: (form: FormDefinition) => void;
}) {
  const { t } = useTranslation('forms');
  const { language } = useLanguage();
  const [isShown, setIsShown] = useState(false);
  const [isNew, setIsNew] = useState(false);
  const all = [
    ...forms,
    ...FORM_LIBRARY.filter(({ key }) => !forms.some((own) => own.key === key)),
  ];
  const chosen = all.find(({ key }) => key === value);
  const earlier = useRead('GET /api/forms', {});
  const known = chosen === undefined ? 0 : knownFigures(chosen, earlier.data?.forms ?? []).length;
  const nameOf = ({ name, nameEn }: FormDefinition) =>
    language === 'en' && nameEn !== '' ? nameEn : name;
  return (
    <>
      <Group gap="xs" align="flex-end">
        <Select
          label={t('form')}
          allowDeselect={false}
          value={value}
          data={all.map((form) => ({ value: form.key, label: nameOf(form) }))}
          onChange={(key) => {
            if (key !== null) onChange(key);
          }}
          style={{ flex: '1 1 240px' }}
        />
        <Button variant="default" onClick={() => setIsShown(true)} disabled={chosen === undefined}>
          {t('look')}
        </Button>
        <Button
          variant="default"
          disabled={chosen === undefined}
          onClick={() => {
            if (chosen !== undefined) onEdit(chosen.key);
          }}
        >
          {t('edit')}
        </Button>
        <Button variant="subtle" onClick={() => setIsNew(true)}>
          {t('newForm')}
        </Button>
      </Group>
      {known > 0 && (
        <Text size="sm" mt={4}>
          {t('askedOnce', { n: known })}. {t('askedOnceWhere')}
        </Text>
      )}
      {chosen !== undefined && isShown && (
        <FormPreview form={chosen} groups={groups} onClose={() => setIsShown(false)} />
      )}
      {isNew && (
        <NewFormDialog
          forms={forms}
          takenKeys={[...forms.map(({ key }) => key), ...usedElsewhere]}
          onMade={(form) => {
            setIsNew(false);
            onMade(form);
          }}
          onClose={() => setIsNew(false)}
        />
      )}
    </>
  );
}
