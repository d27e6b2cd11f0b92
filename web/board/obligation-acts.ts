import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BoardRow } from '../../contract/cycles.js';
import { dayAt } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { shortDay } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import type { Act } from '../parts/act.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';

/** One thing the officer may do with a duty now. */
export interface OfferedAct {
  readonly key: string;
  readonly label: string;
  readonly main: boolean;
  perform(): void;
}

/** What may be done with a duty in its state, the likeliest first; empty for those who may not act. */
export function useObligationActs(
  cycleId: string,
): (row: BoardRow, asOf: Instant) => readonly OfferedAct[] {
  const { t } = useTranslation(['obligation', 'common', 'board']);
  const open = useAct();
  const send = useSend();
  const navigate = useNavigate();
  const isOfficer = useMay('officer');
  const isApprover = useMay('approver');

  return (row, asOf) => {
    if (!isOfficer && !isApprover) return [];
    const params = { obligationId: row.obligationId };
    const today = dayAt(asOf);
    const offer = (key: string, act: Act, main = false): OfferedAct => ({
      key,
      label: act.title,
      main,
      perform: () => open(act),
    });
    const acts = actsOf({ row, today, t, send, params, cycleId });
    const answer =
      row.extension === null
        ? null
        : offer('decideExtension', acts.decideExtension(row.extension), true);
    const later = owes(row) ? offer('setDue', acts.setDue) : null;
    // A leader gives more time than the officer may, and leaves the rest to him.
    if (!isOfficer) return [answer, later].filter((act) => act !== null);
    const offered: (OfferedAct | null)[] = [
      answer,
      row.state === 'claimed' ? offer('confirmClaim', acts.confirmClaim, true) : null,
      row.state === 'claimed' ? offer('rejectClaim', acts.rejectClaim) : null,
      row.missingHalf === 'document' ? offer('documentArrived', acts.documentArrived, true) : null,
      row.state === 'submitted' ? offer('accept', acts.accept, true) : null,
      row.state === 'submitted' ? offer('return', acts.sendBack, true) : null,
      row.state === 'waived'
        ? null
        : {
            key: 'enterReport',
            label: t('obligation:enterReport'),
            main: row.state === 'expected' || row.state === 'returned',
            perform: () =>
              void navigate({
                to: '/obligations/$obligationId/report',
                params: { obligationId: row.obligationId },
              }),
          },
      owes(row) ? offer('logCall', acts.logCall, true) : null,
      later,
      owes(row) ? offer('waive', acts.waive) : null,
      row.state === 'accepted' || row.state === 'waived' ? offer('reopen', acts.reopen) : null,
      row.timeliness === 'onTime' && row.state !== 'waived'
        ? offer('withdrawOnTime', acts.withdrawOnTime)
        : null,
      offer('sendLink', acts.sendLink),
    ];
    return offered.filter((act) => act !== null);
  };
}

/** The acts on one duty that ask for a reason and nothing else. */
type WithReason =
  | 'POST /api/obligations/:obligationId/reopen'
  | 'POST /api/obligations/:obligationId/waive'
  | 'POST /api/obligations/:obligationId/on-time/withdraw'
  | 'POST /api/obligations/:obligationId/claim/reject';

function owes({ state }: BoardRow): boolean {
  return state === 'expected' || state === 'returned' || state === 'claimed';
}

