import { Alert, Button, Fieldset, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import { isOneOff } from '../../domain/one-off.js';
import { allOwers } from '../../domain/owing-agencies.js';
import { AmendmentPanel } from '../amend/amendment-panel.js';
import { CitedPlans } from '../amend/cited-plans.js';
import { Panel } from '../parts/page-head.js';
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
import { PastDues } from './past-dues.js';
import { PlanWindow } from './plan-window.js';
import { PutForward } from './put-forward.js';
import { Questions } from './questions.js';
import { SamePlan } from './same-plan.js';
import { shownPlan } from './shown-plan.js';
import { TargetList } from './target-list.js';
import { UnreadDeadlines } from './unread-deadlines.js';
import type { Reviewing } from './use-review.js';
import { Warnings } from './warnings.js';

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
  const problemAt = (at: string): string | undefined =>
    mayEdit ? problems.find((one) => one.at === at)?.message : undefined;

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
        <Warnings warnings={draft.warnings} hasSource={hasSource} onSource={onSource} />
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
          <PlanWindow
            window={{ windowFrom: plan.windowFrom, windowTo: plan.windowTo }}
            onChange={(window) => edit({ kind: 'window', ...window })}
            problem={problemAt('windowTo')}
            onSource={draft.window === null ? null : () => onSource('window')}
          />
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
        {mayEdit && <PutForward planId={review.planId} reviewing={reviewing} />}
        {!mayEdit && review.state === 'draft' && <Text size="sm">{t('review:notYet')}</Text>}
      </Stack>
    </Fieldset>
  );
}
