import { Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, BoardRow } from '../../contract/cycles.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { momentText, shortDay } from '../format/day-text.js';
import { lateShort } from '../format/deadline-text.js';
import { ActsMenu } from '../parts/acts-menu.js';
import { wordsFor } from '../parts/code-words.js';
import { ObligationBadges } from '../parts/obligation-badges.js';
import { PageLink } from '../parts/router-link.js';
import { useObligationActs } from './obligation-acts.js';

interface RowsProps {
  readonly board: Board;
  readonly rows: readonly BoardRow[];
  readonly chosen: ReadonlySet<string>;
  /** Rows that may be chosen, for acts on many at once; none for those who may not act. */
  readonly choosable: ReadonlySet<string>;
  readonly onChoose: (id: string, on: boolean) => void;
}

/** The board as a table. */
export function BoardTable({ board, rows, chosen, choosable, onChoose }: RowsProps) {
  const { t } = useTranslation('board');
  const actsFor = useObligationActs(board.cycle.id);
  const choosing = choosable.size > 0;
  return (
    <Table.ScrollContainer minWidth={880} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing="xs" highlightOnHover stickyHeader aria-label={t('title')}>
        <Table.Thead>
          <Table.Tr>
            {choosing && <Table.Th w={36} aria-label={t('reconcileHint')} />}
            <Table.Th>{t('agency')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th>{t('due')}</Table.Th>
            <Table.Th>{t('last')}</Table.Th>
            <Table.Th>{t('next')}</Table.Th>
            <Table.Th w={56} aria-label={t('actsOf', { agency: '' })} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.obligationId}>
              {choosing && (
                <Table.Td>
                  {choosable.has(row.obligationId) && (
                    <Checkbox
                      aria-label={t('chooseRow', { agency: row.agency })}
                      checked={chosen.has(row.obligationId)}
                      onChange={(event) => onChoose(row.obligationId, event.currentTarget.checked)}
                    />
                  )}
                </Table.Td>
              )}
              <Table.Td>
                <AgencyLink row={row} />
              </Table.Td>
              <Table.Td>
                <ObligationBadges row={row} />
              </Table.Td>
              <Table.Td>
                <DueDay row={row} />
              </Table.Td>
              <Table.Td>
                <LastNotice row={row} />
              </Table.Td>
              <Table.Td>
                <NextNotice row={row} />
              </Table.Td>
              <Table.Td>
                <ActsMenu
                  label={t('actsOf', { agency: row.agency })}
                  acts={actsFor(row, board.asOf)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The board as cards, for a telephone. */
export function BoardCards({ board, rows, chosen, choosable, onChoose }: RowsProps) {
  const { t } = useTranslation('board');
  const actsFor = useObligationActs(board.cycle.id);
  return (
    <Stack gap="xs">
      {rows.map((row) => (
        <div key={row.obligationId} className="panel">
          <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
            <Group gap="xs" wrap="nowrap" align="flex-start" style={{ minWidth: 0 }}>
              {choosable.has(row.obligationId) && (
                <Checkbox
                  mt={2}
                  aria-label={t('chooseRow', { agency: row.agency })}
                  checked={chosen.has(row.obligationId)}
                  onChange={(event) => onChoose(row.obligationId, event.currentTarget.checked)}
                />
              )}
              <AgencyLink row={row} />
            </Group>
            <ActsMenu label={t('actsOf', { agency: row.agency })} acts={actsFor(row, board.asOf)} />
          </Group>
          <ObligationBadges row={row} />
          <Group gap="md" mt={6}>
            <Labelled label={t('due')}>
              <DueDay row={row} />
            </Labelled>
            {row.nextRung !== null && (
              <Labelled label={t('next')}>
                <NextNotice row={row} />
              </Labelled>
            )}
          </Group>
        </div>
      ))}
    </Stack>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {children}
    </div>
  );
}

function AgencyLink({ row }: { readonly row: BoardRow }) {
  return (
    <div style={{ minWidth: 0 }}>
      <PageLink
        size="sm"
        fw={600}
        to="/obligations/$obligationId"
        params={{ obligationId: row.obligationId }}
      >
        {row.agency}
      </PageLink>
      {row.reason !== null && (
        <Text size="xs" c="dimmed" lineClamp={2}>
          {row.reason}
        </Text>
      )}
    </div>
  );
}

function DueDay({ row }: { readonly row: BoardRow }) {
  const { t } = useTranslation('plan');
  if (row.targetAt === null) return <Text size="sm">–</Text>;
  return (
    <Text
      size="sm"
      className="number"
      {...(row.overdueAt === null
        ? {}
        : { title: `${t('lateLabel')} ${lateShort(row.overdueAt)}` })}
    >
      {shortDay(dayAt(row.targetAt))}
    </Text>
  );
}

function LastNotice({ row }: { readonly row: BoardRow }) {
  if (row.lastNotice === null) return <Text size="sm">–</Text>;
  return <Notice name={row.lastNotice.name} at={row.lastNotice.at} state={row.lastNotice.state} />;
}

function NextNotice({ row }: { readonly row: BoardRow }) {
  if (row.nextRung === null || row.nextAt === null) return <Text size="sm">–</Text>;
  return <Notice name={row.nextRung} at={row.nextAt} state={null} />;
}

function Notice({
  name,
  at,
  state,
}: {
  readonly name: string;
  readonly at: Instant;
  readonly state: string | null;
}) {
  return (
    <div>
      <Text size="sm">{wordsFor('rung', name)}</Text>
      <Text size="xs" c="dimmed" className="number">
        {momentText(at)}
        {state !== null && state !== 'sent' && ` · ${wordsFor('message', state)}`}
      </Text>
    </div>
  );
}
