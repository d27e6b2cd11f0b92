import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Section } from '../../contract/papers.js';

type Paragraph = Section['paragraphs'][number];

/** One section of a draft report: paragraphs rewritten, moved, left out, and a person's own beside them. */
export function EditSection({
  section,
  onChange,
}: {
  readonly section: Section;
  readonly onChange: (section: Section) => void;
}) {
  const { t } = useTranslation('paper');
  const { paragraphs } = section;
  const put = (changed: Paragraph[]) => onChange({ ...section, paragraphs: changed });
  return (
    <Stack gap="sm" style={{ borderLeft: '3px solid #1e6a92', paddingLeft: 12 }}>
      <TextInput
        label={t('sectionHeading')}
        value={section.heading}
        onChange={(event) => onChange({ ...section, heading: event.currentTarget.value })}
      />
      {paragraphs.map((paragraph, index) => (
        <EditParagraph
          key={paragraph.id ?? `own/${String(index)}`}
          paragraph={paragraph}
          isFirst={index === 0}
          isLast={index === paragraphs.length - 1}
          onChange={(changed) => put(paragraphs.with(index, changed))}
          onRemove={() => put(paragraphs.toSpliced(index, 1))}
          onMove={(by) => put(paragraphs.toSpliced(index, 1).toSpliced(index + by, 0, paragraph))}
        />
      ))}
      <Button
        size="compact-sm"
        variant="light"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => put([...paragraphs, { agency: '', text: '' }])}
      >
        {t('addParagraph')}
      </Button>
    </Stack>
  );
}

function EditParagraph({
  paragraph,
  isFirst,
  isLast,
  onChange,
  onRemove,
  onMove,
}: {
  readonly paragraph: Paragraph;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (paragraph: Paragraph) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: -1 | 1) => void;
}) {
  const { t } = useTranslation('paper');
  const { agency, agencies = [], from, made, text } = paragraph;
  const label =
    from === 'figures'
      ? t('paragraphOfFigures')
      : agency === ''
        ? t('paragraphOwn')
        : t('paragraphOf', { agency });
  const isRewritten = typeof made === 'string' && made !== text;
  return (
    <div>
      <Textarea
        label={label}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => onChange({ ...paragraph, text: event.currentTarget.value })}
      />
      {agencies.length > 1 && (
        <Text size="xs" c="dimmed" mt={2}>
          {agencies.slice(0, NAMED).join('; ')}
          {agencies.length > NAMED && ` ${t('andMore', { n: agencies.length - NAMED })}`}
        </Text>
      )}
      {isRewritten && (
        <Text size="xs" c="dimmed" mt={2}>
          {t('madeOf')} {made}
        </Text>
      )}
      {made === null && (
        <Text size="xs" c="orange.9" mt={2}>
          {t('sourceGone')}
        </Text>
      )}
      <Group gap={4} mt={2}>
        <Button size="compact-xs" variant="subtle" disabled={isFirst} onClick={() => onMove(-1)}>
          {t('moveUp')}
        </Button>
        <Button size="compact-xs" variant="subtle" disabled={isLast} onClick={() => onMove(1)}>
          {t('moveDown')}
        </Button>
        {isRewritten && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => onChange({ ...paragraph, text: made })}
          >
            {t('takeMade')}
          </Button>
        )}
        <Button size="compact-xs" variant="subtle" color="red" c="red.9" onClick={onRemove}>
          {t('removeParagraph')}
        </Button>
      </Group>
    </div>
  );
}

/** So many names are read beside a paragraph; all stand in the coverage table. */
const NAMED = 12;
