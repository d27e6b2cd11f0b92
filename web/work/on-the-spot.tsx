import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkChoice } from '../../contract/bulk.js';
import type { ToDo } from '../../contract/to-do.js';
import type { BulkActName } from '../../domain/bulk-act.js';
import type { Day } from '../../domain/day.js';
import { useAct } from '../parts/act-dialog.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';

// Most of what waits is read and followed elsewhere; whoever acts here fetches what that needs.
const BulkDialog = lazy(async () => {
  const { BulkDialog: Dialog } = await import('../bulk/bulk-dialog.js');
  return { default: Dialog };
});
const NameBasisButton = lazy(async () => {
  const { NameBasisButton: Named } = await import('../plan/name-basis-button.js');
  return { default: Named };
});

/** What can be done about a thing without leaving the list; nothing for what has to be read first. */
export function OnTheSpot({
  item: { what, about },
  today,
}: {
  readonly item: ToDo;
  readonly today: Day;
}) {
  const isOfficer = useMay('officer');
  const isApprover = useMay('approver');
  if (what === 'heads' && about.cycleId !== null && isApprover) {
    return <ReleaseHeads cycleId={about.cycleId} />;
  }
  if (what === 'basis' && about.planId !== null && isOfficer) {
    return (
      <Suspense fallback={null}>
        <NameBasisButton planId={about.planId} size="xs" />
      </Suspense>
    );
  }
  const bulk = BULK[what];
  if (bulk !== undefined && about.cycleId !== null && isOfficer) {
    const { name, show } = bulk;
    return <AtOnce name={name} of={{ cycleId: about.cycleId, show }} today={today} />;
  }
  return null;
}

/** What is done for all that wait at once, after a look at each of them. */
const BULK: Readonly<
  Partial<
    Record<
      ToDo['what'],
      {
        readonly name: BulkActName;
        readonly show: Extract<BulkChoice, { show: unknown }>['show'];
      }
    >
  >
> = {
  extensions: { name: 'grant', show: 'extension' },
  claims: { name: 'reconcile', show: 'claimed' },
  check: { name: 'accept', show: 'submitted' },
};

function AtOnce({
  name,
  of,
  today,
}: {
  readonly name: BulkActName;
  readonly of: BulkChoice;
  readonly today: Day;
}) {
  const { t } = useTranslation('bulk');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpened(true)}>
        {t(`act_${name}`)} …
      </Button>
      {opened && (
        <Suspense fallback={null}>
          <BulkDialog name={name} of={of} today={today} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}

/** The leader's word for letters to the heads of late agencies. */
function ReleaseHeads({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation('board');
  const open = useAct();
  const send = useSend();
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() =>
        open({
          title: t('releaseHeads'),
          intro: t('releaseHeadsIntro'),
          run: () => send('POST /api/cycles/:cycleId/heads', { params: { cycleId } }),
        })
      }
    >
      {t('releaseHeads')}
    </Button>
  );
}
