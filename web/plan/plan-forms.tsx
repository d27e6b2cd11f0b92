import { Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RunningForm } from '../../contract/forms.js';
import { FormPreview } from '../forms/form-preview.js';
import { Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useRead } from '../requests/use-read.js';

/** What agencies fill in for each duty of a plan that runs, by version. */
export function PlanForms({
  planId,
  mayEdit,
}: {
  readonly planId: string;
  readonly mayEdit: boolean;
}) {
  const { t } = useTranslation('forms');
  const running = useRead('GET /api/plans/:planId/forms', { params: { planId } });
  const [shown, setShown] = useState<RunningForm | null>(null);
  const forms = running.data?.forms ?? [];
  if (forms.length === 0) return null;
  return (
    <Panel title={t('formsOfPlan')}>
      <Stack gap="sm">
        {forms.map((duty) => (
          <Group key={duty.requirementId} justify="space-between" gap="xs">
            <div style={{ flex: '1 1 260px', minWidth: 0 }}>
              <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                {duty.reportName}
              </Text>
              <Text size="sm" c="dimmed">
                {duty.form.name} · {t('version', { version: duty.version })}
              </Text>
            </div>
            <Group gap="xs">
              <Button size="compact-sm" variant="default" onClick={() => setShown(duty)}>
                {t('look')}
              </Button>
              {mayEdit && (
                <PageLink
                  to="/plans/$planId/duties/$requirementId/form"
                  params={{ planId, requirementId: duty.requirementId }}
                >
                  {t('nextVersion')}
                </PageLink>
              )}
            </Group>
          </Group>
        ))}
      </Stack>
      {shown !== null && (
        <FormPreview form={shown.form} groups={[]} onClose={() => setShown(null)} />
      )}
    </Panel>
  );
}
