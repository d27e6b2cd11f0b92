import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayOrNull } from '../../domain/day.js';
import { useAct } from '../parts/act-dialog.js';
import { useSend } from '../requests/use-read.js';

/** The paper behind what was asked for by somebody's word: from then on mails cite it. */
export function NameBasisButton({
  planId,
  size = 'sm',
}: {
  readonly planId: string;
  readonly size?: 'xs' | 'sm';
}) {
  const { t } = useTranslation(['plan', 'review']);
  const act = useAct();
  const send = useSend();
  return (
    <Button
      size={size}
      onClick={() =>
        act({
          title: t('plan:nameBasis'),
          intro: t('plan:nameBasisIntro'),
          fields: [
            {
              kind: 'text',
              name: 'documentType',
              label: t('review:documentType'),
              required: true,
              initial: 'Công văn',
            },
            { kind: 'text', name: 'number', label: t('review:number'), required: true },
            { kind: 'day', name: 'issuedOn', label: t('review:issuedOn'), required: true },
            { kind: 'text', name: 'issuer', label: t('review:issuer'), required: true },
          ],
          run: async (values) => {
            const issuedOn = dayOrNull(values.text('issuedOn'));
            if (issuedOn === null) throw new Error(t('plan:nameBasisDay'));
            return send('POST /api/plans/:planId/basis', {
              params: { planId },
              body: {
                basis: {
                  kind: 'document',
                  documentType: values.text('documentType'),
                  number: values.text('number'),
                  issuedOn,
                  issuer: values.text('issuer'),
                },
              },
            });
          },
        })
      }
    >
      {t('plan:nameBasis')}
    </Button>
  );
}
