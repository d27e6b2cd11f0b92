import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAct } from '../parts/act-dialog.js';
import { useSend } from '../requests/use-read.js';

/** Takes a draft away for good, after asking; an amendment in the making, and back to the plan that goes on. */
export function DeleteDraftButton({
  planId,
  amends = null,
}: {
  readonly planId: string;
  /** The plan that it was to amend; null for a plan of its own. */
  readonly amends?: string | null;
}) {
  const { t } = useTranslation('plan');
  const act = useAct();
  const send = useSend();
  const navigate = useNavigate();
  const label = amends === null ? t('deleteDraft') : t('deleteAmendment');
  return (
    <Button
      variant="default"
      c="red.9"
      onClick={() =>
        act({
          title: label,
          intro: amends === null ? t('deleteDraftIntro') : t('deleteAmendmentIntro'),
          danger: true,
          run: () => send('DELETE /api/plans/:planId', { params: { planId } }),
          onDone: () =>
            void (amends === null
              ? navigate({ to: '/plans', search: {} })
              : navigate({ to: '/plans/$planId', params: { planId: amends } })),
        })
      }
    >
      {label}
    </Button>
  );
}
