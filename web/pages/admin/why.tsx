import { Select, SimpleGrid } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cycleText, headed } from '../../format/cycle-text.js';
import { useLanguage } from '../../i18n/language.js';
import { WhyStory } from '../../obligation/rung-list.js';
import { EmptyNote, Loaded } from '../../parts/loaded.js';
import { ObligationBadges } from '../../parts/obligation-badges.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { PageLink } from '../../parts/router-link.js';
import { useRead } from '../../requests/use-read.js';

/** Agencies offered at once; words narrow them. */
const OFFERED = 50;

/** Vì sao chưa gửi?: the reasons for one agency in one cycle, in sentences. */
export function WhyPage() {
  const { t } = useTranslation('admin');
  const { language } = useLanguage();
  const operations = useRead('GET /api/operations');
  const [cycleId, setCycleId] = useState<string | null>(null);
  const [obligationId, setObligationId] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [wanted] = useDebouncedValue(words, 300);
  const board = useRead('GET /api/cycles/:cycleId/board', {
    params: { cycleId: cycleId ?? '' },
    query: { limit: OFFERED, q: wanted },
    enabled: cycleId !== null,
  });
  const row = board.data?.rows.find((known) => known.obligationId === obligationId);
  return (
    <>
      <PageHead title={t('whyTitle')} below={t('whyIntro')} />
      <Panel>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Select
            label={t('whyCycle')}
            searchable
            value={cycleId}
            onChange={(value) => {
              setCycleId(value);
              setObligationId(null);
            }}
            data={(operations.data?.cycles ?? []).map((cycle) => ({
              value: cycle.id,
              label: `${headed(cycle.reportName)}, ${cycleText(cycle.dueDay, language)}`,
            }))}
          />
          <Select
            label={t('whyAgency')}
            searchable
            disabled={board.data === undefined || cycleId === null}
            value={obligationId}
            onChange={setObligationId}
            searchValue={words}
            onSearchChange={setWords}
            // Found by the ledger, which knows the agencies that are not offered yet.
            filter={({ options }) => options}
            data={(board.data?.rows ?? []).map((known) => ({
              value: known.obligationId,
              label: known.agency,
            }))}
          />
        </SimpleGrid>
      </Panel>
      <Panel
        {...(row === undefined
          ? {}
          : {
              title: (
                <PageLink
                  to="/obligations/$obligationId"
                  params={{ obligationId: row.obligationId }}
                >
                  {row.agency}
                </PageLink>
              ),
              right: <ObligationBadges row={row} />,
            })}
      >
        {obligationId === null ? (
          <EmptyNote>{t('whyChoose')}</EmptyNote>
        ) : (
          <Reasons obligationId={obligationId} />
        )}
      </Panel>
    </>
  );
}

function Reasons({ obligationId }: { readonly obligationId: string }) {
  const explanation = useRead('GET /api/obligations/:obligationId/explanation', {
    params: { obligationId },
  });
  return <Loaded query={explanation}>{(data) => <WhyStory explanation={data} />}</Loaded>;
}
