import { Group, Modal, Select, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AGENCY_KINDS } from '../../domain/agency-kinds.js';
import type { AgencyKind } from '../../domain/agency-kinds.js';
import { isAskedOf } from '../../domain/asked-indicators.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';
import { useFigureWords } from './figure-words.js';

/** A form as each kind of agency will see it: what it is asked, and nothing else. */
export function FormPreview({
  form,
  groups,
  onClose,
}: {
  readonly form: FormDefinition;
  /** The groups (khối, cụm) that agencies may belong to. */
  readonly groups: readonly string[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['forms', 'common']);
  const { language } = useLanguage();
  const [kind, setKind] = useState<AgencyKind>('commune');
  const [group, setGroup] = useState<string | null>(null);
  const figureWords = useFigureWords();
  const figures = form.indicators.filter(({ ratio }) => ratio === null);
  const tags = group === null ? [] : [group];
  const asked = figures.filter((indicator) => isAskedOf(indicator, { kind, tags }));
  const ratios = form.indicators.filter(({ ratio }) => ratio !== null);
  const words = (vi: string, en: string) => (language === 'en' && en !== '' ? en : vi);
  const offered = [
    ...new Set([...groups, ...figures.flatMap((indicator) => indicator.groups ?? [])]),
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={words(form.name, form.nameEn)}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        {form.source === 'annex' && <Text size="sm">{t('forms:from_annex')}</Text>}
        <Group gap="sm" align="flex-end">
          <Select
            label={t('forms:asSeenBy')}
            allowDeselect={false}
            value={kind}
            data={AGENCY_KINDS.map((value) => ({ value, label: wordsFor('kind', value) }))}
            style={{ flex: '1 1 220px' }}
            onChange={(value) => {
              const chosen = AGENCY_KINDS.find((one) => one === value);
              if (chosen !== undefined) setKind(chosen);
            }}
          />
          {offered.length > 0 && (
            <Select
              label={t('forms:asOfGroup')}
              placeholder={t('forms:noGroup')}
              clearable
              value={group}
              data={offered}
              style={{ flex: '1 1 220px' }}
              onChange={setGroup}
            />
          )}
        </Group>
        {form.sections.map((section) => {
          const here = asked.filter((indicator) => indicator.section === section.key);
          return (
            <div key={section.key}>
              <Text fw={600}>{words(section.heading, section.headingEn)}</Text>
              {section.question !== null && (
                <Text size="sm" c="dimmed">
                  {section.question}
                </Text>
              )}
              {here.length > 0 && (
                <Table verticalSpacing={4}>
                  <Table.Tbody>
                    {here.map((indicator, n) => (
                      <Table.Tr key={indicator.code}>
                        <Table.Td>
                          {indicator.group !== null && indicator.group !== here[n - 1]?.group && (
                            <Text size="sm" fw={600}>
                              {indicator.group}
                            </Text>
                          )}
                          {words(indicator.label, indicator.labelEn)}
                          {indicator.secrecyNote !== null && (
                            <Text size="xs" c="dimmed">
                              {indicator.secrecyNote}
                            </Text>
                          )}
                        </Table.Td>
                        <Table.Td>
                          <Text size="sm" c="dimmed">
                            {indicator.unit}
                          </Text>
                        </Table.Td>
                        <Table.Td visibleFrom="xs">
                          <Text size="sm" c="dimmed">
                            {figureWords.rule(indicator)}
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
          {asked.length === 0
            ? t('forms:nothingAsked')
            : t('forms:countAsked', { n: asked.length, of: figures.length })}
        </Text>
        {ratios.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('forms:computed', {
              names: ratios.map(({ label, labelEn }) => words(label, labelEn)).join('; '),
            })}
          </Text>
        )}
      </Stack>
    </Modal>
  );
}
