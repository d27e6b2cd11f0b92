import { Button, Drawer, Group } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanReview, Proposal } from '../../contract/plans.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { Loaded } from '../parts/loaded.js';
import { PageHead } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { ask } from '../requests/ask.js';
import { useMay } from '../requests/office.js';
import { useAsker, useRead } from '../requests/use-read.js';
import { DocumentText } from '../review/document-text.js';
import { allEvidence, evidenceAbout, evidenceOfDuty } from '../review/evidence.js';
import type { Span } from '../review/segments.js';
import { noteLookedAt } from '../review/looked-at.js';
import { ReviewForm } from '../review/review-form.js';

/** The document beside what was read from it; a person corrects, answers and submits. */
export function ReviewPage() {
  const { planId } = useParams({ strict: false });
  const id = planId ?? '';
  const asker = useAsker();
  const review = useRead('GET /api/plans/:planId/review', { params: { planId: id } });
  const given = review.data?.confirmed?.answers;
  const isOpen = review.data?.state === 'draft' || review.data?.state === 'awaitingConsent';
  const isOfficer = useMay('officer');
  const proposal = useQuery({
    queryKey: ['proposal', id, asker.officeId, given],
    queryFn: () =>
      ask('POST /api/plans/:planId/proposal', asker, {
        params: { planId: id },
        body: { answers: given ?? {} },
      }),
    enabled: isOpen && isOfficer,
    staleTime: Infinity,
  });
  return (
    <Loaded query={review}>
      {(data) =>
        data.confirmed === null ? (
          <Loaded query={proposal}>
            {(fresh) => <Review review={data} initial={fresh.confirmed} fresh={fresh} />}
          </Loaded>
        ) : (
          <Review
            // Who only reads sees what is confirmed now; who edits keeps what he has typed.
            key={isOfficer ? 'own' : data.seen}
            review={data}
            initial={data.confirmed}
            fresh={proposal.data}
          />
        )
      }
    </Loaded>
  );
}

const NO_SPANS: readonly Span[] = [];

function Review({
  review,
  initial,
  fresh,
}: {
  readonly review: PlanReview;
  readonly initial: ConfirmedPlan;
  /** What is proposed by the answers it begins with; unknown to those who may not change it. */
  readonly fresh: Proposal | undefined;
}) {
  const { t } = useTranslation('review');
  const { draft } = review;
  // What the form shows is what came first: a list confirmed meanwhile is not what was looked at.
  const [shown] = useState(review.seen);
  useEffect(() => {
    if (shown !== null) noteLookedAt(review.planId, shown);
  }, [review.planId, shown]);
  const isWide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const [textOpen, text] = useDisclosure(false);
  const [chosen, setChosen] = useState(NO_SPANS);
  const spans = useMemo(() => allEvidence(draft), [draft]);

  const show = (found: readonly Span[]): void => {
    setChosen(found);
    if (!isWide) text.open();
  };
  const documentText = <DocumentText text={review.text} spans={spans} chosen={chosen} />;

  return (
    <>
      <PageHead
        above={
          <PageLink to="/plans/$planId" params={{ planId: review.planId }}>
            {review.fileName}
          </PageLink>
        }
        title={t('title')}
        below={t('intro')}
      >
        {!isWide && (
          <Button variant="default" onClick={text.open}>
            {t('showText')}
          </Button>
        )}
      </PageHead>
      <Group align="flex-start" gap="md" wrap="nowrap">
        {isWide && (
          <div
            className="panel"
            tabIndex={0}
            role="region"
            aria-label={t('text')}
            style={{
              flex: '1 1 50%',
              position: 'sticky',
              top: 72,
              height: 'calc(100vh - 96px)',
              overflow: 'auto',
            }}
          >
            {documentText}
          </div>
        )}
        <ReviewForm
          review={review}
          initial={initial}
          fresh={fresh}
          onSource={(about) => show(evidenceAbout(draft, about))}
          onDuty={(about, phrase) => show(evidenceOfDuty(draft, about, phrase))}
        />
      </Group>
      <Drawer
        opened={textOpen && !isWide}
        onClose={text.close}
        title={t('text')}
        position="bottom"
        size="75%"
      >
        {documentText}
      </Drawer>
    </>
  );
}
