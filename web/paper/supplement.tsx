import { List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';
import { numberText } from '../format/number-text.js';
import { EmptyNote } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { ChangeList } from './text-changes.js';

/** What a supplement changes of the report that has gone out: figures and text, before and after. */
export function Supplement({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation('paper');
  const { supplement } = detail;
  if (supplement === null) return null;
  const { documentId, number, version, figures, changes } = supplement;
  return (
    <Panel
      title={t('supplement')}
      right={
        <PageLink to="/papers/$documentId" params={{ documentId }}>
          {t('supplementOf', { number: number ?? t('draftNo', { n: version }) })}
        </PageLink>
      }
    >
      {figures.length === 0 && changes.length === 0 && <EmptyNote>{t('supplementSame')}</EmptyNote>}
      <List size="sm" mb="xs">
        {figures.map(({ label, unit, before, after }) => (
          <List.Item key={label}>
            {label}: {figure(before)} → {figure(after)} {unit}
          </List.Item>
        ))}
      </List>
      {changes.length > 0 && <ChangeList changes={changes} />}
    </Panel>
  );
}

function figure(total: string | null): string {
  return total === null ? '–' : numberText(total);
}
