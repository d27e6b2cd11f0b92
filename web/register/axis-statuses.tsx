import { Checkbox, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AxisStatusRow } from '../../contract/axis.js';
import { StatusBadge } from '../axis/status-badge.js';
import { momentText } from '../format/day-text.js';
import { Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';

/** Statuses that came back, what each is about, and which of them are recorded. */
export function AxisStatuses({
  statuses,
  chosen,
  onChosen,
}: {
  readonly statuses: readonly AxisStatusRow[];
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslation('register');
  if (statuses.length === 0) return null;
  const choose = (uploadId: string, on: boolean): void => {
    const others = [...chosen].filter((id) => id !== uploadId);
    onChosen(new Set(on ? [...others, uploadId] : others));
  };
  return (
    <Panel title={t('axisStatuses', { n: statuses.length })}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('axisStatusesIntro')}
      </Text>
      {statuses.map((status) => (
        <Group
          key={status.uploadId}
          gap="sm"
          wrap="nowrap"
          align="flex-start"
          py="xs"
          style={{ borderTop: '1px solid var(--mantine-color-default-border)' }}
        >
          {(status.verdict === 'sure' || status.verdict === 'doubtful') && (
            <Checkbox
              mt={2}
              aria-label={t('chooseStatus', { from: status.from, number: status.names })}
              checked={chosen.has(status.uploadId)}
              onChange={(event) => choose(status.uploadId, event.currentTarget.checked)}
            />
          )}
          <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            <Group gap="xs">
              <StatusBadge code={status.code} meaning={status.meaning} />
              <Text size="sm">{status.from}</Text>
            </Group>
            <About status={status} />
            {status.description !== '' && <Text size="sm">{status.description}</Text>}
            <Text size="sm" c="dimmed">
              {[
                status.fileName,
                ...(status.saidAt === null ? [] : [momentText(status.saidAt)]),
                t(`axisVerdict_${status.verdict}`),
              ].join(' · ')}
            </Text>
          </div>
        </Group>
      ))}
    </Panel>
  );
}

function About({ status: { about, names } }: { readonly status: AxisStatusRow }) {
  const { t } = useTranslation('register');
  if (about === null) return <Text size="sm">{t('axisAboutNothing', { number: names })}</Text>;
  const { documentId, planId, name, number } = about;
  const words = `${name} ${number}`;
  return documentId === null ? (
    <PageLink to="/plans/$planId" params={{ planId }}>
      {words}
    </PageLink>
  ) : (
    <PageLink to="/papers/$documentId" params={{ documentId }}>
      {words}
    </PageLink>
  );
}
