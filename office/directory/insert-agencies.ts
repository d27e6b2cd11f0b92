import { randomUUID } from 'node:crypto';
import type { ListedAgency } from '../../domain/sample-agencies.js';
import type { OfficeScope } from '../scope.js';

/** Enters agencies with their role mailbox and their head's address; returns the new ids in order. */
export async function insertAgencies(
  scope: Pick<OfficeScope, 'trx' | 'officeId'>,
  agencies: readonly ListedAgency[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const agency of agencies) {
    const id = randomUUID();
    ids.push(id);
    await scope.trx
      .insertInto('agency')
      .values({
        office_id: scope.officeId,
        id,
        name: agency.name,
        kind: agency.kind,
        tags: [...agency.tags],
        standing: agency.standing,
        binding: agency.binding,
        valid_from: null,
        valid_to: null,
        successor_id: null,
      })
      .execute();
    const contact = {
      office_id: scope.officeId,
      agency_id: id,
      bounced_at: null,
      valid_from: null,
      valid_to: null,
    };
    if (agency.email !== '') {
      await scope.trx
        .insertInto('contact')
        .values({
          ...contact,
          id: randomUUID(),
          position: 1,
          role: 'mailbox',
          name: null,
          email: agency.email,
          phone: agency.phone,
        })
        .execute();
    }
    if (agency.headEmail !== null) {
      await scope.trx
        .insertInto('contact')
        .values({
          ...contact,
          id: randomUUID(),
          position: 9,
          role: 'head',
          name: null,
          email: agency.headEmail,
          phone: null,
        })
        .execute();
    }
  }
  return ids;
}
