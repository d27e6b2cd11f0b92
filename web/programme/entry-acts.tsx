import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GivenEntry, ProgrammeUnitView, ProgrammeView } from '../../contract/programme.js';
import { ENTRY_KINDS } from '../../domain/programme/unit-history.js';
import type { EntryKind } from '../../domain/programme/unit-history.js';
import { useAct } from '../parts/act-dialog.js';
import type { ActField, ActValues } from '../parts/act.js';
import { useSend } from '../requests/use-read.js';

type Register = NonNullable<ProgrammeView['register']>;

/** Notes one thing of one or several units: what it asks for depends on what befell them. */
export function EntryActs({
  planId,
  register,
}: {
  readonly planId: string;
  readonly register: Register;
}) {
  const { t } = useTranslation('programme');
  const open = useAct();
  const send = useSend();
  const fieldsOf = useFields(register);
  const note = (kind: EntryKind) =>
    open({
      title: t(`act_${kind}`),
      confirmLabel: t('note'),
      fields: fieldsOf(kind),
      run: (values) =>
        send('POST /api/plans/:planId/programme/entries', {
          params: { planId },
          body: { agencyIds: [...values.chosen('units')], entry: entryOf(kind, values) },
        }),
    });
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button>{t('note')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ENTRY_KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => note(kind)}>
            {t(`act_${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useFields(register: Register): (kind: EntryKind) => readonly ActField[] {
  const { t } = useTranslation('programme');
  return (kind) => {
    const units = register.units.filter(({ isThere }) => isThere);
    // Whatever else is noted late is noted of a unit that stands otherwise today.
    const likely = units.filter((unit) => isLikely(kind, unit));
    const others = units.filter((unit) => !likely.includes(unit));
    const year: ActField = {
      kind: 'choice',
      name: 'year',
      label: t('forYear'),
      required: true,
      options: yearsOf(register).map((one) => ({ value: String(one), label: String(one) })),
    };
    const decision: readonly ActField[] = [
      { kind: 'text', name: 'number', label: t('decisionNumber') },
      { kind: 'day', name: 'decidedOn', label: t('decisionOn') },
      { kind: 'text', name: 'by', label: t('decisionBy') },
    ];
    return [
      {
        kind: 'choices',
        name: 'units',
        label: t('chosenUnits'),
        options: [...likely, ...others].map(({ agencyId, name }) => ({
          value: agencyId,
          label: name,
        })),
      },
      { kind: 'day', name: 'on', label: t('effectiveOn') },
      ...(kind === 'registered' || kind === 'carriedOver' ? [year] : decision),
      ...(kind === 'lost' || kind === 'carriedOver'
        ? [{ kind: 'reason', name: 'reason', label: t('reason') } as const]
        : []),
    ];
  };
}

function isLikely(kind: EntryKind, { state, registeredFor }: ProgrammeUnitView): boolean {
  switch (kind) {
    case 'registered':
      return state !== 'recognised' && registeredFor === null;
    case 'recognised':
      return state === 'none' && registeredFor !== null;
    case 'lost':
      return state === 'recognised';
    case 'regained':
      return state === 'lost';
    case 'carriedOver':
      return registeredFor !== null;
  }
}

/** The years that the plan states targets for, from this year's last on. */
function yearsOf({ on, targets }: Register): readonly number[] {
  const stated = targets.flatMap(({ year }) => (year === null ? [] : [year]));
  const here = Number(on.slice(0, 4));
  const [first, last] = [Math.min(here, ...stated), Math.max(here + 1, ...stated)];
  return Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
}

function entryOf(kind: EntryKind, values: ActValues): GivenEntry {
  // Days and years are checked at the door.
  const on = values.text('on') as GivenEntry['on'];
  const year = Number(values.text('year'));
  const reason = values.text('reason');
  const decision = {
    number: values.text('number'),
    on: values.text('decidedOn') as GivenEntry['on'],
    by: values.text('by'),
  };
  switch (kind) {
    case 'registered':
      return { kind, on, year };
    case 'carriedOver':
      return { kind, on, year, reason };
    case 'lost':
      return { kind, on, decision, reason };
    case 'recognised':
    case 'regained':
      return { kind, on, decision };
  }
}
