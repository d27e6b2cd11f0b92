import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OfferedFigures } from '../../contract/programme.js';
import { momentText, shortDay } from '../format/day-text.js';
import { numberText } from '../format/number-text.js';
import { useAct } from '../parts/act-dialog.js';
import { useMay } from '../requests/office.js';
import { useRead, useSend } from '../requests/use-read.js';

/** What registers offer to the figures of a period; nothing of it counts before an officer takes it. */
export function OfferedByRegisters({ cycleId }: { readonly cycleId: string }) {
  const read = useRead('GET /api/cycles/:cycleId/programme-figures', { params: { cycleId } });
  return (read.data?.offered ?? []).map((offered) => (
    <Offer key={offered.planId} cycleId={cycleId} offered={offered} />
  ));
}

function Offer({
  cycleId,
  offered,
}: {
  readonly cycleId: string;
  readonly offered: OfferedFigures;
}) {
  const { t } = useTranslation('programme');
  const isOfficer = useMay('officer');
  const open = useAct();
  const send = useSend();
  const { planId, subject, figures, taken } = offered;
  const isNew = figures.some(({ value, taken: own }) => own !== value);
  const words = (of: 'value' | 'taken') =>
    figures.map((one) => `${one.label} ${numberText(one[of] ?? '–')}`).join('; ');
  const params = { cycleId };
  const take = () =>
    open({
      title: t(taken === null ? 'take' : 'takeAgain'),
      intro: (
        <>
          {words('value')}. {t('takeIntro')}
        </>
      ),
      run: () =>
        send('POST /api/cycles/:cycleId/programme-figures', {
          params,
          body: {
            planId,
            values: Object.fromEntries(figures.map(({ code, value }) => [code, value])),
          },
        }),
    });
  const drop = () =>
    open({
      title: t('drop'),
      intro: t('dropIntro'),
      run: () =>
        send('POST /api/cycles/:cycleId/programme-figures/drop', { params, body: { planId } }),
    });
  return (
    <Alert variant="outline" color={isNew ? 'yellow' : 'green'} title={t('offered')} mb="sm">
      <Text size="sm">
        {t('offeredIntro', { subject, day: shortDay(offered.on), figures: words('value') })}
      </Text>
      {taken !== null && (
        <Text size="sm">
          {t('takenNote', {
            by: taken.by,
            at: momentText(taken.at),
            day: shortDay(taken.on),
            figures: words('taken'),
          })}
        </Text>
      )}
      {isOfficer && (
        <Group gap="xs" mt="xs">
          {isNew && (
            <Button size="xs" variant="default" onClick={take}>
              {t(taken === null ? 'take' : 'takeAgain')}
            </Button>
          )}
          {taken !== null && (
            <Button size="xs" variant="default" onClick={drop}>
              {t('drop')}
            </Button>
          )}
        </Group>
      )}
    </Alert>
  );
}
