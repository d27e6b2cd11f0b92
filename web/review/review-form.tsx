import { Alert, Button, Fieldset, Group, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import { isOneOff } from '../../domain/one-off.js';
import { allOwers } from '../../domain/owing-agencies.js';
import { dayOrNull } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { AmendmentPanel } from '../amend/amendment-panel.js';
import { CitedPlans } from '../amend/cited-plans.js';
import { DayInput } from '../parts/day-input.js';
import { Panel } from '../parts/page-head.js';
import { useSend } from '../requests/use-read.js';
import { AgencyPicker } from './agency-picker.js';
import { AlsoRead } from './also-read.js';
import { DroppedDuties } from './dropped-duties.js';
import type { DutyValues } from './duty-values.js';
import { PlanAttachments } from '../plan/plan-attachments.js';
import { DutyList } from './duty-list.js';
import { evidenceAbout } from './evidence.js';
import { SetAside } from './filled-in.js';
import { SaidSuccessors } from './gone-names.js';
import { IdentityForm } from './identity-form.js';
import { LastYear } from './last-year.js';
import { forgetLookedAt } from './looked-at.js';
import { PastDues } from './past-dues.js';
import { Questions } from './questions.js';
import { SamePlan } from './same-plan.js';
import { SaveState } from './save-state.js';
import { shownPlan } from './shown-plan.js';
import { TargetList } from './target-list.js';
import { SourceButton } from './source-button.js';
import { UnreadDeadlines } from './unread-deadlines.js';
import type { Reviewing } from './use-review.js';

/** What was read from a document with what people did to it: corrected, answered, added to, and submitted. */
export function ReviewForm({
  review,
  reviewing,
  mayEdit,
  onSource,
  onAdd,
  onAddLike,
  onEdit,
}: {
  readonly review: PlanReview;
  readonly reviewing: Reviewing;
  readonly mayEdit: boolean;
  readonly onSource: (about: string) => void;
  /** From a passage that was not read, or from nothing. */
  readonly onAdd: (from: PlanReview['unread'][number] | null) => void;
  /** From nothing, but like another. */
  readonly onAddLike: (like: DutyValues) => void;
  readonly onEdit: (about: string) => void;
}) {
  const { t } = useTranslation(['review', 'common']);
  const { standing, edits, edit } = reviewing;
  const { draft, problems } = standing;
  const plan = shownPlan(standing.confirmed, edits);
  const navigate = useNavigate();
  const client = useQueryClient();
  const send = useSend();
  const params = { planId: review.planId };
  const problemAt = (at: string): string | undefined =>
    mayEdit ? problems.find((one) => one.at === at)?.message : undefined;

  const submit = useMutation({
    mutationFn: async () => {
      const kept = await reviewing.keep();
      if (kept === null || kept.problems.length > 0) return false;
      await send('POST /api/plans/:planId/confirm', {
        params,
        body: { confirmed: kept.confirmed },
      });
      return true;
    },
    onSuccess: async (isDone) => {
      if (!isDone) return;
      forgetLookedAt(review.planId);
      await client.invalidateQueries();
      await navigate({ to: '/plans/$planId', params });
    },
  });
  const openForm = async (formKey: string): Promise<void> => {
    // What is not kept yet would not be on the next page.
    if ((await reviewing.keep()) === null) return;
    await client.invalidateQueries({ queryKey: ['GET /api/plans/:planId/review'] });
    await navigate({
      to: '/plans/$planId/forms/$formKey',
      params: { planId: review.planId, formKey },
    });
  };
  const hasSource = (about: string): boolean => evidenceAbout(draft, about).length > 0;
  const window = (change: { windowFrom?: Day | null; windowTo?: Day | null }): void =>
    edit({ kind: 'window', windowFrom: plan.windowFrom, windowTo: plan.windowTo, ...change });
  const questions = standing.questions.filter(({ code }) => code !== 'due_already_past');
  const isOnce = isOneOff(draft);

  return (
    <Fieldset variant="unstyled" disabled={!mayEdit} style={{ flex: '1 1 50%', minWidth: 0 }}>
      <Stack gap="md">
        {!mayEdit && <Alert variant="outline">{t('review:readOnly')}</Alert>}
        {mayEdit && <SamePlan review={review} sameAs={standing.sameAs} />}
        <PastDues
          planId={review.planId}
          standing={standing}
          onEdit={onEdit}
          edit={edit}
          keep={reviewing.keep}
          mayEdit={mayEdit}
        />
        {draft.warnings.length > 0 && (
          <Alert color="yellow" variant="outline" title={t('review:warnings')}>
            <List size="sm">
              {draft.warnings.map(({ code, about, message }) => (
                <List.Item key={`${code}@${about}`}>
                  {message} {hasSource(about) && <SourceButton onClick={() => onSource(about)} />}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        {mayEdit && <CitedPlans review={review} sameAs={standing.sameAs} />}
        {review.amends !== null && (
          <AmendmentPanel
            planId={review.planId}
            amends={review.amends}
            reviewing={mayEdit ? reviewing : null}
            problemAt={problemAt}
          />
        )}
        <UnreadDeadlines
          unread={review.unread}
          added={edits.added}
          onSource={onSource}
          onAdd={mayEdit ? onAdd : null}
        />
        {!(isOnce && questions.length === 0) && (
          <Panel title={t('review:questions')}>
            <Questions
              questions={questions}
              answers={edits.answers}
              confirmedKeys={new Set(edits.settled)}
              onSource={onSource}
              hasSource={hasSource}
              onAnswer={(key, answer) => edit({ kind: 'answer', key, answer })}
              onConfirm={(key, settled) => {
                edit({ kind: 'settle', key, settled });
                void reviewing.keep();
              }}
            />
          </Panel>
        )}
        <Panel title={t('review:identity')}>
          <IdentityForm
            identity={plan.identity}
            onChange={(change) => edit({ kind: 'identity', change })}
            onSource={onSource}
            hasSource={hasSource}
            problemAt={problemAt}
            isReadOnly={!mayEdit}
            hasDocument={!isOnce}
          />
        </Panel>
        {!isOnce && (
          <Panel title={t('review:window')}>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <DayInput
                label={t('review:windowFrom')}
                value={plan.windowFrom ?? ''}
                onChange={(value) => window({ windowFrom: dayOrNull(value) })}
              />
              <DayInput
                label={t('review:windowTo')}
                value={plan.windowTo ?? ''}
                error={problemAt('windowTo')}
                onChange={(value) => window({ windowTo: dayOrNull(value) })}
              />
            </SimpleGrid>
            <SourceButton onClick={() => onSource('window')} disabled={draft.window === null} />
          </Panel>
        )}
        {mayEdit && standing.lastYear !== null && (
          <LastYear
            lastYear={standing.lastYear}
            reviewing={reviewing}
            agencies={review.agencies}
            planAgencyIds={plan.agencyIds}
            onAdd={onAddLike}
          />
        )}
        <Panel title={t('review:requirements')}>
          <DutyList
            plan={plan}
            amends={review.amends}
            reviewing={reviewing}
            agencies={review.agencies}
            mayEdit={mayEdit}
            problemAt={problemAt}
            onSource={onSource}
            onEdit={onEdit}
            onForm={(key) => void openForm(key)}
            onNewForm={(about, form) => {
              reviewing.edit(
                { kind: 'form', form },
                { kind: 'duty', about, change: { form: form.key } },
              );
              void openForm(form.key);
            }}
          />
          {mayEdit && (
            <Button variant="default" mt="md" onClick={() => onAdd(null)}>
              {t(isOnce ? 'review:addOnce' : 'review:addFromNothing')}
            </Button>
          )}
          {mayEdit && <SetAside edits={edits} edit={edit} />}
          {mayEdit && <SaidSuccessors edits={edits} edit={edit} agencies={review.agencies} />}
          <DroppedDuties draft={draft} removed={edits.removed} edit={edit} />
        </Panel>
        {isOnce && (
          <PlanAttachments planId={review.planId} mayEdit={mayEdit && review.state === 'draft'} />
        )}
        {!isOnce && (
          <Panel title={t('review:agencies')}>
            <AgencyPicker
              agencies={review.agencies}
              chosenIds={plan.agencyIds}
              owers={allOwers(plan)}
              onChange={(agencyIds) => edit({ kind: 'agencies', agencyIds: [...agencyIds] })}
            />
          </Panel>
        )}
        {!isOnce && (
          <TargetList
            targets={edits.targets ?? plan.targets ?? draft.targets}
            isChanged={edits.targets !== null}
            onChange={(targets) => edit({ kind: 'targets', targets })}
            onSource={onSource}
            mayEdit={mayEdit}
          />
        )}
        <AlsoRead
          draft={draft}
          edits={edits}
          edit={edit}
          onSource={onSource}
          onEdit={onEdit}
          isReadOnly={!mayEdit}
        />
        {submit.error !== null && (
          <Alert color="red" variant="outline" role="alert">
            {submit.error.message}
          </Alert>
        )}
        {mayEdit && problems.length > 0 && (
          <Alert
            color="yellow"
            variant="outline"
            title={t('review:problems', { n: problems.length })}
          >
            <List size="sm">
              {problems.map(({ at, message }) => (
                <List.Item key={`${at}/${message}`}>
                  {nameOf(plan.requirements, at)}
                  {message}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        {mayEdit && (
          <Group justify="space-between" gap="sm">
            <SaveState reviewing={reviewing} />
            <Button
              size="md"
              disabled={problems.length > 0}
              loading={submit.isPending}
              onClick={() => submit.mutate()}
            >
              {t('review:submit')}
            </Button>
          </Group>
        )}
        {!mayEdit && review.state === 'draft' && <Text size="sm">{t('review:notYet')}</Text>}
      </Stack>
    </Fieldset>
  );
}

/** Which duty a problem is about, by its name in mails. */
function nameOf(requirements: ReturnType<typeof shownPlan>['requirements'], at: string): string {
  const duty = requirements.find(({ about = '' }) => about !== '' && at.startsWith(about));
  return duty === undefined || duty.reportName === '' ? '' : `${duty.reportName}: `;
}
