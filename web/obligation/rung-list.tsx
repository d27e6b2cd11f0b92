import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../contract/obligations.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';
import { EmptyNote } from '../parts/loaded.js';
import { STORY_TONE } from '../parts/state-words.js';
import { ToneBadge } from '../parts/tone-badge.js';

/** Why an agency was or was not written to: the decisive sentences, and every rung of its ladder with its reason. */
export function WhyStory({
  explanation: { sentences, rungs },
}: {
  readonly explanation: Explanation;
}) {
  return (
    <Stack gap="md">
      <Stack gap={4}>
        {sentences.map((sentence, index) => (
          <Text key={sentence} size={index === 0 ? 'md' : 'sm'} fw={index === 0 ? 600 : 400}>
            {sentence}
          </Text>
        ))}
      </Stack>
      <RungList rungs={rungs} />
    </Stack>
  );
}

function RungList({ rungs }: Pick<Explanation, 'rungs'>) {
  const { t } = useTranslation('obligation');
  const { language } = useLanguage();
  if (rungs.length === 0) return <EmptyNote>{t('rungsEmpty')}</EmptyNote>;
  return (
    <ol className="rung-list" aria-label={t('rungs')}>
      {rungs.map((rung, index) => (
        // One rung may stand twice: given back after its address was refused, and told again.
        <li key={`${rung.rung}/${rung.at}/${String(index)}`} className={`rung ${rung.state}`}>
          <Text size="xs" c="dimmed" className="number">
            {longMoment(rung.at, language)}
          </Text>
          <div>
            <Group gap="xs">
              <Text size="sm" fw={600}>
                {wordsFor('rung', rung.rung)}
                {rung.nth > 1 && t('rungNth', { n: rung.nth })}
                {rung.epoch > 0 && t('rungRound', { n: rung.epoch + 1 })}
              </Text>
              <ToneBadge tone={STORY_TONE[rung.state]}>{wordsFor('story', rung.state)}</ToneBadge>
            </Group>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {rung.why}
            </Text>
          </div>
        </li>
      ))}
    </ol>
  );
}
