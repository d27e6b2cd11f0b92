import { Alert, Anchor, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ObligationDetail } from '../../contract/obligations.js';
import { dayAt, instantOf } from '../../domain/day.js';
import { useObligationActs } from '../board/obligation-acts.js';
import { cycleText } from '../format/cycle-text.js';
import { momentText, shortDay } from '../format/day-text.js';
import { lateAfterDay } from '../format/deadline-text.js';
import { useLanguage } from '../i18n/language.js';
import { WhyStory } from '../obligation/rung-list.js';
import { Timeline } from '../obligation/timeline.js';
import { ClaimPanel } from '../obligation/claim-panel.js';
import { Versions } from '../obligation/versions.js';
import { ActsMenu } from '../parts/acts-menu.js';
import { DueFacts } from '../parts/due-facts.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { ObligationBadges } from '../parts/obligation-badges.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { wordsFor } from '../parts/code-words.js';
import { useOffice } from '../requests/office.js';
import { useRead } from '../requests/use-read.js';

/** One agency in one cycle: what it sent, what it was sent and why, who decided what. */
export function ObligationPage() {
  const { obligationId } = useParams({ strict: false });
  const detail = useRead('GET /api/obligations/:obligationId', {
    params: { obligationId: obligationId ?? '' },
    everyMs: 20_000,
  });
  return <Loaded query={detail}>{(data) => <ObligationView detail={data} />}</Loaded>;
}

function ObligationView({ detail }: { readonly detail: ObligationDetail }) {
  const { t } = useTranslation(['obligation', 'board', 'story']);
  const { language } = useLanguage();
  const { cycle, row } = detail;
  return (
    <>
      <PageHead
        above={
          <PageLink to="/cycles/$cycleId" params={{ cycleId: cycle.id }}>
            {t('board:title')}: {cycle.reportName}, {cycleText(cycle.dueDay, language)}
          </PageLink>
        }
        title={row.agency}
        below={
          <>
            <ObligationBadges row={row} />
            <PageLink to="/agencies/$agencyId" params={{ agencyId: row.agencyId }}>
              {t('story:open')}
            </PageLink>
          </>
        }
      >
        <Acts detail={detail} />
      </PageHead>
      {row.reason !== null && (
        <Alert variant="outline" color="yellow">
          {t('obligation:reason', { reason: row.reason })}
        </Alert>
      )}
      {detail.claim !== null && <ClaimPanel claim={detail.claim} obligationId={row.obligationId} />}
      <Panel title={t('obligation:due')}>
        <DueFacts
          phrase={cycle.duePhrase}
          source={cycle.dueSource}
          officeDue={cycle.officeDue}
          targetAt={row.targetAt}
          overdueAt={row.overdueAt}
        />
        <OriginalDue detail={detail} />
      </Panel>
      <Why obligationId={row.obligationId} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <Stack gap="md">
          <Panel title={t('obligation:reports')}>
            <Versions versions={detail.versions} />
          </Panel>
          <Extensions detail={detail} />
          <Contacts detail={detail} />
          <Calls detail={detail} />
        </Stack>
        <Panel title={t('obligation:timeline')}>
          <Timeline entries={detail.timeline} />
        </Panel>
      </SimpleGrid>
    </>
  );
}

function Acts({ detail: { row, cycle } }: { readonly detail: ObligationDetail }) {
  const { t } = useTranslation('board');
  const office = useOffice();
  const acts = useObligationActs(cycle.id)(row, office?.now ?? instantOf(0));
  return (
    <>
      {acts
        .filter(({ main }) => main)
        .map((act, index) => (
          <Button
            key={act.key}
            variant={index === 0 ? 'filled' : 'default'}
            onClick={() => act.perform()}
          >
            {act.label}
          </Button>
        ))}
      <ActsMenu
        label={t('actsOf', { agency: row.agency })}
        acts={acts.filter(({ main }) => !main)}
      />
    </>
  );
}

