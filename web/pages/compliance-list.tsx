import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ComplianceListHead } from '../../contract/compliance.js';
import { DutyLines } from '../compliance/duty-lines.js';
import { KeeperTable } from '../compliance/keeper-table.js';
import { LIST_TONE } from '../compliance/list-panel.js';
import { longMoment, momentText, shortDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { useAct } from '../parts/act-dialog.js';
import { Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useMay } from '../requests/office.js';
import { useFileAddress, useRead, useSend } from '../requests/use-read.js';

/** A list as it was put forward: read, decided about, and once agreed taken out. */
export function ComplianceListPage() {
  const { listId = '' } = useParams({ strict: false });
  const { t } = useTranslation('compliance');
  const { language } = useLanguage();
  const read = useRead('GET /api/compliance/lists/:listId', { params: { listId } });
  return (
    <Loaded query={read}>
      {({ list, keepers, countedAt }) => (
        <div className="print-wide">
          <Stack gap="md">
            <PageHead
              above={<PageLink to="/compliance">{t('title')}</PageLink>}
              title={t('listTitle', { from: shortDay(list.from), to: shortDay(list.to) })}
              below={t('countedAt', { at: longMoment(countedAt, language) })}
            >
              <ListActs list={list} />
            </PageHead>
            <ListState list={list} />
            <KeeperTable
              keepers={keepers}
              nameOf={({ agency }) => (
                <Text size="sm" fw={600}>
                  {agency}
                </Text>
              )}
            />
            <Panel title={t('details')}>
              {keepers
                .filter(({ duties }) => duties.length > 0)
                .map(({ agencyId, agency, duties }) => (
                  <div key={agencyId}>
                    <Text fw={600} mt="sm">
                      {agency}
                    </Text>
                    {duties.map((duty) => (
                      <DutyLines key={duty.obligationId} duty={duty} />
                    ))}
                  </div>
                ))}
            </Panel>
          </Stack>
        </div>
      )}
    </Loaded>
  );
}

function ListState({ list }: { readonly list: ComplianceListHead }) {
  const { t } = useTranslation('compliance');
  return (
    <Panel>
      <Group gap="xs">
        <ToneBadge tone={LIST_TONE[list.state]}>{t(`state_${list.state}`)}</ToneBadge>
        <Text size="sm">
          {t('putForwardBy', { by: list.putForwardBy, at: momentText(list.putForwardAt) })}
        </Text>
        {list.decidedBy !== null && list.decidedAt !== null && (
          <Text size="sm">
            {t(`state_${list.state}`)}:{' '}
            {t('decided', { by: list.decidedBy, at: momentText(list.decidedAt) })}
          </Text>
        )}
      </Group>
      {list.reason !== null && <Text size="sm">{t('reason', { reason: list.reason })}</Text>}
      {list.objectedSince.length > 0 && (
        <Alert color="yellow" variant="outline" mt="sm">
          {t('objectedSince', { names: list.objectedSince.join('; ') })}
        </Alert>
      )}
    </Panel>
  );
}

function ListActs({ list }: { readonly list: ComplianceListHead }) {
  const { t } = useTranslation('compliance');
  const isApprover = useMay('approver');
  const open = useAct();
  const send = useSend();
  const fileAddress = useFileAddress();
  const params = { listId: list.id };
  if (list.state === 'agreed' && list.objectedSince.length === 0) {
    const file = (format: 'xlsx' | 'docx', label: string) => (
      <Button
        component="a"
        variant="default"
        className="no-print"
        href={fileAddress(`/api/compliance/lists/${list.id}/file/${format}`)}
      >
        {label}
      </Button>
    );
    return (
      <>
        {file('xlsx', t('takeXlsx'))}
        {file('docx', t('takeDocx'))}
      </>
    );
  }
  if (!isApprover || list.state !== 'awaitingApproval') return null;
  if (!list.mayAgree) return <Text size="sm">{t('samePerson')}</Text>;
  return (
    <Group gap="xs" className="no-print">
      <Button
        onClick={() =>
          open({
            title: t('agree'),
            intro: t('agreeQuestion'),
            run: () =>
              send('POST /api/compliance/lists/:listId/agree', {
                params,
                body: { seen: list.sha256 },
              }),
          })
        }
      >
        {t('agree')}
      </Button>
      <Button
        variant="default"
        onClick={() =>
          open({
            title: t('sendBack'),
            fields: [
              {
                kind: 'reason',
                name: 'reason',
                label: t('reason', { reason: '' }).replace(/: ?$/u, ''),
                required: true,
              },
            ],
            run: (values) =>
              send('POST /api/compliance/lists/:listId/send-back', {
                params,
                body: { seen: list.sha256, reason: values.text('reason') },
              }),
          })
        }
      >
        {t('sendBack')}
      </Button>
    </Group>
  );
}
