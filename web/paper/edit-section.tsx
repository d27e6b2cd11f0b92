import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Section } from '../../contract/papers.js';
import { sayers } from '../../domain/report-text.js';

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
  const { paragraphs, leftOut = [] } = section;
  const put = (changed: Paragraph[]) => onChange({ ...section, paragraphs: changed });
  // What was not made for the section (a person's own words) is gone for good when it is taken out.
  const remove = (index: number) => {
    const gone = paragraphs[index];
    const isMade = gone?.id !== undefined && typeof gone.made === 'string';
    onChange({
      ...section,
      paragraphs: paragraphs.toSpliced(index, 1),
      leftOut: isMade ? [...leftOut, { ...gone, text: gone.made ?? gone.text }] : leftOut,
    });
  };
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
          onRemove={() => remove(index)}
          onJoin={() => put(joined(paragraphs, index))}
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
      {leftOut.length > 0 && (
        <LeftOut
          paragraphs={leftOut}
          onTake={(taken) =>
            onChange({
              ...section,
              paragraphs: [...paragraphs, taken],
              leftOut: leftOut.filter((one) => one !== taken),
            })
          }
        />
      )}
    </Stack>
  );
}

/** What was made for the section and is not in it, to be read and taken back. */
function LeftOut({
  paragraphs,
  onTake,
}: {
  readonly paragraphs: readonly Paragraph[];
  readonly onTake: (paragraph: Paragraph) => void;
}) {
  const { t } = useTranslation('paper');
  return (
    <details>
      <summary style={{ cursor: 'pointer', fontSize: '0.875rem' }}>
        {t('leftOutParagraphs', { n: paragraphs.length })}
      </summary>
      <Stack gap="xs" mt="xs">
        {paragraphs.map((paragraph) => (
          <div key={paragraph.id}>
            <Text size="sm">{paragraph.text}</Text>
            <Group gap={8}>
              {paragraph.agency !== '' && (
                <Text size="xs" c="dimmed">
                  [{paragraph.agency}]
                </Text>
              )}
              <Button size="compact-xs" variant="subtle" onClick={() => onTake(paragraph)}>
                {t('takeBack')}
              </Button>
            </Group>
          </div>
        ))}
      </Stack>
    </details>
  );
}

/** A paragraph put together with the one above it: both texts, and the agencies of both stand behind it. */
function joined(paragraphs: readonly Paragraph[], index: number): Paragraph[] {
  const above = paragraphs[index - 1];
  const below = paragraphs[index];
  if (above === undefined || below === undefined) return [...paragraphs];
  // Where the upper one is a person's own, what was made goes on under the id of the lower one.
  const [base, other] = above.id === undefined ? [below, above] : [above, below];
  const agencies = [...new Set([...(above.agencies ?? []), ...(below.agencies ?? [])])];
  const also = [
    ...new Set([
      ...(base.also ?? []),
      ...(other.also ?? []),
      ...(other.id === undefined ? [] : [other.id]),
    ]),
  ];
  const one: Paragraph = {
    ...base,
    text: `${above.text.trim()} ${below.text.trim()}`.trim(),
    agency: agencies.length === 0 ? above.agency : sayers(agencies),
    ...(agencies.length === 0 ? {} : { agencies }),
    ...(also.length === 0 ? {} : { also }),
  };
  return paragraphs.toSpliced(index - 1, 2, one);
}

function EditParagraph({
  paragraph,
  isFirst,
  isLast,
  onChange,
  onRemove,
  onMove,
  onJoin,
}: {
  readonly paragraph: Paragraph;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (paragraph: Paragraph) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onJoin: () => void;
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
        <Text size="xs" c="var(--tone-amber-fg)" mt={2}>
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
        {!isFirst && (
          <Button size="compact-xs" variant="subtle" onClick={onJoin}>
            {t('joinAbove')}
          </Button>
        )}
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
