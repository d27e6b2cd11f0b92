import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageLink } from '../parts/router-link.js';
import { useRead } from '../requests/use-read.js';

/** Asks an administrator of an office from before a setting existed to decide it once. */
export function UndecidedSettings() {
  const { t } = useTranslation('admin');
  const settings = useRead('GET /api/settings');
  if (settings.data?.twoPersons !== null) return null;
  return (
    <Alert color="yellow" variant="light" mb="md">
      {t('twoPersonsUndecided')} <PageLink to="/admin/settings">{t('settingsTitle')}</PageLink>
    </Alert>
  );
}
