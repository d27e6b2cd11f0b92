import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../contract/plans.js';
import { AmendButtons } from '../amend/amend-buttons.js';
import { useAct } from '../parts/act-dialog.js';
import { PageButton } from '../parts/router-link.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';
import { lookedAt } from '../review/looked-at.js';
import { NameBasisButton } from './name-basis-button.js';
import { DeleteDraftButton } from './delete-draft-button.js';
import { RehearseButton } from './rehearse-button.js';
import { StartButton } from './start-button.js';

/** What this person may do with the plan now. */
export function PlanActs({ data }: { readonly data: PlanDetail }) {
  const { plan, seen, amends } = data;
  const navigate = useNavigate();
  const { t } = useTranslation(['plan', 'common']);
  const act = useAct();
  const send = useSend();
  const isOfficer = useMay('officer');
  const isApprover = useMay('approver');
  const runs = useMay('officer', 'admin');
  const params = { planId: plan.id };
  const reason = { kind: 'reason', name: 'reason', label: t('common:reason') } as const;
  const waits = plan.state === 'draft' || plan.state === 'awaitingConsent';
  const waitsForStart = plan.state === 'awaitingConsent' || plan.state === 'consented';

  return (
    <>
      {isOfficer && waits && (
        <PageButton
          to="/plans/$planId/review"
          params={params}
          variant={plan.state === 'draft' ? 'filled' : 'default'}
        >
          {t('plan:review')}
        </PageButton>
      )}
      {isOfficer && plan.numberMissing && <NameBasisButton planId={plan.id} />}
      {isApprover && waitsForStart && (
        <>
          {!isOfficer && (
            <PageButton to="/plans/$planId/review" params={params} variant="default">
              {t('plan:viewReview')}
            </PageButton>
          )}
          <Button
            variant="default"
            onClick={() =>
              act({
                title: t('plan:sendBack'),
                fields: [reason],
                run: (values) =>
                  send('POST /api/plans/:planId/return', {
                    params,
                    body: { reason: values.text('reason') },
                  }),
              })
            }
          >
            {t('plan:sendBack')}
          </Button>
          {plan.state === 'awaitingConsent' && (
            <Button
              onClick={() =>
                act({
                  title: amends === null ? t('plan:consent') : t('plan:consentAmendment'),
                  intro: t(amends === null ? 'plan:consentIntro' : 'plan:consentAmendmentIntro', {
                    hash: seen?.slice(0, 12) ?? '–',
                  }),
                  fields:
                    amends === null
                      ? [{ kind: 'check', name: 'headsNeedWord', label: t('plan:headsNeedWord') }]
                      : [],
                  run: (values) =>
                    send('POST /api/plans/:planId/consent', {
                      params,
                      body: {
                        seen: lookedAt(plan.id, seen),
                        // As it was decided when the plan began.
                        ...(amends === null
                          ? { headsNeedWord: values.checked('headsNeedWord') }
                          : {}),
                      },
                    }),
                  ...(amends === null
                    ? {}
                    : {
                        onDone: () =>
                          void navigate({
                            to: '/plans/$planId',
                            params: { planId: amends.planId },
                          }),
                      }),
                })
              }
            >
              {amends === null ? t('plan:consent') : t('plan:consentAmendment')}
            </Button>
          )}
        </>
      )}
      {isOfficer && (plan.state === 'draft' || (amends !== null && waits)) && (
        <DeleteDraftButton planId={plan.id} amends={amends?.planId ?? null} />
      )}
      {runs && plan.state !== 'draft' && <RehearseButton planId={plan.id} />}
      {isOfficer && plan.state === 'consented' && <StartButton planId={plan.id} />}
      {isOfficer && <AmendButtons data={data} />}
      {runs && plan.state === 'started' && (
        <>
          {plan.pausedAt === null ? (
            <Button
              variant="default"
              onClick={() =>
                act({
                  title: t('plan:pause'),
                  intro: t('plan:pauseIntro'),
                  fields: [reason],
                  run: (values) =>
                    send('POST /api/plans/:planId/pause', {
                      params,
                      body: { reason: values.text('reason') },
                    }),
                  doneText: t('plan:paused'),
                  undo: () =>
                    send('POST /api/plans/:planId/resume', {
                      params,
                      body: { reason: t('plan:pauseUndone') },
                    }),
                })
              }
            >
              {t('plan:pause')}
            </Button>
          ) : (
            <Button
              onClick={() =>
                act({
                  title: t('plan:resume'),
                  intro: t('plan:resumeIntro'),
                  fields: [reason],
                  run: (values) =>
                    send('POST /api/plans/:planId/resume', {
                      params,
                      body: { reason: values.text('reason') },
                    }),
                })
              }
            >
              {t('plan:resume')}
            </Button>
          )}
          <Button
            variant="outline"
            color="red.9"
            onClick={() =>
              act({
                title: t('plan:cancel'),
                intro: t('plan:cancelIntro'),
                fields: [reason],
                danger: true,
                run: (values) =>
                  send('POST /api/plans/:planId/cancel', {
                    params,
                    body: { reason: values.text('reason') },
                  }),
              })
            }
          >
            {t('plan:cancel')}
          </Button>
        </>
      )}
    </>
  );
}
