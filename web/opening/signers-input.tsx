import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../contract/directory.js';

export type Signers = SettingsView['signers'];

/** Who signs the office's papers, the usual one first. */
export function SignersInput({
  signers,
  onChange,
}: {
  readonly signers: Signers;
  readonly onChange: (signers: Signers) => void;
}) {
  const { t } = useTranslation('opening');
  const change = (at: number, part: Partial<Signers[number]>) =>
    onChange(signers.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <Stack gap="xs" role="group" aria-label={t('signers')}>
      <div>
        <Text size="sm" fw={500}>
          {t('signers')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('signersHint')}
        </Text>
      </div>
      {signers.map((signer, at) => (
        // Two signers may be alike while they are typed: only their places tell them apart.
        <Group key={at} gap="sm" align="flex-end">
          <Textarea
            label={t('signerCapacity')}
            autosize
            minRows={1}
            required
            style={{ flex: '2 1 240px' }}
            value={signer.capacity}
            onChange={(event) => change(at, { capacity: event.currentTarget.value })}
          />
          <TextInput
            label={t('signerName')}
            required
            style={{ flex: '1 1 180px' }}
            value={signer.name}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
          />
          <Button
            variant="default"
            onClick={() => onChange(signers.filter((_one, index) => index !== at))}
          >
            {t('removeSigner')}
          </Button>
        </Group>
      ))}
      <Button
        variant="default"
        w="fit-content"
        onClick={() => onChange([...signers, { capacity: '', name: '' }])}
      >
        {t('addSigner')}
      </Button>
    </Stack>
  );
}
