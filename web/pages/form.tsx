import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { ReviewStanding } from '../../contract/reviews.js';
import { libraryForm } from '../../domain/forms/library.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { FormEditor } from '../forms/form-editor.js';
import { groupsOf } from '../forms/groups-of.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { PageHead } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useRead } from '../requests/use-read.js';
import { SaveState } from '../review/save-state.js';
import { shownPlan } from '../review/shown-plan.js';
import { useReview } from '../review/use-review.js';

/** Often enough to see what another officer does at the same time. */
const EVERY_MS = 8_000;

/** One form of a plan under review, made and changed; it is kept as it is typed. */
export function FormPage() {
  const { t } = useTranslation('forms');
  const { planId = '', formKey = '' } = useParams({ strict: false });
  const review = useRead('GET /api/plans/:planId/review', {
    params: { planId },
    everyMs: EVERY_MS,
  });
  return (
    <Loaded query={review}>
      {(data) =>
        data.standing === null ? (
          <EmptyNote>{t('notOpen')}</EmptyNote>
        ) : (
          <FormOfPlan key={formKey} review={data} fresh={data.standing} formKey={formKey} />
        )
      }
    </Loaded>
  );
}

function FormOfPlan({
  review,
  fresh,
  formKey,
}: {
  readonly review: PlanReview;
  readonly fresh: ReviewStanding;
  readonly formKey: string;
}) {
  const { t } = useTranslation('forms');
  const navigate = useNavigate();
  const reviewing = useReview(review.planId, fresh);
  const plan = shownPlan(reviewing.standing.confirmed, reviewing.edits);
  const own = plan.forms?.find(({ key }) => key === formKey);
  const shipped = libraryForm(formKey);
  const form = own ?? shipped;
  const usedFor = plan.requirements.filter((requirement) => requirement.form === formKey);
  const back = { to: '/plans/$planId/review', params: { planId: review.planId } } as const;
  return (
    <>
      <PageHead
        above={<PageLink {...back}>{t('backToReview')}</PageLink>}
        title={form === null || form.name === '' ? t('form') : form.name}
        below={
          usedFor.length === 0
            ? t('usedForNone')
            : t('usedFor', { names: usedFor.map(({ reportName }) => reportName).join('; ') })
        }
      >
        <SaveState reviewing={reviewing} />
        {own !== undefined && (shipped !== null || usedFor.length === 0) && (
          <Button
            variant="subtle"
            color="red"
            c="red.9"
            onClick={() => {
              reviewing.edit({ kind: 'dropForm', key: formKey });
              void reviewing.keep().then(() => navigate(back));
            }}
          >
            {shipped === null ? t('dropForm') : t('asInLibrary')}
          </Button>
        )}
      </PageHead>
      {form === null ? (
        <EmptyNote>{t('noSuchForm')}</EmptyNote>
      ) : (
        <FormEditor
          form={form}
          groups={groupsOf(review.agencies)}
          onChange={(next) =>
            // One of the library's is changed for this plan alone, under the key it had.
            reviewing.edit({ kind: 'form', form: own === undefined ? asOwn(next) : next })
          }
        />
      )}
    </>
  );
}

function asOwn(form: FormDefinition): FormDefinition {
  return { ...form, source: 'edited' };
}
