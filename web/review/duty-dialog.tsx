import {
  Button,
  Checkbox,
  Divider,
  Group,
  Modal,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { OfficeMemory } from '../../domain/memory/office-memory.js';
import { owingAgencies } from '../../domain/owing-agencies.js';
import type { Basis } from '../../domain/schemas/basis.js';
import { BasisFields } from './basis-fields.js';
import type { DutyValues } from './duty-values.js';
import { WhenFields } from './when-fields.js';

const WHAT = ['report', 'plan', 'list', 'consolidated-report'] as const;
/** How plans name groups, for whoever types. */
const GROUPS = ['các sở, ban, ngành', 'UBND các xã, phường'];

/** Everything of one duty, to be added or changed. */
export function DutyDialog({
  planId,
  title,
  doLabel,
  initial,
  quoted,
  isFromNothing,
  issuer,
  agencies,
  memory,
  onDone,
  onClose,
}: {
  readonly planId: string;
  readonly title: string;
  readonly doLabel: string;
  readonly initial: DutyValues;
  /** The sentence it comes from; null for none. */
  readonly quoted: string | null;
  /** It must name what it rests on. */
  readonly isFromNothing: boolean;
  readonly issuer: string;
  readonly agencies: PlanReview['agencies'];
  /** What the office remembers of the words. */
  readonly memory: OfficeMemory;
  readonly onDone: (values: DutyValues) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['review', 'states', 'common']);
  const isPhone = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false });
  const [values, setValues] = useState(initial);
  const [basis, setBasis] = useState<Basis | null | undefined>(
    isFromNothing && initial.basis === null ? undefined : initial.basis,
  );
  const change = (more: Partial<DutyValues>): void => setValues({ ...values, ...more });
  const names = [...GROUPS, ...agencies.map(({ name }) => name)].filter(
    (name, index, all) => all.indexOf(name) === index,
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      fullScreen={isPhone}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="sm">
        {quoted !== null && (
          <Text size="sm" className="quoted" lineClamp={4}>
            “{quoted.replace(/\s+/gu, ' ')}”
          </Text>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Select
            label={t('review:dutyWhat')}
            allowDeselect={false}
            value={values.what}
            data={WHAT.map((value) => ({ value, label: t(`states:what_${value}`) }))}
            onChange={(what) => {
              if (what !== null) change({ what });
            }}
          />
          <TextInput
            label={t('review:reportName')}
            placeholder={t('review:dutyNameHint')}
            value={values.reportName}
            onChange={(event) => change({ reportName: event.currentTarget.value })}
          />
        </SimpleGrid>
        <TagsInput
          label={t('review:dutyOwedBy')}
          description={t('review:dutyOwedByHint')}
          data={names}
          value={[...values.owedBy]}
          acceptValueOnBlur
          limit={50}
          onChange={(owedBy) => change({ owedBy })}
        />
        <Meant owedBy={values.owedBy} agencies={agencies} memory={memory} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TagsInput
            label={t('review:dutyExcept')}
            data={names}
            value={[...values.except]}
            acceptValueOnBlur
            limit={50}
            onChange={(except) => change({ except })}
          />
          <TagsInput
            label={t('review:dutyRecipients')}
            data={names}
            value={[...values.recipients]}
            acceptValueOnBlur
            limit={50}
            onChange={(recipients) => change({ recipients })}
          />
          <TextInput
            label={t('review:dutyVia')}
            value={values.via}
            onChange={(event) => change({ via: event.currentTarget.value })}
          />
          <TextInput
            label={t('review:channel')}
            value={values.channel}
            onChange={(event) => change({ channel: event.currentTarget.value })}
          />
        </SimpleGrid>
        <Divider label={t('review:when')} labelPosition="left" />
        <WhenFields
          planId={planId}
          initial={initial.when}
          onChange={(when) => setValues((before) => ({ ...before, when }))}
        />
        {values.when === null && (
          <Text size="sm" c="dimmed">
            {t('review:whenNoDay')}
          </Text>
        )}
        <Divider />
        <BasisFields
          initial={initial.basis}
          isNeeded={isFromNothing}
          issuer={issuer}
          onChange={setBasis}
        />
        <Textarea
          label={t('review:covering')}
          placeholder={t('review:coveringExample')}
          autosize
          maxLength={300}
          value={values.covering}
          onChange={(event) => change({ covering: event.currentTarget.value })}
        />
        <Checkbox
          label={t('review:dutyAsked')}
          checked={!values.binding}
          onChange={(event) => change({ binding: !event.currentTarget.checked })}
        />
        <Group justify="flex-end" gap="sm" className="dialog-acts">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            disabled={basis === undefined}
            onClick={() => {
              if (basis !== undefined) onDone({ ...values, basis });
            }}
          >
            {doLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Whom of the directory the words mean. */
function Meant({
  owedBy,
  agencies,
  memory,
}: {
  readonly owedBy: readonly string[];
  readonly agencies: PlanReview['agencies'];
  readonly memory: OfficeMemory;
}) {
  const { t } = useTranslation('review');
  const { agencyIds, unknown } = owingAgencies(owedBy, agencies, memory);
  const n = agencyIds?.length ?? agencies.length;
  return (
    <Text size="sm" c={unknown.length > 0 ? 'red.9' : 'dimmed'}>
      {n === 0 ? t('dutyMeansNobody') : t('dutyMeans', { n })}{' '}
      {unknown.length > 0 && t('dutyUnknown', { names: unknown.join('; ') })}
    </Text>
  );
}
