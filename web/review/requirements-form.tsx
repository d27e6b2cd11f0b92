import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import { minuteAt } from '../../domain/day.js';
import type {
  ConfirmedCycle,
  ConfirmedPlan,
  ConfirmedRequirement,
} from '../../domain/schemas/confirmed-plan.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { FormChoice } from '../forms/form-choice.js';
import { cycleText } from '../format/cycle-text.js';
import { shortDay } from '../format/day-text.js';
import { lateText, targetText } from '../format/deadline-text.js';
import { useLanguage } from '../i18n/language.js';
import { DayInput } from '../parts/day-input.js';
import { EmptyNote } from '../parts/loaded.js';
import { Fact } from '../parts/page-head.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { Owers } from './owers.js';
import { daysOf, withLateAfterDay, withTargetDay } from './changed-days.js';
import { SourceButton } from './source-button.js';

type Requirements = ConfirmedPlan['requirements'];

/** Each duty with its phrase and both days, which a person may correct. */
export function RequirementsForm({
  requirements,
  forms,
  agencies,
  planAgencyIds,
  onChange,
  onSource,
}: {
  readonly requirements: Requirements;
  /** The plan's own forms. */
  readonly forms: readonly FormDefinition[];
  readonly agencies: PlanReview['agencies'];
  readonly planAgencyIds: readonly string[];
  readonly onChange: (requirements: Requirements) => void;
  readonly onSource: (about: string | undefined, phrase: string) => void;
}) {
  const { t } = useTranslation('review');
  if (requirements.length === 0) return <EmptyNote>{t('noRequirements')}</EmptyNote>;
  return (
    <Stack gap="lg">
      {requirements.map((requirement, index) => (
        <RequirementBox
          key={`${requirement.what}/${requirement.cycles[0]?.key ?? String(index)}`}
          requirement={requirement}
          forms={forms}
          agencies={agencies}
          planAgencyIds={planAgencyIds}
          onSource={(phrase) => onSource(requirement.about, phrase)}
          onChange={(changed) => onChange(requirements.with(index, changed))}
          onRemove={() => onChange(requirements.toSpliced(index, 1))}
        />
      ))}
    </Stack>
  );
}

function RequirementBox({
  requirement,
  forms,
  agencies,
  planAgencyIds,
  onChange,
  onRemove,
  onSource,
}: {
  readonly requirement: ConfirmedRequirement;
  readonly forms: readonly FormDefinition[];
  readonly agencies: PlanReview['agencies'];
  readonly planAgencyIds: readonly string[];
  readonly onChange: (requirement: ConfirmedRequirement) => void;
  readonly onRemove: () => void;
  readonly onSource: (phrase: string) => void;
}) {
  const { t } = useTranslation(['review', 'states']);
  return (
    <Stack gap="sm" style={{ borderLeft: '3px solid #1e6a92', paddingLeft: 12 }}>
      <Group gap="xs">
        <ToneBadge tone="blue">{t(`states:what_${requirement.what}`)}</ToneBadge>
        {requirement.onward && <ToneBadge tone="violet">{t('review:onward')}</ToneBadge>}
        {requirement.recipients.length > 0 && (
          <Text size="sm">
            {t('review:recipients')}: {requirement.recipients.join(', ')}
            {requirement.via !== null && ` (${t('review:via', { via: requirement.via })})`}
          </Text>
        )}
      </Group>
      <Owers
        requirement={requirement}
        agencies={agencies}
        planAgencyIds={planAgencyIds}
        onChange={(agencyIds) => onChange({ ...requirement, agencyIds })}
      />
      <TextInput
        label={t('review:reportName')}
        required
        value={requirement.reportName}
        onChange={(event) => onChange({ ...requirement, reportName: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label={t('review:channel')}
          value={requirement.channel}
          onChange={(event) => onChange({ ...requirement, channel: event.currentTarget.value })}
        />
        <FormChoice
          value={requirement.form}
          forms={forms}
          onChange={(form) => onChange({ ...requirement, form })}
        />
      </SimpleGrid>
      {requirement.cycles.map((cycle, index) => (
        <CycleBox
          key={cycle.key}
          cycle={cycle}
          onSource={onSource}
          onChange={(changed) =>
            onChange({ ...requirement, cycles: requirement.cycles.with(index, changed) })
          }
        />
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        c="red.9"
        w="fit-content"
        onClick={onRemove}
      >
        {t('review:remove')}
      </Button>
    </Stack>
  );
}

function CycleBox({
  cycle,
  onChange,
  onSource,
}: {
  readonly cycle: ConfirmedCycle;
  readonly onChange: (cycle: ConfirmedCycle) => void;
  readonly onSource: (phrase: string) => void;
}) {
  const { t } = useTranslation('review');
  const { language } = useLanguage();
  const [editing, setEditing] = useState(false);
  const { target, lateAfter } = daysOf(cycle);
  const lateLabel = minuteAt(cycle.overdueAt) === 0 ? t('late') : t('lateHour');
  return (
    <Stack gap={6} style={{ background: '#f5f7f9', borderRadius: 6, padding: 12 }}>
      {cycle.periodFrom !== null && cycle.periodTo !== null && (
        <Text size="sm" fw={600}>
          {t('period', {
            key: cycleText(cycle.key, language),
            from: shortDay(cycle.periodFrom),
            to: shortDay(cycle.periodTo),
          })}
        </Text>
      )}
      <Fact label={t('phrase')}>“{cycle.duePhrase}”</Fact>
      {editing ? (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <DayInput
            label={t('target')}
            value={target}
            onChange={(text) => onChange(withTargetDay(cycle, text))}
          />
          <DayInput
            label={lateLabel}
            value={lateAfter}
            onChange={(text) => onChange(withLateAfterDay(cycle, text))}
          />
        </SimpleGrid>
      ) : (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Fact label={t('target')}>
            <b>{targetText(cycle.targetAt, cycle.hourBound, language)}</b>
          </Fact>
          <Fact label={lateLabel}>{lateText(cycle.overdueAt, language)}</Fact>
        </SimpleGrid>
      )}
      {!cycle.showTarget && (
        <Text size="sm" c="dimmed">
          {t('phraseOnly')}
        </Text>
      )}
      {cycle.cutOff !== null && (
        <Text size="sm" c="dimmed">
          {t('cutOff', { day: shortDay(cycle.cutOff) })}
        </Text>
      )}
      <Group gap="xs">
        <SourceButton onClick={() => onSource(cycle.duePhrase)} />
        {!editing && (
          <Button size="compact-xs" variant="subtle" onClick={() => setEditing(true)}>
            {t('changeDays')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
