import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../contract/cycles.js';
import { cycleText, headed } from '../format/cycle-text.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageButton, PageLink } from '../parts/router-link.js';
import { useMay } from '../requests/office.js';
import { Counters } from './counters.js';
import { CycleActs } from './cycle-acts.js';
import { CycleNotes } from './cycle-notes.js';
import { CyclePapers } from './cycle-papers.js';
import { DueLine } from './due-line.js';
import type { Shown } from '../../domain/board-filter.js';
import type { BoardFilter } from './filter.js';
import { Rows } from './rows.js';

/** The numbers of a cycle, then its agencies, then what is of the cycle as a whole. */
export function BoardView({
  board,
  filter,
  onFilter,
  more,
}: {
  readonly board: Board;
  readonly filter: BoardFilter;
  readonly onFilter: (filter: BoardFilter) => void;
  readonly more: ReactNode;
}) {
  const { t } = useTranslation(['board', 'register']);
  const { language } = useLanguage();
  const isOfficer = useMay('officer');
  const { cycle, counts } = board;
  const onShow = (shown: Shown): void => onFilter({ ...filter, shown });
  return (
    <>
      <PageHead
        above={
          <PageLink to="/plans/$planId" params={{ planId: cycle.planId }}>
            {cycle.planTitle}
          </PageLink>
        }
        size="h2"
        title={`${t('title')}: ${cycle.reportName}`}
        below={`${headed(cycleText(cycle.dueDay, language))} · ${t('asOf', { at: longMoment(board.asOf, language) })}`}
      >
        <PageButton
          size="xs"
          variant="default"
          to="/cycles/$cycleId/figures"
          params={{ cycleId: cycle.id }}
        >
          {t('figures')}
        </PageButton>
        {isOfficer && (
          <PageButton
            size="xs"
            variant="default"
            to="/cycles/$cycleId/register"
            params={{ cycleId: cycle.id }}
          >
            {t('register:open')}
          </PageButton>
        )}
        <PageButton
          size="xs"
          variant="default"
          to="/cycles/$cycleId/summary"
          params={{ cycleId: cycle.id }}
        >
          {t('summary')}
        </PageButton>
        <CycleActs board={board} />
      </PageHead>
      <CycleNotes board={board} />
      <Panel>
        <Counters counts={counts} onShow={onShow} />
        <ToShow board={board} onShow={onShow} />
      </Panel>
      <Rows board={board} filter={filter} onFilter={onFilter} more={more} />
      <Panel>
        <DueLine cycle={cycle} />
      </Panel>
      <CyclePapers cycleId={cycle.id} />
    </>
  );
}

/** What asks for the officer today, each leading to its rows. */
function ToShow({
  board,
  onShow,
}: {
  readonly board: Board;
  readonly onShow: (shown: Shown) => void;
}) {
  const { t } = useTranslation('board');
  const waiting = [
    ['calls', board.callList.length],
    ['extension', board.extensionsAsked],
  ] as const;
  const some = waiting.filter(([, n]) => n > 0);
  if (some.length === 0) return null;
  return (
    <Group gap="xs" mt={8}>
      {some.map(([shown, n]) => (
        <Button key={shown} size="compact-sm" variant="light" onClick={() => onShow(shown)}>
          {t(`show_${shown}`)} ({n})
        </Button>
      ))}
    </Group>
  );
}
