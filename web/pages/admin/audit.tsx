import { Button, Code, Group, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditRow } from '../../../contract/audit.js';
import { cycleText } from '../../format/cycle-text.js';
import { momentText } from '../../format/day-text.js';
import { useLanguage } from '../../i18n/language.js';
import { actWords } from '../../parts/act-words.js';
import { detailsWords, subjectWords } from '../../parts/audit-words.js';
import { Loaded } from '../../parts/loaded.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { ToneBadge } from '../../parts/tone-badge.js';
import { useRead } from '../../requests/use-read.js';

/** Nhật ký: who did what, newest first, sealed in order. */
export function AuditPage() {
  const { t } = useTranslation('admin');
  const [subject, setSubject] = useState('');
  const [wanted] = useDebouncedValue(subject, 300);
  const [before, setBefore] = useState<number | null>(null);
  const audit = useRead('GET /api/audit', {
    query: { before, subject: wanted.trim() },
  });
  return (
    <>
      <PageHead title={t('auditTitle')} below={t('auditIntro')} />
      <Panel>
        <TextInput
          label={t('subject')}
          mb="sm"
          value={subject}
          onChange={(event) => {
            setSubject(event.currentTarget.value);
            setBefore(null);
          }}
        />
        <Loaded query={audit} isEmpty={({ rows }) => rows.length === 0} emptyText={t('auditEmpty')}>
          {({ rows, next }) => (
            <>
              <Rows rows={rows} />
              <Group justify="space-between" mt="sm">
                <Button
                  variant="default"
                  disabled={before === null}
                  onClick={() => setBefore(null)}
                >
                  {t('newer')}
                </Button>
                <Button variant="default" disabled={next === null} onClick={() => setBefore(next)}>
                  {t('older')}
                </Button>
              </Group>
            </>
          )}
        </Loaded>
      </Panel>
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly AuditRow[] }) {
  const { language } = useLanguage();
  const { t } = useTranslation('admin');
  return (
    <Table.ScrollContainer minWidth={760} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('when')}</Table.Th>
            <Table.Th>{t('actor')}</Table.Th>
            <Table.Th>{t('act')}</Table.Th>
            <Table.Th>{t('subject')}</Table.Th>
            <Table.Th>{t('details')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.ordinal}>
              <Table.Td className="number">
                <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
                  {momentText(row.at)}
                </Text>
                <ToneBadge tone={row.sealed ? 'green' : 'neutral'}>
                  {row.sealed ? t('sealed') : t('notSealed')}
                </ToneBadge>
              </Table.Td>
              <Table.Td>{row.actor}</Table.Td>
              <Table.Td>{actWords(row.act)}</Table.Td>
              <Table.Td>
                <Text size="xs" c="dimmed">
                  {subjectWords(row.subject)}
                </Text>
                {row.about === null ? (
                  <Code style={{ overflowWrap: 'anywhere' }}>{row.subject}</Code>
                ) : (
                  <Text size="sm" title={row.subject}>
                    {row.about.name}
                    {row.about.cycleKey !== null && ` (${cycleText(row.about.dueDay, language)})`}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
                  {detailsWords(row.details)}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
