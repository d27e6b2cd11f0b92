import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperRow } from '../../contract/papers.js';
import { cycleText } from '../format/cycle-text.js';
import { momentText } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { PageLink } from './router-link.js';
import { PAPER_TONE } from './state-words.js';
import { ToneBadge } from './tone-badge.js';

/** One paper on a line: which, of what cycle, in what state. */
export function PaperLine({ paper }: { readonly paper: PaperRow }) {
  const { t } = useTranslation(['states', 'paper']);
  const { language } = useLanguage();
  return (
    <Group gap="sm">
      <PageLink size="sm" fw={600} to="/papers/$documentId" params={{ documentId: paper.id }}>
        {t(`states:paper_${paper.kind}`)}
        {paper.number === null ? '' : ` số ${paper.number}`}
        {paper.recipient === null ? '' : ` gửi ${paper.recipient}`}
      </PageLink>
      <ToneBadge tone={PAPER_TONE[paper.state]}>{t(`states:paperState_${paper.state}`)}</ToneBadge>
      <Text size="sm" c="dimmed">
        {cycleText(paper.dueDay, language)} · {t('paper:draftNo', { n: paper.version })} ·{' '}
        {paper.agencies > 0 && `${t('paper:agencies', { n: paper.agencies })} · `}{' '}
        {momentText(paper.changedAt)}
      </Text>
    </Group>
  );
}
