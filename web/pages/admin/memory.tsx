import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OfficeMemoryList } from '../../../contract/memory.js';
import { momentText } from '../../format/day-text.js';
import { useAtOnce } from '../../parts/at-once.js';
import { wordsFor } from '../../parts/code-words.js';
import { Loaded } from '../../parts/loaded.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { useRead, useSend } from '../../requests/use-read.js';

type Entry = OfficeMemoryList['entries'][number];

const USES = ['owers', 'recipients'] as const;
/** So many names are read at a glance. */
const SHOWN = 6;

/** Cách gọi đã ghi nhớ: what words mean in this office, where each meaning comes from, and taking it back. */
export function MemoryPage() {
  const { t } = useTranslation('memory');
  const memory = useRead('GET /api/memory');
  return (
    <>
      <PageHead title={t('title')} below={t('intro')} />
      <Loaded query={memory} isEmpty={({ entries }) => entries.length === 0} emptyText={t('empty')}>
        {({ entries }) => (
          <>
            {USES.map((use) => {
              const rows = entries.filter((one) => one.use === use);
              return (
                rows.length > 0 && (
                  <Panel key={use} title={t(use)}>
                    <Stack gap="md">
                      {rows.map((entry) => (
                        <Row key={entry.id} entry={entry} />
                      ))}
                    </Stack>
                  </Panel>
                )
              );
            })}
          </>
        )}
      </Loaded>
    </>
  );
}

function Row({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('memory');
  const atOnce = useAtOnce();
  const send = useSend();
  const { id, words, from } = entry;
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
      <div style={{ minWidth: 0 }}>
        <Text size="sm">
          <b>“{words}”</b>: <Means entry={entry} />
        </Text>
        <Text size="sm" c="dimmed">
          {t('from', { plan: from.plan, by: from.by, at: momentText(from.at) })}
        </Text>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('forgetTitle', { words })}
        onClick={() =>
          atOnce({
            doneText: t('forgotten', { words }),
            run: async () => send('DELETE /api/memory/:memoryId', { params: { memoryId: id } }),
            undo: async () =>
              send('POST /api/memory/:memoryId/again', { params: { memoryId: id } }),
          })
        }
      >
        {t('forget')}
      </Button>
    </Group>
  );
}

function Means({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation(['memory', 'review']);
  const { means } = entry;
  if (means.length === 0) return <>{t('memory:nobody')}</>;
  const groups =
    entry.use === 'recipients'
      ? []
      : [
          ...entry.owers.kinds.map((kind) =>
            t('memory:allOfKind', { kind: wordsFor('kind', kind) }),
          ),
          ...entry.owers.tags.map((tag) => t('memory:allOfTag', { tag })),
        ];
  const more = means.length - SHOWN;
  const names = `${means.slice(0, SHOWN).join('; ')}${more > 0 ? t('review:owersMore', { n: more }) : ''}`;
  return <>{groups.length === 0 ? names : `${groups.join('; ')} (${names})`}</>;
}
