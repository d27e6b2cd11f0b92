import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';
import { dayAt } from '../../domain/day.js';
import { useAct } from '../parts/act-dialog.js';
import type { Act } from '../parts/act.js';
import { useMay, useOffice } from '../requests/office.js';
import { useRead, useSend } from '../requests/use-read.js';
import { Recipients } from './recipients.js';

/** What may be done with a paper in its state by the person's roles, the main act last. */
export function PaperActs({
  detail,
  onEdit,
}: {
  readonly detail: PaperDetail;
  readonly onEdit: () => void;
}) {
  const { t } = useTranslation(['paper', 'common']);
  const open = useAct();
  const send = useSend();
  const office = useOffice();
  const isOfficer = useMay('officer');
  const isApprover = useMay('approver');
  const isClerk = useMay('clerk');
  const { paper, seen, signedCheck, copies } = detail;
  const outside = useRead('GET /api/settings').data?.leaderSignsOutside === true;
  const params = { documentId: paper.id };
  const today = office === null ? '' : dayAt(office.now);
  const isLetter = paper.kind !== 'consolidatedReport';
  const isUrging = paper.kind === 'urgingLetter';
  const isDraft = paper.state === 'draft' || paper.state === 'sentBack';

  // A PDF that differs has to be looked at; where it alone proves the agreement, one that could not be read as well.
  const isDoubtful = signedCheck?.state === 'checked' ? !signedCheck.asAgreed : detail.outside;

  const redraft: Act = {
    title: t('paper:redraft'),
    intro: t('paper:redraftIntro'),
    run: () => send('POST /api/cycles/:cycleId/letters', { params: { cycleId: paper.cycleId } }),
  };
  const submit: Act = {
    title: t('paper:submit'),
    intro: t(outside ? 'paper:submitOutsideIntro' : 'paper:submitIntro'),
    run: () => send('POST /api/papers/:documentId/submit', { params, body: { seen } }),
  };
  const approve: Act = {
    title: t('paper:approve'),
    intro: isLetter
      ? t('paper:approveIntroLetter', { n: detail.names.length })
      : t('paper:approveIntroReport'),
    run: () => send('POST /api/papers/:documentId/approve', { params, body: { seen } }),
  };
  const sendBack: Act = {
    title: t('paper:sendBack'),
    fields: [
      {
        kind: 'reason',
        name: 'reason',
        label: t('common:reason'),
        ...(detail.comments.length === 0
          ? {}
          : { initial: t('paper:sendBackWithComments', { n: detail.comments.length }) }),
      },
    ],
    run: (values) =>
      send('POST /api/papers/:documentId/return', {
        params,
        body: { reason: values.text('reason'), seen },
      }),
  };
  const recordAgreed: Act = {
    title: t('paper:recordAgreed'),
    intro: t('paper:recordAgreedIntro'),
    fields: [
      { kind: 'text', name: 'by', label: t('paper:agreedBy') },
      { kind: 'day', name: 'on', label: t('paper:agreedOn'), initial: today },
    ],
    confirmLabel: t('common:save'),
    run: (values) =>
      send('POST /api/papers/:documentId/agreed-outside', {
        params,
        body: { by: values.text('by'), on: values.text('on'), seen },
      }),
  };
  const recordSentBack: Act = {
    title: t('paper:recordSentBack'),
    fields: [
      { kind: 'text', name: 'by', label: t('paper:returnedBy') },
      { kind: 'reason', name: 'reason', label: t('common:reason') },
    ],
    confirmLabel: t('common:save'),
    run: (values) =>
      send('POST /api/papers/:documentId/returned-outside', {
        params,
        body: { by: values.text('by'), reason: values.text('reason'), seen },
      }),
  };
  const number: Act = {
    title: t('paper:number'),
    intro: t('paper:numberIntro'),
    fields: [
      {
        kind: 'text',
        name: 'number',
        label: t('paper:numberField'),
        initial: paper.number ?? '',
      },
      {
        kind: 'day',
        name: 'issuedOn',
        label: t('paper:issuedOn'),
        initial: paper.issuedOn ?? today,
      },
      { kind: 'file', name: 'file', label: t('paper:signedPdf'), accept: '.pdf,application/pdf' },
      { kind: 'check', name: 'otherSymbol', label: t('paper:otherSymbol') },
    ],
    confirmLabel: t('common:save'),
    run: (values) => {
      const body = new FormData();
      body.set('number', values.text('number'));
      body.set('issuedOn', values.text('issuedOn'));
      body.set('seen', seen);
      if (values.checked('otherSymbol')) body.set('otherSymbol', 'true');
      const file = values.file('file');
      if (file !== null) body.set('file', file);
      return send('POST /api/papers/:documentId/number', { params, body });
    },
  };
  const release: Act = {
    title: t('paper:release'),
    intro: (
      <>
        {t('paper:releaseIntro')}
        <Recipients copies={copies} />
      </>
    ),
    fields: [
      {
        kind: 'text',
        name: 'channel',
        label: t('paper:releaseChannel'),
        initial: t('paper:releaseChannelInitial'),
      },
      ...(copies.mail === null
        ? []
        : [
            {
              kind: 'check' as const,
              name: 'copy',
              label: t('paper:copyByMail', { address: copies.mail }),
              initial: detail.copyWanted,
            },
          ]),
      ...(isDoubtful
        ? [{ kind: 'check' as const, name: 'differencesSeen', label: t('paper:differencesSeen') }]
        : []),
    ],
    run: (values) =>
      send('POST /api/papers/:documentId/release', {
        params,
        body: {
          channel: values.text('channel'),
          seen,
          ...(copies.mail === null ? {} : { copy: values.checked('copy') }),
          ...(isDoubtful ? { differencesSeen: values.checked('differencesSeen') } : {}),
        },
      }),
  };
  const acknowledge: Act = {
    title: t('paper:acknowledge'),
    intro: t('paper:acknowledgeIntro'),
    fields: [{ kind: 'day', name: 'on', label: t('paper:acknowledgedOn'), initial: today }],
    confirmLabel: t('common:save'),
    run: (values) =>
      send('POST /api/papers/:documentId/acknowledge', { params, body: { on: values.text('on') } }),
  };
  const withdraw: Act = {
    title: t('paper:withdraw'),
    intro: t(isUrging ? 'paper:withdrawIntro' : 'paper:withdrawOther'),
    danger: true,
    run: () => send('POST /api/papers/:documentId/withdraw', { params, body: { seen } }),
  };
  const newVersion: Act = {
    title: t('paper:newVersion'),
    intro: t('paper:newVersionIntro'),
    run: () => send('POST /api/cycles/:cycleId/reports', { params: { cycleId: paper.cycleId } }),
  };
  const blocked = isUrging && detail.reportedSince.length > 0;
  const isUnderWay = !['released', 'acknowledged', 'superseded'].includes(paper.state);
  const nobodyLeft = blocked && detail.reportedSince.length === detail.names.length;
  const mayRedraft = isOfficer && blocked && isUnderWay && !nobodyLeft;
  // A letter that nobody waits for can be put away at any stage before it goes out.
  const mayWithdraw = (isOfficer || isClerk) && isUnderWay && (isUrging ? nobodyLeft : isLetter);
  // One that waits for its approver is decided on first; a proposal that exists is not made twice.
  const mayRenew =
    isOfficer &&
    (detail.changedSince.length > 0 || detail.handedUp.standing?.state === 'returned') &&
    detail.newer === null &&
    paper.state !== 'awaitingApproval' &&
    paper.state !== 'superseded';
  return (
    <>
      {isOfficer && isDraft && !isLetter && (
        <Button variant="default" onClick={onEdit}>
          {t('paper:edit')}
        </Button>
      )}
      {mayWithdraw && <Offer act={withdraw} open={open} />}
      {mayRedraft && <Offer act={redraft} open={open} main />}
      {mayRenew && <Offer act={newVersion} open={open} />}
      {isOfficer && isDraft && <Offer act={submit} open={open} main={!blocked} />}
      {isApprover && paper.mayDecide && (
        <>
          <Offer act={sendBack} open={open} />
          <Offer act={approve} open={open} main={!blocked} />
        </>
      )}
      {isOfficer && detail.outside && paper.state === 'awaitingApproval' && (
        <>
          <Offer act={recordSentBack} open={open} />
          <Offer act={recordAgreed} open={open} main />
        </>
      )}
      {isClerk && (paper.state === 'approved' || paper.state === 'numbered') && (
        <Offer act={number} open={open} main={paper.state === 'approved'} />
      )}
      {isClerk && paper.state === 'numbered' && <Offer act={release} open={open} main={!blocked} />}
      {(isClerk || isOfficer) && paper.state === 'released' && !isLetter && (
        <Offer act={acknowledge} open={open} main />
      )}
    </>
  );
}

function Offer({
  act,
  open,
  main = false,
}: {
  readonly act: Act;
  readonly open: (act: Act) => void;
  readonly main?: boolean;
}) {
  return (
    <Button variant={main ? 'filled' : 'default'} onClick={() => open(act)}>
      {act.title}
    </Button>
  );
}