function actsOf({
  row,
  today,
  t,
  send,
  params,
  cycleId,
}: {
  readonly row: BoardRow;
  readonly today: Day;
  readonly t: ReturnType<typeof useTranslation<['obligation', 'common', 'board']>>['t'];
  readonly send: ReturnType<typeof useSend>;
  readonly params: { readonly obligationId: string };
  readonly cycleId: string;
}) {
  const { agency } = row;
  const reason = { kind: 'reason', name: 'reason', label: t('common:reason') } as const;
  const day = (name: string, label: string, initial = '') =>
    ({ kind: 'day', name, label, initial }) as const;
  const withReason = (
    key: 'reopen' | 'waive' | 'withdrawOnTime' | 'rejectClaim',
    intro: string,
    head: WithReason,
  ): Act => ({
    title: t(`obligation:${key}`),
    intro,
    fields: [reason],
    run: (values) =>
      send(head, {
        params,
        body: { reason: values.text('reason') },
      }),
  });
  return {
    accept: {
      title: t('obligation:accept'),
      intro: t('obligation:acceptIntro', { agency }),
      run: () => send('POST /api/obligations/:obligationId/accept', { params }),
    },
    sendBack: {
      title: t('obligation:return'),
      intro: t('obligation:returnIntro'),
      fields: [reason, day('newDueDay', t('obligation:newDue'))],
      run: (values) =>
        send('POST /api/obligations/:obligationId/return', {
          params,
          body: { reason: values.text('reason'), newDueDay: values.text('newDueDay') },
        }),
    },
    setDue: {
      title: t('obligation:setDue'),
      intro: t('obligation:setDueIntro'),
      fields: [day('day', t('obligation:grantedDay')), reason],
      run: (values) =>
        send('POST /api/obligations/:obligationId/due', {
          params,
          body: { day: values.text('day'), reason: values.text('reason') },
        }),
    },
    reopen: withReason(
      'reopen',
      t('obligation:reopenIntro'),
      'POST /api/obligations/:obligationId/reopen',
    ),
    waive: withReason(
      'waive',
      t('obligation:waiveIntro', { agency }),
      'POST /api/obligations/:obligationId/waive',
    ),
    withdrawOnTime: withReason(
      'withdrawOnTime',
      t('obligation:withdrawIntro'),
      'POST /api/obligations/:obligationId/on-time/withdraw',
    ),
    rejectClaim: withReason(
      'rejectClaim',
      t('obligation:rejectClaimIntro'),
      'POST /api/obligations/:obligationId/claim/reject',
    ),
    confirmClaim: {
      title: t('obligation:confirmClaim'),
      intro: agency,
      fields: [day('arrivedOn', t('board:arrivedOn'), today)],
      run: (values) =>
        send('POST /api/cycles/:cycleId/claims', {
          params: { cycleId },
          body: { obligationIds: [row.obligationId], arrivedOn: values.text('arrivedOn') },
        }),
    },
    documentArrived: {
      title: t('obligation:documentArrived'),
      intro: `${agency}. ${t('obligation:documentArrivedIntro')}`,
      fields: [
        day('arrivedOn', t('board:arrivedOn'), today),
        {
          kind: 'text',
          name: 'documentNumber',
          label: t('obligation:documentNumber'),
          required: false,
        },
        {
          kind: 'day',
          name: 'documentDate',
          label: t('obligation:documentDate'),
          required: false,
        },
      ],
      confirmLabel: t('common:save'),
      run: (values) =>
        send('POST /api/obligations/:obligationId/document', {
          params,
          body: {
            arrivedOn: values.text('arrivedOn'),
            documentNumber:
              values.text('documentNumber') === '' ? null : values.text('documentNumber'),
            documentDate: values.text('documentDate') === '' ? null : values.text('documentDate'),
          },
        }),
    },
    logCall: {
      title: t('obligation:logCall'),
      intro: [agency, row.contact?.name, row.contact?.phone]
        .filter((part) => part !== null && part !== undefined)
        .join(' · '),
      fields: [
        { kind: 'text', name: 'answered', label: t('obligation:answered') },
        { kind: 'day', name: 'promisedDay', label: t('obligation:promisedDay'), required: false },
      ],
      confirmLabel: t('common:save'),
      run: (values) =>
        send('POST /api/obligations/:obligationId/calls', {
          params,
          body: {
            answered: values.text('answered'),
            promisedDay: values.text('promisedDay') === '' ? null : values.text('promisedDay'),
          },
        }),
    },
    sendLink: {
      title: t('obligation:sendLink'),
      intro: `${agency}. ${t('obligation:sendLinkIntro')}`,
      run: () => send('POST /api/agencies/:agencyId/link', { params: { agencyId: row.agencyId } }),
    },
    decideExtension: (extension: NonNullable<BoardRow['extension']>): Act => ({
      title: t('obligation:decideExtension'),
      intro: t('obligation:decideIntro', {
        by: extension.requestedBy,
        day: shortDay(extension.wantedDay),
        reason: extension.reason,
      }),
      fields: [
        {
          kind: 'choice',
          name: 'decision',
          label: t('obligation:decision'),
          required: true,
          options: [
            { value: 'grant', label: t('obligation:grant') },
            { value: 'refuse', label: t('obligation:refuse') },
          ],
          initial: 'grant',
        },
        {
          kind: 'day',
          name: 'grantedDay',
          label: t('obligation:decisionDay'),
          initial: extension.wantedDay,
          required: false,
        },
        {
          kind: 'reason',
          name: 'answer',
          label: t('obligation:answer'),
          hint: t('obligation:answerHint'),
          required: false,
        },
      ],
      confirmLabel: t('obligation:decideExtension'),
      run: (values) =>
        send('POST /api/extensions/:extensionId/decision', {
          params: { extensionId: extension.id },
          body: {
            grantedDay: values.text('decision') === 'grant' ? values.text('grantedDay') : null,
            answer: values.text('answer'),
          },
        }),
    }),
  } satisfies Readonly<
    Record<string, Act | ((extension: NonNullable<BoardRow['extension']>) => Act)>
  >;
}
