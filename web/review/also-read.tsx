import { Accordion, Group, List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftAgency, DraftObligation, PlanDraft } from '../../domain/schemas/plan-draft.js';
import { shortDay } from '../format/day-text.js';
import { Panel } from '../parts/page-head.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { SourceButton } from './source-button.js';

interface Section {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly { readonly about: string; readonly text: ReactNode }[];
}

/** What the document says besides: duties without a day, bodies with their tasks, targets, events, legal bases; each leads to its words. */
export function AlsoRead({
  draft,
  onSource,
  isReadOnly,
}: {
  readonly draft: PlanDraft;
  readonly onSource: (about: string) => void;
  /** Then nothing can be unfolded, so all of it lies open. */
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation(['review', 'states']);
  const sections = useSections(draft).filter(({ rows }) => rows.length > 0);
  if (sections.length === 0) return null;
  return (
    <Panel title={t('review:alsoRead')}>
      <Accordion
        variant="contained"
        multiple
        defaultValue={isReadOnly ? sections.map(({ key }) => key) : ['undated']}
      >
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
  const duties = draft.obligations.flatMap((obligation, index) =>
    isFollowed(obligation)
      ? []
      : [
          {
            about: `obligations[${String(index)}]`,
            text: <Duty obligation={obligation} />,
          },
        ],
  );
  return [
    { key: 'undated', title: t('undated'), rows: duties },
    {
      key: 'named',
      title: t('named'),
      rows: draft.agencies.map((agency, index) => ({
        about: `agencies[${String(index)}]`,
        text: <NamedBody agency={agency} />,
      })),
    },
    {
      key: 'targets',
      title: t('targets'),
      rows: draft.targets.map((target, index) => ({
        about: `targets[${String(index)}]`,
        text: target.evidence.text.replace(/\s+/gu, ' '),
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

/** What has a day, or days that come again, stands above among what is followed. */
function isFollowed({ due }: DraftObligation): boolean {
  return due.date !== null || due.recurrence !== null;
}

function Duty({ obligation }: { readonly obligation: DraftObligation }) {
  const { t } = useTranslation(['review', 'states']);
  const { what, owedBy, recipients, via, due } = obligation;
  return (
    <>
      <ToneBadge tone="blue">{t(`states:what_${what}`)}</ToneBadge> {owedBy.join(', ')}
      {recipients.length > 0 && ` → ${recipients.join(', ')}`}
      {via !== null && ` (${t('review:via', { via })})`}
      {due.phrase !== '' && `: “${due.phrase}”`}
    </>
  );
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
