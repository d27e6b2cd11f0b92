import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OfficeOfStaff } from '../../contract/session.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { PageLink } from '../parts/router-link.js';

/** Says on every page of a rehearsal that nothing here is real, and what time it is there. */
export function RehearsalBanner({ office }: { readonly office: OfficeOfStaff }) {
  const { t } = useTranslation('common');
  const { language } = useLanguage();
  return (
    <div className="rehearsal-banner" role="note">
      <Group justify="space-between" gap="xs">
        <div>
          <Text fw={700} size="sm">
            {t('rehearsalBanner')} · {t('rehearsalClock', { at: longMoment(office.now, language) })}
          </Text>
          <Text size="sm">{t('rehearsalNote')}</Text>
        </div>
        <Group gap="md">
          <PageLink
            size="sm"
            fw={600}
            to="/rehearsals/$rehearsalId"
            params={{ rehearsalId: office.id }}
            search={{ office: undefined }}
          >
            {t('rehearsalProgress')}
          </PageLink>
          <PageLink size="sm" fw={600} to="/plans" search={{ office: undefined }}>
            {t('rehearsalLeave')}
          </PageLink>
        </Group>
      </Group>
    </div>
  );
}
