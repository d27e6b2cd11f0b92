import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Amends } from '../../contract/plans.js';
import type { ReviewStanding } from '../../contract/reviews.js';
import type { ReviewEdit } from '../../domain/schemas/review-edits.js';

/** Of a duty that the amending document states: which duty of the plan it takes the place of, as proposed until a person says so. */
export function EarlierDuty({
  amends,
  about,
  standing: { earlier, edits },
  edit,
}: {
  readonly amends: Amends | null;
  readonly about: string;
  readonly standing: ReviewStanding;
  readonly edit: (...edits: readonly ReviewEdit[]) => void;
}) {
  const { t } = useTranslation('plan');
  const of = earlier[about];
  if (amends === null || of === undefined) return null;
  const taken = new Set(Object.values(earlier));
  return (
    <Select
      label={t('amendEarlier')}
      description={edits.amends[about] === undefined ? t('amendEarlierNote') : undefined}
      allowDeselect={false}
      data={[
        { value: '', label: t('amendEarlierNew') },
        ...amends.duties.map(({ about: value, reportName, due }) => ({
          value,
          label: t('amendEarlierOf', { name: reportName, due }),
          // One duty has one successor; the second is a duty of its own.
          disabled: value !== of && taken.has(value),
        })),
      ]}
      value={of ?? ''}
      onChange={(value) =>
        edit({ kind: 'amends', about, earlier: value === null || value === '' ? null : value })
      }
    />
  );
}
