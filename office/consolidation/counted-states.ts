import { OfficeSettings } from '../../domain/schemas/office-settings.js';
import type { LedgerDb } from '../../db/connection.js';

/** The states in which a report counts: accepted, and received ones too where the office has set so. */
export async function countedStates(
  db: LedgerDb,
  officeId: string,
): Promise<readonly ('submitted' | 'accepted')[]> {
  const { settings } = await db
    .selectFrom('office')
    .select('settings')
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  return OfficeSettings.parse(settings).countSubmitted ? ['submitted', 'accepted'] : ['accepted'];
}
