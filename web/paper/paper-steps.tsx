import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';
import type { Instant } from '../../domain/day.js';
import { momentText, shortDay } from '../format/day-text.js';

/** Where a paper stands: draft, approval, number, release, and for a report the receipt above. */
export function PaperSteps({ detail }: { readonly detail: PaperDetail }) {
  const { t } = useTranslation(['paper', 'states']);
  const { paper } = detail;
  const steps: readonly (readonly [string, boolean, string | null])[] = [
    [
      t('paper:step_draft'),
      true,
      paper.state === 'sentBack' ? t('states:paperState_sentBack') : null,
    ],
    [
      t('paper:step_approved'),
      detail.approvedAt !== null || paper.state === 'awaitingApproval',
      paper.state === 'awaitingApproval'
        ? t('states:paperState_awaitingApproval')
        : whenOf(detail.approvedAt),
    ],
    [
      t('paper:step_numbered'),
      paper.number !== null,
      paper.number === null
        ? null
        : [paper.number, paper.issuedOn === null ? '' : shortDay(paper.issuedOn)].join(', '),
    ],
    [t('paper:step_released'), detail.releasedAt !== null, whenOf(detail.releasedAt)],
    ...(paper.kind !== 'consolidatedReport'
      ? []
      : [
          [
            t('paper:step_acknowledged'),
            detail.acknowledgedAt !== null,
            whenOf(detail.acknowledgedAt),
          ] as const,
        ]),
  ];
  const lastReached = steps.findLastIndex(([, reached]) => reached);
  return (
    <Group component="ol" gap="lg" p={0} m={0} style={{ listStyle: 'none' }} align="flex-start">
      {steps.map(([label, reached, note], index) => (
        <Group key={label} component="li" gap={8} wrap="nowrap" align="flex-start">
          <span
            className={`stage-dot ${reached ? (index === lastReached ? 'now' : 'reached') : ''}`}
            style={{ marginTop: 4 }}
          />
          <div>
            <Text size="sm" fw={reached ? 600 : 400} c={reached ? '' : 'dimmed'}>
              {label}
            </Text>
            {note !== null && (
              <Text size="xs" c="dimmed" className="number">
                {note}
              </Text>
            )}
          </div>
        </Group>
      ))}
    </Group>
  );
}

function whenOf(moment: Instant | null): string | null {
  return moment === null ? null : momentText(moment);
}
