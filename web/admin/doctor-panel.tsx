import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../parts/loaded.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useRead } from '../requests/use-read.js';

/** Whether tomorrow's mails will leave; asked for, since it logs in at the mail server. */
export function DoctorPanel() {
  const { t } = useTranslation('health');
  const [asked, setAsked] = useState(false);
  return asked ? (
    <Examination />
  ) : (
    <Group gap="sm">
      <Button size="xs" onClick={() => setAsked(true)}>
        {t('doctorAsk')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('doctorIntro')}
      </Text>
    </Group>
  );
}

function Examination() {
  const { t } = useTranslation('health');
  const doctor = useRead('GET /api/doctor');
  return (
    <Loaded query={doctor}>
      {({ ok, checks }) => (
        <Stack gap="xs">
          <Group gap="sm">
            <ToneBadge tone={ok ? 'green' : 'red'} wraps>
              {t(ok ? 'doctorWell' : 'doctorIll')}
            </ToneBadge>
            <Button
              size="compact-xs"
              variant="default"
              loading={doctor.isFetching}
              onClick={() => void doctor.refetch()}
            >
              {t('doctorAgain')}
            </Button>
          </Group>
          {checks.map((check) => (
            <Text key={check.name} size="sm" component="div">
              <b>{t(`check_${check.name}`)}</b>{' '}
              {!check.ok && (
                <ToneBadge tone={check.stops ? 'red' : 'amber'}>
                  {t(check.stops ? 'checkStops' : 'checkWarns')}
                </ToneBadge>
              )}{' '}
              {check.words}
            </Text>
          ))}
        </Stack>
      )}
    </Loaded>
  );
}
