import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../contract/plans.js';
import { useAct } from '../parts/act-dialog.js';
import { useSend } from '../requests/use-read.js';

/** Begins an amendment of a plan that runs, by a document or by hand; one at a time. */
export function AmendButtons({ data: { plan, amendment } }: { readonly data: PlanDetail }) {
  const { t } = useTranslation(['plan', 'common']);
  const act = useAct();
  const send = useSend();
  const navigate = useNavigate();
  if (plan.state !== 'started' || plan.pausedAt !== null || amendment !== null) return null;
  const params = { planId: plan.id };
  const review = (answer: unknown): void => {
    const { planId } = answer as { planId: string };
    void navigate({ to: '/plans/$planId/review', params: { planId } });
  };
  return (
    <>
      <Button
        variant="default"
        onClick={() =>
          act({
            title: t('plan:amend'),
            intro: t('plan:amendIntro'),
            fields: [
              {
                kind: 'file',
                name: 'file',
                label: t('plan:amendFile'),
                accept: '.docx,.pdf,.txt,.md',
                required: true,
              },
            ],
            doneText: '',
            run: (values) => {
              const form = new FormData();
              const file = values.file('file');
              if (file !== null) form.set('file', file);
              return send('POST /api/plans/:planId/amendments', { params, body: form });
            },
            onDone: review,
          })
        }
      >
        {t('plan:amend')}
      </Button>
      <Button
        variant="default"
        onClick={() =>
          act({
            title: t('plan:adjust'),
            intro: t('plan:adjustIntro'),
            fields: [{ kind: 'reason', name: 'reason', label: t('common:reason') }],
            doneText: '',
            run: (values) =>
              send('POST /api/plans/:planId/adjustments', {
                params,
                body: { reason: values.text('reason') },
              }),
            onDone: review,
          })
        }
      >
        {t('plan:adjust')}
      </Button>
    </>
  );
}
