import { Alert, Button, Group, List } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSend } from '../requests/use-read.js';
import { forgetLookedAt } from './looked-at.js';
import { SaveState } from './save-state.js';
import { shownPlan } from './shown-plan.js';
import type { Reviewing } from './use-review.js';

/** The end of the review: what is still missing, whether all is kept, and the way to the leader. */
export function PutForward({
  planId,
  reviewing,
}: {
  readonly planId: string;
  readonly reviewing: Reviewing;
}) {
  const { t } = useTranslation('review');
  const navigate = useNavigate();
  const client = useQueryClient();
  const send = useSend();
  const { problems, confirmed } = reviewing.standing;
  const { requirements } = shownPlan(confirmed, reviewing.edits);
  const params = { planId };
  const submit = useMutation({
    mutationFn: async () => {
      const kept = await reviewing.keep();
      if (kept === null || kept.problems.length > 0) return false;
      const body = { confirmed: kept.confirmed };
      await send('POST /api/plans/:planId/confirm', { params, body });
      return true;
    },
    onSuccess: async (isDone) => {
      if (!isDone) return;
      forgetLookedAt(planId);
      await client.invalidateQueries();
      await navigate({ to: '/plans/$planId', params });
    },
  });
  return (
    <>
      {submit.error !== null && (
        <Alert color="red" variant="outline" role="alert">
          {submit.error.message}
        </Alert>
      )}
      {problems.length > 0 && (
        <Alert color="yellow" variant="outline" title={t('problems', { n: problems.length })}>
          <List size="sm">
            {problems.map(({ at, message }) => (
              <List.Item key={`${at}/${message}`}>
                {nameOf(requirements, at)}
                {message}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Group justify="space-between" gap="sm">
        <SaveState reviewing={reviewing} />
        <Button
          size="md"
          disabled={problems.length > 0}
          loading={submit.isPending}
          onClick={() => submit.mutate()}
        >
          {t('submit')}
        </Button>
      </Group>
    </>
  );
}

/** Which duty a problem is about, by its name in mails. */
function nameOf(requirements: ReturnType<typeof shownPlan>['requirements'], at: string): string {
  const duty = requirements.find(({ about = '' }) => about !== '' && at.startsWith(about));
  return duty === undefined || duty.reportName === '' ? '' : `${duty.reportName}: `;
}
