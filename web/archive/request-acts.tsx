import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActField, ActValues } from '../parts/act.js';
import { useAct } from '../parts/act-dialog.js';
import { useSend } from '../requests/use-read.js';

type Decision = 'shown' | 'erased' | 'corrected' | 'refused';

/** The ways to answer a request about somebody's data. */
export function RequestActs({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation('archive');
  const act = useAct();
  const send = useSend();
  const answer: ActField = {
    kind: 'reason',
    name: 'answer',
    label: t('answer'),
    hint: t('answerHint'),
  };
  const run = (decision: Decision) => async (values: ActValues) => {
    const typed = (name: 'name' | 'email' | 'phone') => {
      const text = values.text(name);
      return text === '' ? {} : { [name]: text };
    };
    const corrected = { ...typed('name'), ...typed('email'), ...typed('phone') };
    return send('POST /api/person-requests/:requestId/answer', {
      params: { requestId },
      body: {
        decision,
        answer: values.text('answer'),
        ...(decision === 'corrected' ? { corrected } : {}),
      },
    });
  };
  const optional = (name: string, label: string): ActField => ({
    ...{ kind: 'text', name, label, required: false },
  });
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        onClick={() => act({ title: t('answerShown'), fields: [answer], run: run('shown') })}
      >
        {t('answerShown')}
      </Button>
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          act({
            title: t('answerCorrected'),
            intro: t('correctIntro'),
            fields: [
              optional('name', t('newName')),
              optional('email', t('newEmail')),
              optional('phone', t('newPhone')),
              answer,
            ],
            run: run('corrected'),
          })
        }
      >
        {t('answerCorrected')}
      </Button>
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          act({
            title: t('answerErased'),
            intro: t('eraseIntro'),
            danger: true,
            fields: [answer],
            run: run('erased'),
          })
        }
      >
        {t('answerErased')}
      </Button>
      <Button
        size="xs"
        variant="default"
        onClick={() => act({ title: t('answerRefused'), fields: [answer], run: run('refused') })}
      >
        {t('answerRefused')}
      </Button>
    </Group>
  );
}
