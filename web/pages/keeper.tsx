import { Button, Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../domain/day.js';
import { DutyLines } from '../compliance/duty-lines.js';
import { shortDay } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useMay } from '../requests/office.js';
import { useRead, useSend } from '../requests/use-read.js';

/** How one agency kept each of its duties in a period, why, and what it says. */
export function KeeperPage() {
  const { from = '', to = '', agencyId = '' } = useParams({ strict: false });
  const { t } = useTranslation(['compliance', 'story']);
  const isOfficer = useMay('officer');
  const open = useAct();
  const send = useSend();
  const keeper = useRead('GET /api/compliance/agencies/:agencyId', {
    params: { agencyId },
    query: { from: from, to: to },
  });
  const answer = (objectionId: string) =>
    open({
      title: t('answer'),
      intro: t('answerHint'),
      fields: [{ kind: 'reason', name: 'answer', label: t('answered'), required: true }],
      run: (values) =>
        send('POST /api/compliance/objections/:objectionId/answer', {
          params: { objectionId },
          body: { answer: values.text('answer') },
        }),
    });
  return (
    <Stack gap="md">
      <PageHead
        above={
          <PageLink to="/compliance/$from/$to" params={{ from, to }}>
            {t('title')}
          </PageLink>
        }
        title={keeper.data?.agency ?? ''}
        below={
          <>
            {shortDay(from as Day)} – {shortDay(to as Day)} ·{' '}
            <PageLink to="/agencies/$agencyId" params={{ agencyId }}>
              {t('story:open')}
            </PageLink>
          </>
        }
      />
      <Panel>
        <Loaded
          query={keeper}
          isEmpty={({ duties }) => duties.length === 0}
          emptyText={t('nothing')}
        >
          {({ duties }) =>
            duties.map((duty) => (
              <DutyLines
                key={duty.obligationId}
                duty={duty}
                answerOf={({ id }) =>
                  isOfficer && (
                    <Button size="compact-sm" variant="default" onClick={() => answer(id)}>
                      {t('answer')}
                    </Button>
                  )
                }
              />
            ))
          }
        </Loaded>
      </Panel>
    </Stack>
  );
}
