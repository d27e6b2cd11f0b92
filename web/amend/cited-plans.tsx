import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { ReviewStanding } from '../../contract/reviews.js';
import { PageLink } from '../parts/router-link.js';
import { useSend } from '../requests/use-read.js';

/** Offers a document that cites a plan which runs as the amendment of that plan. */
export function CitedPlans({
  review: { planId, cites },
  sameAs,
}: {
  readonly review: Pick<PlanReview, 'planId' | 'cites'>;
  /** Itself brought in once more, a document amends nothing though it prints that number and day. */
  readonly sameAs: ReviewStanding['sameAs'];
}) {
  const { t } = useTranslation('plan');
  const send = useSend();
  const client = useQueryClient();
  const navigate = useNavigate();
  const take = useMutation({
    mutationFn: (amends: string) =>
      send('POST /api/plans/:planId/amends', { params: { planId }, body: { amends } }),
    onSuccess: async ({ planId: begun }) => {
      await navigate({ to: '/plans/$planId/review', params: { planId: begun } });
      void client.invalidateQueries();
    },
  });
  const others = cites.filter((plan) => !sameAs.some((same) => same.planId === plan.planId));
  if (others.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" title={t('citesPlan')}>
      <Stack gap="sm">
        <Text size="sm">{t('citesPlanIntro')}</Text>
        {others.map((plan) => (
          <Group key={plan.planId} gap="sm">
            <PageLink to="/plans/$planId" params={{ planId: plan.planId }}>
              {plan.citation ?? plan.title}
            </PageLink>
            <Button
              size="compact-sm"
              variant="default"
              loading={take.isPending}
              onClick={() => take.mutate(plan.planId)}
            >
              {t('citesTake')}
            </Button>
          </Group>
        ))}
        {take.error !== null && (
          <Text size="sm" c="red.9" role="alert">
            {take.error.message}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
