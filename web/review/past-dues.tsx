import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReviewStanding } from '../../contract/reviews.js';
import { useAct } from '../parts/act-dialog.js';
import { useSend } from '../requests/use-read.js';
import type { Reviewing } from './use-review.js';

/** Duties whose day has gone by: each gets another day or is not tracked; nothing is left to be found at the start. */
export function PastDues({
  standing: { questions, draft, confirmed },
  planId,
  edit,
  keep,
  onEdit,
  mayEdit,
}: {
  readonly planId: string;
  readonly keep: Reviewing['keep'];
  readonly standing: ReviewStanding;
  readonly edit: Reviewing['edit'];
  readonly onEdit: (about: string) => void;
  readonly mayEdit: boolean;
}) {
  const { t } = useTranslation('review');
  const abouts = questions
    .filter(({ code }) => code === 'due_already_past')
    .map(({ about }) => about.split('.')[0] ?? about);
  if (abouts.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" title={t('pastDue')}>
      <Stack gap="sm">
        {abouts.map((about) => (
          <div key={about}>
            <Text size="sm">
              {t('pastDueIntro', {
                phrase: phraseAt(draft, about),
                name: confirmed.requirements.find((one) => one.about === about)?.reportName ?? '',
              })}
            </Text>
            {mayEdit && (
              <Group gap="xs" mt={4}>
                <Button size="compact-sm" onClick={() => onEdit(about)}>
                  {t('pastNewDue')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => edit({ kind: 'remove', about })}
                >
                  {t('remove')}
                </Button>
              </Group>
            )}
          </div>
        ))}
        {mayEdit && <KeepAsModel planId={planId} keep={keep} />}
        {mayEdit && abouts.length > 1 && (
          <Button
            size="compact-sm"
            variant="default"
            w="fit-content"
            onClick={() => edit(...abouts.map((about) => ({ kind: 'remove' as const, about })))}
          >
            {t('pastAll', { n: abouts.length })}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** All of it is gone: it is kept for next year's plan, and nothing is tracked. */
function KeepAsModel({
  planId,
  keep,
}: {
  readonly planId: string;
  readonly keep: Reviewing['keep'];
}) {
  const { t } = useTranslation('review');
  const act = useAct();
  const send = useSend();
  const navigate = useNavigate();
  return (
    <Button
      size="compact-sm"
      variant="default"
      w="fit-content"
      onClick={() =>
        act({
          title: t('keepAsModel'),
          intro: t('keepAsModelIntro'),
          run: async () => {
            await keep();
            await send('POST /api/plans/:planId/model', { params: { planId } });
            await navigate({ to: '/plans' });
          },
        })
      }
    >
      {t('keepAsModel')}
    </Button>
  );
}

function phraseAt({ obligations }: ReviewStanding['draft'], about: string): string {
  const index = Number(/\d+/u.exec(about)?.[0] ?? Number.NaN);
  return obligations[index]?.due.phrase ?? '';
}
