import { Alert, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AmendmentEffect } from '../../contract/amendments.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { useRead } from '../requests/use-read.js';

/** More names than anybody reads in one line; the rest is counted. */
const NAMED = 12;

/** What an amendment does, in words: who is added or released, what moves, which mails that means. */
export function AmendmentEffectPanel({
  planId,
  of,
}: {
  readonly planId: string;
  /** As it is being reviewed, or as it was put before the leader. */
  readonly of: 'standing' | 'confirmed';
}) {
  const { t } = useTranslation('plan');
  const effect = useRead('GET /api/plans/:planId/amendment', {
    params: { planId },
    query: { of },
    everyMs: 20_000,
  });
  return (
    <Panel title={t('amendEffect')}>
      <Loaded query={effect}>{(data) => <Effect effect={data} />}</Loaded>
    </Panel>
  );
}

function Effect({
  effect: { problem, lines, toldAtOnce, later },
}: {
  readonly effect: AmendmentEffect;
}) {
  const { t } = useTranslation('plan');
  const { language } = useLanguage();
  if (problem !== null) {
    return (
      <Alert color="red" variant="outline">
        {problem}
      </Alert>
    );
  }
  if (lines.length === 0) return <Text size="sm">{t('amendNothing')}</Text>;
  return (
    <Stack gap="sm">
      <List size="sm" spacing="xs">
        {lines.map(({ kind, text, agencies }) => (
          <List.Item key={`${kind}/${text}`}>
            <Text size="sm" fw={600} component="span">
              {text}
            </Text>
            {agencies.length > 0 && (
              <Text size="sm" c="dimmed">
                {t('wavesOwers', { n: agencies.length, names: named(agencies) })}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
      <Text size="sm">{t('amendTold', { n: toldAtOnce })}</Text>
      {later.length > 0 && (
        <details>
          <Text size="sm" component="summary">
            {t('amendLater')}
          </Text>
          <List size="sm">
            {later.map(({ rung, at, duties }) => (
              <List.Item key={rung + at}>
                {t('amendLaterLine', {
                  at: longMoment(at, language),
                  rung: wordsFor('rung', rung),
                  n: duties,
                })}
              </List.Item>
            ))}
          </List>
        </details>
      )}
    </Stack>
  );
}

function named(names: readonly string[]): string {
  return names.length <= NAMED ? names.join('; ') : `${names.slice(0, NAMED).join('; ')} …`;
}
