import { Anchor, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AgencyStory, StoryDuty } from '../../contract/story.js';
import { yearOf } from '../../domain/compliance.js';
import { dayAt, instantOf } from '../../domain/day.js';
import { headed } from '../format/cycle-text.js';
import { shortDay } from '../format/day-text.js';
import { wordsFor } from '../parts/code-words.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { OBLIGATION_TONE } from '../parts/state-words.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useFileAddress, useRead } from '../requests/use-read.js';
import { StoryLine } from '../story/story-line.js';
import { ZaloPanel } from '../story/zalo-panel.js';

/** One agency's story: everything asked and answered over all plans. */
export function AgencyPage() {
  const { agencyId = '' } = useParams({ strict: false });
  const story = useRead('GET /api/agencies/:agencyId/story', { params: { agencyId } });
  return <Loaded query={story}>{(data) => <StoryView story={data} />}</Loaded>;
}

function StoryView({ story }: { readonly story: AgencyStory }) {
  const { t } = useTranslation('story');
  const fileAddress = useFileAddress();
  const { agency, duties, entries, earlier } = story;
  const byId = new Map(duties.map((duty) => [duty.obligationId, duty]));
  return (
    <Stack gap="md">
      <PageHead
        above={<PageLink to="/admin/contacts">{t('above')}</PageLink>}
        title={agency.name}
        below={
          <>
            {wordsFor('kind', agency.group)}
            {agency.validTo !== null && ` · ${t('until', { day: shortDay(agency.validTo) })}`}
          </>
        }
      >
        <Button
          component="a"
          variant="default"
          href={fileAddress(`/api/agencies/${agency.id}/dossier`)}
        >
          {t('dossier')}
        </Button>
      </PageHead>
      <Panel title={t('duties', { n: duties.length })} right={<ComplianceLink id={agency.id} />}>
        {duties.length === 0 ? (
          <EmptyNote>{t('dutiesEmpty')}</EmptyNote>
        ) : (
          duties.map((duty) => <DutyLine key={duty.obligationId} duty={duty} />)
        )}
      </Panel>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Contacts story={story} />
        <ZaloPanel text={story.zalo} />
      </SimpleGrid>
      <Panel title={t('entries')}>
        {entries.length === 0 ? (
          <EmptyNote>{t('entriesEmpty')}</EmptyNote>
        ) : (
          <Stack component="ol" gap={0} p={0} m={0} style={{ listStyle: 'none' }}>
            {entries.toReversed().map((entry, index) => (
              <StoryLine
                // Two entries may fall on one instant; the list only ever grows at its head.
                key={`${entry.at}/${String(entries.length - index)}`}
                entry={entry}
                duty={byId.get(entry.obligationId ?? '')}
              />
            ))}
          </Stack>
        )}
        {earlier > 0 && (
          <Text size="sm" c="dimmed">
            {t('earlier', { n: earlier })}
          </Text>
        )}
      </Panel>
    </Stack>
  );
}

function ComplianceLink({ id }: { readonly id: string }) {
  const { t } = useTranslation('story');
  const year = yearOf(dayAt(instantOf(Date.now())));
  return (
    <PageLink size="sm" to="/compliance/$from/$to/$agencyId" params={{ ...year, agencyId: id }}>
      {t('compliance')}
    </PageLink>
  );
}

function DutyLine({ duty }: { readonly duty: StoryDuty }) {
  const { t } = useTranslation(['story', 'states']);
  const fileAddress = useFileAddress();
  return (
    <div style={{ borderTop: '1px solid #e6ebef', padding: '8px 0' }}>
      <Group gap="xs">
        <PageLink
          size="sm"
          fw={600}
          to="/obligations/$obligationId"
          params={{ obligationId: duty.obligationId }}
        >
          {headed(duty.reportName)}
        </PageLink>
        <ToneBadge tone={OBLIGATION_TONE[duty.state]}>
          {wordsFor('obligation', duty.state)}
        </ToneBadge>
        {duty.timeliness !== null && (
          <ToneBadge tone={duty.timeliness === 'onTime' ? 'green' : 'red'}>
            {t(`states:${duty.timeliness}`)}
          </ToneBadge>
        )}
        {duty.nil && <ToneBadge tone="neutral">{t('story:nil')}</ToneBadge>}
      </Group>
      <Text size="sm" c="dimmed">
        <PageLink to="/plans/$planId" params={{ planId: duty.planId }}>
          {duty.planTitle}
        </PageLink>{' '}
        · {duty.due} ·{' '}
        <Anchor href={fileAddress(`/api/obligations/${duty.obligationId}/dossier`)}>
          {t('story:dutyDossier')}
        </Anchor>
      </Text>
    </div>
  );
}

function Contacts({ story: { contacts, link } }: { readonly story: AgencyStory }) {
  const { t } = useTranslation('story');
  return (
    <Panel
      title={t('contacts')}
      right={
        <PageLink size="sm" to="/admin/contacts">
          {t('editContacts')}
        </PageLink>
      }
    >
      {contacts.length === 0 && <EmptyNote>{t('contactsEmpty')}</EmptyNote>}
      {contacts.map(({ role, name, email, phone, bounced }) => (
        <Text key={`${role}/${email}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
          <b>{t(`role_${role}`)}:</b> {[name, email, phone].filter(Boolean).join(', ')}
          {bounced && ` (${t('bounced')})`}
        </Text>
      ))}
      <Text size="sm" c="dimmed" mt="xs">
        {link === null
          ? t('linkNone')
          : link.revoked
            ? t('linkRevoked')
            : t('link', { n: link.generation })}
      </Text>
    </Panel>
  );
}
