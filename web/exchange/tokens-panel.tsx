import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenView } from '../../contract/exchange.js';
import { dayAt, instantOf, plusMs } from '../../domain/day.js';
import { TOKEN_SCOPES } from '../../domain/token-scope.js';
import { momentText, shortDay } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useRead, useSend } from '../requests/use-read.js';
import { ShownOnce } from './shown-once.js';

/** Tokens by which programs read: what each may, until when, when it was used, and making one. */
export function TokensPanel() {
  const { t } = useTranslation('exchange');
  const act = useAct();
  const send = useSend();
  const tokens = useRead('GET /api/tokens');
  const [made, setMade] = useState<string | null>(null);
  const make = () =>
    act({
      title: t('makeToken'),
      fields: [
        { kind: 'text', name: 'name', label: t('name'), hint: t('tokenNameHint') },
        ...TOKEN_SCOPES.map((scope) => ({
          ...{ kind: 'check' as const, name: scope, label: t(`scope_${scope}`) },
        })),
        { kind: 'day', name: 'endsOn', label: t('endsOn') },
      ],
      doneText: '',
      run: async (values) =>
        send('POST /api/tokens', {
          body: {
            name: values.text('name'),
            scopes: TOKEN_SCOPES.filter((scope) => values.checked(scope)),
            endsOn: values.text('endsOn'),
          },
        }),
      onDone: (answer) => setMade(exchangeAnswer(answer, 'token')),
    });
  return (
    <Panel
      title={t('tokens')}
      right={
        <Button size="xs" onClick={make}>
          {t('makeToken')}
        </Button>
      }
    >
      <Loaded
        query={tokens}
        isEmpty={(data) => data.tokens.length === 0}
        emptyText={t('tokensEmpty')}
      >
        {(data) => (
          <Stack gap="md">
            {data.tokens.map((token) => (
              <Token key={token.id} token={token} />
            ))}
          </Stack>
        )}
      </Loaded>
      {made !== null && (
        <ShownOnce
          title={t('tokenMade')}
          intro={t('tokenMadeIntro')}
          secret={made}
          onClose={() => setMade(null)}
        />
      )}
    </Panel>
  );
}

/** A text field of an answer that an act has been given. */
export function exchangeAnswer(answer: unknown, name: 'token' | 'secret'): string | null {
  const value = (answer as Readonly<Record<string, unknown>> | null)?.[name];
  return typeof value === 'string' ? value : null;
}

function Token({ token }: { readonly token: TokenView }) {
  const { t } = useTranslation('exchange');
  const act = useAct();
  const send = useSend();
  const isOver = token.endsAt <= instantOf(Date.now());
  const state = token.revokedAt !== null ? 'revoked' : isOver ? 'ended' : 'live';
  // Its end is the midnight after its last day.
  const lastDay = shortDay(dayAt(plusMs(token.endsAt, -1)));
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <div style={{ minWidth: 0, flex: '1 1 260px' }}>
        <Group gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {token.name}
          </Text>
          <ToneBadge tone={state === 'live' ? 'green' : 'neutral'}>{t(state)}</ToneBadge>
        </Group>
        <Text size="sm">{token.scopes.map((scope) => t(`scope_${scope}`)).join('; ')}</Text>
        <Text size="sm" c="dimmed">
          {[
            t('until', { at: lastDay }),
            token.lastUsedAt === null
              ? t('neverUsed')
              : t('lastUsed', { at: momentText(token.lastUsedAt) }),
            t('madeBy', { by: token.madeBy, at: momentText(token.madeAt) }),
          ].join(' · ')}
        </Text>
      </div>
      {state === 'live' && (
        <Button
          size="xs"
          variant="default"
          aria-label={`${t('revoke')}: ${token.name}`}
          onClick={() =>
            act({
              title: `${t('revoke')}: ${token.name}`,
              intro: t('revokeIntro'),
              confirmLabel: t('revoke'),
              danger: true,
              run: async () =>
                send('DELETE /api/tokens/:tokenId', { params: { tokenId: token.id } }),
            })
          }
        >
          {t('revoke')}
        </Button>
      )}
    </Group>
  );
}
