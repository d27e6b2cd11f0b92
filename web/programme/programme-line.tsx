import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useRead } from '../requests/use-read.js';

/** The way from a plan to its register; nothing where the plan states no targets. */
export function ProgrammeLine({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('programme');
  const { data } = useRead('GET /api/plans/:planId/programme', { params: { planId } });
  if (data === undefined) return null;
  const { register, subjects, mayOpen } = data;
  if (register === null && (!mayOpen || subjects.length === 0)) return null;
  return (
    <Panel title={t('title')}>
      <Text size="sm">
        <PageLink size="sm" to="/plans/$planId/programme" params={{ planId }}>
          {register === null ? t('open') : register.subject}
        </PageLink>
        {register !== null &&
          `: ${t('standing', { n: register.standing.recognised, of: register.standing.units })}`}
      </Text>
    </Panel>
  );
}
