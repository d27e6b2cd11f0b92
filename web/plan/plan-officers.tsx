import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanOfficersView } from '../../contract/plan-officers.js';
import { useAct } from '../parts/act-dialog.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { Fact, Panel } from '../parts/page-head.js';
import { useMay } from '../requests/office.js';
import { useRead, useSend } from '../requests/use-read.js';

/** Who follows a plan: the officer whom its mails name, and those beside him. */
export function PlanOfficers({
  planId,
  isOver,
}: {
  readonly planId: string;
  readonly isOver: boolean;
}) {
  const { t } = useTranslation('plan');
  const officers = useRead('GET /api/plans/:planId/officers', { params: { planId } });
  const mayAssign = useMay('officer', 'admin');
  return (
    <Panel
      title={t('officers')}
      right={
        mayAssign && !isOver && officers.data !== undefined ? (
          <AssignButton planId={planId} view={officers.data} />
        ) : null
      }
    >
      <Loaded query={officers}>
        {({ named, beside }) =>
          named === null && beside.length === 0 ? (
            <EmptyNote>{t('officersNobody')}</EmptyNote>
          ) : (
            <Group gap="xl" align="flex-start">
              {named !== null && (
                <Fact label={t('officerNamed')}>
                  <Text span size="sm" fw={600}>
                    {named.name}
                  </Text>
                  {named.phone !== null && ` · ${named.phone}`}
                </Fact>
              )}
              {beside.length > 0 && (
                <Fact label={t('officersBeside')}>{beside.map(({ name }) => name).join(', ')}</Fact>
              )}
            </Group>
          )
        }
      </Loaded>
    </Panel>
  );
}

function AssignButton({
  planId,
  view: { named, beside, officers },
}: {
  readonly planId: string;
  readonly view: PlanOfficersView;
}) {
  const { t } = useTranslation(['plan', 'common']);
  const open = useAct();
  const send = useSend();
  const options = officers.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() =>
        open({
          title: t('plan:officersEdit'),
          intro: t('plan:officersIntro'),
          fields: [
            {
              ...{ kind: 'choice', name: 'named', label: t('plan:officerNamed'), options },
              ...{ required: true, initial: named?.id ?? '' },
            },
            {
              ...{ kind: 'choices', name: 'beside', label: t('plan:officersBeside'), options },
              initial: beside.map(({ id }) => id),
            },
          ],
          confirmLabel: t('common:save'),
          run: (values) =>
            send('PUT /api/plans/:planId/officers', {
              params: { planId },
              body: { namedId: values.text('named'), besideIds: [...values.chosen('beside')] },
            }),
        })
      }
    >
      {t('plan:officersEdit')}
    </Button>
  );
}
