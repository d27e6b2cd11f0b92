import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { ReviewStanding } from '../../contract/reviews.js';
import { standingDay } from '../../domain/amendment/shown-due.js';
import { basisWords } from '../../domain/citation.js';
import { dueSource } from '../../domain/due-source.js';
import { isDated } from '../../domain/dated-cycle.js';
import type { DatedCycle } from '../../domain/dated-cycle.js';
import { dayOrNull, minuteAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import type { OfficeMemory } from '../../domain/memory/office-memory.js';
import { strangersIn } from '../../domain/review/named-successors.js';
import { daysOf } from '../../domain/review/moved-days.js';
import type { DutyChange } from '../../domain/schemas/review-edits.js';
import type {
  ConfirmedCycle,
  ConfirmedPlan,
  ConfirmedRequirement,
} from '../../domain/schemas/confirmed-plan.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { groupsOf } from '../forms/groups-of.js';
import { EarlierDuty } from '../amend/earlier-duty.js';
import { FormChoice } from '../forms/form-choice.js';
import { cycleText } from '../format/cycle-text.js';
import { shortDay } from '../format/day-text.js';
import { lateText, targetText } from '../format/deadline-text.js';
import { useLanguage } from '../i18n/language.js';
import { useUndoOffer } from '../parts/at-once.js';
import { DayInput } from '../parts/day-input.js';
import { EmptyNote } from '../parts/loaded.js';
import { Fact } from '../parts/page-head.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { FilledIn } from './filled-in.js';
import { GoneNames } from './gone-names.js';
import { LadderChoice } from './ladder-choice.js';
import { Owers } from './owers.js';
import { SourceButton } from './source-button.js';
import type { Reviewing } from './use-review.js';

/** Each duty with its phrase and both days; all of it can be changed. */
export function DutyList({
  plan,
  amends,
  reviewing: { standing, edit },
  agencies,
  mayEdit,
  problemAt,
  onSource,
  onEdit,
  onForm,
  onNewForm,
}: {
  readonly plan: ConfirmedPlan;
  readonly amends: PlanReview['amends'];
  readonly reviewing: Reviewing;
  readonly agencies: PlanReview['agencies'];
  readonly mayEdit: boolean;
  readonly problemAt: (at: string) => string | undefined;
  readonly onSource: (about: string) => void;
  readonly onEdit: (about: string) => void;
  /** Opens a form, to be changed. */
  readonly onForm: (key: string) => void;
  /** A form was made for a duty. */
  readonly onNewForm: (about: string, form: FormDefinition) => void;
}) {
  const { t } = useTranslation('review');
  const offerUndo = useUndoOffer();
  const { requirements, agencyIds } = plan;
  if (requirements.length === 0) return <EmptyNote>{t('noRequirements')}</EmptyNote>;
  return (
    <Stack gap="lg">
      {requirements.map((requirement, index) => {
        const { about = `requirements[${String(index)}]` } = requirement;
        const duty = standing.draft.obligations.find(
          (_, n) => `obligations[${String(n)}]` === about,
        );
        const strangers =
          mayEdit && duty !== undefined && !requirement.onward
            ? standing.edits.duties[about]?.agencyIds === undefined
              ? strangersIn(duty, agencies, standing.memory)
              : []
            : [];
        return (
          <DutyBox
            key={about}
            asked={new Set(strangers)}
            requirement={requirement}
            about={about}
            mark={markOf(standing, about)}
            isLikeLastYears={standing.edits.duties[about]?.model !== undefined}
            hasSource={duty !== undefined && duty.evidence.text !== ''}
            isReadDuty={duty !== undefined}
            forms={plan.forms ?? []}
            usedElsewhere={requirements.flatMap((one) => (one === requirement ? [] : [one.form]))}
            agencies={agencies}
            planAgencyIds={agencyIds}
            memory={standing.memory}
            filledIn={
              <>
                <FilledIn
                  filled={standing.filledIn.filter((one) => one.about === about)}
                  agencies={agencies}
                  edit={edit}
                  mayEdit={mayEdit}
                />
                {mayEdit && duty !== undefined && !requirement.onward && (
                  <GoneNames
                    names={strangers}
                    gone={standing.gone}
                    agencies={agencies}
                    edit={edit}
                  />
                )}
              </>
            }
            ladder={
              requirement.onward ? null : (
                <LadderChoice
                  requirement={requirement}
                  timeline={standing.timelines.find((one) => one.about === about) ?? null}
                  problem={problemAt(`${about}.ladder`)}
                  mayEdit={mayEdit}
                  onChange={(ladder) => edit({ kind: 'duty', about, change: { ladder } })}
                />
              )
            }
            problemAt={problemAt}
            source={dueSource(plan.identity, requirement.basis ?? null)}
            onSource={() => onSource(about)}
            onEdit={() => onEdit(about)}
            onForm={onForm}
            onNewForm={(form) => onNewForm(about, form)}
            onChange={(change) => edit({ kind: 'duty', about, change })}
            onAsRead={() =>
              edit({ kind: 'asRead', about, fields: fieldsOf(standing.edits.duties[about] ?? {}) })
            }
            onRemove={() => {
              edit({ kind: 'remove', about });
              offerUndo(t('removed'), () => {
                edit({ kind: 'takeBack', about });
                // The edit is kept as all others are; nothing here waits for it.
                return Promise.resolve();
              });
            }}
            above={<EarlierDuty amends={amends} about={about} standing={standing} edit={edit} />}
          />
        );
      })}
    </Stack>
  );
}

/** Whether a person added a duty or changed what was read of it. */
function markOf(
  { draft, edits }: ReviewStanding,
  about: string,
): 'byHand' | 'changedByHand' | null {
  const index = draft.obligations.findIndex((_, n) => `obligations[${String(n)}]` === about);
  if (index >= draft.obligations.length - edits.added.length) return 'byHand';
  return Object.keys(edits.duties[about] ?? {}).length > 0 ? 'changedByHand' : null;
}

function DutyBox({
  asked,
  source,
  requirement,
  about,
  mark,
  isLikeLastYears,
  hasSource,
  isReadDuty,
  forms,
  usedElsewhere,
  agencies,
  planAgencyIds,
  memory,
  filledIn,
  ladder,
  problemAt,
  onChange,
  onAsRead,
  onRemove,
  onSource,
  onEdit,
  onForm,
  onNewForm,
  above,
}: {
  readonly requirement: ConfirmedRequirement;
  /** Whose words its due phrases are. */
  readonly source: string;
  readonly about: string;
  readonly mark: 'byHand' | 'changedByHand' | null;
  /** Something of it was taken over from last year's plan. */
  readonly isLikeLastYears: boolean;
  readonly hasSource: boolean;
  /** It stands in the draft, so that all of it can be changed. */
  readonly isReadDuty: boolean;
  /** The plan's own forms. */
  readonly forms: readonly FormDefinition[];
  /** Keys of the forms of other duties. */
  readonly usedElsewhere: readonly string[];
  readonly agencies: PlanReview['agencies'];
  readonly planAgencyIds: readonly string[];
  readonly memory: OfficeMemory;
  /** Names of nobody about whom it is asked. */
  readonly asked: ReadonlySet<string>;
  /** What the office's memory filled into it. */
  readonly filledIn: ReactNode;
  /** Its reminders, to be chosen; null for a duty of which nobody is reminded. */
  readonly ladder: ReactNode;
  readonly problemAt: (at: string) => string | undefined;
  readonly onChange: (change: DutyChange) => void;
  readonly onAsRead: () => void;
  readonly onRemove: () => void;
  readonly onSource: () => void;
  readonly onEdit: () => void;
  readonly onForm: (key: string) => void;
  readonly onNewForm: (form: FormDefinition) => void;
  readonly above: ReactNode;
}) {
  const { t } = useTranslation(['review', 'states']);
  const trouble = problemAt(about) ?? problemAt(`${about}.days`) ?? problemAt(`${about}.agencyIds`);
  return (
    <Stack gap="sm" className="duty-box" id={about}>
      {above}
      <Group gap="xs">
        <ToneBadge tone="blue">{t(`states:what_${requirement.what}`)}</ToneBadge>
        {requirement.onward && <ToneBadge tone="violet">{t('review:onward')}</ToneBadge>}
        {requirement.binding === false && <ToneBadge tone="violet">{t('states:asked')}</ToneBadge>}
        {mark !== null && <ToneBadge tone="amber">{t(`review:${mark}`)}</ToneBadge>}
        {isLikeLastYears && <ToneBadge tone="violet">{t('review:fromLastYear')}</ToneBadge>}
        {requirement.recipients.length > 0 && (
          <Text size="sm">
            {t('review:recipients')}: {requirement.recipients.join(', ')}
            {requirement.via !== null && ` (${t('review:via', { via: requirement.via })})`}
          </Text>
        )}
      </Group>
      {requirement.basis !== undefined && (
        <Text size="sm">{t('review:basisCited', { words: basisWords(requirement.basis) })}</Text>
      )}
      {trouble !== undefined && (
        <Text size="sm" c="red.9" role="alert">
          {trouble}
        </Text>
      )}
      {filledIn}
      <Owers
        requirement={requirement}
        agencies={agencies}
        planAgencyIds={planAgencyIds}
        memory={memory}
        asked={asked}
        onChange={(agencyIds) => onChange({ agencyIds })}
      />
      <TextInput
        label={t('review:reportName')}
        required
        error={problemAt(`${about}.reportName`)}
        value={requirement.reportName}
        onChange={(event) => onChange({ reportName: event.currentTarget.value })}
      />
      <Stack gap="sm">
        <TextInput
          label={t('review:channel')}
          value={requirement.channel}
          onChange={(event) => onChange({ channel: event.currentTarget.value })}
        />
        <FormChoice
          value={requirement.form}
          forms={forms}
          usedElsewhere={usedElsewhere}
          groups={groupsOf(agencies)}
          onChange={(form) => onChange({ form })}
          onEdit={onForm}
          onMade={onNewForm}
        />
      </Stack>
      {requirement.cycles.map((cycle) => (
        <CycleBox
          key={cycle.key}
          cycle={cycle}
          dueSource={source}
          onChange={(moved) => onChange({ days: { [cycle.key]: moved } })}
        />
      ))}
      {ladder}
      <Group gap="xs">
        {hasSource && <SourceButton onClick={onSource} />}
        {isReadDuty && (
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            {t('review:editDuty')}
          </Button>
        )}
        {mark === 'changedByHand' && (
          <Button size="compact-sm" variant="subtle" onClick={onAsRead}>
            {t('review:asRead')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="red" c="red.9" onClick={onRemove}>
          {t('review:remove')}
        </Button>
      </Group>
    </Stack>
  );
}

type DutyField = keyof DutyChange;

function fieldsOf(change: DutyChange): DutyField[] {
  return Object.keys(change) as DutyField[];
}

function CycleBox({
  cycle,
  dueSource,
  onChange,
}: {
  readonly cycle: ConfirmedCycle;
  readonly dueSource: string;
  readonly onChange: (moved: { target?: Day; lateAfter?: Day }) => void;
}) {
  const { t } = useTranslation(['review', 'plan']);
  const { language } = useLanguage();
  const [editing, setEditing] = useState(false);
  const days = daysOf(cycle);
  const lateLabel = ({ overdueAt }: DatedCycle) =>
    minuteAt(overdueAt) === 0 ? t('late') : t('lateHour');
  const moved = (field: 'target' | 'lateAfter', text: string): void => {
    const on = dayOrNull(text);
    if (on !== null) onChange({ [field]: on });
  };
  return (
    <Stack gap={6} style={{ background: '#f5f7f9', borderRadius: 6, padding: 12 }}>
      {cycle.periodFrom !== null && cycle.periodTo !== null && (
        <Text size="sm" fw={600}>
          {t('period', {
            key: cycleText(standingDay(cycle), language),
            from: shortDay(cycle.periodFrom),
            to: shortDay(cycle.periodTo),
          })}
        </Text>
      )}
      <Fact label={t('plan:phraseLabelOf', { source: dueSource })}>
        “{cycle.duePhrase}”
        {cycle.officeDue !== undefined && (
          <div>{t('plan:officeDue', { due: cycle.officeDue })}</div>
        )}
      </Fact>
      {days === null || !isDated(cycle) ? (
        <Text size="sm">{t('openNote')}</Text>
      ) : editing ? (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <DayInput
            label={t('target')}
            value={days.target}
            onChange={(text) => moved('target', text)}
          />
          <DayInput
            label={lateLabel(cycle)}
            value={days.lateAfter}
            onChange={(text) => moved('lateAfter', text)}
          />
        </SimpleGrid>
      ) : (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Fact label={t(cycle.hourBound ? 'targetHour' : 'target')}>
            <b>{targetText(cycle.targetAt, cycle.hourBound, language)}</b>
          </Fact>
          <Fact label={lateLabel(cycle)}>{lateText(cycle.overdueAt, language)}</Fact>
        </SimpleGrid>
      )}
      {!cycle.showTarget && days !== null && (
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
        {!editing && days !== null && (
          <Button size="compact-xs" variant="subtle" onClick={() => setEditing(true)}>
            {t('changeDays')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
