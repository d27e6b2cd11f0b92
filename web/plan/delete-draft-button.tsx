import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAct } from '../parts/act-dialog.js';
import { useSend } from '../requests/use-read.js';

/** Takes a draft away for good, after asking. */
export function DeleteDraftButton({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('plan');
  const act = useAct();
  const send = useSend();
  const navigate = useNavigate();
  return (
    <Button
      variant="default"
      c="red.9"
      onClick={() =>
        act({
          title: t('deleteDraft'),
          intro: t('deleteDraftIntro'),
          danger: true,
          run: () => send('DELETE /api/plans/:planId', { params: { planId } }),
          onDone: () => void navigate({ to: '/plans', search: {} }),
        })
      }
    >
      {t('deleteDraft')}
    </Button>
  );
}
