import {
  Alert,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOrNull } from '../../../domain/day.js';
import { SECOND_FACTOR_FOR } from '../../../domain/second-factor.js';
import type { SettingsView } from '../../../contract/directory.js';
import { OverviewReaders } from '../../admin/overview-readers.js';
import { PaperSettings } from '../../admin/paper-settings.js';
import { PaperTemplates } from '../../admin/paper-templates.js';
import { ClockInput } from '../../parts/clock-input.js';
import { SignersInput } from '../../opening/signers-input.js';
import { DayInput } from '../../parts/day-input.js';
import { UpwardLine } from '../../admin/upward-line.js';
import { AxisSettings } from '../../admin/axis-settings.js';
import { ApprovalSteps } from '../../admin/approval-steps.js';
import { Loaded } from '../../parts/loaded.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { useMay } from '../../requests/office.js';
import { useRead, useSend } from '../../requests/use-read.js';
import { notices } from '../../parts/notices.js';

/** What an office may set for itself. */
export function SettingsPage() {
  const { t } = useTranslation('admin');
  const settings = useRead('GET /api/settings');
  return (
    <>
      <PageHead title={t('settingsTitle')} />
      <Panel>
        <Loaded query={settings}>{(data) => <SettingsForm settings={data} />}</Loaded>
      </Panel>
      <PaperTemplates />
      <UpwardLine />
    </>
  );
}

function SettingsForm({ settings }: { readonly settings: SettingsView }) {
  const { t } = useTranslation(['admin', 'common', 'opening', 'account']);
  const isAdmin = useMay('admin');
  const send = useSend();
  const client = useQueryClient();
  // Only what was changed here is sent: another administrator may be changing something else.
  const [changed, setChanged] = useState<Partial<SettingsView>>({});
  const input = { ...settings, ...changed };
  const change = (one: Partial<SettingsView>) => {
    setChanged({ ...changed, ...one });
  };
  const save = useMutation({
    mutationFn: () => send('PUT /api/settings', { body: changed }),
    onSuccess: async () => {
      notices.show({ message: t('common:saved') });
      await client.invalidateQueries();
      setChanged({});
    },
  });
  const clock = (key: 'mailMinute' | 'lastMailMinute') => (
    <ClockInput
      label={t(`admin:${key}`)}
      value={input[key]}
      onChange={(minute) => {
        change({ [key]: minute });
      }}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Fieldset variant="unstyled" disabled={!isAdmin}>
        <Stack gap="sm" maw={720}>
          <TextInput
            label={t('admin:officeName')}
            required
            value={input.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t('admin:officeShort')}
            required
            value={input.shortName}
            onChange={(event) => change({ shortName: event.currentTarget.value })}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput
              label={t('opening:governingBody')}
              description={t('opening:governingBodyHint')}
              value={input.governingBody ?? ''}
              onChange={(event) => change({ governingBody: textOrNull(event.currentTarget.value) })}
            />
            <TextInput
              label={t('opening:placeOfIssue')}
              description={t('opening:placeOfIssueHint')}
              value={input.placeOfIssue ?? ''}
              onChange={(event) => change({ placeOfIssue: textOrNull(event.currentTarget.value) })}
            />
          </SimpleGrid>
          <AxisSettings
            organId={input.organId ?? null}
            organs={input.organs ?? []}
            onChange={change}
          />
          <SignersInput signers={input.signers} onChange={(signers) => change({ signers })} />
          <Guidance guidance={input.guidance} onChange={(guidance) => change({ guidance })} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {clock('mailMinute')}
            {clock('lastMailMinute')}
          </SimpleGrid>
          <TextInput
            type="email"
            label={t('admin:ministryAddress')}
            value={input.ministryAddress ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              change({ ministryAddress: value === '' ? null : value });
            }}
          />
          <Checkbox
            label={t('admin:rollForward')}
            checked={input.rollForward}
            onChange={(event) => change({ rollForward: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('admin:twoPersons')}
            description={
              input.twoPersons === null ? t('admin:twoPersonsUndecided') : t('admin:twoPersonsHint')
            }
            indeterminate={input.twoPersons === null}
            checked={input.twoPersons === true}
            onChange={(event) => change({ twoPersons: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('admin:countSubmitted')}
            description={t('admin:countSubmittedHint')}
            checked={input.countSubmitted}
            onChange={(event) => change({ countSubmitted: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('admin:askWithoutLeader')}
            description={t('admin:askWithoutLeaderHint')}
            checked={input.askWithoutLeader === true}
            onChange={(event) => change({ askWithoutLeader: event.currentTarget.checked })}
          />
          <Select
            label={t('account:factorFor')}
            description={t('account:factorForHint')}
            allowDeselect={false}
            value={input.secondFactor ?? 'nobody'}
            onChange={(value) => {
              const asked = SECOND_FACTOR_FOR.find((one) => one === value);
              if (asked !== undefined) change({ secondFactor: asked });
            }}
            data={[
              { value: 'nobody', label: t('account:factorForNobody') },
              { value: 'admins', label: t('account:factorForAdmins') },
              { value: 'all', label: t('account:factorForAll') },
            ]}
          />
          {input.leaderSignsOutside !== undefined && (
            <Checkbox
              label={t('admin:leaderSignsOutside')}
              description={t('admin:leaderSignsOutsideHint')}
              checked={input.leaderSignsOutside}
              onChange={(event) => change({ leaderSignsOutside: event.currentTarget.checked })}
            />
          )}
          {input.approvalSteps !== undefined && (
            <ApprovalSteps
              steps={input.approvalSteps}
              onChange={(approvalSteps) => change({ approvalSteps })}
            />
          )}
          {input.overviewReaders !== undefined && (
            <OverviewReaders
              readers={input.overviewReaders}
              onChange={(overviewReaders) => change({ overviewReaders })}
            />
          )}
          {input.papers !== undefined && (
            <PaperSettings papers={input.papers} onChange={(papers) => change({ papers })} />
          )}
          {save.error !== null && (
            <Alert color="red" variant="outline" role="alert">
              {save.error.message}
            </Alert>
          )}
          {isAdmin && (
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending}>
                {t('common:save')}
              </Button>
            </Group>
          )}
        </Stack>
      </Fieldset>
    </form>
  );
}

/** The letter from which agencies know the sender; empty as long as either half is. */
function Guidance({
  guidance,
  onChange,
}: {
  readonly guidance: SettingsView['guidance'];
  readonly onChange: (guidance: SettingsView['guidance']) => void;
}) {
  const { t } = useTranslation('opening');
  const [number, setNumber] = useState(guidance?.number ?? '');
  const [issuedOn, setIssuedOn] = useState<string>(guidance?.issuedOn ?? '');
  const tell = (typed: { readonly number: string; readonly issuedOn: string }) => {
    const day = dayOrNull(typed.issuedOn);
    onChange(
      typed.number.trim() === '' || day === null ? null : { number: typed.number, issuedOn: day },
    );
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <TextInput
        label={t('guidanceNumber')}
        value={number}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setNumber(value);
          tell({ number: value, issuedOn });
        }}
      />
      <DayInput
        label={t('guidanceDay')}
        value={issuedOn}
        onChange={(value) => {
          setIssuedOn(value);
          tell({ number, issuedOn: value });
        }}
      />
    </SimpleGrid>
  );
}

function textOrNull(text: string): string | null {
  return text === '' ? null : text;
}
