import { createHash } from 'node:crypto';
import type { ReportForm } from '../../domain/schemas/report-content.js';

/** What was looked over is what is sent: another window may have saved something else meanwhile. */
export function hashOf(content: ReportForm): string {
  const parts = [
    Object.entries(content.figures).sort(),
    [...content.nilCodes].sort(),
    Object.entries(content.narrative).sort(),
    content.nil,
    content.secretPartApart,
    content.documentNumber,
    content.documentDate,
    content.signer,
    content.senderName,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
