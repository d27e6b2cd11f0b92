import { Alert, Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../contract/cycles.js';
import { dayAt } from '../../domain/day.js';
import { BoardCards, BoardTable } from '../board/board-rows.js';
import { CallList } from '../board/call-list.js';
import { Counters } from '../board/counters.js';
import { CycleActs } from '../board/cycle-acts.js';
import { filteredRows, groupsOf, SHOWN, shownOf } from '../board/filter.js';
import type { Shown } from '../board/filter.js';
import { cycleText, headed } from '../format/cycle-text.js';
import { longMoment, momentText } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { useAct } from '../parts/act-dialog.js';
import { DueFacts } from '../parts/due-facts.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PaperLine } from '../parts/paper-line.js';
import { PageButton, PageLink } from '../parts/router-link.js';
import { wordsFor } from '../parts/code-words.js';
import { useMay } from '../requests/office.js';
import { useRead, useSend } from '../requests/use-read.js';

/** Calls shown above the board; all of them are a click away. */
const MOST_CALLS = 5;

/** Bảng theo dõi: who has sent, who has not, what goes out next. */
export function BoardPage() {
  const { cycleId } = useParams({ strict: false });
  const board = useRead('GET /api/cycles/:cycleId/board', {
    params: { cycleId: cycleId ?? '' },
    everyMs: 15_000,
  });
  return <Loaded query={board}>{(data) => <BoardView board={data} />}</Loaded>;
}

function BoardView({ board }: { readonly board: Board }) {
  const { t } = useTranslation('board');
  const { language } = useLanguage();
  const { cycle, counts } = board;
  const navigate = useNavigate();
  const { show } = useSearch({ strict: false });
  const shown = shownOf(show);
  const onShow = (next: Shown): void =>
    void navigate({
      to: '/cycles/$cycleId',
      params: { cycleId: cycle.id },
      search: next === 'all' ? {} : { show: next },
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <PageHead
        above={
          <PageLink to="/plans/$planId" params={{ planId: cycle.planId }}>
            {cycle.planTitle}
          </PageLink>
        }
        title={`${t('title')}: ${cycle.reportName}`}
        below={`${headed(cycleText(cycle.key, language))} · ${t('asOf', { at: longMoment(board.asOf, language) })}`}
      >
        <PageButton variant="default" to="/cycles/$cycleId/figures" params={{ cycleId: cycle.id }}>
          {t('figures')}
        </PageButton>
        <PageButton variant="default" to="/cycles/$cycleId/summary" params={{ cycleId: cycle.id }}>
          {t('summary')}
        </PageButton>
        <CycleActs board={board} />
      </PageHead>
      <CycleNotes board={board} />
      <Panel>
        <Counters counts={counts} onShow={onShow} />
      </Panel>
      {shown === 'all' ? (
        <>
          <Overview board={board} />
          <Rows board={board} shown={shown} onShow={onShow} />
        </>
      ) : (
        // Somebody who came for certain rows sees them first.
        <>
          <Rows board={board} shown={shown} onShow={onShow} />
          <Overview board={board} />
        </>
      )}
    </>
  );
}

/** The due day, the papers and the calls of a cycle. */
function Overview({ board }: { readonly board: Board }) {
  const { t } = useTranslation('board');
  const { language } = useLanguage();
  const { cycle } = board;
  return (
    <>
      <Panel>
        <DueFacts phrase={cycle.duePhrase} targetAt={cycle.targetAt} overdueAt={cycle.overdueAt} />
        <Text size="sm" c="dimmed" mt="xs">
          {cycle.nextWaveAt === null
            ? t('noWave')
            : t('nextWave', { at: longMoment(cycle.nextWaveAt, language) })}
          {cycle.closesForNewAt !== null &&
            ` · ${t('closesForNew', { at: momentText(cycle.closesForNewAt) })}`}
        </Text>
      </Panel>
      <CyclePapers cycleId={cycle.id} />
      {board.callList.length > 0 && (
        <Panel title={`${t('calls')} (${String(board.callList.length)})`}>
          <CallList board={board} most={MOST_CALLS} />
        </Panel>
      )}
    </>
  );
}

function CycleNotes({ board: { cycle } }: { readonly board: Board }) {
  const { t } = useTranslation(['board', 'plan']);
  const notes = [
    cycle.lastError === null ? null : `${t('plan:lastError')}: ${cycle.lastError}`,
    cycle.openedAt === null ? t('board:opensAt', { at: momentText(cycle.opensAt) }) : null,
    cycle.pausedAt === null ? null : t('board:paused'),
    cycle.headReleasedAt === null
      ? null
      : t('board:headsReleased', { at: momentText(cycle.headReleasedAt) }),
    cycle.collectionClosedAt === null || cycle.closedAt !== null
      ? null
      : t('board:collectionClosed', { at: momentText(cycle.collectionClosedAt) }),
    cycle.closedAt === null ? null : t('board:closed', { at: momentText(cycle.closedAt) }),
    cycle.closedAt === null && cycle.seenRevision < cycle.revision ? t('board:catchingUp') : null,
  ].filter((note) => note !== null);
  if (notes.length === 0) return null;
  return (
    <Alert
      variant="outline"
      color={cycle.lastError !== null ? 'red' : cycle.pausedAt !== null ? 'yellow' : 'song'}
      py="xs"
    >
      {notes.map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
    </Alert>
  );
}

function CyclePapers({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation('board');
  const papers = useRead('GET /api/papers', { query: { cycleId } });
  if (papers.data === undefined || papers.data.papers.length === 0) return null;
  return (
    <Panel title={t('papers')}>
      <Stack gap="xs">
        {papers.data.papers.map((paper) => (
          <PaperLine key={paper.id} paper={paper} />
        ))}
      </Stack>
    </Panel>
  );
}

function Rows({
  board,
  shown,
  onShow,
}: {
  readonly board: Board;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}) {
  const { t } = useTranslation('board');
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const isOfficer = useMay('officer');
  const [group, setGroup] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const rows = filteredRows(board.rows, { shown, group, name }, board.callList);
  const claimed = rows
    .filter(({ state }) => state === 'claimed')
    .map(({ obligationId }) => obligationId);
  const choosable = new Set(isOfficer ? claimed : []);
  const chosenNow = new Set([...chosen].filter((id) => choosable.has(id)));
  const groups = [...new Set(board.rows.flatMap(groupsOf))].toSorted((a, b) =>
    a.localeCompare(b, 'vi'),
  );
  const shared = {
    board,
    rows,
    chosen: chosenNow,
    choosable,
    onChoose: (id: string, on: boolean) =>
      setChosen(new Set(on ? [...chosenNow, id] : [...chosenNow].filter((other) => other !== id))),
  };
  return (
    <Panel>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs" mb="sm">
        <Select
          label={t('filterState')}
          value={shown}
          allowDeselect={false}
          onChange={(value) => onShow(shownOf(value))}
          data={SHOWN.map((value) => ({ value, label: t(`show_${value}`) }))}
        />
        <Select
          label={t('filterGroup')}
          value={group}
          clearable
          searchable
          placeholder={t('show_all')}
          onChange={setGroup}
          data={groups.map((value) => ({ value, label: wordsFor('kind', value) }))}
        />
        <TextInput
          label={t('filterName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </SimpleGrid>
      {choosable.size > 0 && (
        <Reconcile
          board={board}
          chosen={[...chosenNow]}
          all={claimed}
          onChosen={(ids) => setChosen(new Set(ids))}
        />
      )}
      {shown === 'calls' ? (
        <CallList board={board} />
      ) : rows.length === 0 ? (
        <EmptyNote>{t('noRows')}</EmptyNote>
      ) : isWide ? (
        <BoardTable {...shared} />
      ) : (
        <BoardCards {...shared} />
      )}
    </Panel>
  );
}

/** Confirms at once that the documents of many agencies arrived. */
function Reconcile({
  board,
  chosen,
  all,
  onChosen,
}: {
  readonly board: Board;
  readonly chosen: readonly string[];
  readonly all: readonly string[];
  readonly onChosen: (ids: readonly string[]) => void;
}) {
  const { t } = useTranslation('board');
  const act = useAct();
  const send = useSend();
  return (
    <Group gap="sm" mb="sm" p="xs" style={{ background: 'var(--tone-violet-bg)', borderRadius: 6 }}>
      <Text size="sm" style={{ flex: '1 1 220px' }}>
        {t('reconcileHint')}
      </Text>
      <Button size="xs" variant="default" onClick={() => onChosen(all)}>
        {t('reconcileAll', { n: all.length })}
      </Button>
      <Button
        size="xs"
        disabled={chosen.length === 0}
        onClick={() =>
          act({
            title: t('reconcileTitle'),
            intro: t('reconcileIntro', { n: chosen.length }),
            fields: [
              {
                kind: 'day',
                name: 'arrivedOn',
                label: t('arrivedOn'),
                initial: dayAt(board.asOf),
              },
            ],
            confirmLabel: t('reconcile', { n: chosen.length }),
            run: (values) =>
              send('POST /api/cycles/:cycleId/claims', {
                params: { cycleId: board.cycle.id },
                body: { obligationIds: chosen, arrivedOn: values.text('arrivedOn') },
              }),
            onDone: () => onChosen([]),
          })
        }
      >
        {t('reconcile', { n: chosen.length })}
      </Button>
    </Group>
  );
}
