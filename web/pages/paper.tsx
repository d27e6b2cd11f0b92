import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';
import { cycleText } from '../format/cycle-text.js';
import { longMoment, momentText, shortDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { Icon } from '../icons/icon.js';
import { EditReport } from '../paper/edit-report.js';
import { Coverage, TextChanges } from '../paper/text-changes.js';
import { ApprovalWay } from '../paper/approval-way.js';
import { PaperActs } from '../paper/paper-acts.js';
import { ByGroup, ReportFigures } from '../paper/report-figures.js';
import { ReportVersions } from '../paper/report-versions.js';
import { PaperAxis } from '../axis/axis-panel.js';
import { HandedUp } from '../paper/handed-up.js';
import { PaperSheet } from '../paper/paper-sheet.js';
import { PaperHead } from '../paper/paper-head.js';
import { SignedPdfCheck } from '../paper/signed-check.js';
import { Supplement } from '../paper/supplement.js';
import { PaperSteps } from '../paper/paper-steps.js';
import { FiguresBeside } from '../parts/figures-beside.js';
import { FigureSourcesDrawer } from '../parts/figure-sources.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { PAPER_TONE } from '../parts/state-words.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useFileAddress, useRead } from '../requests/use-read.js';

/** One paper: its step, its content, what may be done with it. */
export function PaperPage() {
  const { documentId } = useParams({ strict: false });
  const detail = useRead('GET /api/papers/:documentId', {
    params: { documentId: documentId ?? '' },
    everyMs: 20_000,
  });
  return (
    <Loaded query={detail}>{(data) => <PaperView key={data.paper.id} detail={data} />}</Loaded>
  );
}

