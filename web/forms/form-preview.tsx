import { Modal, Select, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AGENCY_KINDS } from '../../domain/agency-kinds.js';
import type { AgencyKind } from '../../domain/agency-kinds.js';
import { isAskedOf } from '../../domain/asked-indicators.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';

/** A form as each kind of agency will see it. */
export function FormPreview({
  form,
  onClose,
}: {
  readonly form: FormDefinition;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['forms', 'common']);
  const { language } = useLanguage();
  const [kind, setKind] = useState<AgencyKind>('commune');
  const asked = form.indicators.filter(
    (indicator) => indicator.ratio === null && isAskedOf(indicator, kind),
  );
  const words = (vi: string, en: string) => (language === 'en' && en !== '' ? en : vi);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={words(form.name, form.nameEn)}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        {form.source === 'annex' && <Text size="sm">{t('forms:fromAnnex')}</Text>}
        <Select
          label={t('forms:asSeenBy')}
          allowDeselect={false}
          value={kind}
          data={AGENCY_KINDS.map((value) => ({ value, label: wordsFor('kind', value) }))}
          onChange={(value) => {
            const chosen = AGENCY_KINDS.find((one) => one === value);
            if (chosen !== undefined) setKind(chosen);
          }}
        />
        {form.sections.map((section) => {
          const figures = asked.filter((indicator) => indicator.section === section.key);
          return (
            <div key={section.key}>
              <Text fw={600}>{words(section.heading, section.headingEn)}</Text>
              {section.question !== null && (
                <Text size="sm" c="dimmed">
                  {section.question}
                </Text>
              )}
              {figures.length > 0 && (
                <Table verticalSpacing={4}>
                  <Table.Tbody>
                    {figures.map((indicator) => (
                      <Table.Tr key={indicator.code}>
                        <Table.Td>{words(indicator.label, indicator.labelEn)}</Table.Td>
                        <Table.Td>
                          <Text size="sm" c="dimmed">
                            {indicator.unit}
                          </Text>
                        </Table.Td>
                        <Table.Td>
                          <Text size="sm" c="dimmed">
                            {t(`forms:across_${indicator.across}`)},{' '}
                            {t(`forms:nature_${indicator.nature}`)}
                          </Text>
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              )}
            </div>
          );
        })}
        <Text size="sm" c="dimmed">
          {t('forms:countAsked', { n: asked.length, of: form.indicators.length })}
        </Text>
      </Stack>
    </Modal>
  );
}
