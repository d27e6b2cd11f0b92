import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ArchivePlan } from '../../contract/archive.js';
import { Icon } from '../icons/icon.js';
import { useAct } from '../parts/act-dialog.js';
import { useMay } from '../requests/office.js';
import { useFileAddress, useSend } from '../requests/use-read.js';

/** What may be done with the file of one plan: making it, taking its packages, handing it over. */
export function ArchiveActs({ plan }: { readonly plan: ArchivePlan }) {
  const { t } = useTranslation('archive');
  const act = useAct();
  const send = useSend();
  const files = useMay('officer', 'clerk');
  const takes = useMay('officer', 'clerk', 'admin');
  const { planId, state, parts, forgotten } = plan;
  const isThere = state === 'made' || state === 'handed';
  return (
    <>
      {takes && isThere && forgotten !== 'papers' && <Packages planId={planId} parts={parts} />}
      {files && state !== 'handed' && state !== 'asked' && forgotten === null && (
        <Button
          size="xs"
          variant={state === 'none' ? 'filled' : 'default'}
          onClick={() =>
            act({
              title: state === 'none' ? t('make') : t('makeAgain'),
              intro: t('makeIntro'),
              run: async () => send('POST /api/plans/:planId/work-file', { params: { planId } }),
            })
          }
        >
          {state === 'none' ? t('make') : t('makeAgain')}
        </Button>
      )}
      {files && state === 'made' && (
        <Button
          size="xs"
          onClick={() =>
            act({
              title: t('handOver'),
              intro: t('handOverIntro'),
              fields: [
                { kind: 'text', name: 'takenBy', label: t('takenBy') },
                { kind: 'day', name: 'on', label: t('takenOn') },
              ],
              run: async (values) =>
                send('POST /api/plans/:planId/work-file/hand-over', {
                  params: { planId },
                  body: { takenBy: values.text('takenBy'), on: values.text('on') },
                }),
            })
          }
        >
          {t('handOver')}
        </Button>
      )}
    </>
  );
}

function Packages({ planId, parts }: { readonly planId: string; readonly parts: number }) {
  const { t } = useTranslation('archive');
  const addressOf = useFileAddress();
  return Array.from({ length: parts }, (_, index) => {
    const address = addressOf(`/api/plans/${planId}/work-file/package`);
    const sign = address.includes('?') ? '&' : '?';
    return (
      <Button
        key={index}
        component="a"
        size="xs"
        variant="default"
        leftSection={<Icon name="download" size={16} />}
        href={`${address}${sign}part=${String(index + 1)}`}
      >
        {parts === 1 ? t('download') : t('downloadPart', { n: index + 1, of: parts })}
      </Button>
    );
  });
}
