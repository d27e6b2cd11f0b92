import { useTranslation } from 'react-i18next';
import { TokensPanel } from '../../exchange/tokens-panel.js';
import { WebhooksPanel } from '../../exchange/webhooks-panel.js';
import { PageHead } from '../../parts/page-head.js';

/** Kết nối phần mềm khác: who reads by which token, and who is told what happens. */
export function ExchangePage() {
  const { t } = useTranslation('exchange');
  return (
    <>
      <PageHead title={t('title')} below={t('intro')} />
      <TokensPanel />
      <WebhooksPanel />
    </>
  );
}
