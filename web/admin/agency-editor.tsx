import {
  Alert,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Modal,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agency, AgencyInput } from '../../contract/directory.js';
import { AGENCY_KINDS } from '../../domain/agency-kinds.js';
import { wordsFor } from '../parts/code-words.js';
import { useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

const ROLES = ['mailbox', 'person', 'head'] as const;

type ContactInput = AgencyInput['contacts'][number];
const NEW_CONTACT: ContactInput = { role: 'mailbox', name: null, email: '', phone: null };

/** One agency with its addresses in the order in which they are tried; a new one when null. */
export function AgencyEditor({
  agency,
  onClose,
}: {
  readonly agency: Agency | null;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['admin', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const [input, setInput] = useState<AgencyInput>(() => inputOf(agency));
  const [tags, setTags] = useState(() => input.tags.join(', '));
  const save = useMutation({
    mutationFn: async (): Promise<void> => {
      const body = { ...input, tags: tagsOf(tags) };
      if (agency === null) await send('POST /api/agencies', { body });
      else await send('PUT /api/agencies/:agencyId', { params: { agencyId: agency.id }, body });
    },
    onSuccess: async () => {
      notices.show({ message: t('common:saved') });
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={agency === null ? t('admin:addAgency') : t('admin:editAgency')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('admin:agencyName')}
            required
            value={input.name}
            onChange={(event) => setInput({ ...input, name: event.currentTarget.value })}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Select
              label={t('admin:agencyKind')}
              allowDeselect={false}
              value={input.kind}
              onChange={(value) =>
                setInput({ ...input, kind: AGENCY_KINDS.find((kind) => kind === value) ?? 'other' })
              }
              data={AGENCY_KINDS.map((value) => ({ value, label: wordsFor('kind', value) }))}
            />
            <TextInput
              label={t('admin:agencyTags')}
              value={tags}
              onChange={(event) => setTags(event.currentTarget.value)}
            />
          </SimpleGrid>
          <TextInput
            label={t('admin:organId')}
            description={t('admin:organIdHint')}
            maxLength={100}
            value={input.organId ?? ''}
            onChange={(event) => setInput({ ...input, organId: orNull(event.currentTarget.value) })}
          />
          <Group gap="lg">
            <Checkbox
              label={t('admin:bound')}
              checked={input.binding}
              onChange={(event) => setInput({ ...input, binding: event.currentTarget.checked })}
            />
            <Checkbox
              label={t('admin:standing')}
              checked={input.standing}
              onChange={(event) => setInput({ ...input, standing: event.currentTarget.checked })}
            />
          </Group>
          <Addresses
            contacts={input.contacts}
            onChange={(contacts) => setInput({ ...input, contacts: [...contacts] })}
          />
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
    </Modal>
  );
}

function Addresses({
  contacts,
  onChange,
}: {
  readonly contacts: readonly ContactInput[];
  readonly onChange: (contacts: readonly ContactInput[]) => void;
}) {
  const { t } = useTranslation(['admin', 'common']);
  const set = (index: number, part: Partial<ContactInput>): void =>
    onChange(contacts.map((contact, at) => (at === index ? { ...contact, ...part } : contact)));
  return (
    <Fieldset legend={t('admin:addresses')}>
      <Stack gap="sm">
        {contacts.map((contact, index) => (
          <Group key={String(index)} gap="xs" align="flex-end">
            <Select
              label={t('admin:role')}
              w={170}
              allowDeselect={false}
              value={contact.role}
              data={ROLES.map((value) => ({ value, label: wordsFor('contact', value) }))}
              onChange={(value) =>
                set(index, { role: ROLES.find((role) => role === value) ?? 'mailbox' })
              }
            />
            <TextInput
              label={t('admin:email')}
              type="email"
              required
              style={{ flex: '1 1 200px' }}
              value={contact.email}
              onChange={(event) => set(index, { email: event.currentTarget.value })}
            />
            <TextInput
              label={t('admin:personName')}
              style={{ flex: '1 1 150px' }}
              value={contact.name ?? ''}
              onChange={(event) => set(index, { name: orNull(event.currentTarget.value) })}
            />
            <TextInput
              label={t('admin:phone')}
              w={140}
              value={contact.phone ?? ''}
              onChange={(event) => set(index, { phone: orNull(event.currentTarget.value) })}
            />
            <Button
              variant="subtle"
              color="red"
              c="red.9"
              px="xs"
              onClick={() => onChange(contacts.toSpliced(index, 1))}
            >
              {t('common:remove')}
            </Button>
          </Group>
        ))}
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          onClick={() => onChange([...contacts, NEW_CONTACT])}
        >
          {t('admin:addAddress')}
        </Button>
      </Stack>
    </Fieldset>
  );
}

function inputOf(agency: Agency | null): AgencyInput {
  if (agency === null) {
    return {
      name: '',
      kind: 'department',
      tags: [],
      standing: false,
      binding: true,
      organId: null,
      contacts: [NEW_CONTACT],
    };
  }
  const { name, kind, tags, standing, binding, organId } = agency;
  const contacts = agency.contacts
    .toSorted((a, b) => a.position - b.position)
    .map((contact) => ({
      role: contact.role,
      name: contact.name,
      email: contact.email,
      phone: contact.phone,
    }));
  return { name, kind, tags, standing, binding, organId, contacts };
}

function tagsOf(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
