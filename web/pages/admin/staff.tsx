import {
  Alert,
  Button,
  Checkbox,
  Code,
  Group,
  Modal,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditedStaff, StaffRow } from '../../../contract/staff.js';
import type { Role } from '../../../contract/values.js';
import { StaffAccount } from '../../account/staff-account.js';
import { momentText } from '../../format/day-text.js';
import type { Act } from '../../parts/act.js';
import { Loaded } from '../../parts/loaded.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { ToneBadge } from '../../parts/tone-badge.js';
import { useMay } from '../../requests/office.js';
import { useRead, useSend } from '../../requests/use-read.js';
import { notices } from '../../parts/notices.js';

const ROLES: readonly Role[] = ['officer', 'approver', 'clerk', 'admin'];

/** The people of the office: roles, deputies, first passwords. */
export function StaffPage() {
  const { t } = useTranslation(['admin', 'states', 'common', 'account']);
  const isAdmin = useMay('admin');
  const staff = useRead('GET /api/staff');
  const [edited, setEdited] = useState<StaffRow | 'new' | null>(null);
  return (
    <>
      <PageHead title={t('admin:staffTitle')}>
        {isAdmin && <Button onClick={() => setEdited('new')}>{t('admin:addStaff')}</Button>}
      </PageHead>
      <Panel>
        <Loaded
          query={staff}
          isEmpty={(data) => data.staff.length === 0}
          emptyText={t('admin:staffEmpty')}
        >
          {({ staff: people }) => (
            <Table verticalSpacing="xs" className="stacked-rows">
              <Table.Tbody>
                {people.map((person) => (
                  <Table.Tr key={person.id}>
                    <Table.Td>
                      <Text size="sm" fw={600}>
                        {person.name}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {[person.email, person.phone].filter((part) => part !== null).join(' · ')}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Group gap={4}>
                        {person.roles.map((role) => (
                          <ToneBadge key={role} tone="blue">
                            {t(`states:role_${role}`)}
                          </ToneBadge>
                        ))}
                        {!person.active && (
                          <ToneBadge tone="neutral">{t('admin:inactive')}</ToneBadge>
                        )}
                        {person.plansToHandOver > 0 && (
                          <ToneBadge tone="red">
                            {t('admin:toHandOver', { n: person.plansToHandOver })}
                          </ToneBadge>
                        )}
                        {person.pausedUntil !== null && (
                          <ToneBadge tone="red">
                            {t('account:paused', { at: momentText(person.pausedUntil) })}
                          </ToneBadge>
                        )}
                        {person.hasSecondFactor && (
                          <ToneBadge tone="green">{t('account:factorOn')}</ToneBadge>
                        )}
                        {!person.hasAccount && (
                          <ToneBadge tone="amber">{t('admin:noAccount')}</ToneBadge>
                        )}
                      </Group>
                      {person.deputyOf !== null && (
                        <Text size="xs" c="dimmed">
                          {t('admin:deputyOf')}:{' '}
                          {people.find(({ id }) => id === person.deputyOf)?.name}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td w={90}>
                      {isAdmin && (
                        <Button size="xs" variant="default" onClick={() => setEdited(person)}>
                          {t('common:edit')}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Loaded>
      </Panel>
      {edited !== null && (
        <StaffEditor
          person={edited === 'new' ? null : edited}
          people={staff.data?.staff ?? []}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function StaffEditor({
  person,
  people,
  onClose,
}: {
  readonly person: StaffRow | null;
  readonly people: readonly StaffRow[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['admin', 'states', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const [input, setInput] = useState<EditedStaff>(() => inputOf(person));
  const [firstPassword, setFirstPassword] = useState<string | null>(null);
  const save = useMutation({
    // Only a new person gets a first password.
    mutationFn: async (): Promise<string | null> => {
      if (person === null) {
        const { firstPassword: first } = await send('POST /api/staff', { body: input });
        return first;
      }
      await send('PUT /api/staff/:staffId', { params: { staffId: person.id }, body: input });
      return null;
    },
    onSuccess: async (password) => {
      await client.invalidateQueries();
      if (password === null) {
        notices.show({ message: t('common:saved') });
        onClose();
      } else {
        setFirstPassword(password);
      }
    },
  });
  const resetting = (account: StaffRow): Act => ({
    title: t('admin:resetPassword'),
    intro: t('admin:resetPasswordIntro', { name: account.name }),
    danger: true,
    doneText: '',
    run: async () => {
      const answer = await send('POST /api/staff/:staffId/password', {
        params: { staffId: account.id },
      });
      setFirstPassword(answer.firstPassword);
    },
  });
  const title = person === null ? t('admin:addStaff') : t('admin:editStaff');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {firstPassword !== null ? (
        <Stack gap="sm">
          <Text size="sm">{t('admin:firstPassword', { name: input.name })}</Text>
          <Code block fz="lg">
            {firstPassword}
          </Code>
          <Text size="sm">{t('admin:firstPasswordNote')}</Text>
          <Button onClick={onClose}>{t('common:close')}</Button>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <Stack gap="sm">
            <TextInput
              label={t('admin:staffName')}
              required
              value={input.name}
              onChange={(event) => setInput({ ...input, name: event.currentTarget.value })}
            />
            <TextInput
              label={t('admin:email')}
              type="email"
              required
              value={input.email}
              onChange={(event) => setInput({ ...input, email: event.currentTarget.value })}
            />
            <TextInput
              label={t('admin:phone')}
              value={input.phone ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setInput({ ...input, phone: value === '' ? null : value });
              }}
            />
            <Checkbox.Group
              label={t('admin:roles')}
              value={input.roles}
              onChange={(values) =>
                setInput({ ...input, roles: ROLES.filter((role) => values.includes(role)) })
              }
            >
              <Group gap="md" mt={4}>
                {ROLES.map((role) => (
                  <Checkbox key={role} value={role} label={t(`states:role_${role}`)} />
                ))}
              </Group>
            </Checkbox.Group>
            <Select
              label={t('admin:deputyOf')}
              clearable
              placeholder={t('admin:nobody')}
              value={input.deputyOf}
              onChange={(deputyOf) => setInput({ ...input, deputyOf })}
              data={people
                .filter(({ id }) => id !== person?.id)
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Checkbox
              label={t('admin:active')}
              checked={input.active}
              onChange={(event) => setInput({ ...input, active: event.currentTarget.checked })}
            />
            {person !== null && !input.active && person.plansNamed + person.plansToHandOver > 0 && (
              <Select
                label={t('admin:takenOverBy')}
                description={t('admin:takenOverNote', {
                  n: person.plansNamed + person.plansToHandOver,
                })}
                clearable
                placeholder={t('admin:takenOverLater')}
                value={input.takenOverBy ?? null}
                onChange={(takenOverBy) => setInput({ ...input, takenOverBy })}
                data={people
                  .filter(({ id, active }) => active && id !== person.id)
                  .map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            {person?.hasAccount === true && (
              <StaffAccount person={person} resetting={resetting(person)} />
            )}
            {save.error !== null && (
              <Alert color="red" variant="outline" role="alert">
                {save.error.message}
              </Alert>
            )}
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={onClose}>
                {t('common:cancel')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('common:save')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function inputOf(person: StaffRow | null): EditedStaff {
  if (person === null) {
    return { name: '', email: '', phone: null, roles: ['officer'], deputyOf: null, active: true };
  }
  const { name, email, phone, roles, deputyOf, active } = person;
  return { name, email, phone, roles, deputyOf, active };
}
