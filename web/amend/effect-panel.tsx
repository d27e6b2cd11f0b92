import { Accordion, Alert, List, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AmendmentEffect } from '../../contract/amendments.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';
import { Loaded } from '../parts/loaded.js';
import { MailText } from '../parts/mail-text.js';
import { NameList } from '../parts/name-list.js';
import { Panel } from '../parts/page-head.js';
import { useRead } from '../requests/use-read.js';

/** So many names are read at a glance. */
const NAMED = 12;

/** What an amendment does, in words: who is added or released, what moves, which mails that means. */
export function AmendmentEffectPanel({
  planId,
  of,
  revision = 0,
  isUnderWay = false,
}: {
  readonly planId: string;
  /** How often the review was kept: with each time it does something else. */
  readonly revision?: number;
  /** Whether something typed is still on its way. */
  readonly isUnderWay?: boolean;
  /** As it is being reviewed, or as it was put before the leader. */
  readonly of: 'standing' | 'confirmed';
}) {
  const { t } = useTranslation('plan');
  const effect = useRead('GET /api/plans/:planId/amendment', {
    params: { planId },
    query: { of },
    everyMs: 20_000,
  });
  const { refetch } = effect;
  const [shown, setShown] = useState(revision);
  useEffect(() => {
    void refetch().then(() => setShown(revision));
  }, [refetch, revision]);
  return (
    <Panel title={t('amendEffect')}>
      {(isUnderWay || shown !== revision) && (
        <Text size="sm" c="dimmed" role="status">
          {t('amendComing')}
        </Text>
      )}
      <Loaded query={effect}>{(data) => <Effect effect={data} />}</Loaded>
    </Panel>
  );
}

function Effect({
  effect: { problem, lines, toldAtOnce, mails, moreMails, later },
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
              <Text size="sm" c="dimmed" component="div">
                {t('wavesOwers', { n: agencies.length })}{' '}
                <NameList names={agencies} atOnce={NAMED} />
              </Text>
            )}
          </List.Item>
        ))}
      </List>
      <Text size="sm">{t('amendTold', { n: toldAtOnce })}</Text>
      <ToldMails mails={mails} />
      {moreMails > 0 && <Text size="sm">{t('amendMoreMails', { n: moreMails })}</Text>}
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

/** What agencies read, each mail in full: those that say the same stand as one. */
function ToldMails({ mails }: Pick<AmendmentEffect, 'mails'>) {
  const { t } = useTranslation('plan');
  return (
    <Accordion variant="contained" chevronPosition="left" transitionDuration={0}>
      {mails.map(({ agencies, to, subject, text }) => (
        <Accordion.Item key={to} value={to}>
          <Accordion.Control>
            <Text size="sm" fw={600}>
              {t('waveCount', { n: agencies })}
            </Text>
            <Text size="sm" c="dimmed">
              {subject}
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <MailText to={to} text={text} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
