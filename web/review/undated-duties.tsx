import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftObligation, PlanDraft } from '../../domain/schemas/plan-draft.js';
import type { ReviewEdits } from '../../domain/schemas/review-edits.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { SourceButton } from './source-button.js';

/** The places of the duties without a day, as long as they are followed at all: nobody is reminded of them unless a person sets one. */
export function undatedDuties(
  { obligations }: PlanDraft,
  { removed, duties }: Pick<ReviewEdits, 'removed' | 'duties'>,
): readonly number[] {
  return [...obligations.keys()].filter((index) => {
    const due = obligations[index]?.due;
    const isOpen = due?.date === null && due.recurrence === null;
    const about = `obligations[${String(index)}]`;
    // What runs without a day stands among the duties that are tracked.
    return isOpen && !removed.includes(about) && duties[about]?.when?.kind !== 'open';
  });
}

/** Duties without a day: each can be given one, with the paper that sets it. */
export function UndatedDuties({
  draft,
  edits,
  onEdit,
  onTrack,
  onSource,
  isReadOnly,
}: {
  readonly draft: PlanDraft;
  readonly edits: Pick<ReviewEdits, 'removed' | 'duties'>;
  readonly onEdit: (about: string) => void;
  /** Has it run without a day, in the document's words. */
  readonly onTrack: (about: string, phrase: string) => void;
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
        {undatedDuties(draft, edits).map((index) => {
          const about = `obligations[${String(index)}]`;
          const duty = draft.obligations[index];
          return (
            duty !== undefined && (
              <List.Item key={about} styles={{ itemWrapper: { width: '100%' } }}>
                <Group gap={6} component="span">
                  <Duty duty={duty} />
                  {duty.evidence.text !== '' && <SourceButton onClick={() => onSource(about)} />}
                  {!isReadOnly && (
                    <>
                      <Button size="compact-xs" variant="default" onClick={() => onEdit(about)}>
                        {t('setDue')}
                      </Button>
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() => onTrack(about, duty.due.phrase || 'theo quy định')}
                      >
                        {t('openTrack')}
                      </Button>
                    </>
                  )}
                </Group>
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
