import { Button, Drawer, Group } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { ReviewStanding } from '../../contract/reviews.js';
import { isOneOff } from '../../domain/one-off.js';
import { NO_EDITS } from '../../domain/review/review-edits.js';
import type { Evidence } from '../../domain/schemas/plan-draft.js';
import { EmptyNote } from '../parts/loaded.js';
import { PageHead } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { LoadedPlan } from '../plan/loaded-plan.js';
import { useRead } from '../requests/use-read.js';
import { DocumentText } from '../review/document-text.js';
import { EditedDuty } from '../review/edited-duty.js';
import type { Editing } from '../review/edited-duty.js';
import { allEvidence, dutyAt, evidenceAbout } from '../review/evidence.js';
import type { Span } from '../review/segments.js';
import { noteLookedAt } from '../review/looked-at.js';
import { ReviewForm } from '../review/review-form.js';
import { SaveState } from '../review/save-state.js';
import { useReview } from '../review/use-review.js';

/** Often enough to see what another officer does at the same time. */
const EVERY_MS = 8_000;

/** The document beside what was read from it; a person corrects, adds, answers and submits. */
export function ReviewPage() {
  const { t } = useTranslation('review');
  const { planId } = useParams({ strict: false });
  const id = planId ?? '';
  const review = useRead('GET /api/plans/:planId/review', {
    params: { planId: id },
    everyMs: EVERY_MS,
  });
  return (
    <LoadedPlan query={review}>
      {(data) => {
        const standing = data.standing ?? asConfirmed(data);
        if (standing === null) return <EmptyNote>{t('notYet')}</EmptyNote>;
        return (
          <Review
            // Who only reads sees what is confirmed now; who edits keeps what he has typed.
            key={data.standing === null ? data.seen : data.planId}
            review={data}
            fresh={standing}
          />
        );
      }}
    </LoadedPlan>
  );
}

/** What was confirmed, for whoever can only read it; null before. */
function asConfirmed({ confirmed, draft }: PlanReview): ReviewStanding | null {
  if (confirmed === null) return null;
  const { answers } = confirmed;
  return {
    revision: 0,
    changedBy: null,
    changedAt: null,
    edits: { ...NO_EDITS, answers, settled: Object.keys(answers) },
    draft,
    questions: draft.questions,
    confirmed,
    earlier: {},
    sameAs: [],
    problems: [],
    timelines: [],
    lastYear: null,
    memory: [],
    filledIn: [],
    gone: [],
  };
}

const NO_SPANS: readonly Span[] = [];

function Review({
  review,
  fresh,
}: {
  readonly review: PlanReview;
  readonly fresh: ReviewStanding;
}) {
  const { t } = useTranslation(['review', 'plan']);
  const mayEdit = review.standing !== null;
  const reviewing = useReview(review.planId, fresh);
  const { draft } = reviewing.standing;
  // What the form shows is what came first: a list confirmed meanwhile is not what was looked at.
  const [shown] = useState(review.seen);
  useEffect(() => {
    if (shown !== null) noteLookedAt(review.planId, shown);
  }, [review.planId, shown]);
  const isWide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  // Nothing was read from anything: there is no text to look into.
  const isOnce = isOneOff(draft);
  const [textOpen, text] = useDisclosure(false);
  const [chosen, setChosen] = useState(NO_SPANS);
  const [editing, setEditing] = useState<Editing | null>(() =>
    // Nothing stands in it yet: what it asks for is the first thing to be said.
    mayEdit && isOnce && draft.obligations.length === 0 ? { kind: 'add', evidence: null } : null,
  );
  const spans = useMemo(() => allEvidence(draft), [draft]);

  const show = (found: readonly Span[]): void => {
    setChosen(found);
    if (!isWide) text.open();
  };
  const add = (evidence: Evidence | null): void => {
    text.close();
    setEditing({ kind: 'add', evidence });
  };
  const headOf = (): { readonly title: string; readonly below: string } => {
    if (review.amends !== null) {
      return { title: t('plan:amendTitle'), below: t('plan:amendReviewIntro') };
    }
    return isOnce
      ? { title: t('review:onceTitle'), below: t('review:onceIntro') }
      : { title: t('review:title'), below: t('review:intro') };
  };
  const documentText = (
    <DocumentText
      text={review.text}
      spans={spans}
      chosen={chosen}
      dutyAt={(place) => dutyAt(draft, place)}
      onDuty={(about) => {
        text.close();
        setChosen(evidenceAbout(draft, about));
        document.getElementById(about)?.scrollIntoView({ block: 'center' });
      }}
      onAdd={
        mayEdit
          ? ({ start, end }) => add({ start, end, text: review.text.slice(start, end) })
          : null
      }
    />
  );

  return (
    <>
      <PageHead
        above={
          <PageLink to="/plans/$planId" params={{ planId: review.planId }}>
            {isOnce ? t('plan:oneOff') : review.fileName}
          </PageLink>
        }
        {...headOf()}
      >
        {mayEdit && <SaveState reviewing={reviewing} />}
        {!isWide && !isOnce && (
          <Button variant="default" onClick={text.open}>
            {t('showText')}
          </Button>
        )}
      </PageHead>
      <Group align="flex-start" gap="md" wrap="nowrap">
        {isWide && !isOnce && (
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
          reviewing={reviewing}
          mayEdit={mayEdit}
          onSource={(about) => show(evidenceAbout({ ...draft, unread: review.unread }, about))}
          onAdd={add}
          onAddLike={(like) => setEditing({ kind: 'add', evidence: null, like })}
          onEdit={(about) => setEditing({ kind: 'edit', about })}
        />
      </Group>
      {editing !== null && (
        <EditedDuty
          key={editing.kind === 'edit' ? editing.about : String(editing.evidence?.start ?? 'none')}
          review={review}
          reviewing={reviewing}
          editing={editing}
          onClose={() => setEditing(null)}
        />
      )}
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
