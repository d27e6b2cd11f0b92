import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFileAddress } from '../requests/use-read.js';

/** The figures of a period for other programs: a table, or DHIS2's data value set. */
export function FiguresOut({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation('board');
  const addressOf = useFileAddress();
  const at = `/api/cycles/${cycleId}`;
  return (
    <>
      <Button component="a" size="xs" variant="default" href={addressOf(`${at}/figures-csv`)}>
        {t('figuresCsv')}
      </Button>
      <Button
        component="a"
        size="xs"
        variant="default"
        href={addressOf(`${at}/data-value-set`)}
        download="data-value-set.json"
      >
        {t('figuresDhis')}
      </Button>
    </>
  );
}
