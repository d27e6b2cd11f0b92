import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Names in one line: some are read at a glance, the rest are counted and shown when asked for. */
export function NameList({
  names,
  atOnce,
}: {
  readonly names: readonly string[];
  readonly atOnce: number;
}) {
  const { t } = useTranslation('common');
  const [isWhole, setWhole] = useState(false);
  const more = names.length - atOnce;
  if (isWhole || more <= 0) return <>{names.join('; ')}</>;
  return (
    <>
      {names.slice(0, atOnce).join('; ')}{' '}
      <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
        {t('namesMore', { n: more })}
      </Button>
    </>
  );
}
