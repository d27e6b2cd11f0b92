import { Alert, Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { OfficeMemory } from '../../domain/memory/office-memory.js';
import { owersOf, owingAgencies } from '../../domain/owing-agencies.js';
import type { ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import { Fact } from '../parts/page-head.js';
import { AgencyPicker } from './agency-picker.js';

/** So many names are read at a glance; more are counted. */
const SHOWN = 4;

/** Who owes one duty: in the plan's words, as the office's agencies, and a way to choose others. */
export function Owers({
  requirement,
  agencies,
  planAgencyIds,
  memory,
  asked,
  onChange,
}: {
  readonly requirement: ConfirmedRequirement;
  readonly agencies: PlanReview['agencies'];
  readonly planAgencyIds: readonly string[];
  /** What the office remembers of the words. */
  readonly memory: OfficeMemory;
  /** Names of nobody about whom it is asked beside this already. */
  readonly asked: ReadonlySet<string>;
  readonly onChange: (agencyIds: string[]) => void;
}) {
  const { t } = useTranslation('review');
  const [isOpen, picker] = useDisclosure(false);
  const { owedBy = [], onward } = requirement;
  const listed = agencies.filter(({ id }) => planAgencyIds.includes(id));
  const ids = owersOf(requirement, { agencyIds: [...planAgencyIds] });
  const owers = listed.filter(({ id }) => ids.has(id));
  const read = owingAgencies(owedBy, agencies, memory);
  const unknown = read.unknown.filter((name) => !asked.has(name));
  if (onward) return <Fact label={t('owedBy')}>{owedBy.join('; ')}</Fact>;
  // Who is off the plan's list for now comes back with it.
  const unlisted = (requirement.agencyIds ?? agencies.map(({ id }) => id)).filter(
    (id) => !planAgencyIds.includes(id),
  );
  return (
    <Stack gap={6}>
      {owedBy.length > 0 && <Fact label={t('owedBy')}>“{owedBy.join('; ')}”</Fact>}
      <Fact label={t('owers')}>
        <OwersText owers={owers} isAll={owers.length === listed.length} />{' '}
        <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={picker.toggle}>
          {isOpen ? t('owersDone') : t('owersChange')}
        </Button>
      </Fact>
      {owers.length === 0 && (
        <Alert color="red" variant="outline" p="xs">
          {t('owersNone')}
        </Alert>
      )}
      {unknown.length > 0 && (
        <Alert color="yellow" variant="outline" p="xs">
          {t('owersUnknown', { names: unknown.join('; ') })}{' '}
          {read.agencyIds === null && t('owersAllInstead')}
        </Alert>
      )}
      {isOpen && (
        <Stack gap="sm" style={{ background: '#f5f7f9', borderRadius: 6, padding: 12 }}>
          <AgencyPicker
            agencies={listed}
            chosenIds={[...ids]}
            onChange={(next) => onChange([...next, ...unlisted])}
          />
          <Button size="compact-sm" variant="default" w="fit-content" onClick={picker.close}>
            {t('owersDone')}
          </Button>
        </Stack>
      )}
    </Stack>
  );
}

function OwersText({
  owers,
  isAll,
}: {
  readonly owers: PlanReview['agencies'];
  readonly isAll: boolean;
}) {
  const { t } = useTranslation('review');
  if (isAll) return <b>{t('owersAll', { n: owers.length })}</b>;
  // The standing body's own figures come along; it is not whom the plan speaks of, unless alone.
  const others = owers.filter(({ standing }) => !standing);
  const told = others.length === 0 ? owers : others;
  const n = told.length;
  const names = told.slice(0, SHOWN).map(({ name }) => name);
  return (
    <>
      <b>{t('owersCount', { n })}</b>
      {n > 0 && `: ${names.join('; ')}`}
      {n > SHOWN && t('owersMore', { n: n - SHOWN })}
      {n < owers.length && t('owersStanding')}
    </>
  );
}
