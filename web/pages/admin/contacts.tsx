import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agency } from '../../../contract/directory.js';
import { AgencyClosing } from '../../admin/agency-closing.js';
import { AgencySplitting } from '../../admin/agency-splitting.js';
import { AgencyEditor } from '../../admin/agency-editor.js';
import { ImportAgencies } from '../../admin/import-agencies.js';
import { ImportUnits } from '../../admin/import-units.js';
import { momentText, shortDay } from '../../format/day-text.js';
import { ActsMenu } from '../../parts/acts-menu.js';
import { useAct } from '../../parts/act-dialog.js';
import { EmptyNote, Loaded } from '../../parts/loaded.js';
import { MoreButton } from '../../parts/more-button.js';
import { PageLink } from '../../parts/router-link.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { ToneBadge } from '../../parts/tone-badge.js';
import { wordsFor } from '../../parts/code-words.js';
import { useMay } from '../../requests/office.js';
import { useReadPages } from '../../requests/use-read-pages.js';
import { useSend } from '../../requests/use-read.js';

/** The agencies of the office and where their mail goes. */
export function ContactsPage() {
  const { t } = useTranslation('admin');
  const may = useMay('officer', 'admin');
  const [words, setWords] = useState('');
  const [wanted] = useDebouncedValue(words, 300);
  const agencies = useReadPages('GET /api/agencies', { query: { q: wanted } });
  const [edited, setEdited] = useState<Agency | 'new' | null>(null);
  const [ending, setEnding] = useState<Agency | null>(null);
  const [splitting, setSplitting] = useState<Agency | null>(null);
  return (
    <>
      <PageHead title={t('contactsTitle')}>
        {may && (
          <>
            <ImportUnits />
            <ImportAgencies />
            <Button onClick={() => setEdited('new')}>{t('addAgency')}</Button>
          </>
        )}
      </PageHead>
      <Loaded
        query={agencies}
        isEmpty={({ pages }) => words === '' && wanted === '' && pages[0]?.agencies.length === 0}
        emptyText={t('contactsEmpty')}
      >
        {({ pages }) => (
          <Agencies
            agencies={pages.flatMap((page) => page.agencies)}
            words={words}
            onWords={setWords}
            onEdit={setEdited}
            onEnd={setEnding}
            onSplit={setSplitting}
            more={<MoreButton pages={agencies} />}
          />
        )}
      </Loaded>
      {ending !== null && <AgencyClosing agency={ending} onClose={() => setEnding(null)} />}
      {splitting !== null && (
        <AgencySplitting agency={splitting} onClose={() => setSplitting(null)} />
      )}
      {edited !== null && (
        <AgencyEditor agency={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

function hasTrouble({ contacts }: Agency): boolean {
  return contacts.length === 0 || contacts.some(({ bouncedAt }) => bouncedAt !== null);
}

function Agencies({
  agencies,
  words,
  onWords,
  onEdit,
  onEnd,
  onSplit,
  more,
}: {
  readonly agencies: readonly Agency[];
  /** What a person types to find an agency by its name. */
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly more: ReactNode;
  readonly onEdit: (agency: Agency) => void;
  readonly onEnd: (agency: Agency) => void;
  readonly onSplit: (agency: Agency) => void;
}) {
  const { t } = useTranslation(['admin', 'common', 'board']);
  const [onlyWithout, setOnlyWithout] = useState(false);
  const found = agencies.filter((agency) => !onlyWithout || hasTrouble(agency));
  return (
    <Panel>
      <Group gap="md" mb="sm" align="flex-end">
        <TextInput
          label={t('common:search')}
          value={words}
          onChange={(event) => onWords(event.currentTarget.value)}
          style={{ flex: '1 1 220px' }}
        />
        <Checkbox
          mb={8}
          label={t('admin:onlyWithout')}
          checked={onlyWithout}
          onChange={(event) => setOnlyWithout(event.currentTarget.checked)}
        />
      </Group>
      <Text size="sm" c="dimmed" mb="xs">
        {t('admin:contactsCount', {
          n: agencies.length,
          without: agencies.filter(({ contacts }) => contacts.length === 0).length,
        })}
      </Text>
      {found.length === 0 && <EmptyNote>{t('board:noRows')}</EmptyNote>}
      <div role="table" aria-label={t('admin:contactsTitle')}>
        {found.map((agency) => (
          <AgencyRow
            key={agency.id}
            agency={agency}
            onEdit={onEdit}
            onEnd={onEnd}
            onSplit={onSplit}
          />
        ))}
      </div>
      {more}
    </Panel>
  );
}

function AgencyRow({
  agency,
  onEdit,
  onEnd,
  onSplit,
}: {
  readonly agency: Agency;
  readonly onEdit: (agency: Agency) => void;
  readonly onEnd: (agency: Agency) => void;
  readonly onSplit: (agency: Agency) => void;
}) {
  const { t } = useTranslation(['admin', 'common', 'board']);
  const may = useMay('officer', 'admin');
  const act = useAct();
  const send = useSend();
  const params = { agencyId: agency.id };
  const acts = may
    ? [
        { key: 'edit', label: t('common:edit'), perform: () => onEdit(agency) },
        {
          key: 'sendLink',
          label: t('admin:sendLink'),
          perform: () =>
            act({
              title: t('admin:sendLink'),
              intro: `${agency.name}. ${t('admin:sendLinkIntro')}`,
              run: () => send('POST /api/agencies/:agencyId/link', { params }),
            }),
        },
        {
          key: 'revokeLink',
          label: t('admin:revokeLink'),
          perform: () =>
            act({
              title: t('admin:revokeLink'),
              intro: `${agency.name}. ${t('admin:revokeLinkIntro')}`,
              danger: true,
              run: () => send('DELETE /api/agencies/:agencyId/link', { params }),
            }),
        },
        ...(agency.validTo === null && !agency.standing
          ? [{ key: 'split', label: t('admin:splitAgency'), perform: () => onSplit(agency) }]
          : []),
        agency.validTo === null
          ? { key: 'close', label: t('admin:closeAgency'), perform: () => onEnd(agency) }
          : {
              key: 'reopen',
              label: t('admin:reopenAgency'),
              perform: () =>
                act({
                  title: t('admin:reopenAgency'),
                  intro: `${agency.name}. ${t('admin:reopenAgencyIntro')}`,
                  run: () => send('DELETE /api/agencies/:agencyId/closing', { params }),
                }),
            },
      ]
    : [];
  return (
    <div role="row" className="contact-row">
      <div role="cell">
        <PageLink size="sm" fw={600} to="/agencies/$agencyId" params={{ agencyId: agency.id }}>
          {agency.name}
        </PageLink>
        <Group gap={4}>
          <Text size="xs" c="dimmed">
            {[wordsFor('kind', agency.kind), ...agency.tags].join(' · ')}
          </Text>
          {!agency.binding && <ToneBadge tone="violet">{t('admin:asked')}</ToneBadge>}
          {agency.standing && <ToneBadge tone="blue">{t('admin:standing')}</ToneBadge>}
          {agency.validTo !== null && (
            <ToneBadge tone="neutral">
              {t('admin:closedOn', { day: shortDay(agency.validTo) })}
            </ToneBadge>
          )}
          {agency.successor !== null && (
            <Text size="xs" c="dimmed">
              {t('admin:succeededBy', { name: agency.successor })}
            </Text>
          )}
          {agency.splitInto.length > 0 && (
            <Text size="xs" c="dimmed">
              {t('admin:splitInto', { names: agency.splitInto.join('; ') })}
            </Text>
          )}
          {agency.splitFrom.length > 0 && (
            <Text size="xs" c="dimmed">
              {t('admin:splitFrom', { names: agency.splitFrom.join('; ') })}
            </Text>
          )}
        </Group>
      </div>
      <div role="cell" className="contact-addresses">
        {agency.contacts.length === 0 && <ToneBadge tone="red">{t('admin:noAddress')}</ToneBadge>}
        <Stack gap={2}>
          {agency.contacts.map((contact) => (
            <Text key={contact.id} size="sm" component="div">
              {contact.email}{' '}
              <Text span size="xs" c="dimmed">
                {[wordsFor('contact', contact.role), contact.name, contact.phone]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </Text>{' '}
              {contact.bouncedAt !== null && (
                <ToneBadge tone="amber">
                  {t('admin:bounced', { at: momentText(contact.bouncedAt) })}
                </ToneBadge>
              )}
            </Text>
          ))}
        </Stack>
      </div>
      <div role="cell">
        <ActsMenu label={t('board:actsOf', { agency: agency.name })} acts={acts} />
      </div>
    </div>
  );
}
