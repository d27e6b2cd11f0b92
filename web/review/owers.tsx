import { Alert, Button, Collapse, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../api/contract/plans.js';
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
  onChange,
}: {
  readonly requirement: ConfirmedRequirement;
  readonly agencies: PlanReview['agencies'];
  readonly planAgencyIds: readonly string[];
  readonly onChange: (agencyIds: string[]) => void;
}) {
  const { t } = useTranslation('review');
  const [isOpen, picker] = useDisclosure(false);
  const { owedBy = [], onward } = requirement;
  const listed = agencies.filter(({ id }) => planAgencyIds.includes(id));
  const ids = owersOf(requirement, { agencyIds: [...planAgencyIds] });
  const owers = listed.filter(({ id }) => ids.has(id));
  const { unknown } = owingAgencies(owedBy, agencies);
  if (onward) return <Fact label={t('owedBy')}>{owedBy.join('; ')}</Fact>;
  const names = owers
    .slice(0, SHOWN)
    .map(({ name }) => name)
    .join(', ');
  const more = owers.length > SHOWN ? t('owersMore', { n: owers.length - SHOWN }) : '';
  return (
    <Stack gap={6}>
      {owedBy.length > 0 && <Fact label={t('owedBy')}>“{owedBy.join('; ')}”</Fact>}
      <Fact label={t('owers', { n: owers.length, total: listed.length })}>
        {owers.length === listed.length ? t('owersAll') : `${names}${more}`}
      </Fact>
      {owers.length === 0 && (
        <Alert color="red" variant="outline" p="xs">
          {t('owersNone')}
        </Alert>
      )}
      {unknown.length > 0 && (
        <Text size="sm" c="yellow.9">
          {t('owersUnknown', { names: unknown.join('; ') })}
        </Text>
      )}
      <Group>
        <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={picker.toggle}>
          {isOpen ? t('owersDone') : t('owersChange')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <AgencyPicker
          agencies={listed}
          chosenIds={[...ids]}
          onChange={(next) => onChange([...next])}
        />
      </Collapse>
    </Stack>
  );
}
