import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ToDo } from '../../contract/to-do.js';
import { useAct } from '../parts/act-dialog.js';
import { NameBasisButton } from '../plan/name-basis-button.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';

/** What can be done about a thing without leaving the list; nothing for what has to be read first. */
export function OnTheSpot({ item: { what, about } }: { readonly item: ToDo }) {
  const isOfficer = useMay('officer');
  const isApprover = useMay('approver');
  if (what === 'heads' && about.cycleId !== null && isApprover) {
    return <ReleaseHeads cycleId={about.cycleId} />;
  }
  if (what === 'basis' && about.planId !== null && isOfficer) {
    return <NameBasisButton planId={about.planId} size="xs" />;
  }
  return null;
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
