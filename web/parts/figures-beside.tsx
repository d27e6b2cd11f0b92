import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Figures } from '../../contract/cycles.js';
import { numberText } from '../format/number-text.js';
import { Panel } from './page-head.js';

/** What stands beside the totals: values another reporter counts already, and reports being supplemented with their last accepted figures. */
export function FiguresBeside({
  leftOut,
  supplementing,
  labels,
}: {
  readonly leftOut: Figures['leftOut'];
  readonly supplementing: Figures['supplementing'];
  readonly labels: ReadonlyMap<string, string>;
}) {
  const { t } = useTranslation('board');
  return (
    <>
      {supplementing.length > 0 && (
        <Panel title={t('supplementing', { n: supplementing.length })}>
          <Text size="sm" c="dimmed" mb={4}>
            {t('supplementingNote')}
          </Text>
          {supplementing.map(({ agency, version, values }) => (
            <div key={agency}>
              <Text size="sm" fw={600}>
                {agency}
              </Text>
              <Text size="sm">
                {version === null
                  ? t('neverAccepted')
                  : `${t('lastAccepted', { n: version })}: ${Object.entries(values)
                      .map(([code, value]) => `${labels.get(code) ?? code} ${numberText(value)}`)
                      .join('; ')}`}
              </Text>
            </div>
          ))}
        </Panel>
      )}
      {leftOut.length > 0 && (
        <Panel title={t('leftOut', { n: leftOut.length })}>
          <Text size="sm" c="dimmed" mb={4}>
            {t('leftOutNote')}
          </Text>
          <Table.ScrollContainer
            minWidth={420}
            scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
          >
            <Table verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('figure')}</Table.Th>
                  <Table.Th>{t('agency')}</Table.Th>
                  <Table.Th ta="right">{t('value')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {leftOut.map(({ code, label, unit, agency, value }) => (
                  <Table.Tr key={`${code}/${agency}`}>
                    <Table.Td>{label}</Table.Td>
                    <Table.Td>{agency}</Table.Td>
                    <Table.Td ta="right" className="number">
                      {numberText(value)} {unit}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Panel>
      )}
    </>
  );
}
