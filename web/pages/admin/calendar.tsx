import { Button, Group, Select, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarRow } from '../../../api/contract/admin.js';
import { longDay } from '../../format/day-text.js';
import { useLanguage } from '../../i18n/language.js';
import { ActsMenu } from '../../parts/acts-menu.js';
import { useAct } from '../../parts/act-dialog.js';
import type { Act } from '../../parts/act-dialog.js';
import { Loaded } from '../../parts/loaded.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { ToneBadge } from '../../parts/tone-badge.js';
import { wordsFor } from '../../parts/code-words.js';
import { useMay, useOffice } from '../../requests/office.js';
import { useRead, useSend } from '../../requests/use-read.js';

const KINDS: readonly CalendarRow['kind'][] = ['holiday', 'compensatory', 'swap_off', 'swap_work'];

/** The days that differ from the plain week, by year. */
export function CalendarPage() {
  const { t } = useTranslation(['admin', 'common']);
  const { language } = useLanguage();
  const office = useOffice();
  const isAdmin = useMay('admin');
  const act = useAct();
  const send = useSend();
  const thisYear = office?.now.slice(0, 4) ?? '2026';
  const [year, setYear] = useState(thisYear);
  const calendar = useRead<{ days: CalendarRow[] }>('GET /api/calendar', { query: { year } });

  const editing = (row: CalendarRow | null): Act => ({
    title: row === null ? t('admin:addDay') : t('common:edit'),
    intro: row === null ? '' : longDay(row.day, language),
    fields: [
      ...(row === null ? [{ kind: 'day', name: 'day', label: t('admin:day') } as const] : []),
      { kind: 'text', name: 'name', label: t('admin:dayName'), initial: row?.name ?? '' },
      {
        kind: 'choice',
        name: 'kind',
        label: t('admin:dayKind'),
        required: true,
        initial: row?.kind ?? 'holiday',
        options: KINDS.map((value) => ({ value, label: wordsFor('calendar', value) })),
      },
      {
        kind: 'text',
        name: 'source',
        label: t('admin:source'),
        initial: row?.source ?? '',
        required: false,
      },
      {
        kind: 'check',
        name: 'confirmed',
        label: t('admin:confirmed'),
        initial: row?.confirmed ?? false,
      },
    ],
    confirmLabel: t('common:save'),
    run: (values) =>
      send('PUT /api/calendar/:day', {
        params: { day: row?.day ?? values.text('day') },
        body: {
          name: values.text('name'),
          kind: values.text('kind'),
          source: values.text('source') === '' ? null : values.text('source'),
          confirmed: values.checked('confirmed'),
        },
      }),
  });
  const removing = (row: CalendarRow): Act => ({
    title: t('admin:removeDay'),
    intro: `${longDay(row.day, language)}, ${row.name}. ${t('admin:removeDayIntro')}`,
    confirmLabel: t('admin:removeDay'),
    danger: true,
    run: () => send('DELETE /api/calendar/:day', { params: { day: row.day } }),
  });

  return (
    <>
      <PageHead title={t('admin:calendarTitle')} below={t('admin:calendarIntro')}>
        {isAdmin && <Button onClick={() => act(editing(null))}>{t('admin:addDay')}</Button>}
      </PageHead>
      <Panel>
        <Select
          label={t('admin:year')}
          w={140}
          mb="sm"
          allowDeselect={false}
          value={year}
          onChange={(value) => setYear(value ?? thisYear)}
          data={yearsAround(Number(thisYear))}
        />
        <Loaded
          query={calendar}
          isEmpty={({ days }) => days.length === 0}
          emptyText={t('admin:calendarEmpty', { year })}
        >
          {({ days }) => (
            <Table verticalSpacing="xs">
              <Table.Tbody>
                {days.map((row) => (
                  <Table.Tr key={row.day}>
                    <Table.Td>
                      <Text size="sm" fw={600}>
                        {longDay(row.day, language)}
                      </Text>
                      <Text size="sm">{row.name}</Text>
                      <Text size="xs" c="dimmed">
                        {row.source}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Group gap={4}>
                        <ToneBadge tone={row.kind === 'swap_work' ? 'blue' : 'neutral'}>
                          {wordsFor('calendar', row.kind)}
                        </ToneBadge>
                        {!row.confirmed && (
                          <ToneBadge tone="amber">{t('admin:unconfirmed')}</ToneBadge>
                        )}
                      </Group>
                    </Table.Td>
                    <Table.Td w={56}>
                      <ActsMenu
                        label={`${t('common:acts')}: ${row.name}`}
                        acts={
                          isAdmin
                            ? [
                                {
                                  key: 'edit',
                                  label: t('common:edit'),
                                  perform: () => act(editing(row)),
                                },
                                {
                                  key: 'remove',
                                  label: t('admin:removeDay'),
                                  perform: () => act(removing(row)),
                                },
                              ]
                            : []
                        }
                      />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Loaded>
      </Panel>
    </>
  );
}

function yearsAround(year: number): string[] {
  return [-1, 0, 1, 2, 3, 4].map((step) => String(year + step));
}
