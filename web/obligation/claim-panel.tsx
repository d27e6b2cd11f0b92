import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OpenClaim } from '../../contract/obligations.js';
import { momentText, shortDay } from '../format/day-text.js';
import { Panel } from '../parts/page-head.js';
import { SignedFindings } from '../parts/signed-findings.js';
import { useFileAddress } from '../requests/use-read.js';

/** What the agency says it sent by the document system, and the signed file it gave beside. */
export function ClaimPanel({
  claim,
  obligationId,
}: {
  readonly claim: OpenClaim;
  readonly obligationId: string;
}) {
  const { t } = useTranslation('obligation');
  const fileAddress = useFileAddress();
  const { documentNumber, documentDate, signer, senderName, claimedAt, file } = claim;
  return (
    <Panel title={t('claimTitle')}>
      <Text size="sm">
        {t('claimed', {
          number: documentNumber ?? '–',
          day: documentDate === null ? '–' : shortDay(documentDate),
        })}
        {signer !== null && t('claimedSigner', { signer })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('claimedBy', { sender: senderName, at: momentText(claimedAt) })}
      </Text>
      {file !== null && (
        <>
          <Text size="sm" mt="xs" fw={600}>
            <Anchor href={fileAddress(`/api/obligations/${obligationId}/claim/file`)}>
              {t('openClaimedFile', { name: file.name })}
            </Anchor>
          </Text>
          {file.check !== null && <SignedFindings check={file.check} />}
        </>
      )}
    </Panel>
  );
}
