import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptDutyRow } from '../../contract/compliance.js';
import { headed } from '../format/cycle-text.js';
import { momentText } from '../format/day-text.js';
import { PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { causeText, KEPT_TONE, keptText } from './kept-words.js';

type Duty = Omit<KeptDutyRow, 'objections' | 'dueOn'> & {
  readonly objections: readonly Omit<KeptDutyRow['objections'][number], 'id'>[];
};

/** One duty: how it was kept, why, and what its agency says; `answerOf` is what may be done about an objection. */
export function DutyLines<Of extends Duty>({
  duty,
  answerOf = () => null,
}: {
  readonly duty: Of;
  readonly answerOf?: (objection: Of['objections'][number]) => ReactNode;
}) {
  const { t } = useTranslation('compliance');
  return (
    <div style={{ borderTop: '1px solid #e6ebef', padding: '8px 0' }}>
      <Group gap="xs">
        <PageLink
          to="/obligations/$obligationId"
          params={{ obligationId: duty.obligationId }}
          size="sm"
          fw={600}
        >
          {headed(duty.reportName)}
        </PageLink>
        <ToneBadge tone={KEPT_TONE[duty.kept]} wraps>
          {keptText(duty)}
        </ToneBadge>
      </Group>
      <Text size="sm" c="dimmed">
        {duty.planTitle} · {duty.due}
        {duty.receivedAt !== null && ` · ${t('received', { at: momentText(duty.receivedAt) })}`}
      </Text>
      {duty.causes.map((cause) => (
        <Text key={JSON.stringify(cause)} size="sm">
          {causeText(cause)}
        </Text>
      ))}
      {duty.objections.map((objection: Of['objections'][number]) => (
        <div key={objection.saidAt} style={{ paddingLeft: 12 }}>
          <Text size="sm">
            <b>{t('objection', { by: objection.saidBy, at: momentText(objection.saidAt) })}:</b>{' '}
            {objection.words}
          </Text>
          {objection.answer === null ? (
            <Group gap="xs">
              <ToneBadge tone="amber">{t('waitsForAnswer')}</ToneBadge>
              {answerOf(objection)}
            </Group>
          ) : (
            <Text size="sm">
              <b>{t('answered')}:</b> {objection.answer}
            </Text>
          )}
        </div>
      ))}
    </div>
  );
}
