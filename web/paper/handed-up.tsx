import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';
import { momentText } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { Panel } from '../parts/page-head.js';
import { ToneBadge } from '../parts/tone-badge.js';
import type { Tone } from '../parts/tone-badge.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';

type Standing = NonNullable<PaperDetail['handedUp']['standing']>;

const TONE: Readonly<Record<Standing['state'], Tone>> = {
  waiting: 'neutral',
  unclear: 'amber',
  received: 'blue',
  accepted: 'green',
  returned: 'red',
  refused: 'red',
};

/** How a released report stands at the office above that works with this product too, and handing it there. */
export function HandedUp({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation('paper');
  const { paper, handedUp } = detail;
  const { to, standing } = handedUp;
  const isOut = paper.state === 'released' || paper.state === 'acknowledged';
  if (paper.kind !== 'consolidatedReport' || !isOut || (to === null && standing === null)) {
    return null;
  }
  return (
    <Panel title={t('handedUp', { to: to ?? '' })}>
      <Stack gap="xs">
        {standing !== null && (
          <Group gap="xs">
            <ToneBadge tone={TONE[standing.state]}>{t(`handedUp_${standing.state}`)}</ToneBadge>
            <Text size="sm" c="dimmed">
              {momentText(standing.changedAt)}
            </Text>
            {standing.problem !== null && <Text size="sm">{standing.problem}</Text>}
          </Group>
        )}
        {standing?.state === 'returned' && detail.newer === null && (
          <Text size="sm">{t('handedUpMend')}</Text>
        )}
        <HandUp detail={detail} standing={standing} />
        <AskAbove detail={detail} standing={standing} />
      </Stack>
    </Panel>
  );
}

/** What waits to be tried again, or to be decided there, need not wait for its time. */
function AskAbove({
  detail,
  standing,
}: {
  readonly detail: PaperDetail;
  readonly standing: Standing | null;
}) {
  const { t } = useTranslation('paper');
  const open = useAct();
  const send = useSend();
  const may = useMay('clerk', 'officer');
  const isWaiting = standing?.state === 'waiting';
  if (!may || !(isWaiting || standing?.state === 'received')) return null;
  const title = t(isWaiting ? 'handUpNow' : 'askAbove');
  const { id: documentId } = detail.paper;
  return (
    <Button
      w="fit-content"
      variant="default"
      onClick={() =>
        open({
          title,
          run: () => send('POST /api/papers/:documentId/hand-up/now', { params: { documentId } }),
        })
      }
    >
      {title}
    </Button>
  );
}

function HandUp({
  detail,
  standing,
}: {
  readonly detail: PaperDetail;
  readonly standing: Standing | null;
}) {
  const { t } = useTranslation('paper');
  const open = useAct();
  const send = useSend();
  const may = useMay('clerk', 'officer');
  const again = standing === null || standing.state === 'unclear' || standing.state === 'refused';
  if (!may || !again || detail.handedUp.to === null) return null;
  const duties = standing?.duties ?? [];
  return (
    <Button
      w="fit-content"
      variant="default"
      onClick={() =>
        open({
          title: t('handUp'),
          intro: t('handUpIntro', { to: detail.handedUp.to ?? '' }),
          fields:
            duties.length === 0
              ? []
              : [
                  {
                    kind: 'choice',
                    name: 'dutyId',
                    label: t('handUpDuty'),
                    required: true,
                    options: duties.map(({ id, name, duePhrase }) => ({
                      value: id,
                      label: `${name} (${duePhrase})`,
                    })),
                  },
                ],
          run: (values) =>
            send('POST /api/papers/:documentId/hand-up', {
              params: { documentId: detail.paper.id },
              body: { dutyId: values.text('dutyId') === '' ? null : values.text('dutyId') },
            }),
        })
      }
    >
      {t('handUp')}
    </Button>
  );
}