function OriginalDue({ detail }: { readonly detail: ObligationDetail }) {
  const { t } = useTranslation('obligation');
  const { originalTargetAt, originalOverdueAt, row } = detail;
  if (originalTargetAt === null || originalOverdueAt === null) return null;
  if (originalOverdueAt === row.overdueAt && originalTargetAt === row.targetAt) return null;
  return (
    <Text size="sm" c="dimmed" mt="xs">
      {t('originalDue', {
        target: shortDay(dayAt(originalTargetAt)),
        late: shortDay(lateAfterDay(originalOverdueAt)),
      })}
    </Text>
  );
}

function Why({ obligationId }: { readonly obligationId: string }) {
  const { t } = useTranslation('obligation');
  const explanation = useRead('GET /api/obligations/:obligationId/explanation', {
    params: { obligationId },
    everyMs: 20_000,
  });
  return (
    <Panel title={t('explanation')}>
      <Loaded query={explanation}>{(data) => <WhyStory explanation={data} />}</Loaded>
    </Panel>
  );
}

function Extensions({ detail: { extensions } }: { readonly detail: ObligationDetail }) {
  const { t } = useTranslation(['obligation', 'states']);
  if (extensions.length === 0) return null;
  return (
    <Panel title={t('obligation:extensions')}>
      <Stack gap="sm">
        {extensions.map((extension) => (
          <div key={extension.id}>
            <Group gap="xs">
              <ToneBadge
                tone={
                  extension.state === 'asked'
                    ? 'amber'
                    : extension.state === 'granted'
                      ? 'green'
                      : 'neutral'
                }
              >
                {t(`states:extension_${extension.state}`)}
              </ToneBadge>
              {extension.grantedDay !== null && (
                <Text size="sm">
                  {t('states:extendedTo', { day: shortDay(extension.grantedDay) })}
                </Text>
              )}
            </Group>
            <Text size="sm">
              {t('obligation:extensionLine', {
                day: shortDay(extension.wantedDay),
                by: extension.requestedBy,
                reason: extension.reason,
              })}
            </Text>
            {extension.answer !== null && extension.answer !== '' && (
              <Text size="sm" c="dimmed">
                {t('obligation:extensionAnswer', { answer: extension.answer })}
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </Panel>
  );
}

function Contacts({ detail: { contacts } }: { readonly detail: ObligationDetail }) {
  const { t } = useTranslation('obligation');
  return (
    <Panel title={t('contacts')}>
      {contacts.length === 0 ? (
        <EmptyNote>{t('noContacts')}</EmptyNote>
      ) : (
        <Stack gap="xs">
          {contacts.map((contact) => (
            <div key={contact.id}>
              <Text size="sm">
                {wordsFor('contact', contact.role)}
                {contact.name !== null && `: ${contact.name}`}
              </Text>
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {contact.email}
                {contact.phone !== null && (
                  <>
                    {' · '}
                    <Anchor href={`tel:${contact.phone.replace(/\s/g, '')}`}>
                      {contact.phone}
                    </Anchor>
                  </>
                )}
              </Text>
              {contact.bouncedAt !== null && (
                <ToneBadge tone="amber">
                  {t('bounced', { at: momentText(contact.bouncedAt) })}
                </ToneBadge>
              )}
            </div>
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function Calls({ detail: { calls } }: { readonly detail: ObligationDetail }) {
  const { t } = useTranslation(['obligation', 'board']);
  return (
    <Panel title={t('obligation:calls')}>
      {calls.length === 0 ? (
        <EmptyNote>{t('obligation:noCalls')}</EmptyNote>
      ) : (
        <Stack gap={4}>
          {calls.map((call) => (
            <Text key={call.at} size="sm">
              {t('obligation:callLine', {
                at: momentText(call.at),
                by: call.by,
                answered: call.answered,
              })}
              {call.promisedDay !== null &&
                ` · ${t('board:promised', { day: shortDay(call.promisedDay) })}`}
            </Text>
          ))}
        </Stack>
      )}
    </Panel>
  );
}
