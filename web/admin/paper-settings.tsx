import { Fieldset, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OfficePapers } from '../../domain/schemas/office-papers.js';

/** What stands on the papers of the office wherever a plan or a paper does not say it. */
export function PaperSettings({
  papers,
  onChange,
}: {
  readonly papers: OfficePapers;
  readonly onChange: (papers: OfficePapers) => void;
}) {
  const { t } = useTranslation('heads');
  const change = (one: Partial<OfficePapers>) => onChange({ ...papers, ...one });
  const text = (
    key: 'letterSymbol' | 'reportSymbol' | 'proposalSymbol' | 'archive',
    label: string,
  ) => (
    <TextInput
      label={label}
      maxLength={200}
      value={papers[key]}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <Fieldset legend={t('settingsTitle')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('settingsNote')}
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {text('letterSymbol', t('letterSymbol'))}
          {text('reportSymbol', t('reportSymbol'))}
          {text('proposalSymbol', t('proposalSymbol'))}
          {text('archive', t('archive'))}
        </SimpleGrid>
        <Textarea
          label={t('leaders')}
          autosize
          minRows={2}
          value={papers.leaders.join('\n')}
          onChange={(event) => change({ leaders: event.currentTarget.value.split('\n') })}
          onBlur={() => change({ leaders: papers.leaders.filter((line) => line.trim() !== '') })}
        />
      </Stack>
    </Fieldset>
  );
}
