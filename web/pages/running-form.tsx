import { Alert, Button, Group, Stack } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunningForm } from '../../contract/forms.js';
import { formFaults } from '../../domain/forms/form-faults.js';
import { FormEditor } from '../forms/form-editor.js';
import { groupsOf } from '../forms/groups-of.js';
import { useAct } from '../parts/act-dialog.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { PageHead } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useRead, useSend } from '../requests/use-read.js';

/** The form of a duty whose plan runs: what is changed becomes a new version when it is put in force, and not before. */
export function RunningFormPage() {
  const { t } = useTranslation('forms');
  const { planId = '', requirementId = '' } = useParams({ strict: false });
  const running = useRead('GET /api/plans/:planId/forms', { params: { planId } });
  const review = useRead('GET /api/plans/:planId/review', { params: { planId } });
  return (
    <Loaded query={running}>
      {({ forms }) => {
        const duty = forms.find((one) => one.requirementId === requirementId);
        return duty === undefined ? (
          <EmptyNote>{t('noSuchForm')}</EmptyNote>
        ) : (
          <NextVersion
            key={`${requirementId}/${String(duty.version)}`}
            planId={planId}
            duty={duty}
            groups={groupsOf(review.data?.agencies ?? [])}
          />
        );
      }}
    </Loaded>
  );
}

function NextVersion({
  planId,
  duty,
  groups,
}: {
  readonly planId: string;
  readonly duty: RunningForm;
  readonly groups: readonly string[];
}) {
  const { t } = useTranslation('forms');
  const openAct = useAct();
  const send = useSend();
  const navigate = useNavigate();
  const [form, setForm] = useState(duty.form);
  const isSame = JSON.stringify(form) === JSON.stringify(duty.form);
  const isFaulty = formFaults(form).length > 0;
  const given = duty.reports.reduce((sum, { reports }) => sum + reports, 0);
  const putInForce = (): void =>
    openAct({
      title: t('putInForce', { n: duty.version + 1 }),
      intro: t('putInForceIntro', { n: given }),
      fields: [{ kind: 'reason', name: 'reason', label: t('why') }],
      run: (values) =>
        send('POST /api/plans/:planId/forms', {
          params: { planId },
          body: {
            requirementId: duty.requirementId,
            version: duty.version,
            form,
            reason: values.text('reason'),
          },
        }),
      onDone: () => void navigate({ to: '/plans/$planId', params: { planId } }),
    });
  return (
    <>
      <PageHead
        above={
          <PageLink to="/plans/$planId" params={{ planId }}>
            {t('backToPlan')}
          </PageLink>
        }
        title={duty.reportName}
        below={t('runningVersion', { version: duty.version, n: given })}
      >
        <Button disabled={isSame || isFaulty} onClick={putInForce}>
          {t('putInForce', { n: duty.version + 1 })}
        </Button>
      </PageHead>
      <Stack gap="md">
        <Alert variant="outline">{t('runningIntro')}</Alert>
        <FormEditor form={form} groups={groups} of={duty.requirementId} onChange={setForm} />
        {!isSame && (
          <Group>
            <Button variant="subtle" onClick={() => setForm(duty.form)}>
              {t('asBefore')}
            </Button>
          </Group>
        )}
      </Stack>
    </>
  );
}
