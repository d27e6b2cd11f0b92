import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgrammeUnitView, ProgrammeView } from '../../contract/programme.js';
import { folded } from '../../domain/folded.js';
import { shortDay } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { Panel } from '../parts/page-head.js';
import { ToneBadge } from '../parts/tone-badge.js';
import type { Tone } from '../parts/tone-badge.js';
import { useSend } from '../requests/use-read.js';
import { UnitHistory } from './unit-history.js';

type Register = NonNullable<ProgrammeView['register']>;

const FILTERS = ['all', 'recognised', 'registered', 'lost', 'none', 'gone'] as const;
type Filter = (typeof FILTERS)[number];

const STATE_TONE: Readonly<Record<ProgrammeUnitView['state'], Tone>> = {
  none: 'neutral',
  recognised: 'green',
  lost: 'red',
};

/** The units of a register by name, as far as they are asked for, each with all that befell it. */
export function UnitList({
  planId,
  register,
  mayEdit,
}: {
  readonly planId: string;
  readonly register: Register;
  readonly mayEdit: boolean;
}) {
  const { t } = useTranslation('programme');
  const [q, setQ] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const [year, setYear] = useState('');
  const { units } = register;
  const years = [
    ...new Set(units.flatMap(({ registrations }) => registrations.map((one) => one.year))),
  ].sort((a, b) => a - b);
  const shown = units.filter(
    (unit) =>
      isIn(unit, filter) &&
      folded(unit.name).includes(folded(q)) &&
      (year === '' || unit.registrations.some((one) => String(one.year) === year)),
  );
  return (
    <Panel title={t('units')}>
      <Group gap="sm" mb="sm" align="flex-end">
        <TextInput
          label={t('search')}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          style={{ flex: '1 1 200px' }}
        />
        <Select
          label={t('filter')}
          data={FILTERS.map((value) => ({ value, label: t(`filter_${value}`) }))}
          value={filter}
          allowDeselect={false}
          onChange={(value) => setFilter(FILTERS.find((one) => one === value) ?? 'all')}
        />
        <Select
          label={t('filterYear')}
          data={[
            { value: '', label: t('everyYear') },
            ...years.map((one) => ({ value: String(one), label: String(one) })),
          ]}
          value={year}
          allowDeselect={false}
          onChange={(value) => setYear(value ?? '')}
        />
      </Group>
      <Text size="sm" c="dimmed" mb="xs" role="status">
        {shown.length === 0 ? t('nothing') : t('shown', { n: shown.length })}
      </Text>
      <Stack gap={0}>
        {shown.map((unit) => (
          <UnitRow key={unit.agencyId} planId={planId} unit={unit} mayEdit={mayEdit} />
        ))}
      </Stack>
    </Panel>
  );
}

function isIn(unit: ProgrammeUnitView, filter: Filter): boolean {
  if (filter === 'gone') return !unit.isThere;
  if (!unit.isThere) return false;
  switch (filter) {
    case 'all':
      return true;
    case 'recognised':
    case 'lost':
      return unit.state === filter;
    case 'registered':
      return unit.registeredFor !== null;
    case 'none':
      return unit.registeredFor === null && unit.state === 'none';
  }
}

function UnitRow({
  planId,
  unit,
  mayEdit,
}: {
  readonly planId: string;
  readonly unit: ProgrammeUnitView;
  readonly mayEdit: boolean;
}) {
  const { t } = useTranslation('programme');
  const [isOpen, setOpen] = useState(false);
  const open = useAct();
  const send = useSend();
  const setBegin = () =>
    open({
      title: t('setBegin'),
      intro: unit.name,
      fields: [{ kind: 'day', name: 'on', label: t('effectiveOn') }],
      run: (values) =>
        send('POST /api/plans/:planId/programme/units/:agencyId/begin', {
          params: { planId, agencyId: unit.agencyId },
          body: { on: values.text('on') },
        }),
    });
  return (
    <div style={{ borderTop: '1px solid var(--mantine-color-default-border)', padding: '8px 0' }}>
      <Group gap="xs" justify="space-between">
        <Group gap="xs" style={{ flex: '1 1 240px' }}>
          <Text size="sm" fw={600}>
            {unit.name}
          </Text>
          <Standing unit={unit} />
        </Group>
        {unit.entries.length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={isOpen}
            aria-label={`${t('history', { n: unit.entries.length })}: ${unit.name}`}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? t('hide') : t('history', { n: unit.entries.length })}
          </Button>
        )}
      </Group>
      <Days unit={unit} />
      {unit.beginUnknown && (
        <Alert variant="outline" color="yellow" mt={4} p="xs">
          <Text size="sm">{t('beginUnknown')}</Text>
          {mayEdit && (
            <Button size="compact-sm" variant="default" mt={4} onClick={setBegin}>
              {t('setBegin')}
            </Button>
          )}
        </Alert>
      )}
      {isOpen && <UnitHistory planId={planId} unit={unit} mayEdit={mayEdit} />}
    </div>
  );
}

function Standing({ unit }: { readonly unit: ProgrammeUnitView }) {
  const { t } = useTranslation('programme');
  const { state, since, registeredFor, registrations } = unit;
  const before = registrations.filter(({ outcome }) => outcome !== 'open');
  return (
    <>
      {(state !== 'none' || registeredFor === null) && (
        <ToneBadge tone={STATE_TONE[state]}>
          {t(`state_${state}`)}
          {since !== null && ` ${t('since', { day: shortDay(since) })}`}
        </ToneBadge>
      )}
      {registeredFor !== null && (
        <ToneBadge tone="blue">{t('registeredFor', { year: registeredFor })}</ToneBadge>
      )}
      {before.length > 0 && (
        <Text size="xs" c="dimmed">
          {before.map(({ year, outcome }) => t(`outcome_${outcome}`, { year })).join('; ')}
        </Text>
      )}
    </>
  );
}

function Days({ unit: { from, to, successor } }: { readonly unit: ProgrammeUnitView }) {
  const { t } = useTranslation('programme');
  const words = [
    ...(from === null ? [] : [t('fromDay', { day: shortDay(from) })]),
    ...(to === null
      ? []
      : [
          successor === null
            ? t('gone', { day: shortDay(to) })
            : t('goneTo', { day: shortDay(to), unit: successor }),
        ]),
  ];
  if (words.length === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      {words.join('; ')}
    </Text>
  );
}
