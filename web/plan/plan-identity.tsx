import { Anchor, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../contract/plans.js';
import { asksOnce } from '../../domain/one-off.js';
import { longDay, momentText, shortDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { Fact, Panel } from '../parts/page-head.js';
import { useFileAddress } from '../requests/use-read.js';

/** Who answers for the plan, and the document it was read from. */
export function PlanIdentity({
  data: { identity, plan, versions },
}: {
  readonly data: PlanDetail;
}) {
  const { t } = useTranslation(['plan', 'common']);
  const { language } = useLanguage();
  const fileAddress = useFileAddress();
  // It was read from nothing: what stands in for a file is its own subject.
  const isOnce = identity !== null && asksOnce(identity);
  return (
    <Panel title={t('plan:identity')}>
      {identity !== null && (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm" mb="sm">
          <Fact label={t('plan:number')}>{identity.number ?? '–'}</Fact>
          <Fact label={t('plan:issuedOn')}>
            {identity.issuedOn === null ? '–' : longDay(identity.issuedOn, language)}
          </Fact>
          <Fact label={t('plan:issuer')}>{identity.issuer}</Fact>
          <Fact label={t('plan:sendingBody')}>{identity.sendingBody}</Fact>
          <Fact label={t('plan:contactPoint')}>
            {[identity.unit, identity.officerName, identity.officerPhone]
              .filter((part) => part !== '')
              .join(', ') || '–'}
          </Fact>
          <Fact label={t('plan:replyTo')}>{identity.replyTo}</Fact>
          {plan.windowFrom !== null && plan.windowTo !== null && (
            <Fact label={t('plan:window')}>
              {shortDay(plan.windowFrom)} – {shortDay(plan.windowTo)}
            </Fact>
          )}
        </SimpleGrid>
      )}
      <Stack gap={4}>
        {versions.map((version) => (
          <Text key={version.version} size="sm">
            {!isOnce && (
              <>
                <Anchor href={fileAddress(`/api/plans/${plan.id}/file`)} size="sm">
                  {version.fileName}
                </Anchor>{' '}
                ·{' '}
              </>
            )}
            {t('plan:version', { n: version.version, at: momentText(version.uploadedAt) })}
            {version.amendment !== null && ` · ${t(`plan:amended_${version.amendment}`)}`}
            {version.reason !== null && `: ${version.reason}`}
            {version.consentAt !== null &&
              ` · ${t('plan:consentedBy', {
                name: version.consentBy ?? '',
                at: momentText(version.consentAt),
              })}`}
          </Text>
        ))}
      </Stack>
    </Panel>
  );
}
