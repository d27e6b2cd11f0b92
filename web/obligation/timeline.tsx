import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../contract/obligations.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { EmptyNote } from '../parts/loaded.js';
import { STORY_TONE } from '../parts/state-words.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { wordsFor } from '../parts/code-words.js';
import { actWords } from '../parts/act-words.js';

type Notice = Extract<TimelineEntry, { kind: 'notice' }>;
type DoneAct = Extract<TimelineEntry, { kind: 'act' }>;

/** Everything that happened between the office and one agency in one cycle, the latest first. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation('obligation');
  const { language } = useLanguage();
  if (entries.length === 0) return <EmptyNote>{t('timelineEmpty')}</EmptyNote>;
  return (
    <Stack component="ol" gap={0} p={0} m={0} style={{ listStyle: 'none' }}>
      {entries.toReversed().map((entry, index) => (
        <li
          // Two entries of one kind may fall on one instant; the list only ever grows at its head.
          key={`${entry.at}/${String(entries.length - index)}`}
          style={{ borderLeft: '2px solid #cfd8df', padding: '6px 0 12px 14px' }}
        >
          <Text size="xs" c="dimmed" className="number">
            {longMoment(entry.at, language)}
          </Text>
          {entry.kind === 'notice' ? <NoticeEntry notice={entry} /> : <ActEntry act={entry} />}
        </li>
      ))}
    </Stack>
  );
}

function NoticeEntry({ notice }: { readonly notice: Notice }) {
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {wordsFor('rung', notice.name)}
        </Text>
        <ToneBadge tone={STORY_TONE[notice.story]}>{wordsFor('story', notice.story)}</ToneBadge>
      </Group>
      {notice.subject !== null && <Text size="sm">“{notice.subject}”</Text>}
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {notice.explanation}
      </Text>
    </Stack>
  );
}

function ActEntry({ act }: { readonly act: DoneAct }) {
  const { t } = useTranslation('obligation');
  const reason = act.details['reason'];
  return (
    <Stack gap={2}>
      <Text size="sm">
        <b>{actWords(act.act)}</b> · {act.actor}
      </Text>
      {typeof reason === 'string' && reason !== '' && (
        <Text size="sm">{t('reason', { reason })}</Text>
      )}
    </Stack>
  );
}
