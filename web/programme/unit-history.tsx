import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProgrammeEntryView, ProgrammeUnitView } from '../../contract/programme.js';
import { momentText, shortDay } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { useSend } from '../requests/use-read.js';

/** All that was noted of a unit in the order of its days, what was struck among it. */
export function UnitHistory({
  planId,
  unit,
  mayEdit,
}: {
  readonly planId: string;
  readonly unit: ProgrammeUnitView;
  readonly mayEdit: boolean;
}) {
  return (
    <Stack gap="xs" mt="xs" pl="md">
      {unit.entries.map((entry) => (
        <Noted
          key={entry.id}
          planId={planId}
          unit={unit.name}
          entry={entry}
          mayEdit={mayEdit && entry.struck === null}
        />
      ))}
    </Stack>
  );
}

function Noted({
  planId,
  unit,
  entry,
  mayEdit,
}: {
  readonly planId: string;
  readonly unit: string;
  readonly entry: ProgrammeEntryView;
  readonly mayEdit: boolean;
}) {
  const { t } = useTranslation('programme');
  const open = useAct();
  const send = useSend();
  const { decision, struck, reason } = entry;
  const words = t(`entry_${entry.kind}`, { year: entry.year ?? '' });
  const strike = () =>
    open({
      title: t('strike'),
      intro: (
        <>
          {unit}: {words}, {shortDay(entry.on)}. {t('strikeIntro')}
        </>
      ),
      danger: true,
      fields: [{ kind: 'reason', name: 'reason', label: t('reason') }],
      run: (values) =>
        send('POST /api/plans/:planId/programme/entries/:entryId/strike', {
          params: { planId, entryId: entry.id },
          body: { reason: values.text('reason') },
        }),
    });
  return (
    <div>
      <Group gap="xs">
        <Text size="sm" td={struck === null ? undefined : 'line-through'}>
          {shortDay(entry.on)}: {words}
        </Text>
        {mayEdit && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`${t('strike')}: ${words}`}
            onClick={strike}
          >
            {t('strike')}
          </Button>
        )}
      </Group>
      {decision !== null && (
        <Text size="sm">
          {t('decision', { number: decision.number, day: shortDay(decision.on), by: decision.by })}
        </Text>
      )}
      {reason !== null && (
        <Text size="sm">
          {t('reason')}: {reason}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('enteredBy', { by: entry.enteredBy, at: momentText(entry.enteredAt) })}
      </Text>
      {struck !== null && (
        <Text size="xs">
          {t('struck', { reason: struck.reason, by: struck.by, at: momentText(struck.at) })}
        </Text>
      )}
    </div>
  );
}
