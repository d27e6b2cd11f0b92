import { SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Amends } from '../../contract/plans.js';
import { dayOrNull } from '../../domain/day.js';
import { DayInput } from '../parts/day-input.js';
import { Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import type { Reviewing } from '../review/use-review.js';
import { AmendmentEffectPanel } from './effect-panel.js';

/** The head of an amendment's review: which plan, by which paper or why, and what it does so far. */
export function AmendmentPanel({
  planId,
  amends,
  reviewing,
  problemAt,
}: {
  readonly planId: string;
  readonly amends: Amends;
  /** Null for whoever only reads. */
  readonly reviewing: Reviewing | null;
  readonly problemAt: (at: string) => string | undefined;
}) {
  const { t } = useTranslation(['plan', 'review']);
  return (
    <>
      <Panel title={t('plan:amendsPlan')}>
        <Stack gap="sm">
          <PageLink to="/plans/$planId" params={{ planId: amends.planId }}>
            {amends.title}
          </PageLink>
          {amends.reason !== '' && (
            <Text size="sm">{t('plan:amendReason', { reason: amends.reason })}</Text>
          )}
          {amends.document !== null && reviewing !== null && (
            <Paper document={amends.document} reviewing={reviewing} problemAt={problemAt} />
          )}
        </Stack>
      </Panel>
      {reviewing === null ? (
        <AmendmentEffectPanel planId={planId} of="confirmed" />
      ) : (
        <AmendmentEffectPanel
          planId={planId}
          of="standing"
          revision={reviewing.standing.revision}
          isUnderWay={!reviewing.isKept}
        />
      )}
    </>
  );
}

function Paper({
  document,
  reviewing: { edits, edit },
  problemAt,
}: {
  readonly document: NonNullable<Amends['document']>;
  readonly reviewing: Reviewing;
  readonly problemAt: (at: string) => string | undefined;
}) {
  const { t } = useTranslation(['plan', 'review']);
  const paper = { ...document, ...edits.amending };
  return (
    <>
      <Text size="sm" fw={600}>
        {t('plan:amendPaper')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label={t('review:documentType')}
          value={paper.documentType}
          onChange={({ currentTarget: { value } }) =>
            edit({ kind: 'amending', change: { documentType: value } })
          }
        />
        <TextInput
          label={t('review:number')}
          required
          error={problemAt('amending.number')}
          value={paper.number ?? ''}
          onChange={({ currentTarget: { value } }) =>
            edit({ kind: 'amending', change: { number: value } })
          }
        />
        <DayInput
          label={t('review:issuedOn')}
          value={paper.issuedOn ?? ''}
          error={problemAt('amending.issuedOn')}
          onChange={(value) => edit({ kind: 'amending', change: { issuedOn: dayOrNull(value) } })}
        />
        <TextInput
          label={t('review:issuer')}
          value={paper.issuer ?? ''}
          onChange={({ currentTarget: { value } }) =>
            edit({ kind: 'amending', change: { issuer: value } })
          }
        />
      </SimpleGrid>
    </>
  );
}
