import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageLink } from '../parts/router-link.js';

/** Says on every page of an office that is not open yet that its mails stay inside. */
export function PreparingBanner({ isAdmin }: { readonly isAdmin: boolean }) {
  const { t } = useTranslation('opening');
  return (
    <div className="recovery-banner" role="note">
      <Text fw={700} size="sm">
        {t('bannerTitle')}
      </Text>
      <Text size="sm" component="div">
        {t('bannerNote')}{' '}
        {isAdmin && (
          <PageLink size="sm" fw={600} to="/admin/opening">
            {t('bannerOpen')}
          </PageLink>
        )}
      </Text>
    </div>
  );
}
