import { Alert, Button, Group, List, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperHeadView } from '../../contract/paper-heads.js';
import type { PaperDetail } from '../../contract/papers.js';
import { dayAt } from '../../domain/day.js';
import { shortDay } from '../format/day-text.js';
import { Icon } from '../icons/icon.js';
import { useAct } from '../parts/act-dialog.js';
import { useAtOnce } from '../parts/at-once.js';
import { Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useMay, useOffice } from '../requests/office.js';
import { useFileAddress, useRead, useSend } from '../requests/use-read.js';
import { EditPaperHead } from './edit-head.js';

/** Who issues and signs a paper, for whom; what of it is open, and where to fill it in. */
export function PaperHead({ detail }: { readonly detail: PaperDetail }) {
  const { paper } = detail;
  const read = useRead('GET /api/papers/:documentId/head', {
    params: { documentId: paper.id },
    everyMs: 20_000,
  });
  // The paper's own page tells when it cannot be read; this panel is beside it.
  return read.data === undefined ? null : <HeadPanel detail={detail} view={read.data} />;
}

function HeadPanel({
  detail,
  view,
}: {
  readonly detail: PaperDetail;
  readonly view: PaperHeadView;
}) {
  const { t } = useTranslation('heads');
  const isOfficer = useMay('officer');
  const fileAddress = useFileAddress();
  const [editing, setEditing] = useState(false);
  const mayEdit = isOfficer && view.isOpen;
  return (
    <>
      {view.open.length > 0 && <OpenFields open={view.open} />}
      <Panel
        title={t('title')}
        right={
          <Group gap="xs">
            <Button
              component="a"
              href={fileAddress(`/api/papers/${detail.paper.id}/slip`)}
              size="xs"
              variant="default"
              leftSection={<Icon name="download" size={14} />}
            >
              {t('slip')}
            </Button>
            <CopyActs detail={detail} view={view} />
            {mayEdit && !editing && (
              <Button size="xs" variant="default" onClick={() => setEditing(true)}>
                {t('edit')}
              </Button>
            )}
          </Group>
        }
      >
        {editing ? (
          <EditPaperHead
            documentId={detail.paper.id}
            kind={detail.paper.kind}
            view={view}
            onClose={() => setEditing(false)}
          />
        ) : (
          <HeadLines view={view} />
        )}
        {view.committeeIssue !== null && (
          <Text size="sm" mt="xs">
            {t('issued', {
              number: view.committeeIssue.number,
              on: shortDay(view.committeeIssue.on),
            })}
          </Text>
        )}
        <Copies view={view} own={detail.paper.id} />
      </Panel>
    </>
  );
}

function OpenFields({ open }: Pick<PaperHeadView, 'open'>) {
  const { t } = useTranslation('heads');
  return (
    <Alert
      color="red"
      variant="outline"
      title={t('openTitle')}
      icon={<Icon name="warning" />}
      role="alert"
    >
      <List size="sm">
        {open.map(({ field, words }) => (
          <List.Item key={`${field} ${words}`}>{words}</List.Item>
        ))}
      </List>
      <Text size="sm" mt={4}>
        {t('openHere')}, <PageLink to="/admin/settings">{t('openEverywhere')}</PageLink>
      </Text>
    </Alert>
  );
}

/** The head in words; what is open stands in red. */
function HeadLines({ view: { head, open } }: { readonly view: PaperHeadView }) {
  const { t } = useTranslation('heads');
  const isOpen = new Set(open.map(({ field }) => field));
  const lines = [
    ['superior', t('governingBody'), head.governingBody ?? t('none')],
    ['issuer', t('issuingBody'), head.issuingBody],
    ['symbol', t('docSymbol'), head.docSymbol],
    ['place', t('placeOfIssue'), head.placeOfIssue],
    ['capacity', t('signature'), head.signingCapacity.join(' / ')],
    ['signer', t('signerName'), head.signerName ?? ''],
    ['addressees', 'Kính gửi', shortList(head.addressees)],
    ['distribution', 'Nơi nhận', head.distribution.join('; ')],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={4}>
      {lines.map(([field, label, value]) => {
        const open = field !== 'distribution' && isOpen.has(field);
        return (
          <Text key={field} size="sm" {...(open ? { c: 'red', fw: 600 } : {})}>
            <Text span size="sm" c="dimmed">
              {label}:
            </Text>{' '}
            {open && (value === '' || field === 'superior') ? t('blank') : value}
          </Text>
        );
      })}
    </SimpleGrid>
  );
}

const SHOWN = 5;

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join('; ');
  return names.length > SHOWN ? `${shown}; … (${String(names.length)})` : shown;
}

function CopyActs({
  detail: { paper },
  view,
}: {
  readonly detail: PaperDetail;
  readonly view: PaperHeadView;
}) {
  const { t } = useTranslation('heads');
  const open = useAct();
  const atOnce = useAtOnce();
  const send = useSend();
  const office = useOffice();
  const isOfficer = useMay('officer');
  const isClerk = useMay('clerk');
  const params = { documentId: paper.id };
  const isAlone = view.copies.length === 0;
  const maySplit = isOfficer && view.isOpen && isAlone && view.recipients > 1;
  const mayJoin =
    isOfficer &&
    !isAlone &&
    view.copies.every(({ state }) => state === 'draft' || state === 'sentBack');
  const hasGone = paper.state === 'released' || paper.state === 'acknowledged';
  return (
    <>
      {maySplit && (
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            atOnce({
              doneText: t('splitDone', { n: view.recipients }),
              run: () => send('POST /api/papers/:documentId/split', { params }),
              undo: ({ documentIds: [documentId = ''] }) =>
                send('POST /api/papers/:documentId/join', { params: { documentId } }),
            })
          }
        >
          {t('split')}
        </Button>
      )}
      {mayJoin && (
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            open({
              title: t('join'),
              intro: t('joinIntro'),
              run: () => send('POST /api/papers/:documentId/join', { params }),
            })
          }
        >
          {t('join')}
        </Button>
      )}
      {view.proposal && hasGone && (isOfficer || isClerk) && (
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            open({
              title: t('issuedAbove'),
              intro: t('issuedAboveIntro'),
              fields: [
                { kind: 'text', name: 'number', label: t('issuedNumber'), required: true },
                {
                  kind: 'day',
                  name: 'on',
                  label: t('issuedOn'),
                  initial: office === null ? '' : dayAt(office.now),
                },
              ],
              run: (values) =>
                send('POST /api/papers/:documentId/issued', {
                  params,
                  body: { number: values.text('number'), on: values.text('on') },
                }),
            })
          }
        >
          {t('issuedAbove')}
        </Button>
      )}
    </>
  );
}

function Copies({ view, own }: { readonly view: PaperHeadView; readonly own: string }) {
  const { t } = useTranslation(['heads', 'states']);
  if (view.copies.length === 0) return null;
  return (
    <>
      <Text size="sm" fw={600} mt="sm">
        {t('heads:copies')}
      </Text>
      <List size="sm">
        {view.copies.map(({ documentId, recipient, state }) => (
          <List.Item key={documentId}>
            {documentId === own ? (
              recipient
            ) : (
              <PageLink to="/papers/$documentId" params={{ documentId }}>
                {recipient}
              </PageLink>
            )}
            {': '}
            {t(`states:paperState_${state}`)}
          </List.Item>
        ))}
      </List>
    </>
  );
}
