import { Group, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftObligation, PlanDraft } from '../../domain/schemas/plan-draft.js';
import { setDueKey } from '../../domain/set-dues.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { SetDueOf } from './set-due.js';
import { SourceButton } from './source-button.js';

/** The places of the duties that the document gives no day: nobody is reminded of them unless a person sets one. */
export function undatedDuties({ obligations }: PlanDraft): readonly number[] {
  return [...obligations.keys()].filter((index) => {
    const due = obligations[index]?.due;
    return due?.date === null && due.recurrence === null;
  });
}

/** Duties without a day, each with what a person set for it. */
export function UndatedDuties({
  draft,
  answers,
  onAnswer,
  onSource,
  isReadOnly,
}: {
  readonly draft: PlanDraft;
  readonly answers: Readonly<Record<string, string>>;
  readonly onAnswer: (key: string, answer: string) => void;
  readonly onSource: (about: string) => void;
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation('review');
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('undatedIntro')}
      </Text>
      <List size="sm" spacing="sm">
        {undatedDuties(draft).map((index) => {
          const key = setDueKey(index);
          const duty = draft.obligations[index];
          return (
            duty !== undefined && (
              <List.Item key={key} styles={{ itemWrapper: { width: '100%' } }}>
                <Stack gap={6}>
                  <Group gap={6} component="span">
                    <Duty duty={duty} />
                    <SourceButton onClick={() => onSource(`obligations[${String(index)}]`)} />
                  </Group>
                  <SetDueOf
                    answer={answers[key] ?? ''}
                    onAnswer={(answer) => onAnswer(key, answer)}
                    isReadOnly={isReadOnly}
                  />
                </Stack>
              </List.Item>
            )
          );
        })}
      </List>
    </Stack>
  );
}

function Duty({
  duty: { what, owedBy, recipients, via, due },
}: {
  readonly duty: DraftObligation;
}) {
  const { t } = useTranslation(['review', 'states']);
  return (
    <span>
      <ToneBadge tone="blue">{t(`states:what_${what}`)}</ToneBadge> {owedBy.join(', ')}
      {recipients.length > 0 && ` → ${recipients.join(', ')}`}
      {via !== null && ` (${t('review:via', { via })})`}
      {due.phrase !== '' && `: “${due.phrase}”`}
    </span>
  );
}
