import {
  Anchor,
  Button,
  Group,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longMoment, momentText } from '../../format/day-text.js';
import { useLanguage } from '../../i18n/language.js';
import { EmptyNote, Loaded } from '../../parts/loaded.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { ToneBadge } from '../../parts/tone-badge.js';
import { ask } from '../../requests/ask.js';
import { useAsker, useFileAddress, useRead } from '../../requests/use-read.js';

/** Hộp thư thử: every mail that went to the built-in mailbox. */
export function MailboxPage() {
  const { t } = useTranslation('admin');
  const [words, setWords] = useState('');
  const [wanted] = useDebouncedValue(words, 300);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <>
      <PageHead title={t('mailboxTitle')} />
      <Group align="flex-start" gap="md">
        <div style={{ flex: '1 1 320px', minWidth: 0 }}>
          <Panel>
            <TextInput
              label={t('filterMails')}
              mb="sm"
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            <Mails words={wanted.trim()} chosen={chosen} onChoose={setChosen} />
          </Panel>
        </div>
        <div style={{ flex: '2 1 420px', minWidth: 0 }}>
          <Panel>
            {chosen === null ? (
              <EmptyNote>{t('mailboxChoose')}</EmptyNote>
            ) : (
              <Mail key={chosen} id={chosen} />
            )}
          </Panel>
        </div>
      </Group>
    </>
  );
}

function Mails({
  words,
  chosen,
  onChoose,
}: {
  readonly words: string;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useTranslation(['admin', 'common']);
  const asker = useAsker();
  const pages = useInfiniteQuery({
    queryKey: ['mailbox', asker.officeId, words],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      ask('GET /api/mailbox', asker, { query: { q: words, before: pageParam } }),
    getNextPageParam: ({ next }) => next,
  });
  const mails = pages.data?.pages.flatMap((page) => page.mails) ?? [];
  if (pages.isPending) return <EmptyNote>{t('common:loading')}</EmptyNote>;
  if (pages.error !== null) return <EmptyNote>{pages.error.message}</EmptyNote>;
  if (mails.length === 0) return <EmptyNote>{t('admin:mailboxEmpty')}</EmptyNote>;
  return (
    <Stack gap={0} mah="70vh" style={{ overflow: 'auto' }} tabIndex={0}>
      {mails.map((mail) => (
        <UnstyledButton
          key={mail.id}
          className="row-link"
          px="xs"
          py={8}
          aria-pressed={mail.id === chosen}
          style={{
            borderBottom: '1px solid #e6eaee',
            ...(mail.id === chosen ? { background: '#dbe9f1' } : {}),
          }}
          onClick={() => onChoose(mail.id)}
        >
          <Text size="sm" fw={600} lineClamp={2}>
            {mail.subject}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {momentText(mail.at)} · {mail.to}
          </Text>
          {mail.copies > 1 && (
            <ToneBadge tone="red">{t('admin:twin', { n: mail.copies })}</ToneBadge>
          )}
        </UnstyledButton>
      ))}
      {pages.hasNextPage && (
        <Button
          variant="subtle"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('common:loadMore')}
        </Button>
      )}
    </Stack>
  );
}

function Mail({ id }: { readonly id: string }) {
  const { t } = useTranslation('admin');
  const { language } = useLanguage();
  const fileAddress = useFileAddress();
  const [shown, setShown] = useState<'html' | 'text'>('html');
  const mail = useRead('GET /api/mailbox/:mailId', { params: { mailId: id } });
  return (
    <Loaded query={mail}>
      {(data) => (
        <Stack gap="xs">
          <Text fw={600}>{data.subject}</Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('from')}: {data.from}
            <br />
            {t('to')}: {data.to}
            <br />
            {longMoment(data.at, language)}
          </Text>
          {data.attachments.length > 0 && (
            <Text size="sm">
              {t('attachments')}: {data.attachments.map(({ fileName }) => fileName).join(', ')}
            </Text>
          )}
          <MailLinks text={data.text} />
          {data.hasHtml && (
            <SegmentedControl
              size="xs"
              w="fit-content"
              value={shown}
              onChange={(value) => setShown(value === 'html' ? 'html' : 'text')}
              data={[
                { value: 'html', label: t('html') },
                { value: 'text', label: t('plainText') },
              ]}
            />
          )}
          {data.hasHtml && shown === 'html' ? (
            <iframe
              title={data.subject}
              src={fileAddress(`/api/mailbox/${encodeURIComponent(id)}/html`)}
              // Neither scripts nor forms nor our own origin; a link may open beside it.
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              style={{
                width: '100%',
                height: '60vh',
                border: '1px solid #dde3e8',
                borderRadius: 6,
              }}
            />
          ) : (
            <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {data.text}
            </Text>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

/** The addresses a mail names, to be opened beside it: inside the frame nothing of ours may run. */
function MailLinks({ text }: { readonly text: string }) {
  const { t } = useTranslation('admin');
  const addresses = [...new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])];
  if (addresses.length === 0) return null;
  return (
    <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
      {t('mailLinks')}:{' '}
      {addresses.map((address) => (
        <Anchor key={address} size="sm" href={address} target="_blank" rel="noopener noreferrer">
          {address}
        </Anchor>
      ))}
    </Text>
  );
}
