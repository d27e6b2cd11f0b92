import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AbsencePage } from '../../contract/absences.js';
import { dayAt } from '../../domain/day.js';
import { shortDay } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { useAtOnce } from '../parts/at-once.js';
import type { Act } from '../parts/act.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { useMay, useOffice } from '../requests/office.js';
import { useRead, useSend } from '../requests/use-read.js';

/** Vắng mặt, bàn giao: who is away, who does the work meanwhile; one's own days, an administrator's for everybody. */
export function AbsencePanel() {
  const { t } = useTranslation('admin');
  const page = useRead('GET /api/absences');
  return (
    <Panel title={t('absences')}>
      <Loaded query={page}>{(data) => <Absences page={data} />}</Loaded>
    </Panel>
  );
}

function Absences({ page }: { readonly page: AbsencePage }) {
  const { t } = useTranslation(['admin', 'common']);
  const open = useAct();
  const atOnce = useAtOnce();
  const send = useSend();
  const isAdmin = useMay('admin');
  const office = useOffice();
  const today = office === null ? '' : dayAt(office.now);
  const people = page.colleagues.map(({ id, name }) => ({ value: id, label: name }));
  const note: Act = {
    title: t('admin:noteAbsence'),
    intro: t('admin:noteAbsenceIntro'),
    fields: [
      ...(isAdmin
        ? [
            {
              kind: 'choice' as const,
              name: 'staffId',
              label: t('admin:absenceWho'),
              options: people,
            },
          ]
        : []),
      { kind: 'day', name: 'from', label: t('admin:absenceFrom'), initial: today },
      { kind: 'day', name: 'to', label: t('admin:absenceTo'), initial: today },
      { kind: 'choice', name: 'takerId', label: t('admin:absenceTaker'), options: people },
    ],
    confirmLabel: t('common:save'),
    run: (values) =>
      send('POST /api/absences', {
        body: {
          ...(values.text('staffId') === '' ? {} : { staffId: values.text('staffId') }),
          from: values.text('from'),
          to: values.text('to'),
          takerId: values.text('takerId') === '' ? null : values.text('takerId'),
        },
      }),
  };
  return (
    <Stack gap="sm">
      {page.absences.length === 0 && <EmptyNote>{t('admin:absencesEmpty')}</EmptyNote>}
      {page.absences.map((one) => (
        <Group key={one.id} justify="space-between" gap="xs">
          <div>
            <Text size="sm" fw={600}>
              {one.name}: {shortDay(one.from)} – {shortDay(one.to)}
            </Text>
            <Text size="sm" c="dimmed">
              {one.takenBy === null
                ? t('admin:absenceNobody')
                : t(one.named ? 'admin:absenceNamed' : 'admin:absenceDeputy', {
                    name: one.takenBy,
                  })}
            </Text>
          </div>
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              atOnce({
                doneText: t('admin:absenceEnded', { name: one.name }),
                run: () =>
                  send('DELETE /api/absences/:absenceId', { params: { absenceId: one.id } }),
                undo: () =>
                  send('POST /api/absences', {
                    body: {
                      staffId: one.staffId,
                      from: one.from,
                      to: one.to,
                      takerId: one.takerId,
                    },
                  }),
              })
            }
          >
            {t('admin:endAbsence')}
          </Button>
        </Group>
      ))}
      <Button w="fit-content" onClick={() => open(note)}>
        {t('admin:noteAbsence')}
      </Button>
    </Stack>
  );
}
