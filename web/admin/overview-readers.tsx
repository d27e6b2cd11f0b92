import { Checkbox, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../requests/office.js';
import { useRead } from '../requests/use-read.js';

/** Who is mailed the register of each month. */
export function OverviewReaders({
  readers,
  onChange,
}: {
  readonly readers: readonly string[];
  readonly onChange: (readers: string[]) => void;
}) {
  const { t } = useTranslation('admin');
  const isAdmin = useMay('admin');
  const { data } = useRead('GET /api/staff', { enabled: isAdmin });
  if (data === undefined) return null;
  const there = data.staff.filter(({ active }) => active);
  return (
    <Checkbox.Group
      label={t('overviewReaders')}
      description={t('overviewReadersHint')}
      // Whoever has left is no reader any more.
      value={readers.filter((id) => there.some((one) => one.id === id))}
      onChange={onChange}
    >
      <Stack gap={6} mt="xs">
        {there.map(({ id, name, email }) => (
          <Checkbox key={id} value={id} label={`${name} (${email})`} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
