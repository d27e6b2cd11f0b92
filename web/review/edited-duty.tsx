import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { PassageReading } from '../../contract/reviews.js';
import type { Evidence } from '../../domain/schemas/plan-draft.js';
import { ask } from '../requests/ask.js';
import { useAsker } from '../requests/use-read.js';
import { DutyDialog } from './duty-dialog.js';
import { addingEdits, BLANK_DUTY, changingEdits, valuesOf } from './duty-values.js';
import type { DutyValues } from './duty-values.js';
import type { Reviewing } from './use-review.js';

/** What a person is about to do with a duty. */
export type Editing =
  | { readonly kind: 'edit'; readonly about: string }
  /** From a sentence of the text, or from nothing; `like`: what is known of it beforehand. */
  | { readonly kind: 'add'; readonly evidence: Evidence | null; readonly like?: DutyValues };

/** The dialog of the duty a person adds or changes; what it is added from is read first. */
export function EditedDuty({
  review,
  reviewing,
  editing,
  onClose,
}: {
  readonly review: PlanReview;
  readonly reviewing: Reviewing;
  readonly editing: Editing;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('review');
  const { standing, edit, keep } = reviewing;
  const evidence = editing.kind === 'add' ? editing.evidence : null;
  const read = usePassage(review.planId, evidence);
  const common = {
    planId: review.planId,
    agencies: review.agencies,
    memory: standing.memory,
    issuer: standing.confirmed.identity.issuer,
    onClose,
  };
  if (editing.kind === 'edit') {
    const before = valuesOf(standing, editing.about);
    if (before === null) return null;
    const index = Number(/\d+/u.exec(editing.about)?.[0] ?? Number.NaN);
    const quoted = standing.draft.obligations[index]?.evidence.text ?? '';
    return (
      <DutyDialog
        {...common}
        title={t('editDuty')}
        doLabel={t('save')}
        initial={before}
        quoted={quoted === '' ? null : quoted}
        isFromNothing={quoted === ''}
        onDone={(after) => {
          edit(...changingEdits(before, after, editing.about));
          void keep();
          onClose();
        }}
      />
    );
  }
  if (evidence !== null && read.isPending) return null;
  return (
    <DutyDialog
      {...common}
      title={t('addDuty')}
      doLabel={t('addDo')}
      initial={read.data === undefined ? (editing.like ?? BLANK_DUTY) : asRead(read.data)}
      quoted={evidence?.text ?? null}
      isFromNothing={evidence === null}
      onDone={(values) => {
        const about = `obligations[${String(standing.draft.obligations.length)}]`;
        edit(...addingEdits(values, { id: crypto.randomUUID(), about, evidence }));
        void keep();
        onClose();
      }}
    />
  );
}

function usePassage(planId: string, evidence: Evidence | null) {
  const asker = useAsker();
  return useQuery({
    queryKey: ['passage', planId, asker.officeId, evidence?.start, evidence?.end],
    queryFn: async () =>
      ask('POST /api/plans/:planId/passage', asker, {
        params: { planId },
        body: { start: evidence?.start ?? 0, end: evidence?.end ?? 0 },
      }),
    enabled: evidence !== null,
    staleTime: Infinity,
    // Whoever can read the sentence himself is not kept from adding it.
    retry: false,
  });
}

function asRead({ via, due, ...read }: PassageReading): DutyValues {
  return {
    ...BLANK_DUTY,
    ...read,
    via: via ?? '',
    when: due.boundary === 'none' ? null : { kind: 'phrase', due, until: null },
  };
}
