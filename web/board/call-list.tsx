import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Board, BoardRow } from '../../contract/cycles.js';
import { momentText, shortDay } from '../format/day-text.js';
import { Icon } from '../icons/icon.js';
import { EmptyNote } from '../parts/loaded.js';
import { ObligationBadges } from '../parts/obligation-badges.js';
import { PageLink } from '../parts/router-link.js';
import { useObligationActs } from './obligation-acts.js';

/** Whom to ring, most urgent first, with the number to dial and what was said last. */
export function CallList({
  board,
  rows,
}: {
  readonly board: Board;
  readonly rows: readonly BoardRow[];
}) {
  const { t } = useTranslation('board');
  if (rows.length === 0) return <EmptyNote>{t('callsEmpty')}</EmptyNote>;
  return (
    <Stack gap="sm">
      {rows.map((row) => (
        <CallLine key={row.obligationId} board={board} row={row} />
      ))}
    </Stack>
  );
}

function CallLine({ board, row }: { readonly board: Board; readonly row: BoardRow }) {
  const { t } = useTranslation('board');
  const log = useObligationActs(board.cycle.id)(row, board.asOf).find(
    ({ key }) => key === 'logCall',
  );
  return (
    <Group justify="space-between" gap="xs" style={{ borderBottom: '1px solid #e6eaee' }} pb="sm">
      <div style={{ minWidth: 0, flex: '1 1 260px' }}>
        <Group gap="xs">
          <PageLink
            size="sm"
            fw={600}
            to="/obligations/$obligationId"
            params={{ obligationId: row.obligationId }}
          >
            {row.agency}
          </PageLink>
          <ObligationBadges row={row} />
        </Group>
        {row.lastCall !== null && (
          <Text size="sm" c="dimmed">
            {t('lastCall', { at: momentText(row.lastCall.at), answered: row.lastCall.answered })}
            {row.lastCall.promisedDay !== null &&
              ` · ${t('promised', { day: shortDay(row.lastCall.promisedDay) })}`}
          </Text>
        )}
      </div>
      <Group gap="sm">
        <Text size="sm" component="div">
          {row.contact?.name}{' '}
          {row.contact?.phone === null || row.contact === null ? (
            <Text span size="sm" c="dimmed">
              {t('noPhone')}
            </Text>
          ) : (
            <Anchor size="sm" fw={600} href={`tel:${row.contact.phone.replace(/\s/g, '')}`}>
              {row.contact.phone}
            </Anchor>
          )}
        </Text>
        {log !== undefined && (
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="phone" size={14} />}
            onClick={() => log.perform()}
          >
            {log.label}
          </Button>
        )}
      </Group>
    </Group>
  );
}
