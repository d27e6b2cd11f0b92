import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../contract/cycles.js';
import { Icon } from '../icons/icon.js';
import { useAct } from '../parts/act-dialog.js';
import type { Act } from '../parts/act.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';

/** What the officer may do with a whole cycle; the leader alone may let letters to heads go. */
export function CycleActs({ board }: { readonly board: Board }) {
  const { t } = useTranslation(['board', 'common', 'heads']);
  const open = useAct();
  const send = useSend();
  const isOfficer = useMay('officer');
  const isApprover = useMay('approver');
  const { cycle, counts } = board;
  const heads: Act | null =
    counts.overdue > 0 && cycle.headReleasedAt === null
      ? {
          title: t('board:releaseHeads'),
          intro: t('board:releaseHeadsIntro'),
          run: () => send('POST /api/cycles/:cycleId/heads', { params: { cycleId: cycle.id } }),
        }
      : null;
  if (!isOfficer && isApprover && heads !== null && cycle.closedAt === null) {
    return (
      <Button size="xs" onClick={() => open(heads)}>
        {t('board:releaseHeads')}
      </Button>
    );
  }
  if (!isOfficer || cycle.closedAt !== null || cycle.kind === 'onward') return null;
  const params = { cycleId: cycle.id };
  const reason = { kind: 'reason', name: 'reason', label: t('common:reason') } as const;
  if (cycle.cancelledAt !== null) {
    return (
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          open({
            title: t('board:unskip'),
            intro: t('board:unskipIntro'),
            fields: [reason],
            run: (values) =>
              send('POST /api/cycles/:cycleId/unskip', {
                params,
                body: { reason: values.text('reason') },
              }),
          })
        }
      >
        {t('board:unskip')}
      </Button>
    );
  }
  const acts: readonly (Act | null)[] = [
    cycle.targetAt === null && cycle.collectionClosedAt === null
      ? {
          title: t('board:giveDue'),
          intro: t('board:giveDueIntro'),
          fields: [
            { kind: 'day', name: 'day', label: t('board:giveDueDay'), required: true },
            { kind: 'text', name: 'time', label: t('board:giveDueTime') },
            { kind: 'text', name: 'paper', label: t('board:giveDuePaper') },
          ],
          run: (values) =>
            send('POST /api/cycles/:cycleId/due', {
              params,
              body: {
                day: values.text('day'),
                time: values.text('time').trim() === '' ? null : values.text('time').trim(),
                paper: values.text('paper'),
              },
            }),
        }
      : null,
    {
      title: t('board:addPeriod'),
      intro: t('board:addPeriodIntro'),
      fields: [
        { kind: 'text', name: 'name', label: t('board:periodName'), required: true },
        { kind: 'day', name: 'dueDay', label: t('board:periodDue'), required: true },
        reason,
      ],
      run: (values) =>
        send('POST /api/cycles/:cycleId/periods', {
          params,
          body: {
            name: values.text('name'),
            dueDay: values.text('dueDay'),
            reason: values.text('reason'),
          },
        }),
    },
    cycle.collectionClosedAt === null
      ? {
          title: t('board:skip'),
          intro: t('board:skipIntro'),
          danger: true,
          fields: [reason],
          run: (values) =>
            send('POST /api/cycles/:cycleId/skip', {
              params,
              body: { reason: values.text('reason') },
            }),
        }
      : null,
    counts.submitted > 0
      ? {
          title: t('board:acceptAll', { n: counts.submitted }),
          intro: t('board:acceptAllIntro'),
          run: () => send('POST /api/cycles/:cycleId/accept', { params }),
        }
      : null,
    heads,
    counts.overdue > 0
      ? {
          title: t('board:draftLetter'),
          intro: t('board:draftLetterIntro'),
          run: () => send('POST /api/cycles/:cycleId/letters', { params }),
        }
      : null,
    cycle.collectionClosedAt === null
      ? {
          title: t('heads:guidance'),
          intro: t('heads:guidanceIntro'),
          run: () => send('POST /api/cycles/:cycleId/guidance', { params }),
        }
      : null,
    {
      title: t('heads:extension'),
      intro: t('heads:extensionIntro'),
      run: () => send('POST /api/cycles/:cycleId/extension-notices', { params }),
    },
    cycle.collectionClosedAt === null
      ? {
          title: t('board:closeCollection'),
          intro: `${t('board:closeCollectionIntro')} ${t('board:closeLeavesOut', {
            submitted: counts.submitted,
            returned: counts.returned,
            missing: counts.missing,
          })}`,
          danger: true,
          run: () => send('POST /api/cycles/:cycleId/collection/close', { params }),
        }
      : null,
    cycle.consolidates && cycle.collectionClosedAt !== null
      ? {
          title: t('board:draftReport'),
          intro: t('board:draftReportIntro'),
          run: () => send('POST /api/cycles/:cycleId/reports', { params }),
        }
      : null,
  ];
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<Icon name="menu" size={16} />}>
          {t('common:acts')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {acts
          .filter((act) => act !== null)
          .map((act) => (
            <Menu.Item key={act.title} onClick={() => open(act)}>
              {act.title}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
