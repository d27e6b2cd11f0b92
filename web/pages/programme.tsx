import { Button, Group, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgrammeView } from '../../contract/programme.js';
import { givenDayOrNull } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { shortDay } from '../format/day-text.js';
import { DayInput } from '../parts/day-input.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { EntryActs } from '../programme/entry-acts.js';
import { OpenRegister } from '../programme/open-register.js';
import { PasteLines } from '../programme/paste-lines.js';
import { TargetsTable } from '../programme/targets-table.js';
import { UnitList } from '../programme/unit-list.js';
import { useMay } from '../requests/office.js';
import { useFileAddress, useRead } from '../requests/use-read.js';

/** Sổ đăng ký, công nhận of a plan: its targets against what stands on a day, and its units with all that befell them. */
export function ProgrammePage() {
  const { planId = '' } = useParams({ strict: false });
  const [on, setOn] = useState<Day | null>(null);
  const read = useRead('GET /api/plans/:planId/programme', {
    params: { planId },
    query: on === null ? {} : { on },
  });
  return (
    <Loaded query={read}>
      {(view) => <Register planId={planId} view={view} key={planId} asked={on} onDay={setOn} />}
    </Loaded>
  );
}

function Register({
  planId,
  view,
  asked,
  onDay,
}: {
  readonly planId: string;
  readonly view: ProgrammeView;
  /** Null: today. */
  readonly asked: Day | null;
  readonly onDay: (on: Day | null) => void;
}) {
  const { t } = useTranslation('programme');
  const isOfficer = useMay('officer');
  const fileAddress = useFileAddress();
  const { register } = view;
  const head = {
    above: (
      <PageLink to="/plans/$planId" params={{ planId }}>
        {view.planTitle}
      </PageLink>
    ),
  };
  if (register === null) {
    return (
      <>
        <PageHead {...head} title={t('title')} below={t('intro')} />
        {isOfficer ? (
          <OpenRegister planId={planId} view={view} />
        ) : (
          <EmptyNote>{t('none')}</EmptyNote>
        )}
      </>
    );
  }
  const file = fileAddress(`/api/plans/${planId}/programme/file`);
  return (
    <Stack gap="md">
      <PageHead {...head} title={`${t('title')}: ${register.subject}`} below={t('intro')}>
        <Button
          component="a"
          variant="default"
          href={asked === null ? file : `${file}${file.includes('?') ? '&' : '?'}on=${asked}`}
        >
          {t('file')}
        </Button>
        {isOfficer && <PasteLines planId={planId} />}
        {isOfficer && <EntryActs planId={planId} register={register} />}
      </PageHead>
      <DayForm on={register.on} onDay={onDay} />
      <Panel
        title={t('targets')}
        right={
          <Text size="sm" fw={600}>
            {t('standingOn', {
              day: shortDay(register.on),
              n: register.standing.recognised,
              of: register.standing.units,
            })}
          </Text>
        }
      >
        <TargetsTable targets={register.targets} />
      </Panel>
      <UnitList planId={planId} register={register} mayEdit={isOfficer} />
    </Stack>
  );
}

function DayForm({ on, onDay }: { readonly on: Day; readonly onDay: (on: Day | null) => void }) {
  const { t } = useTranslation('programme');
  const [typed, setTyped] = useState<string>(on);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDay(givenDayOrNull(typed));
      }}
    >
      <Group gap="sm" align="flex-start">
        <DayInput label={t('on')} value={typed} onChange={setTyped} />
        <Button type="submit" variant="default" mt={25}>
          {t('show')}
        </Button>
      </Group>
    </form>
  );
}
