import { List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AxisReportRow, AxisStatusRow } from '../../contract/axis.js';
import { printedDay } from '../../domain/printed-day.js';
import type { Day } from '../../domain/day.js';
import { Panel } from '../parts/page-head.js';
import { SignedFindings } from '../parts/signed-findings.js';
import { useSend } from '../requests/use-read.js';
import { AxisStatuses } from './axis-statuses.js';
import { DropFiles } from './drop-files.js';
import { RegisterMatches } from './register-matches.js';

/** Messages of the document axis dropped at once: reports are laid beside what is awaited, statuses beside what went out. */
export function AxisFiles({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation('register');
  const send = useSend();
  const params = { cycleId };
  return (
    <DropFiles
      extension=".edxml"
      words={{
        title: t('axisTitle'),
        intro: t('axisIntro'),
        day: t('axisArrivedOn'),
        choose: t('chooseAxis'),
        none: t('noAxis'),
      }}
      keep={async (body) => send('POST /api/cycles/:cycleId/axis-files', { params, body })}
      look={async (kept, arrivedOn) => {
        const uploadIds = kept.flatMap((part) => part.uploadIds);
        const unread = kept.flatMap((part) => part.unread);
        if (uploadIds.length === 0) return { reports: [], statuses: [], unread };
        const body = { uploadIds, arrivedOn };
        const found = await send('POST /api/cycles/:cycleId/axis-files/effect', { params, body });
        return { ...found, unread };
      }}
    >
      {({ unread, ...found }, arrivedOn, done) => (
        <Stack gap="md">
          {unread.length > 0 && (
            <Panel title={t('axisUnread', { n: unread.length })}>
              <List size="sm">
                {unread.map(({ fileName, problem }, n) => (
                  <List.Item key={`${String(n)} ${fileName}`}>
                    {fileName}: {problem}
                  </List.Item>
                ))}
              </List>
            </Panel>
          )}
          {found.reports.length + found.statuses.length > 0 && (
            <Brought {...found} cycleId={cycleId} arrivedOn={arrivedOn} onTaken={done} />
          )}
        </Stack>
      )}
    </DropFiles>
  );
}

/** What was brought: reports and statuses are confirmed with one press. */
function Brought({
  reports,
  statuses,
  cycleId,
  arrivedOn,
  onTaken,
}: {
  readonly reports: readonly AxisReportRow[];
  readonly statuses: readonly AxisStatusRow[];
  readonly cycleId: string;
  readonly arrivedOn: Day;
  readonly onTaken: () => void;
}) {
  const { t } = useTranslation('register');
  const send = useSend();
  const [recorded, setRecorded] = useState<ReadonlySet<string>>(
    () =>
      new Set(statuses.flatMap(({ verdict, uploadId }) => (verdict === 'sure' ? [uploadId] : []))),
  );
  return (
    <RegisterMatches
      rows={reports}
      onTaken={onTaken}
      beside={{
        chosen: recorded.size,
        sureIntro: t('axisSureIntro'),
        open: statuses.some(({ verdict }) => verdict === 'sure' || verdict === 'doubtful'),
        shown: <AxisStatuses statuses={statuses} chosen={recorded} onChosen={setRecorded} />,
      }}
      take={async (chosen) => {
        const uploadOf = new Map(reports.map(({ line, uploadId }) => [line, uploadId]));
        const done = await send('POST /api/cycles/:cycleId/axis-files/take', {
          params: { cycleId },
          body: {
            arrivedOn,
            chosen: chosen.map(({ line, obligationId }) => ({
              uploadId: uploadOf.get(line) ?? '',
              obligationId,
            })),
            statuses: [...recorded],
          },
        });
        return { confirmed: done.confirmed, arrived: done.arrived + done.recorded };
      }}
      place={({ fileName, check, byTrace, arrivedOn: on, files, left }) => (
        <>
          <Text size="sm" c="dimmed">
            {fileName} · {t(byTrace ? 'axisTraced' : 'arrived', { day: printedDay(on) })}
          </Text>
          {files.length > 0 && (
            <Text size="sm" c="dimmed">
              {t('axisKept', { names: files.join(', ') })}
            </Text>
          )}
          {left.length > 0 && (
            <Text size="sm" c="dimmed">
              {t('axisLeft', { names: left.join(', ') })}
            </Text>
          )}
          {check !== null && <SignedFindings check={check} />}
        </>
      )}
    />
  );
}
