import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../contract/obligations.js';
import { longMoment, momentText } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { EmptyNote } from '../parts/loaded.js';
import { MESSAGE_TONE } from '../parts/state-words.js';
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
  const { t } = useTranslation(['obligation', 'states']);
  const facts = [
    notice.toAddress === null
      ? null
      : t('obligation:to', {
          to: [notice.toName, notice.toAddress].filter((part) => part !== null).join(', '),
        }),
    notice.sentAt === null
      ? t('obligation:plannedFor', { at: momentText(notice.at) })
      : t('obligation:sentAt', { at: momentText(notice.sentAt) }),
    notice.attempts > 1 ? t('obligation:attempts', { n: notice.attempts }) : null,
    notice.replaces.length === 0
      ? null
      : t('obligation:replaces', {
          list: notice.replaces.map((name) => wordsFor('rung', name)).join(', '),
        }),
    notice.response === null || notice.response === ''
      ? null
      : t('obligation:serverSaid', { text: notice.response }),
  ].filter((fact) => fact !== null);
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {wordsFor('rung', notice.name)}
        </Text>
        <ToneBadge tone={MESSAGE_TONE[notice.state] ?? 'neutral'}>
          {notice.state === 'none' ? t('obligation:noMessage') : wordsFor('message', notice.state)}
        </ToneBadge>
      </Group>
      {notice.explanation !== null && <Text size="sm">{notice.explanation}</Text>}
      {notice.subject !== null && <Text size="sm">“{notice.subject}”</Text>}
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {facts.join(' · ')}
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
