import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToDo, ToDoPage } from '../../contract/to-do.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { URGENCIES } from '../../domain/to-do.js';
import { cycleText, headed } from '../format/cycle-text.js';
import { lateShort } from '../format/deadline-text.js';
import { useLanguage } from '../i18n/language.js';
import { Icon } from '../icons/icon.js';
import type { IconName } from '../icons/icon-paths.js';
import { EmptyNote } from '../parts/loaded.js';
import { PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { OnTheSpot } from './on-the-spot.js';
import { whereOf } from './to-do-where.js';

/** What waits for a person by urgency; what colleagues follow stays folded until it is asked for. */
export function ToDoList({ page: { toDos, asOf } }: { readonly page: ToDoPage }) {
  const { t } = useTranslation('work');
  const [all, setAll] = useState(false);
  const others = toDos.filter(({ mine }) => !mine);
  const shown = all ? toDos : toDos.filter(({ mine }) => mine);
  return (
    <Stack gap="lg">
      {shown.length === 0 && <EmptyNote>{t('empty')}</EmptyNote>}
      {URGENCIES.map((urgency) => {
        const items = shown.filter((item) => item.urgency === urgency);
        if (items.length === 0) return null;
        return (
          <section key={urgency} aria-labelledby={`to-do-${urgency}`}>
            <Title order={3} id={`to-do-${urgency}`} mb={4}>
              {t(`urgency_${urgency}`)} ({items.length})
            </Title>
            <ToDoLines items={items} asOf={asOf} />
          </section>
        );
      })}
      {others.length > 0 && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          w="fit-content"
          onClick={() => setAll(!all)}
        >
          {all ? t('hideOthers') : t('showOthers', { n: others.length })}
        </Anchor>
      )}
    </Stack>
  );
}

/** Things to do, a line each. */
export function ToDoLines({
  items,
  asOf,
}: {
  readonly items: readonly ToDo[];
  readonly asOf: Instant;
}) {
  return (
    <ul className="to-do-list">
      {items.map((item) => (
        <ToDoLine key={keyOf(item)} item={item} asOf={asOf} />
      ))}
    </ul>
  );
}

function ToDoLine({ item, asOf }: { readonly item: ToDo; readonly asOf: Instant }) {
  const { t } = useTranslation(['work', 'states']);
  const { language } = useLanguage();
  const { what, n, paper, about, by, mine } = item;
  const words = t(`work:todo_${what}`, {
    n,
    paper: paper === null ? t('work:planPaper') : t(`states:paper_${paper}`),
  });
  const cycle =
    about.cycleId === null || about.title === '' ? '' : `, ${cycleText(about.dueDay, language)}`;
  return (
    <li>
      <Text span className="to-do-icon" c={item.urgency === 'now' ? 'red.9' : 'song.8'}>
        <Icon name={ICONS[what]} />
      </Text>
      <div style={{ minWidth: 0, flex: '1 1 260px' }}>
        <Group gap={8}>
          <ToDoLink item={item} words={words} />
          {by !== null && <ByBadge by={by} asOf={asOf} />}
          {!mine && <ToneBadge tone="neutral">{t('work:others')}</ToneBadge>}
        </Group>
        {about.title !== '' && (
          <Text size="sm" c="dimmed" lineClamp={2}>
            {headed(about.title)}
            {cycle}
          </Text>
        )}
      </div>
      <OnTheSpot item={item} today={dayAt(asOf)} />
    </li>
  );
}

function ByBadge({ by, asOf }: { readonly by: Instant; readonly asOf: Instant }) {
  const { t } = useTranslation('work');
  if (by <= asOf) return <ToneBadge tone="red">{t('pastBy', { day: lateShort(by) })}</ToneBadge>;
  const isToday = dayAt(by) === dayAt(asOf);
  return (
    <ToneBadge tone={isToday ? 'amber' : 'neutral'}>
      {t('untilBy', { day: lateShort(by) })}
    </ToneBadge>
  );
}

function ToDoLink({ item, words }: { readonly item: ToDo; readonly words: string }) {
  const look = { fw: 600, size: 'sm' } as const;
  const where = whereOf(item);
  switch (where.to) {
    case '/papers/$documentId':
      return (
        <PageLink {...look} to={where.to} params={where.params}>
          {words}
        </PageLink>
      );
    case '/cycles/$cycleId':
      return (
        <PageLink
          {...look}
          to={where.to}
          params={where.params}
          search={where.show === null ? {} : { show: where.show }}
        >
          {words}
        </PageLink>
      );
    case '/plans/$planId':
    case '/plans/$planId/review':
      return (
        <PageLink {...look} to={where.to} params={where.params}>
          {words}
        </PageLink>
      );
    case '/admin/cycles':
      return (
        <PageLink {...look} to={where.to}>
          {words}
        </PageLink>
      );
  }
}

function keyOf({ what, about: { planId, cycleId, documentId } }: ToDo): string {
  return [what, planId, cycleId, documentId].join('/');
}

const ICONS: Readonly<Record<ToDo['what'], IconName>> = {
  waveFailed: 'warning',
  failed: 'warning',
  mailStopped: 'warning',
  doubtfulMails: 'mail',
  refused: 'warning',
  notAbove: 'warning',
  heads: 'mail',
  extensions: 'clock',
  leadersExtensions: 'clock',
  approve: 'work',
  signed: 'work',
  consent: 'work',
  number: 'plan',
  release: 'mail',
  correct: 'plan',
  start: 'rehearse',
  calls: 'phone',
  claims: 'search',
  unreachable: 'warning',
  basis: 'plan',
  edit: 'plan',
  check: 'work',
  halves: 'phone',
  review: 'plan',
};
