import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkChoice } from '../../contract/bulk.js';
import { BULK_ACTS } from '../../domain/bulk-act.js';
import type { BulkActName } from '../../domain/bulk-act.js';
import type { Day } from '../../domain/day.js';
import { BulkDialog } from './bulk-dialog.js';

/** What may be done at once with the rows that are chosen, and choosing all of them. */
export function BulkBar({
  chosen,
  n = chosen.length,
  all,
  filter = null,
  today,
  onChosen,
}: {
  readonly chosen: readonly string[];
  /** How many agencies these are of; as many as duties unless told. */
  readonly n?: number;
  /** Every row on screen. */
  readonly all: readonly string[];
  /** What chooses also what is not on screen yet; null where all of it is. */
  readonly filter?: BulkChoice | null;
  readonly today: Day;
  readonly onChosen: (ids: readonly string[]) => void;
}) {
  const { t } = useTranslation('bulk');
  const [act, setAct] = useState<BulkActName | null>(null);
  const [byFilter, setByFilter] = useState(false);
  // Somebody who takes a row out again does not mean everything any more.
  const isAll = byFilter && filter !== null && chosen.length === all.length;
  if (chosen.length === 0) return null;
  const choose = (ids: readonly string[]): void => {
    setByFilter(false);
    onChosen(ids);
  };
  return (
    <div className="bulk-bar">
      <Group gap="xs">
        <Text size="sm" fw={600} role="status">
          {isAll ? t('chosenFilter') : t('chosen', { n })}
        </Text>
        {chosen.length < all.length && (
          <Button size="compact-sm" variant="subtle" onClick={() => choose(all)}>
            {t('chooseShown')}
          </Button>
        )}
        {filter !== null && !isAll && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              onChosen(all);
              setByFilter(true);
            }}
          >
            {t('chooseFilter')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" onClick={() => choose([])}>
          {t('unchoose')}
        </Button>
      </Group>
      <Group gap="xs">
        {BULK_ACTS.filter((name) => name !== 'grant').map((name) => (
          <Button key={name} size="xs" variant="default" onClick={() => setAct(name)}>
            {t(`act_${name}`)}
          </Button>
        ))}
      </Group>
      {act !== null && (
        <BulkDialog
          name={act}
          of={isAll ? filter : { obligationIds: [...chosen] }}
          today={today}
          onClose={(done) => {
            setAct(null);
            if (done) choose([]);
          }}
        />
      )}
    </div>
  );
}
