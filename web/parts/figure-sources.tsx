import { Drawer, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FigureSources } from '../../contract/cycles.js';
import { momentText } from '../format/day-text.js';
import { numberText } from '../format/number-text.js';
import { useRead } from '../requests/use-read.js';
import { Loaded } from './loaded.js';
import { PageLink } from './router-link.js';

/** Where one number comes from: every agency's value and version, those with nothing, those still missing. */
export function FigureSourcesDrawer({
  cycleId,
  documentId,
  code,
  onClose,
}: {
  readonly cycleId: string;
  /** Of a paper: what stands behind it, not what has come in since. */
  readonly documentId?: string;
  readonly code: string | null;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['board', 'common']);
  const sources = useRead('GET /api/cycles/:cycleId/figures/:code', {
    params: { cycleId, code: code ?? '' },
    ...(documentId === undefined ? {} : { query: { documentId } }),
    enabled: code !== null,
  });
  return (
    <Drawer
      opened={code !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('board:sources')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Loaded query={sources}>{(data) => <Sources data={data} />}</Loaded>
    </Drawer>
  );
}

function Sources({ data }: { readonly data: FigureSources }) {
  const { t } = useTranslation('board');
  const isCompared = data.sources.some(
    ({ before, predecessor }) => before !== null || predecessor !== null,
  );
  return (
    <Stack gap="md">
      <div>
        <Text fw={600}>{data.label}</Text>
        <Text size="xl" fw={700} className="number">
          {data.total === null ? '–' : numberText(data.total)} {data.unit}
        </Text>
        <Text size="sm" c="dimmed">
          {t(`across_${data.across}`)}
        </Text>
      </div>
      <Table className="number">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('agency')}</Table.Th>
            <Table.Th ta="right">{t('value')}</Table.Th>
            {isCompared && <Table.Th ta="right">{t('before')}</Table.Th>}
            <Table.Th>{t('version')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.sources.map((source) => (
            <Table.Tr key={source.obligationId}>
              <Table.Td>
                <AgencyLine id={source.obligationId} name={source.agency} />
                {!source.counted && (
                  <Text size="xs" c="dimmed">
                    {t('notCounted')}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{numberText(source.value)}</Table.Td>
              {isCompared && (
                <Table.Td ta="right">
                  {source.before === null ? '–' : numberText(source.before)}
                  {source.predecessor !== null && (
                    <Text size="xs" c="dimmed">
                      {t('predecessor', {
                        name: source.predecessor.name,
                        value: numberText(source.predecessor.value),
                      })}
                    </Text>
                  )}
                </Table.Td>
              )}
              <Table.Td>
                <Text size="sm">{source.version}</Text>
                <Text size="xs" c="dimmed">
                  {momentText(source.receivedAt)}, {source.senderName}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Agencies title={t('nilAgencies', { n: data.nil.length })} rows={data.nil} />
      <Agencies title={t('missingAgencies', { n: data.missing.length })} rows={data.missing} />
    </Stack>
  );
}

function Agencies({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: FigureSources['nil'];
}) {
  if (rows.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {rows.map(({ obligationId, agency }) => (
        <div key={obligationId}>
          <AgencyLine id={obligationId} name={agency} />
        </div>
      ))}
    </div>
  );
}

function AgencyLine({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <PageLink size="sm" to="/obligations/$obligationId" params={{ obligationId: id }}>
      {name}
    </PageLink>
  );
}
