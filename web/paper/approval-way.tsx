import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';

/** Whose decision a paper waits for, who stands in for whom, and which of several steps it is at. */
export function ApprovalWay({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation('paper');
  const { paper, route, agreed } = detail;
  if (paper.state !== 'awaitingApproval') return null;
  if (detail.outside) return <Text size="sm">{t('waitsOutside')}</Text>;
  const people = paper.waitsFor.map(({ name, inPlaceOf }) =>
    inPlaceOf === null ? name : t('inPlaceOf', { name, away: inPlaceOf }),
  );
  const at = agreed + 1;
  return (
    <Text size="sm">
      {route.length > 1 &&
        `${t('stepOf', { n: at, of: route.length, name: route[agreed] ?? '' })}. `}
      {t('waitsFor', { people: people.join('; ') })}
    </Text>
  );
}
