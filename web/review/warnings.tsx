import { Alert, List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import { SourceButton } from './source-button.js';

/** What the reader was not sure of, each with the way to its place in the document. */
export function Warnings({
  warnings,
  hasSource,
  onSource,
}: {
  readonly warnings: PlanReview['draft']['warnings'];
  readonly hasSource: (about: string) => boolean;
  readonly onSource: (about: string) => void;
}) {
  const { t } = useTranslation('review');
  if (warnings.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" title={t('warnings')}>
      <List size="sm">
        {warnings.map(({ code, about, message }) => (
          <List.Item key={`${code}@${about}`}>
            {message} {hasSource(about) && <SourceButton onClick={() => onSource(about)} />}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
