import { Alert, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cycleText, headed } from '../format/cycle-text.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';
import { DueFacts } from '../parts/due-facts.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { useRead } from '../requests/use-read.js';

/** What a start would do now: what it lacks, which reminders are already past, whom no mail reaches. */
export function BeforeStart({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('plan');
  const { language } = useLanguage();
  const preview = useRead('GET /api/plans/:planId/start', { params: { planId } });
  return (
    <Panel title={t('before')}>
      <Loaded query={preview}>
        {({ problems, skipped, withoutContact, cycles }) => (
          <Stack gap="md">
            {problems.length === 0 ? (
              <Text size="sm">{t('noProblems')}</Text>
            ) : (
              <Alert color="red" variant="outline" title={t('problems')}>
                <List size="sm">
                  {problems.map(({ code, message }) => (
                    <List.Item key={code + message}>{message}</List.Item>
                  ))}
                </List>
                <Text size="sm" mt="xs">
                  {t('problemsHint')}
                </Text>
              </Alert>
            )}
            <Stack gap="xs">
              {cycles.map(({ key, dueDay, targetAt, overdueAt, closesForNewAt }) => (
                <div key={key}>
                  <Text size="sm" fw={600}>
                    {headed(cycleText(dueDay, language))}
                  </Text>
                  <DueFacts phrase={null} targetAt={targetAt} overdueAt={overdueAt} />
                  {closesForNewAt !== null && (
                    <Text size="sm" c="dimmed">
                      {t('closesForNew')}: {longMoment(closesForNewAt, language)}
                    </Text>
                  )}
                </div>
              ))}
            </Stack>
            <div>
              <Text size="sm" fw={600}>
                {skipped.length === 0 ? t('noSkipped') : t('skipped')}
              </Text>
              <List size="sm">
                {skipped.map(({ rung, at, why }) => (
                  <List.Item key={rung + at}>
                    {wordsFor('rung', rung)}, {longMoment(at, language)}: {wordsFor('skip', why)}
                  </List.Item>
                ))}
              </List>
            </div>
            <div>
              <Text size="sm" fw={600}>
                {withoutContact.length === 0
                  ? t('allHaveContact')
                  : t('withoutContact', { n: withoutContact.length })}
              </Text>
              {withoutContact.length > 0 && <Text size="sm">{withoutContact.join('; ')}</Text>}
            </div>
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
