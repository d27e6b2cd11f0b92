import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.js';
import { useAct } from '../parts/act-dialog.js';
import { useSend } from '../requests/use-read.js';

/** Tries the whole plan out in stepped time. */
export function RehearseButton({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('plan');
  const act = useAct();
  const send = useSend();
  const navigate = useNavigate();
  return (
    <Button
      variant="default"
      leftSection={<Icon name="rehearse" size={16} />}
      onClick={() =>
        act({
          title: t('rehearse'),
          intro: t('rehearseIntro'),
          run: async () => {
            const { rehearsalId } = await send('POST /api/plans/:planId/rehearsals', {
              params: { planId },
              body: {},
            });
            await navigate({ to: '/rehearsals/$rehearsalId', params: { rehearsalId } });
          },
        })
      }
    >
      {t('rehearse')}
    </Button>
  );
}
