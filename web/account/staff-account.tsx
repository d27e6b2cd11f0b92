import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StaffRow } from '../../contract/staff.js';
import { momentText } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import type { Act } from '../parts/act.js';
import { useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

/** What an administrator does about somebody's account; a password shown once is `resetting`. */
export function StaffAccount({
  person,
  resetting,
}: {
  readonly person: StaffRow;
  readonly resetting: Act;
}) {
  const { t } = useTranslation(['account', 'admin']);
  const send = useSend();
  const act = useAct();
  const { name, email, pausedUntil } = person;
  const params = { staffId: person.id };
  const mailing: Act = {
    title: t('account:mailReset'),
    intro: t('account:mailResetIntro', { email }),
    doneText: '',
    run: async () => {
      const { mailed } = await send('POST /api/staff/:staffId/reset-mail', { params });
      notices.show({
        message: t(mailed ? 'account:mailedReset' : 'account:mailedAlready'),
      });
    },
  };
  const unlocking: Act = {
    title: t('account:unlock'),
    intro: t('account:unlockIntro', { name }),
    doneText: t('account:unlocked'),
    run: async () => send('POST /api/staff/:staffId/unlock', { params }),
  };
  const ending: Act = {
    title: t('account:endAll'),
    intro: t('account:endAllIntro', { name }),
    danger: true,
    doneText: t('account:endedAll'),
    run: async () => send('POST /api/staff/:staffId/sign-out', { params }),
  };
  const resettingFactor: Act = {
    title: t('account:factorReset'),
    intro: t('account:factorResetIntro', { name }),
    danger: true,
    doneText: t('account:factorResetDone'),
    run: async () => send('POST /api/staff/:staffId/second-factor', { params }),
  };
  return (
    <Stack gap="xs" role="group" aria-label={t('account:accountActs')}>
      <Text size="sm" fw={500}>
        {t('account:accountActs')}
      </Text>
      {pausedUntil !== null && (
        <Text size="sm">{t('account:paused', { at: momentText(pausedUntil) })}</Text>
      )}
      <Group gap="xs">
        {pausedUntil !== null && (
          <Button size="xs" onClick={() => act(unlocking)}>
            {t('account:unlock')}
          </Button>
        )}
        {person.active && (
          <Button size="xs" variant="default" onClick={() => act(mailing)}>
            {t('account:mailReset')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => act(resetting)}>
          {t('admin:resetPassword')}
        </Button>
        {person.hasSecondFactor && (
          <Button size="xs" variant="default" onClick={() => act(resettingFactor)}>
            {t('account:factorReset')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => act(ending)}>
          {t('account:endAll')}
        </Button>
      </Group>
    </Stack>
  );
}
