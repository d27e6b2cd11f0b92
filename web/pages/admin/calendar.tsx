import { Button, Group, List, Select, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarEffect, CalendarRow } from '../../../contract/calendar.js';
import { dayAt } from '../../../domain/day.js';
import { cycleText } from '../../format/cycle-text.js';
import { longDay, shortDay } from '../../format/day-text.js';
import { lateShort } from '../../format/deadline-text.js';
import { useLanguage } from '../../i18n/language.js';
import { ActsMenu } from '../../parts/acts-menu.js';
import { useAct } from '../../parts/act-dialog.js';
import type { Act, ActValues } from '../../parts/act.js';
import { Loaded } from '../../parts/loaded.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { ToneBadge } from '../../parts/tone-badge.js';
import { wordsFor } from '../../parts/code-words.js';
import { useMay, useOffice } from '../../requests/office.js';
import { useRead, useSend } from '../../requests/use-read.js';
import { notices } from '../../parts/notices.js';

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
  const calendar = useRead('GET /api/calendar', { query: { year } });

  const apply = ({ day, change }: CalendarChange, seen: string): Promise<unknown> =>
    change.kind === null
      ? send('DELETE /api/calendar/:day', { params: { day }, query: { seen } })
      : send('PUT /api/calendar/:day', {
          params: { day },
          query: { seen },
          body: { ...change, kind: change.kind },
        });

  /** A change of the calendar that moves a due day is shown first and applied on a second word. */
  const viaEffect = (
    changeOf: (values: ActValues) => CalendarChange,
  ): Pick<Act, 'run' | 'onDone' | 'doneText'> => {
    let held: (Shown & { readonly change: CalendarChange }) | null = null;
    return {
      doneText: '',
      run: async (values) => {
        const change = changeOf(values);
        const shown = await send('POST /api/calendar/:day/effect', {
          params: { day: change.day },
          body: change.change,
        });
        if (shown.effects.length === 0) {
          await apply(change, shown.seen);
          notices.show({ message: t('common:saved'), color: 'green' });
        } else {
          held = { ...shown, change };
        }
      },
      onDone: () => {
        if (held === null) return;
        const { change, effects, seen } = held;
        act({
          title: t('admin:effectTitle'),
          intro: <Effects effects={effects} />,
          confirmLabel: t('admin:effectApply'),
          run: () => apply(change, seen),
        });
      },
    };
  };

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
    ...viaEffect((values) => ({
      day: row?.day ?? values.text('day'),
      change: {
        name: values.text('name'),
        kind: KINDS.find((kind) => kind === values.text('kind')) ?? null,
        source: values.text('source') === '' ? null : values.text('source'),
        confirmed: values.checked('confirmed'),
      },
    })),
  });
  const declaring: Act = {
    title: t('admin:declareYear', { year }),
    intro: t('admin:declareYearIntro'),
    fields: [{ kind: 'text', name: 'source', label: t('admin:yearSource'), required: true }],
    confirmLabel: t('common:save'),
    run: (values) =>
      send('PUT /api/calendar/years/:year', {
        params: { year },
        body: { source: values.text('source') },
      }),
  };
  const removing = (row: CalendarRow): Act => ({
    title: t('admin:removeDay'),
    intro: `${longDay(row.day, language)}, ${row.name}. ${t('admin:removeDayIntro')}`,
    danger: true,
    ...viaEffect(() => ({
      day: row.day,
      change: { name: row.name, kind: null, source: row.source, confirmed: row.confirmed },
    })),
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
        <YearStanding
          standing={calendar.data?.year ?? null}
          isComing={year > thisYear}
          onDeclare={isAdmin ? () => act(declaring) : null}
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

/** Whether the days of the year shown are all entered, and by which paper. */
function YearStanding({
  standing,
  isComing,
  onDeclare,
}: {
  readonly standing: {
    readonly year: number;
    readonly complete: boolean;
    readonly unconfirmed: number;
    readonly source: string | null;
  } | null;
  /** The paper of a year to come may still be announced, whatever days it was shipped with. */
  readonly isComing: boolean;
  readonly onDeclare: (() => void) | null;
}) {
  const { t } = useTranslation('admin');
  if (standing === null) return null;
  const { year, complete, unconfirmed, source } = standing;
  const settled = complete && unconfirmed === 0;
  return (
    <Group gap="sm" mb="sm">
      <ToneBadge tone={settled ? 'green' : 'amber'} wraps>
        {!complete
          ? t('yearOpen', { year })
          : unconfirmed > 0
            ? t('yearUnconfirmed', { year, n: unconfirmed })
            : t(source === null ? 'yearComplete' : 'yearDeclared', { year, source })}
      </ToneBadge>
      {(!settled || (isComing && source === null)) && onDeclare !== null && (
        <Button size="xs" variant="default" onClick={onDeclare}>
          {t('declareYear', { year })}
        </Button>
      )}
    </Group>
  );
}

/** What a change would move, and the mark that goes back with it. */
interface Shown {
  readonly effects: CalendarEffect[];
  readonly seen: string;
}

interface CalendarChange {
  readonly day: string;
  /** `kind` null: the day becomes an ordinary one. */
  readonly change: {
    readonly name: string;
    readonly kind: CalendarRow['kind'] | null;
    readonly source: string | null;
    readonly confirmed: boolean;
  };
}

/** Which due days a change would move, before and after, and for how many agencies. */
function Effects({ effects }: { readonly effects: readonly CalendarEffect[] }) {
  const { t } = useTranslation('admin');
  const { language } = useLanguage();
  return (
    <>
      {t('effectIntro')}
      {effects.map((effect) => (
        <List key={effect.cycleId} size="sm" mt="xs">
          <List.Item>
            {effect.planTitle}, {cycleText(effect.dueDay, language)}
            <List size="sm" withPadding>
              {isMoved(effect) && (
                <List.Item>
                  {t('effectAgencies', { agencies: effect.agencies })}: <Clock of={effect} />
                </List.Item>
              )}
              {effect.granted.map((given) => (
                <List.Item key={given.day}>
                  {t('effectGranted', { agencies: given.agencies, day: shortDay(given.day) })}:{' '}
                  <Clock of={given} />
                </List.Item>
              ))}
            </List>
          </List.Item>
        </List>
      ))}
    </>
  );
}

type Moved = Pick<CalendarEffect, 'targetAt' | 'overdueAt'>;

/** The two days of a clock, before and after; the one that stays is not named. */
function Clock({ of: { targetAt, overdueAt } }: { readonly of: Moved }) {
  const { t } = useTranslation('admin');
  const target = t('effectTarget', {
    before: shortDay(dayAt(targetAt.before)),
    after: shortDay(dayAt(targetAt.after)),
  });
  const late = t('effectLate', {
    before: lateShort(overdueAt.before),
    after: lateShort(overdueAt.after),
  });
  return [
    ...(targetAt.before === targetAt.after ? [] : [target]),
    ...(overdueAt.before === overdueAt.after ? [] : [late]),
  ].join('; ');
}

function isMoved({ targetAt, overdueAt }: Moved): boolean {
  return targetAt.before !== targetAt.after || overdueAt.before !== overdueAt.after;
}

function yearsAround(year: number): string[] {
  return [-1, 0, 1, 2, 3, 4].map((step) => String(year + step));
}
