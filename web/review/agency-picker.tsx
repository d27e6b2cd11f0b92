import { Button, Checkbox, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import { folded } from '../../domain/folded.js';
import { boundBy } from '../../domain/owing-agencies.js';
import { EmptyNote } from '../parts/loaded.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { wordsFor } from '../parts/code-words.js';

type Agencies = PlanReview['agencies'];

/** Which of the office's agencies owe, by kind; those merely asked are marked. */
export function AgencyPicker({
  agencies,
  chosenIds,
  owers,
  onChange,
}: {
  readonly agencies: Agencies;
  readonly chosenIds: readonly string[];
  /** Those who owe any duty, where not everybody chosen does. */
  readonly owers?: ReadonlySet<string>;
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const { t } = useTranslation(['review', 'states', 'common']);
  const [wanted, setWanted] = useState('');
  if (agencies.length === 0) return <EmptyNote>{t('review:noAgencies')}</EmptyNote>;
  const chosen = new Set(chosenIds);
  const found = agencies.filter(({ name }) => folded(name).includes(folded(wanted)));
  const foundIds = new Set(found.map(({ id }) => id));
  const owing = chosenIds.filter((id) => owers?.has(id) ?? true);
  const standing = agencies.filter((one) => owing.includes(one.id) && one.standing).length;
  const bound = boundBy({ agencyIds: owing }, { agencyIds: owing }, agencies).size;
  const asked = owing.length - standing - bound;
  const idle = chosen.size - owing.length;
  const toggle = (id: string, on: boolean): void =>
    onChange(on ? [...chosenIds, id] : chosenIds.filter((other) => other !== id));
  return (
    <Stack gap="sm">
      <Text size="sm" className="number">
        {t('review:agenciesChosen', { n: chosen.size, total: agencies.length })}
        {[
          t('review:chosenBound', { n: bound }),
          ...(asked > 0 ? [t('review:chosenAsked', { n: asked })] : []),
          ...(idle > 0 ? [t('review:chosenIdle', { n: idle })] : []),
          ...(standing > 0 ? [t('review:chosenStanding', { n: standing })] : []),
        ].join(', ')}
      </Text>
      <Group gap="xs">
        <TextInput
          aria-label={t('common:search')}
          placeholder={t('common:search')}
          value={wanted}
          style={{ flex: '1 1 180px' }}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button
          variant="default"
          size="sm"
          onClick={() => onChange([...new Set([...chosenIds, ...foundIds])])}
        >
          {t('review:chooseAll')}
        </Button>
        <Button
          variant="default"
          size="sm"
          onClick={() => onChange(chosenIds.filter((id) => !foundIds.has(id)))}
        >
          {t('review:chooseNone')}
        </Button>
      </Group>
      <ScrollArea.Autosize mah={420} type="auto" scrollbars="y" viewportProps={{ tabIndex: 0 }}>
        <Stack gap="md">
          {byKind(found).map(([kind, rows]) => (
            <Stack key={kind} gap={6}>
              <Text size="sm" fw={600}>
                {wordsFor('kind', kind)} ({rows.length})
              </Text>
              {rows.map((agency) => (
                <Checkbox
                  key={agency.id}
                  checked={chosen.has(agency.id)}
                  onChange={(event) => toggle(agency.id, event.currentTarget.checked)}
                  label={
                    <Group gap={6}>
                      <span>{agency.name}</span>
                      {!agency.binding && <ToneBadge tone="violet">{t('states:asked')}</ToneBadge>}
                      {agency.standing && <ToneBadge tone="blue">{t('review:standing')}</ToneBadge>}
                    </Group>
                  }
                />
              ))}
            </Stack>
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  );
}

function byKind(agencies: Agencies): readonly (readonly [string, Agencies])[] {
  const groups = new Map<string, Agencies>();
  for (const agency of agencies) {
    groups.set(agency.kind, [...(groups.get(agency.kind) ?? []), agency]);
  }
  return [...groups];
}
