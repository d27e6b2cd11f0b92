import { Anchor, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoryDuty, StoryEntry } from '../../contract/story.js';
import { headed } from '../format/cycle-text.js';
import { longMoment, shortDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { actWords } from '../parts/act-words.js';
import { wordsFor } from '../parts/code-words.js';
import { PageLink } from '../parts/router-link.js';
import { STORY_TONE } from '../parts/state-words.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useFileAddress } from '../requests/use-read.js';

/** One line of an agency's story. */
export function StoryLine({
  entry,
  duty,
}: {
  readonly entry: StoryEntry;
  /** The duty it is about; undefined for what is about the agency itself. */
  readonly duty: StoryDuty | undefined;
}) {
  const { language } = useLanguage();
  return (
    <li style={{ borderLeft: '2px solid #cfd8df', padding: '6px 0 12px 14px' }}>
      <Text size="xs" c="dimmed" className="number">
        {longMoment(entry.at, language)}
        {duty !== undefined && ` · ${headed(duty.reportName)}`}
      </Text>
      <What entry={entry} />
    </li>
  );
}

function What({ entry }: { readonly entry: StoryEntry }): ReactNode {
  const { t } = useTranslation('story');
  const fileAddress = useFileAddress();
  switch (entry.kind) {
    case 'mail':
      return (
        <>
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {t('mail', { name: wordsFor('rung', entry.name) })}
            </Text>
            <ToneBadge tone={STORY_TONE[entry.story]}>{wordsFor('story', entry.story)}</ToneBadge>
          </Group>
          {entry.subject !== null && <Text size="sm">“{entry.subject}”</Text>}
          {entry.to !== null && (
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {entry.to}
            </Text>
          )}
          {entry.why !== null && (
            <Text size="sm" c="dimmed">
              {entry.why}
            </Text>
          )}
        </>
      );
    case 'call':
      return (
        <Text size="sm">
          <b>{t('call', { by: entry.by })}</b>: {entry.answered}
          {entry.promisedDay !== null &&
            ` (${t('promised', { day: shortDay(entry.promisedDay) })})`}
        </Text>
      );
    case 'version':
      return (
        <>
          <Text size="sm">
            <b>{t('version', { n: entry.version, by: entry.sender })}</b>
            {entry.document !== null && ` · ${t('document', { number: entry.document })}`}
            {entry.nil && ` · ${t('nil')}`}
            {!entry.nil && entry.nilCodes > 0 && ` · ${t('nilCodes', { n: entry.nilCodes })}`}
          </Text>
          {entry.obligationId !== null && (
            <PageLink
              size="sm"
              to="/obligations/$obligationId"
              params={{ obligationId: entry.obligationId }}
            >
              {t('changes')}
            </PageLink>
          )}
          {entry.attachments.map(({ id, fileName }) => (
            <Text key={id} size="sm">
              <Anchor href={fileAddress(`/api/attachments/${id}`)}>{fileName}</Anchor>
            </Text>
          ))}
        </>
      );
    case 'act':
      return (
        <>
          <Text size="sm">
            <b>{actWords(entry.act)}</b>
            {entry.times > 1 && ` ${t('times', { n: entry.times })}`} · {entry.actor}
          </Text>
          {entry.reason !== null && <Text size="sm">{t('reason', { reason: entry.reason })}</Text>}
        </>
      );
  }
}
