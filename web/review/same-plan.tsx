import { Alert, Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { ReviewStanding } from '../../contract/reviews.js';
import { PageLink } from '../parts/router-link.js';
import { DeleteDraftButton } from '../plan/delete-draft-button.js';

/** Asks about a document that seems to be here already. */
export function SamePlan({
  review: { planId, state },
  sameAs,
}: {
  readonly review: Pick<PlanReview, 'planId' | 'state'>;
  readonly sameAs: ReviewStanding['sameAs'];
}) {
  const { t } = useTranslation(['plan', 'states']);
  if (sameAs.length === 0 || state !== 'draft') return null;
  return (
    <Alert color="yellow" variant="outline" title={t('plan:sameAs')}>
      <Text size="sm">{t('plan:sameAsIntro')}</Text>
      <List size="sm" my="xs">
        {sameAs.map((other) => (
          <List.Item key={other.planId}>
            <PageLink to="/plans/$planId" params={{ planId: other.planId }}>
              {other.title}
            </PageLink>{' '}
            ({t(`states:plan_${other.state}`)})
          </List.Item>
        ))}
      </List>
      <Group>
        <DeleteDraftButton planId={planId} />
      </Group>
    </Alert>
  );
}
