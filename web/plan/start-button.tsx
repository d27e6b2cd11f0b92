import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../parts/act-dialog.js';
import { useRead, useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

/** Starts the tracking, once a person has seen what that means. */
export function StartButton({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('plan');
  const act = useAct();
  const send = useSend();
  const preview = useRead('GET /api/plans/:planId/start', { params: { planId } });
  const isReady = preview.data?.problems.length === 0;
  return (
    <Button
      disabled={!isReady}
      onClick={() =>
        act({
          title: t('start'),
          intro: t('startIntro'),
          run: async () => {
            const started = await send('POST /api/plans/:planId/start', {
              params: { planId },
            });
            notices.show({
              message: t('startCounts', {
                cycles: started.cycles,
                obligations: started.obligations,
              }),
            });
          },
        })
      }
    >
      {t('start')}
    </Button>
  );
}
