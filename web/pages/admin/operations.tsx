import { useTranslation } from 'react-i18next';
import { Backups } from '../../admin/backups.js';
import { CycleTable } from '../../admin/cycle-table.js';
import { DoctorPanel } from '../../admin/doctor-panel.js';
import { MailTroubles } from '../../admin/mail-troubles.js';
import { RelayHealth } from '../../admin/relay-health.js';
import { UnheardAlarms } from '../../admin/unheard-alarms.js';
import { EmptyNote, Loaded } from '../../parts/loaded.js';
import { MoreButton } from '../../parts/more-button.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { useMay } from '../../requests/office.js';
import { useReadPages } from '../../requests/use-read-pages.js';

/** What an admin watches: cycles with next wave and last error, mail servers, mails in trouble. */
export function OperationsPage() {
  const { t } = useTranslation(['admin', 'health']);
  const isAdmin = useMay('admin');
  const operations = useReadPages('GET /api/operations', {}, { everyMs: 15_000 });
  return (
    <>
      <PageHead title={t('cyclesTitle')} />
      <Loaded query={operations}>
        {({ pages }) => {
          const [latest] = pages;
          if (latest === undefined) return null;
          const cycles = pages.flatMap((page) => page.cycles);
          return (
            <>
              <UnheardAlarms alarms={latest.alarms} />
              {isAdmin && (
                <Panel title={t('health:doctor')}>
                  <DoctorPanel />
                </Panel>
              )}
              <Panel>
                {cycles.length === 0 ? (
                  <EmptyNote>{t('cyclesEmpty')}</EmptyNote>
                ) : (
                  <CycleTable cycles={cycles} />
                )}
                <MoreButton pages={operations} />
              </Panel>
              <Panel title={t('troubles')}>
                <MailTroubles troubles={latest.troubles} />
              </Panel>
              <Panel title={t('relays')}>
                <RelayHealth data={latest} />
              </Panel>
              <Panel title={t('health:backups')}>
                <Backups backup={latest.backup} drill={latest.drill} />
              </Panel>
            </>
          );
        }}
      </Loaded>
    </>
  );
}
