import { Alert, Button, List, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';

/** So many differences are read at once; a wrong file would fill the page. */
const FEW = 5;

type Found = Extract<NonNullable<PaperDetail['signedCheck']>, { state: 'checked' }>;

/** What the signed PDF says beside the paper that was agreed to: pages, number, date, and each difference in words. */
export function SignedPdfCheck({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation('paper');
  const { signedCheck: check, signedPdfName } = detail;
  if (signedPdfName === null || check === null) return null;
  if (check.state === 'unchecked') {
    return (
      <Alert variant="outline" color="yellow" mt="md" title={t('signedUnchecked')}>
        {t('signedUncheckedNote')}
      </Alert>
    );
  }
  if (check.asAgreed) {
    return (
      <Text size="sm" c="green.9" mt="md">
        {t('signedSame', { n: check.pages })}
      </Text>
    );
  }
  return (
    <Alert variant="outline" color="red" mt="md" title={t('signedDiffers')} role="alert">
      <Differences found={check} />
    </Alert>
  );
}

function Differences({ found }: { readonly found: Found }) {
  const { t } = useTranslation('paper');
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? found.differences : found.differences.slice(0, FEW);
  const rest = found.differences.length - shown.length;
  return (
    <>
      {!found.number && !found.date && found.differences.length > FEW && (
        <Text size="sm" mb="xs" fw={600}>
          {t('signedOther')}
        </Text>
      )}
      <List size="sm" spacing={6}>
        {!found.number && <List.Item>{t('signedNumber')}</List.Item>}
        {!found.date && <List.Item>{t('signedDate')}</List.Item>}
        {found.blankPages.length > 0 && (
          <List.Item>
            {t('signedBlank', { pages: found.blankPages.join(', '), n: found.pages })}
          </List.Item>
        )}
        {shown.map(({ before, after }) => (
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
      {rest > 0 && (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          mt="xs"
          onClick={() => setIsWhole(true)}
        >
          {t('signedMoreDifferences', { n: rest })}
        </Button>
      )}
    </>
  );
}
