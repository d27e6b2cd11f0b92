import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSpan, yearOf } from '../../domain/compliance.js';
import type { Span } from '../../domain/compliance.js';
import { dayAt, givenDayOrNull, instantOf } from '../../domain/day.js';
import { KeeperTable } from '../compliance/keeper-table.js';
import { ListPanel } from '../compliance/list-panel.js';
import { useAct } from '../parts/act-dialog.js';
import { DayInput } from '../parts/day-input.js';
import { Loaded } from '../parts/loaded.js';
import { MoreButton } from '../parts/more-button.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';
import { useReadPages } from '../requests/use-read-pages.js';

/** Tình hình chấp hành chế độ báo cáo: by agency over a period, year beside year. */
export function CompliancePage() {
  const { from = '', to = '' } = useParams({ strict: false });
  const span = spanNamed(from, to);
  // Another period is another page: what was typed belongs to the one before.
  return <Period key={`${span.from}/${span.to}`} span={span} />;
}

/** The period of an address; this year where it names none. */
function spanNamed(from: string, to: string): Span {
  const [first, last] = [givenDayOrNull(from), givenDayOrNull(to)];
  if (first !== null && last !== null && isSpan({ from: first, to: last })) {
    return { from: first, to: last };
  }
  return yearOf(dayAt(instantOf(Date.now())));
}

function Period({ span }: { readonly span: Span }) {
  const { t } = useTranslation('compliance');
  const isOfficer = useMay('officer');
  const open = useAct();
  const send = useSend();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 300);
  const keepers = useReadPages('GET /api/compliance', { query: { ...span, q } });
  const putForward = () =>
    open({
      title: t('putForward'),
      intro: t('listsIntro'),
      run: () => send('POST /api/compliance/lists', { body: span }),
      doneText: '',
      onDone: (answer) => {
        const { listId } = answer as { readonly listId: string };
        void navigate({ to: '/compliance-lists/$listId', params: { listId } });
      },
    });
  return (
    <div className="print-wide">
      <Stack gap="md">
        <PageHead title={t('title')} below={t('intro')}>
          {isOfficer && (
            <Button className="no-print" onClick={putForward}>
              {t('putForward')}
            </Button>
          )}
        </PageHead>
        <SpanForm span={span} />
        <TextInput
          className="no-print"
          label={t('search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          maw={420}
        />
        <Loaded
          query={keepers}
          isEmpty={({ pages }) => pages[0]?.keepers.length === 0}
          emptyText={t('nothing')}
        >
          {({ pages }) => (
            <div>
              <Text size="sm" c="dimmed" mb="xs">
                {t('shown', { n: pages[0]?.agencies ?? 0 })}. {t('before')}
              </Text>
              <KeeperTable
                keepers={pages.flatMap((page) => page.keepers)}
                nameOf={({ agencyId, agency }) => (
                  <PageLink
                    to="/compliance/$from/$to/$agencyId"
                    params={{ ...span, agencyId }}
                    size="sm"
                    fw={600}
                  >
                    {agency}
                  </PageLink>
                )}
              />
              <MoreButton pages={keepers} />
            </div>
          )}
        </Loaded>
        <div className="no-print">
          <ListPanel />
        </div>
      </Stack>
    </div>
  );
}

function SpanForm({ span }: { readonly span: Span }) {
  const { t } = useTranslation('compliance');
  const navigate = useNavigate();
  const [from, setFrom] = useState<string>(span.from);
  const [to, setTo] = useState<string>(span.to);
  const [first, last] = [givenDayOrNull(from), givenDayOrNull(to)];
  const isGiven = first !== null && last !== null && isSpan({ from: first, to: last });
  return (
    <Panel>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isGiven) void navigate({ to: '/compliance/$from/$to', params: { from, to } });
        }}
      >
        <Group gap="sm" align="flex-start">
          <DayInput label={t('from')} value={from} onChange={setFrom} />
          <DayInput label={t('to')} value={to} onChange={setTo} />
          <Button type="submit" variant="default" mt={25} disabled={!isGiven} className="no-print">
            {t('show')}
          </Button>
        </Group>
      </form>
    </Panel>
  );
}
