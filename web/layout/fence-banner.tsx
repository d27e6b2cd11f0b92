import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';
import { ask } from '../requests/ask.js';

/** Says on every page that this installation sends nothing, and who decides. */
export function FenceBanner() {
  const { t } = useTranslation('common');
  const { language } = useLanguage();
  const { data } = useQuery({
    queryKey: ['fence'],
    queryFn: () => ask('GET /api/fence', { officeId: null, language }),
    refetchInterval: 15_000,
    retry: false,
  });
  if (data === undefined || data.fence === null) return null;
  return (
    <div className="fence-banner" role="alert">
      <Text fw={700} size="sm">
        {t('fenceTitle')}
      </Text>
      <Text size="sm">{data.fence.words}</Text>
    </div>
  );
}
