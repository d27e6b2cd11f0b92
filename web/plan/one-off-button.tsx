import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAct } from '../parts/act-dialog.js';
import { useSend } from '../requests/use-read.js';

/** Asks what a report without a plan is to be about, and leads to where the rest is said. */
export function OneOffButton() {
  const { t } = useTranslation('plan');
  const act = useAct();
  const send = useSend();
  const navigate = useNavigate();
  return (
    <Button
      variant="default"
      onClick={() =>
        act({
          title: t('oneOff'),
          intro: t('oneOffIntro'),
          doneText: '',
          fields: [{ kind: 'text', name: 'subject', label: t('oneOffSubject'), required: true }],
          run: async (values) => {
            const { planId } = await send('POST /api/one-offs', {
              body: { subject: values.text('subject') },
            });
            await navigate({ to: '/plans/$planId/review', params: { planId } });
          },
        })
      }
    >
      {t('oneOff')}
    </Button>
  );
}
