import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoveryAnswer } from '../../../contract/recovery.js';
import { momentText } from '../../format/day-text.js';
import { useAct } from '../../parts/act-dialog.js';
import { wordsFor } from '../../parts/code-words.js';
import { EmptyNote, Loaded } from '../../parts/loaded.js';
import { MoreButton } from '../../parts/more-button.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { PageLink } from '../../parts/router-link.js';
import { ToneBadge } from '../../parts/tone-badge.js';
import { useMay } from '../../requests/office.js';
import { useReadPages } from '../../requests/use-read-pages.js';
import { useSend } from '../../requests/use-read.js';

type Recovery = NonNullable<RecoveryAnswer['recovery']>;
type Held = RecoveryAnswer['held'][number];

/** As many the API takes in one request. */
const MOST_AT_ONCE = 1000;

/** What a restore took away and holds back, for an officer to decide. */
export function RecoveryPage() {
  const { t } = useTranslation('recovery');
  const answer = useReadPages('GET /api/recovery', {}, { everyMs: 30_000 });
  return (
    <>
      <PageHead title={t('title')} />
      <Loaded query={answer}>
        {({ pages }) => {
          const [latest] = pages;
          if (latest === undefined) return null;
          if (latest.recovery === null) return <EmptyNote>{t('none')}</EmptyNote>;
          return (
            <>
              <Panel title={t('lostTitle')}>
                <LostHours recovery={latest.recovery} />
              </Panel>
              <Panel title={t('heldTitle', { count: latest.total })}>
                <HeldList held={pages.flatMap((page) => page.held)} />
                <MoreButton pages={answer} />
              </Panel>
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function LostHours({ recovery }: { readonly recovery: Recovery }) {
  const { t } = useTranslation('recovery');
  const act = useAct();
  const send = useSend();
  const may = useMay('officer');
  const { lostFrom, lostUntil, decision, quietUntil, agencies } = recovery;
  const decide = (chosen: NonNullable<typeof decision>) => () =>
    send('POST /api/recovery/lost-hours', { body: { decision: chosen } });
  return (
    <Stack gap="xs">
      <Text fw={600} className="number">
        {t('lostSpan', { from: momentText(lostFrom), until: momentText(lostUntil) })}
      </Text>
      {decision === null && <Text size="sm">{t('lostIntro')}</Text>}
      {decision === 'agenciesTold' && (
        <Text size="sm">
          {t('told', { until: quietUntil === null ? '–' : momentText(quietUntil) })}
        </Text>
      )}
      {decision === 'nothingLost' && <Text size="sm">{t('nothingLost')}</Text>}
      {decision === null && may && (
        <Group gap="xs">
          <Button
            onClick={() =>
              act({
                title: t('tell'),
                intro: t('tellIntro', { count: agencies }),
                run: decide('agenciesTold'),
              })
            }
          >
            {t('tell')}
          </Button>
          <Button
            variant="default"
            onClick={() =>
              act({ title: t('nothing'), intro: t('nothingIntro'), run: decide('nothingLost') })
            }
          >
            {t('nothing')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function HeldList({ held }: { readonly held: readonly Held[] }) {
  const { t } = useTranslation('recovery');
  const act = useAct();
  const send = useSend();
  const may = useMay('officer');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (held.length === 0) return <EmptyNote>{t('heldNone')}</EmptyNote>;
  const ids = held.map(({ id }) => id).filter((id) => chosen.has(id));
  const decide = (decision: 'release' | 'drop') => async () => {
    for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
      const noticeIds = ids.slice(from, from + MOST_AT_ONCE);
      await send('POST /api/recovery/held', { body: { noticeIds, decision } });
    }
    setChosen(new Set());
  };
  const choose = (id: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('heldIntro')}
      </Text>
      {may && (
        <Group gap="sm">
          <Checkbox
            label={t('chooseAll')}
            checked={ids.length === held.length}
            indeterminate={ids.length > 0 && ids.length < held.length}
            onChange={(event) =>
              setChosen(new Set(event.currentTarget.checked ? held.map(({ id }) => id) : []))
            }
          />
          <Button
            size="xs"
            disabled={ids.length === 0}
            onClick={() =>
              act({ title: t('releaseTitle'), intro: t('releaseIntro'), run: decide('release') })
            }
          >
            {t('release', { count: ids.length })}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={ids.length === 0}
            onClick={() =>
              act({
                title: t('dropTitle'),
                intro: t('dropIntro'),
                danger: true,
                run: decide('drop'),
              })
            }
          >
            {t('drop', { count: ids.length })}
          </Button>
        </Group>
      )}
      {held.map((one) => (
        <Group key={one.id} gap="sm" align="flex-start" wrap="nowrap">
          {may && (
            <Checkbox
              mt={2}
              aria-label={t('choose', {
                what: `${wordsFor('rung', one.name)} ${one.agency ?? ''}`,
              })}
              checked={chosen.has(one.id)}
              onChange={(event) => choose(one.id, event.currentTarget.checked)}
            />
          )}
          <HeldLine one={one} />
        </Group>
      ))}
    </Stack>
  );
}

function HeldLine({ one }: { readonly one: Held }) {
  const { t } = useTranslation('recovery');
  return (
    <div style={{ minWidth: 0 }}>
      <Group gap="xs">
        {one.obligationId === null ? (
          <Text size="sm" fw={600}>
            {one.agency ?? one.planTitle ?? '–'}
          </Text>
        ) : (
          <PageLink
            size="sm"
            fw={600}
            to="/obligations/$obligationId"
            params={{ obligationId: one.obligationId }}
          >
            {one.agency}
          </PageLink>
        )}
        <ToneBadge tone={one.mayHaveGone ? 'amber' : 'neutral'}>
          {t(one.mayHaveGone ? 'mayHaveGone' : 'notGone')}
        </ToneBadge>
        <Text size="xs" c="dimmed" className="number">
          {momentText(one.dueAt)}
        </Text>
      </Group>
      <Text size="sm">
        {[wordsFor('rung', one.name), one.subject ?? one.reportName]
          .filter((part) => part !== null)
          .join(' · ')}
      </Text>
    </div>
  );
}
