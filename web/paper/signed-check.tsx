import { Alert, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';

type Found = Extract<NonNullable<PaperDetail['signedCheck']>, { state: 'checked' }>;

/** What the signed PDF says beside the paper that was agreed to: pages, number, date, and each difference in words. */
export function SignedPdfCheck({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation('paper');
  const { signedCheck: check, signedPdfName } = detail;
  if (signedPdfName === null || check === null) return null;
  if (check.state === 'unchecked') {
    return (
      <Alert variant="outline" color="yellow" title={t('signedUnchecked')}>
        {t('signedUncheckedNote')}
      </Alert>
    );
  }
  if (check.asAgreed) {
    return (
      <Text size="sm" c="green.9">
        {t('signedSame', { n: check.pages })}
      </Text>
    );
  }
  return (
    <Alert variant="outline" color="red" title={t('signedDiffers')} role="alert">
      <Differences found={check} />
    </Alert>
  );
}

function Differences({ found }: { readonly found: Found }) {
  const { t } = useTranslation('paper');
  return (
    <List size="sm" spacing={6}>
      {!found.number && <List.Item>{t('signedNumber')}</List.Item>}
      {!found.date && <List.Item>{t('signedDate')}</List.Item>}
      {found.blankPages.length > 0 && (
        <List.Item>
          {t('signedBlank', { pages: found.blankPages.join(', '), n: found.pages })}
        </List.Item>
      )}
      {found.differences.map(({ before, after }) => (
        <List.Item key={`${before ?? ''}/${after ?? ''}`}>
          {before !== null && (
            <div>
              {t('signedBefore')}: “{before}”
            </div>
          )}
          <div>
            {after === null
              ? t('signedGone')
              : `${t(before === null ? 'signedMore' : 'signedAfter')}: “${after}”`}
          </div>
        </List.Item>
      ))}
      {found.numbersMissing.length > 0 && (
        <List.Item>{t('signedNumbers', { numbers: found.numbersMissing.join('; ') })}</List.Item>
      )}
    </List>
  );
}
