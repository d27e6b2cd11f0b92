import { Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Keeper } from '../../contract/compliance.js';
import { countBefore, KEPT_COLUMNS } from '../../domain/compliance.js';
import { Panel } from '../parts/page-head.js';

/** Agencies by group and name: this period, and in small the same days a year before. */
export function KeeperTable({
  keepers,
  nameOf,
}: {
  readonly keepers: readonly Keeper[];
  readonly nameOf: (keeper: Keeper) => ReactNode;
}) {
  const { t } = useTranslation('compliance');
  return (
    <>
      <div className="wide-only">
        <Panel>
          <Table className="number" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('agency')}</Table.Th>
                {KEPT_COLUMNS.map((column) => (
                  <Table.Th key={column} ta="right">
                    {t(column)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keepers.map((keeper) => (
                <Table.Tr key={keeper.agencyId}>
                  <Table.Td>
                    {nameOf(keeper)}
                    <Text size="xs" c="dimmed">
                      {keeper.group}
                    </Text>
                  </Table.Td>
                  {KEPT_COLUMNS.map((column) => (
                    <Table.Td key={column} ta="right">
                      {keeper.now[column]}
                      <Text size="xs" c="dimmed">
                        {countBefore(keeper.before, column) ?? '–'}
                      </Text>
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
      </div>
      <Stack gap="sm" className="narrow-only">
        {keepers.map((keeper) => (
          <Panel key={keeper.agencyId}>
            {nameOf(keeper)}
            <Text size="xs" c="dimmed">
              {keeper.group}
            </Text>
            {KEPT_COLUMNS.filter(
              (column) => keeper.now[column] > 0 || keeper.before[column] > 0,
            ).map((column) => (
              <Text key={column} size="sm" className="number">
                {t(column)}: <b>{keeper.now[column]}</b> (
                {t('beforeShort', { n: countBefore(keeper.before, column) ?? '–' })})
              </Text>
            ))}
          </Panel>
        ))}
      </Stack>
    </>
  );
}