function PaperView({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation(['paper', 'states', 'board']);
  const { language } = useLanguage();
  const { paper } = detail;
  const [editing, setEditing] = useState(false);
  const isLetter = paper.kind !== 'consolidatedReport';
  return (
    <>
      <PageHead
        above={
          <PageLink to="/cycles/$cycleId" params={{ cycleId: paper.cycleId }}>
            {t('board:title')}: {paper.reportName}, {cycleText(paper.dueDay, language)}
          </PageLink>
        }
        title={`${t(`states:paper_${paper.kind}`)}${paper.number === null ? '' : ` số ${paper.number}`}${paper.recipient === null ? '' : ` gửi ${paper.recipient}`}`}
        below={
          <Group gap="xs">
            <ToneBadge tone={PAPER_TONE[paper.state]}>
              {t(`states:paperState_${paper.state}`)}
            </ToneBadge>
            <span>
              {t('paper:draftNo', { n: paper.version })} · {momentText(paper.changedAt)}
            </span>
          </Group>
        }
      >
        {!editing && <PaperActs detail={detail} onEdit={() => setEditing(true)} />}
      </PageHead>
      <Standing detail={detail} />
      {detail.reportedSince.length > 0 &&
        !['released', 'acknowledged', 'superseded'].includes(paper.state) && (
          <Alert
            color="red"
            variant="outline"
            title={t('paper:reportedSince')}
            icon={<Icon name="warning" />}
            role="alert"
          >
            <Text size="sm">{t('paper:reportedSinceNote')}</Text>
            <List size="sm" mt={4}>
              {detail.reportedSince.map((name) => (
                <List.Item key={name}>{name}</List.Item>
              ))}
            </List>
          </Alert>
        )}
      <Panel title={t('paper:steps')} right={<Downloads detail={detail} />}>
        <PaperSteps detail={detail} />
        <ApprovalWay detail={detail} />
        <SignedPdfCheck detail={detail} />
      </Panel>
      <PaperHead detail={detail} />
      <HandedUp detail={detail} />
      {(paper.state === 'released' || paper.state === 'acknowledged') && (
        <PaperAxis documentId={paper.id} />
      )}
      {!editing && <PaperSheet detail={detail} />}
      {editing ? (
        <EditReport detail={detail} onClose={() => setEditing(false)} />
      ) : isLetter ? (
        <Letter detail={detail} />
      ) : (
        <>
          <Doubts doubts={detail.doubts} />
          <Supplement detail={detail} />
          <TextChanges changes={detail.changes} />
          <Report detail={detail} />
          <Coverage coverage={detail.coverage} />
          <ReportVersions detail={detail} />
        </>
      )}
      <Approvals detail={detail} />
    </>
  );
}

/** Whether the content is settled, and whether another version stands against it. */
function Standing({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation('paper');
  const { paper, frozen, newer, withdrawnAt, changedSince } = detail;
  return (
    <>
      {withdrawnAt !== null && (
        <Alert variant="outline">{t('withdrawn', { at: momentText(withdrawnAt) })}</Alert>
      )}
      {paper.state === 'superseded' && withdrawnAt === null && (
        <Alert variant="outline">{t('superseded')}</Alert>
      )}
      {newer === null
        ? changedSince.length > 0 && (
            <Alert color="yellow" variant="outline" title={t('changedSince')}>
              <Text size="sm">{t('changedSinceNote', { names: changedSince.join('; ') })}</Text>
            </Alert>
          )
        : paper.state !== 'superseded' && (
            <Alert color="yellow" variant="outline">
              <PageLink to="/papers/$documentId" params={{ documentId: newer.documentId }}>
                {t('newer', { n: newer.version })}
              </PageLink>
            </Alert>
          )}
      {frozen === null ? (
        paper.state !== 'superseded' && (
          <Text size="sm" c="dimmed">
            {t('live')}
          </Text>
        )
      ) : (
        <Text size="sm" c="dimmed">
          {t(frozen.late ? 'frozenLate' : 'frozen', { at: momentText(frozen.at) })} ·{' '}
          {t('contentHash', { hash: shortHash(frozen.sha256) })}
        </Text>
      )}
    </>
  );
}

/** Enough of a hash to compare two by eye. */
function shortHash(sha256: string): string {
  return sha256.slice(0, 12);
}

function Downloads({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation('paper');
  const fileAddress = useFileAddress();
  const { paper } = detail;
  const files = [
    [t('downloadDocx'), `/api/papers/${paper.id}/docx`],
    ...(paper.kind === 'consolidatedReport'
      ? [[t('downloadXlsx'), `/api/papers/${paper.id}/xlsx`] as const]
      : []),
    ...(detail.signedPdfName === null
      ? []
      : [[t('downloadPdf'), `/api/papers/${paper.id}/signed`] as const]),
  ] as const;
  return (
    <Group gap="xs">
      {files.map(([label, path]) => (
        <Button
          key={label}
          component="a"
          href={fileAddress(path)}
          size="xs"
          variant="default"
          leftSection={<Icon name="download" size={14} />}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}

function Letter({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation('paper');
  const { language } = useLanguage();
  return (
    <Panel
      title={t('names', { n: detail.names.length })}
      right={
        detail.countedAt !== null && (
          <Text size="sm" c="dimmed">
            {t('countedAt', { at: longMoment(detail.countedAt, language) })}
          </Text>
        )
      }
    >
      <List type="ordered" size="sm" spacing={4}>
        {detail.names.map((name) => (
          <List.Item key={name}>
            {name}{' '}
            {detail.reportedSince.includes(name) && (
              <ToneBadge tone="red">{t('reportedSince')}</ToneBadge>
            )}
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}

function Report({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation(['paper', 'board']);
  const [code, setCode] = useState<string | null>(null);
  return (
    <>
      <Panel
        title={t('paper:figures')}
        right={
          <Text size="sm" c="dimmed">
            {t('paper:figuresHint')}
          </Text>
        }
      >
        <ReportFigures figures={detail.figures} onOpen={setCode} />
      </Panel>
      <FiguresBeside
        leftOut={detail.leftOut}
        supplementing={detail.supplementing}
        labels={new Map(detail.figures.map((figure) => [figure.code, figure.label]))}
      />
      <ByGroup groups={detail.byGroup} />
      {detail.notReported.length > 0 && (
        <Panel title={t('paper:notReported', { n: detail.notReported.length })}>
          <Text size="sm" c="dimmed" mb={4}>
            {detail.listNotReported
              ? t('paper:notReportedPrinted')
              : t('paper:notReportedInternal')}
          </Text>
          <Text size="sm">{detail.notReported.join('; ')}</Text>
        </Panel>
      )}
      <FigureSourcesDrawer
        cycleId={detail.paper.cycleId}
        documentId={detail.paper.id}
        code={code}
        onClose={() => setCode(null)}
      />
    </>
  );
}

/** What the officer should look at before the figures go up. */
function Doubts({ doubts }: Pick<PaperDetail, 'doubts'>) {
  const { t } = useTranslation('paper');
  if (doubts.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" title={t('doubts')}>
      <List size="sm">
        {doubts.map((doubt) => (
          <List.Item key={doubt}>{doubt}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Approvals({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation('paper');
  return (
    <Panel title={t('approvals')}>
      {detail.approvals.length === 0 ? (
        <EmptyNote>{t('noApprovals')}</EmptyNote>
      ) : (
        <Stack gap="xs">
          {detail.approvals.map((approval) => (
            <div key={`${String(approval.step)}/${String(approval.stage)}`}>
              <Group gap="xs">
                <ToneBadge tone={approval.decision === 'approved' ? 'green' : 'amber'}>
                  {t(approval.decision)}
                </ToneBadge>
                <Text size="sm">
                  <ApprovalWords approval={approval} />
                  {detail.route.length > 1 &&
                    approval.stepName !== null &&
                    ` · ${approval.stepName}`}
                  {approval.contentSha256 !== null &&
                    ` · ${t('approvedContent', { hash: shortHash(approval.contentSha256) })}`}
                </Text>
              </Group>
              {approval.reason !== null && <Text size="sm">{approval.reason}</Text>}
            </div>
          ))}
        </Stack>
      )}
      {detail.copySentAt !== null && (
        <Text size="sm" mt="xs">
          {t('copySent', { at: momentText(detail.copySentAt) })}
        </Text>
      )}
    </Panel>
  );
}

function ApprovalWords({ approval }: { readonly approval: PaperDetail['approvals'][number] }) {
  const { t } = useTranslation('paper');
  const { outsideBy, outsideOn, inPlaceOf, by, step, at, decision } = approval;
  if (outsideBy !== null) {
    const words = {
      by: outsideBy,
      on: outsideOn === null ? '' : shortDay(outsideOn),
      recordedBy: by,
    };
    return t(decision === 'approved' ? 'agreedOutside' : 'returnedOutside', words);
  }
  const line = t('approvalLine', { step, by, at: momentText(at) });
  return inPlaceOf === null ? line : `${line}${t('approvedInPlaceOf', { away: inPlaceOf })}`;
}
