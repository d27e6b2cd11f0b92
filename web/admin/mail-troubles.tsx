import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operations } from '../../contract/operations.js';
import { MAY_HAVE_GONE } from '../../domain/untold.js';
import { momentText } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { wordsFor } from '../parts/code-words.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { PageLink } from '../parts/router-link.js';
import { MESSAGE_TONE } from '../parts/state-words.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useMay } from '../requests/office.js';
import { useRead, useSend } from '../requests/use-read.js';

type Trouble = Operations['troubles'][number];

/** Mails that were refused, came back or are doubtful, with what a person can do about each. */
export function MailTroubles({ troubles }: { readonly troubles: readonly Trouble[] }) {
  const { t } = useTranslation('admin');
  if (troubles.length === 0) return <EmptyNote>{t('noTroubles')}</EmptyNote>;
  return (
    <Stack gap="sm">
      {troubles.map((trouble) => (
        <div key={trouble.messageId}>
          <Group gap="xs">
            <ToneBadge tone={MESSAGE_TONE[trouble.state] ?? 'neutral'}>
              {wordsFor('message', trouble.state)}
            </ToneBadge>
            {trouble.obligationId === null ? (
              <Text size="sm">{trouble.agency ?? '–'}</Text>
            ) : (
              <PageLink
                size="sm"
                fw={600}
                to="/obligations/$obligationId"
                params={{ obligationId: trouble.obligationId }}
              >
                {trouble.agency}
              </PageLink>
            )}
            <Text size="xs" c="dimmed" className="number">
              {momentText(trouble.at)}
            </Text>
          </Group>
          <Text size="sm">{trouble.subject}</Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {[trouble.why === null ? null : wordsFor('why', trouble.why), trouble.response]
              .filter((part) => part !== null)
              .join(' · ')}
          </Text>
          <TroubleActs trouble={trouble} />
        </div>
      ))}
    </Stack>
  );
}

/** What a person can do about a mail that nobody can vouch for, and what was said at its tries. */
function TroubleActs({ trouble }: { readonly trouble: Trouble }) {
  const { t } = useTranslation('admin');
  const act = useAct();
  const send = useSend();
  const mayWatch = useMay('officer', 'admin');
  const mayRead = useMay('admin');
  const [opened, setOpened] = useState(false);
  const params = { messageId: trouble.messageId };
  const doubtful = trouble.state === 'doubtful';
  return (
    <Group gap="xs" mt={4}>
      {mayWatch && doubtful && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() =>
            act({
              title: t('mailArrived'),
              intro: t('mailArrivedIntro'),
              run: () => send('POST /api/messages/:messageId/arrived', { params }),
            })
          }
        >
          {t('mailArrived')}
        </Button>
      )}
      {mayWatch && trouble.why !== MAY_HAVE_GONE && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() =>
            act({
              title: t('mailAgain'),
              intro: t(doubtful ? 'mailAgainDoubtful' : 'mailAgainRefused'),
              run: () => send('POST /api/messages/:messageId/again', { params }),
            })
          }
        >
          {t('mailAgain')}
        </Button>
      )}
      {mayRead && (
        <Button size="compact-xs" variant="subtle" onClick={() => setOpened(!opened)}>
          {t('mailTries')}
        </Button>
      )}
      {opened && <Tries messageId={trouble.messageId} />}
    </Group>
  );
}

function Tries({ messageId }: { readonly messageId: string }) {
  const { t } = useTranslation('admin');
  const tries = useRead('GET /api/messages/:messageId/tries', {
    params: { messageId },
  });
  return (
    <Loaded query={tries}>
      {(data) =>
        data.tries.length === 0 ? (
          <Text size="xs">{t('mailNoTries')}</Text>
        ) : (
          <Stack gap={4} w="100%">
            {data.tries.map((one) => (
              <Text
                key={`${one.at}${one.response}`}
                size="xs"
                component="pre"
                style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 }}
              >
                {momentText(one.at)}
                {'\n'}
                {one.conversation ?? one.response}
              </Text>
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}
