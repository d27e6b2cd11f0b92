import { List, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';
import { Panel } from '../parts/page-head.js';

/** What the last refresh changed of the text, the person's own words above all. */
export function TextChanges({ changes }: { readonly changes: PaperDetail['changes'] }) {
  const { t } = useTranslation('paper');
  if (changes.length === 0) return null;
  return (
    <Panel title={t('changes')}>
      <ChangeList changes={changes} />
    </Panel>
  );
}

/** Changes of a text, one beneath the other. */
export function ChangeList({ changes }: { readonly changes: PaperDetail['changes'] }) {
  const { t } = useTranslation('paper');
  return (
    <List size="sm" spacing="xs">
      {changes.map(({ heading, what, before, after }, index) => (
        <List.Item key={`${heading}/${String(index)}`}>
          <b>{t(`change_${what}`)}</b> ({heading})
          {before !== null && (
            <Text size="sm" c="dimmed" td={what === 'sourceChanged' ? undefined : 'line-through'}>
              {before}
            </Text>
          )}
          {after !== null && <Text size="sm">{after}</Text>}
        </List.Item>
      ))}
    </List>
  );
}

/** Whose words stand in which section, and whose were left out. */
export function Coverage({ coverage }: { readonly coverage: PaperDetail['coverage'] }) {
  const { t } = useTranslation('paper');
  const told = coverage.filter(({ used, leftOut }) => used.length + leftOut.length > 0);
  if (told.length === 0) return null;
  return (
    <Panel title={t('coverage')}>
      <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('coverageAgency')}</Table.Th>
              <Table.Th>{t('coverageUsed')}</Table.Th>
              <Table.Th>{t('coverageLeftOut')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {told.map(({ agency, used, leftOut }) => (
              <Table.Tr key={agency}>
                <Table.Td>{agency}</Table.Td>
                <Table.Td>{used.map(numberOf).join(', ')}</Table.Td>
                <Table.Td>{leftOut.map(numberOf).join(', ')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}

/** "II" of "II. KẾT QUẢ THỰC HIỆN". */
function numberOf(heading: string): string {
  return /^[IVXLC\d]+(?=\s*[.)])/.exec(heading)?.[0] ?? heading;
}
