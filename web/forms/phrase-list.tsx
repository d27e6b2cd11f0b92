import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';

type Phrase = FormDefinition['phrases'][number];

/** The sentences that the consolidated report makes of the figures. */
export function PhraseList({
  form,
  faultAt,
  onChange,
}: {
  readonly form: FormDefinition;
  readonly faultAt: (index: number) => string | undefined;
  readonly onChange: (form: FormDefinition) => void;
}) {
  const { t } = useTranslation('forms');
  const put = (index: number, change: Partial<Phrase>): void =>
    onChange({
      ...form,
      phrases: form.phrases.map((phrase, n) => (n === index ? { ...phrase, ...change } : phrase)),
    });
  const [first] = form.sections;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('phrasesHint')}
      </Text>
      {form.phrases.map((phrase, index) => (
        <Stack key={index} gap={6} className="figure-line">
          <Textarea
            aria-label={t('phrase', { n: index + 1 })}
            autosize
            minRows={1}
            maxLength={1000}
            error={faultAt(index)}
            value={phrase.text}
            onChange={(event) => put(index, { text: event.currentTarget.value })}
          />
          <Group gap="xs">
            <Select
              aria-label={t('section')}
              allowDeselect={false}
              data={form.sections.map(({ key, heading }) => ({ value: key, label: heading }))}
              value={phrase.section}
              style={{ flex: '1 1 200px' }}
              onChange={(section) => {
                if (section !== null) put(index, { section });
              }}
            />
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              c="red.9"
              onClick={() => onChange({ ...form, phrases: form.phrases.toSpliced(index, 1) })}
            >
              {t('removeFigure')}
            </Button>
          </Group>
        </Stack>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            if (first === undefined) return;
            const section =
              form.indicators.find(({ section: of }) => of !== '')?.section ?? first.key;
            onChange({ ...form, phrases: [...form.phrases, { section, text: '' }] });
          }}
        >
          {t('addPhrase')}
        </Button>
      </Group>
    </Stack>
  );
}
