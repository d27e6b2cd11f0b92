import { Fieldset, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../contract/directory.js';

type Organs = NonNullable<SettingsView['organs']>;

/** By what the document axis knows this office and those above it. */
export function AxisSettings({
  organId,
  organs,
  onChange,
}: {
  readonly organId: string | null;
  readonly organs: Organs;
  readonly onChange: (change: Partial<Pick<SettingsView, 'organId' | 'organs'>>) => void;
}) {
  const { t } = useTranslation('admin');
  // Kept as typed: a line that is not finished yet has no id.
  const [lines, setLines] = useState(() => textOf(organs));
  return (
    <Fieldset legend={t('axisTitle')}>
      <Stack gap="sm">
        <TextInput
          label={t('ownOrganId')}
          description={t('ownOrganIdHint')}
          maxLength={100}
          value={organId ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange({ organId: value === '' ? null : value });
          }}
        />
        <Textarea
          label={t('organs')}
          description={t('organsHint')}
          autosize
          minRows={2}
          value={lines}
          onChange={(event) => {
            setLines(event.currentTarget.value);
            onChange({ organs: organsIn(event.currentTarget.value) });
          }}
        />
      </Stack>
    </Fieldset>
  );
}

function textOf(organs: Organs): string {
  return organs.map(({ name, organId }) => `${name}; ${organId}`).join('\n');
}

/** A line each; the id stands behind the last semicolon. */
function organsIn(text: string): Organs {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.lastIndexOf(';');
      return at === -1
        ? { name: line.trim(), organId: '' }
        : { name: line.slice(0, at).trim(), organId: line.slice(at + 1).trim() };
    });
}
