import { Accordion, Anchor, Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VersionRow } from '../../contract/obligations.js';
import { versionChanges } from '../../domain/version-changes.js';
import { momentText, shortDay } from '../format/day-text.js';
import { numberText } from '../format/number-text.js';
import { EmptyNote } from '../parts/loaded.js';
import { SignedFindings } from '../parts/signed-findings.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useFileAddress } from '../requests/use-read.js';

/** Every version an agency sent, the latest open. */
export function Versions({ versions }: { readonly versions: readonly VersionRow[] }) {
  const { t } = useTranslation(['obligation', 'states']);
  if (versions.length === 0) return <EmptyNote>{t('obligation:noReports')}</EmptyNote>;
  const latestFirst = versions.toSorted((a, b) => b.version - a.version);
  return (
    <Accordion variant="contained" defaultValue={String(latestFirst[0]?.version ?? 0)}>
      {latestFirst.map((version, n) => (
        <Accordion.Item key={version.version} value={String(version.version)}>
          <Accordion.Control>
            <Text size="sm" fw={600}>
              {t('obligation:version', { n: version.version })}
            </Text>
            <Text size="xs" c="dimmed">
              {t('obligation:receivedAt', {
                at: momentText(version.receivedAt),
                channel: t(`states:channel_${version.channel}`),
                sender: version.senderName,
              })}
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Version version={version} before={latestFirst[n + 1]} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function Version({
  version,
  before,
}: {
  readonly version: VersionRow;
  /** The one it took the place of. */
  readonly before: VersionRow | undefined;
}) {
  const { t } = useTranslation('obligation');
  const fileAddress = useFileAddress();
  return (
    <Stack gap="sm">
      <Group gap="xs">
        {version.nil && <ToneBadge tone="neutral">{t('wholeNil')}</ToneBadge>}
        {version.secretPartApart && <ToneBadge tone="amber">{t('secretApart')}</ToneBadge>}
      </Group>
      {version.documentNumber !== null && (
        <Text size="sm">
          {t('document', {
            number: version.documentNumber,
            day: version.documentDate === null ? '–' : shortDay(version.documentDate),
            signer: version.signer ?? '–',
          })}
        </Text>
      )}
      {version.figures.length > 0 && (
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {version.figures.map(({ code, label, unit, value, approximate }) => (
              <Table.Tr key={code}>
                <Table.Td>{label}</Table.Td>
                <Table.Td ta="right" className="number">
                  {approximate} <b>{numberText(value)}</b> {unit}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {!version.nil && version.nilLabels.length > 0 && (
        <Text size="sm">
          <b>{t('nilFigures')}</b> {version.nilLabels.join('; ')}
        </Text>
      )}
      {version.missing.length > 0 && (
        <Text size="sm">
          <b>{t('missingFigures')}</b> {version.missing.join('; ')}
        </Text>
      )}
      {before !== undefined && <Changes before={before} after={version} />}
      {version.notes.map(({ code, label, text }) => (
        <Text key={code} size="sm">
          <b>{t('noteOn', { label })}</b> {text}
        </Text>
      ))}
      {version.narrative.map(({ key, heading, text }) => (
        <div key={key}>
          <Text size="sm" fw={600}>
            {heading}
          </Text>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {text}
          </Text>
        </div>
      ))}
      {version.filledBy.length > 0 && (
        <Text size="xs" c="dimmed">
          {version.filledBy
            .map(({ heading, names }) => `${sentenceCase(heading)}: ${names.join(', ')}`)
            .join(' · ')}
        </Text>
      )}
      {version.attachments.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('attachments')}
          </Text>
          {version.attachments.map(({ id, fileName, check }) => (
            <div key={id}>
              <Anchor size="sm" href={fileAddress(`/api/attachments/${id}`)}>
                {fileName}
              </Anchor>
              {check !== null && <SignedFindings check={check} />}
            </div>
          ))}
        </div>
      )}
    </Stack>
  );
}

/** What was said otherwise than in the version before. */
function Changes({ before, after }: { readonly before: VersionRow; readonly after: VersionRow }) {
  const { t } = useTranslation('obligation');
  const changes = versionChanges(before, after, numberText);
  if (changes.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('changedSince', { n: before.version })}
      </Text>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {changes.map((change) => (
            <Table.Tr key={change.label}>
              <Table.Td>{change.label}</Table.Td>
              <Table.Td c="dimmed">{change.before ?? t('notGiven')}</Table.Td>
              <Table.Td>{change.after ?? t('notGiven')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function sentenceCase(heading: string): string {
  return heading.charAt(0) + heading.slice(1).toLocaleLowerCase('vi');
}
