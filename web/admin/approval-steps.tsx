import { Button, Fieldset, Group, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../contract/directory.js';
import { MOST_STEPS } from '../../domain/approval-route.js';
import { useMay } from '../requests/office.js';
import { useRead } from '../requests/use-read.js';

type Steps = NonNullable<SettingsView['approvalSteps']>;

/** Whom papers are put before: one to three steps, each of one approver or of all. */
export function ApprovalSteps({
  steps,
  onChange,
}: {
  readonly steps: Steps;
  readonly onChange: (steps: Steps) => void;
}) {
  const { t } = useTranslation('admin');
  const isAdmin = useMay('admin');
  const { data } = useRead('GET /api/staff', { enabled: isAdmin });
  const approvers = (data?.staff ?? []).filter(
    ({ active, roles }) => active && roles.includes('approver'),
  );
  const set = (at: number, change: Partial<Steps[number]>) => {
    onChange(steps.map((step, index) => (index === at ? { ...step, ...change } : step)));
  };
  return (
    <Fieldset legend={t('approvalSteps')}>
      <Stack gap="sm">
        {steps.map((step, index) => (
          <Group key={index} gap="sm" align="flex-end">
            <TextInput
              style={{ flex: '1 1 220px' }}
              label={t('stepName', { n: index + 1 })}
              required
              maxLength={100}
              value={step.name}
              onChange={(event) => set(index, { name: event.currentTarget.value })}
            />
            <Select
              style={{ flex: '1 1 220px' }}
              label={t('stepPerson')}
              placeholder={t('stepAnybody')}
              clearable
              data={approvers.map(({ id, name }) => ({ value: id, label: name }))}
              value={step.staffId}
              onChange={(staffId) => set(index, { staffId })}
            />
            {steps.length > 1 && (
              <Button
                variant="default"
                onClick={() => onChange(steps.filter((_, at) => at !== index))}
              >
                {t('stepRemove')}
              </Button>
            )}
          </Group>
        ))}
        {isAdmin && steps.length < MOST_STEPS && (
          <Button
            w="fit-content"
            variant="default"
            onClick={() => onChange([...steps, { name: '', staffId: null }])}
          >
            {t('stepAdd')}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
}
