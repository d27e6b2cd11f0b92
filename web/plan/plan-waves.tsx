import { Accordion, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanWaves } from '../../contract/plans.js';
import { headed } from '../format/cycle-text.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';
import { Loaded } from '../parts/loaded.js';
import { MailText } from '../parts/mail-text.js';
import { NameList } from '../parts/name-list.js';
import { Panel } from '../parts/page-head.js';
import { useRead } from '../requests/use-read.js';

/** So many names are read at a glance. */
const SHOWN = 6;

/** What the leader consents to: who owes what, when which mails go with the first of each in full, and what is left out and why. */
export function PlanWavesPanel({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('plan');
  const { language } = useLanguage();
  const waves = useRead('GET /api/plans/:planId/waves', { params: { planId } });
  return (
    <Panel title={t('waves')}>
      <Loaded query={waves}>
        {({ duties, mails, waves: rows, more, skipped, headsNeedWord }) => (
          <Stack gap="md">
            {headsNeedWord && <Text size="sm">{t('headsNeedWordSet')}</Text>}
            <div>
              <Text size="sm" fw={600} mb={4}>
                {t('wavesDuties')}
              </Text>
              <List size="sm" spacing={4}>
                {duties.map((duty) => (
                  <List.Item key={duty.reportName + duty.firstDue}>
                    <Duty duty={duty} />
                  </List.Item>
                ))}
              </List>
            </div>
            <Text size="sm" c="dimmed">
              {t('wavesIntro', { n: mails })}
            </Text>
            <Mails rows={rows.filter(({ to }) => to !== null)} />
            {rows.some(({ to }) => to === null) && (
              <Accordion variant="contained" chevronPosition="left" transitionDuration={0}>
                <Accordion.Item value="office">
                  <Accordion.Control>
                    <Text size="sm" fw={600}>
                      {t('wavesToOffice', { n: rows.filter(({ to }) => to === null).length })}
                    </Text>
                  </Accordion.Control>
                  <Accordion.Panel>
                    <Mails rows={rows.filter(({ to }) => to === null)} />
                  </Accordion.Panel>
                </Accordion.Item>
              </Accordion>
            )}
            {more > 0 && <Text size="sm">{t('wavesMore', { n: more })}</Text>}
            {skipped.length > 0 && (
              <div>
                <Text size="sm" fw={600} mb={4}>
                  {t('wavesSkipped', { n: skipped.length })}
                </Text>
                <List size="sm" spacing={2}>
                  {skipped.map(({ rung, at, reason }, index) => (
                    <List.Item key={`${at}/${rung}/${String(index)}`}>
                      {longMoment(at, language)}: {reason}
                    </List.Item>
                  ))}
                </List>
              </div>
            )}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

/** Waves in order of time, each with its first mail in full. */
function Mails({ rows }: { readonly rows: PlanWaves['waves'] }) {
  const { t } = useTranslation('plan');
  const { language } = useLanguage();
  return (
    <Accordion variant="contained" chevronPosition="left" transitionDuration={0}>
      {rows.map(({ at, cycle, rung, count, subject, why, text, to }) => (
        <Accordion.Item key={`${at}/${cycle}/${rung}`} value={`${at}/${cycle}/${rung}`}>
          <Accordion.Control>
            <Text size="sm" fw={600}>
              {longMoment(at, language)} · {wordsFor('rung', rung)} · {t('waveCount', { n: count })}
            </Text>
            <Text size="sm" c="dimmed">
              {subject}
            </Text>
            <Text size="xs" c="dimmed">
              {why}
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

function Duty({
  duty: { reportName, owers, cycles, firstDue, ladder, recipients, onward, basis, covering },
}: {
  readonly duty: PlanWaves['duties'][number];
}) {
  const { t } = useTranslation(['plan', 'review']);
  return (
    <>
      <b>{headed(reportName)}</b>
      {recipients.length > 0 && ` → ${recipients.join(', ')}`}.{' '}
      {onward ? (
        t('review:onward')
      ) : (
        <>
          {t('plan:wavesOwers', { n: owers.length })} <NameList names={owers} atOnce={SHOWN} />
        </>
      )}
      . {t('plan:wavesCycles', { n: cycles, phrase: firstDue })}.
      {basis !== null && ` ${t('review:basisCited', { words: basis })}.`}
      {covering !== null && ` “${covering}”`}
      {ladder !== null && ` ${t('review:ladderOwn', { words: ladder })}.`}
    </>
  );
}
