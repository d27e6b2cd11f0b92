import { Accordion, Group, List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewEdits } from '../../domain/schemas/review-edits.js';
import type { DraftAgency, PlanDraft } from '../../domain/schemas/plan-draft.js';
import { shortDay } from '../format/day-text.js';
import { Panel } from '../parts/page-head.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { SourceButton } from './source-button.js';
import type { Reviewing } from './use-review.js';
import { undatedDuties, UndatedDuties } from './undated-duties.js';

interface Section {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly { readonly about: string; readonly text: ReactNode }[];
}

/** What the document says besides: duties without a day, which a person may give one; bodies with their tasks, events, legal bases; each leads to its words. */
export function AlsoRead({
  draft,
  edits,
  edit,
  onEdit,
  onSource,
  isReadOnly,
}: {
  readonly draft: PlanDraft;
  readonly edits: Pick<ReviewEdits, 'removed' | 'duties'>;
  readonly edit: Reviewing['edit'];
  readonly onEdit: (about: string) => void;
  readonly onSource: (about: string) => void;
  /** Then nothing can be unfolded, so all of it lies open. */
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation('review');
  const undated = undatedDuties(draft, edits).length;
  const sections = useSections(draft).filter(({ rows }) => rows.length > 0);
  if (undated + sections.length === 0) return null;
  return (
    <Panel title={t('alsoRead')}>
      <Accordion
        variant="contained"
        multiple
        defaultValue={['undated', ...(isReadOnly ? sections.map(({ key }) => key) : [])]}
      >
        {undated > 0 && (
          <Accordion.Item value="undated">
            <Accordion.Control>
              {t('undated')} ({undated})
            </Accordion.Control>
            <Accordion.Panel>
              <UndatedDuties
                draft={draft}
                edits={edits}
                onEdit={onEdit}
                onTrack={(about, phrase) =>
                  edit({ kind: 'duty', about, change: { when: { kind: 'open', phrase } } })
                }
                onSource={onSource}
                isReadOnly={isReadOnly}
              />
            </Accordion.Panel>
          </Accordion.Item>
        )}
        {sections.map(({ key, title, rows }) => (
          <Accordion.Item key={key} value={key}>
            <Accordion.Control>
              {title} ({rows.length})
            </Accordion.Control>
            <Accordion.Panel>
              <List size="sm" spacing={4}>
                {rows.map(({ about, text }) => (
                  <List.Item key={about}>
                    {text} <SourceButton onClick={() => onSource(about)} />
                  </List.Item>
                ))}
              </List>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Panel>
  );
}

function useSections(draft: PlanDraft): readonly Section[] {
  const { t } = useTranslation('review');
  return [
    {
      key: 'named',
      title: t('named'),
      rows: draft.agencies.map((agency, index) => ({
        about: `agencies[${String(index)}]`,
        text: <NamedBody agency={agency} />,
      })),
    },
    {
      key: 'events',
      title: t('events'),
      rows: draft.events.map(({ name, from, to }, index) => ({
        about: `events[${String(index)}]`,
        text: `${name}: ${from === to ? shortDay(from) : `${shortDay(from)} – ${shortDay(to)}`}`,
      })),
    },
    {
      key: 'legalBases',
      title: t('legalBases'),
      rows: draft.document.legalBases.map(({ citation, date }, index) => ({
        about: `document.legalBases[${String(index)}]`,
        text: date === null ? citation : `${citation}, ${shortDay(date)}`,
      })),
    },
  ];
}

function NamedBody({ agency }: { readonly agency: DraftAgency }) {
  const { t } = useTranslation('review');
  return (
    <Group gap={6} component="span" style={{ display: 'inline-flex' }}>
      <Text size="sm" span>
        {agency.name}
      </Text>
      {agency.role !== null && <ToneBadge tone="neutral">{t(`role_${agency.role}`)}</ToneBadge>}
      {!agency.binding && <ToneBadge tone="violet">{t('asked')}</ToneBadge>}
    </Group>
  );
}
