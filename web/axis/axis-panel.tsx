import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AxisView } from '../../contract/axis.js';
import { printedDay } from '../../domain/printed-day.js';
import { momentText } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { useMay } from '../requests/office.js';
import { useTakeFile } from '../requests/take-file.js';
import { useRead, useSend } from '../requests/use-read.js';
import { StatusBadge } from './status-badge.js';

/** A paper that is out, as it goes over the document axis, and what came back. */
export function PaperAxis({ documentId }: { readonly documentId: string }) {
  const view = useRead('GET /api/papers/:documentId/axis', { params: { documentId } });
  return (
    <Loaded query={view}>
      {(shown) => <AxisPanel view={shown} path={`/api/papers/${documentId}/edxml`} />}
    </Loaded>
  );
}

/** The same of a plan that is tracked. */
export function PlanAxis({ planId }: { readonly planId: string }) {
  const view = useRead('GET /api/plans/:planId/axis', { params: { planId } });
  return (
    <Loaded query={view}>
      {(shown) => <AxisPanel view={shown} path={`/api/plans/${planId}/edxml`} />}
    </Loaded>
  );
}

function AxisPanel({
  view: { out, why, statuses },
  path,
}: {
  readonly view: AxisView;
  readonly path: string;
}) {
  const { t } = useTranslation('axis');
  const may = useMay('officer', 'clerk');
  const takeFile = useTakeFile();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: async () => takeFile(path),
    onSuccess: async () => client.invalidateQueries(),
  });
  const refused = statuses.filter(({ stands }) => stands);
  return (
    <Panel title={t('title')}>
      <Stack gap="xs">
        {refused.length > 0 && (
          <Alert color="red" variant="outline" role="alert">
            {t('refused', { names: refused.map(({ from }) => from).join(', ') })}
          </Alert>
        )}
        {out === null ? <Text size="sm">{why}</Text> : <Outgoing out={out} />}
        {out !== null && may && (
          <Button
            w="fit-content"
            variant="default"
            loading={take.isPending}
            onClick={() => take.mutate()}
          >
            {t('take')}
          </Button>
        )}
        {take.error !== null && (
          <Alert color="red" variant="outline" role="alert">
            {take.error.message}
          </Alert>
        )}
        {statuses.length > 0 && <Text fw={600}>{t('statuses')}</Text>}
        {statuses.map((status) => (
          <StatusLine key={status.id} status={status} />
        ))}
      </Stack>
    </Panel>
  );
}

function StatusLine({ status }: { readonly status: AxisView['statuses'][number] }) {
  const { t } = useTranslation('axis');
  const {
    id: statusId,
    from,
    code,
    meaning,
    description,
    saidAt,
    takenAt,
    stands,
    seenTo,
  } = status;
  const may = useMay('officer', 'clerk');
  const open = useAct();
  const send = useSend();
  const seeTo = (): void =>
    open({
      title: t('seeToOf', { from }),
      intro: t('seeToIntro', { from }),
      confirmLabel: t('seeTo'),
      run: () => send('POST /api/axis-statuses/:statusId/seen-to', { params: { statusId } }),
    });
  return (
    <Group gap="xs">
      <StatusBadge code={code} meaning={meaning} />
      <Text size="sm">{from}</Text>
      <Text size="sm" c="dimmed">
        {[momentText(saidAt ?? takenAt), ...(seenTo ? [t('seenTo')] : [])].join(' · ')}
      </Text>
      {description !== null && <Text size="sm">{description}</Text>}
      {stands && may && (
        <Button size="compact-sm" variant="default" onClick={seeTo}>
          {t('seeTo')}
        </Button>
      )}
    </Group>
  );
}

function Outgoing({ out }: { readonly out: NonNullable<AxisView['out']> }) {
  const { t } = useTranslation('axis');
  const unknown = out.to.filter(({ organId }) => organId === null);
  const lines = [
    t('from', { name: out.from.name, organId: out.from.organId }),
    t(out.reports ? 'reports' : 'directs', { n: out.to.length }),
    ...(out.dueOn === null ? [] : [t('dueOn', { day: printedDay(out.dueOn) })]),
    ...(out.answers.length === 0 ? [] : [t('answers', { codes: out.answers.join(', ') })]),
    t('files', { names: out.files.join(', ') }),
  ];
  return (
    <>
      {lines.map((line) => (
        <Text key={line} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {line}
        </Text>
      ))}
      {unknown.length > 0 && (
        <Text size="sm" c="var(--tone-amber-fg)">
          {t('withoutId', {
            n: unknown.length,
            names: unknown
              .slice(0, 5)
              .map(({ name }) => name)
              .join(', '),
          })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t('unconfirmed')}
      </Text>
    </>
  );
}
