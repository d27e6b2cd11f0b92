import { sql } from 'kysely';
import type { CycleLedger, MailLedger } from '../../activities/ledger-port.js';
import type { Instant } from '../../domain/day.js';
import { msOf } from '../../domain/day.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { addAgency } from '../../office/directory/agencies.js';
import { createOffice } from '../../office/directory/create-office.js';
import { createMailLedger } from '../../office/post/mail-ledger.js';
import { openLedger } from '../../office/scope.js';
import type { Ledger } from '../../office/scope.js';
import { mailComposer } from '../../mail/outgoing.js';
import type { InventedYear } from '../../simulation/invented-office.js';

const DOMAIN = 'songhuong.example';

/** A ledger whose time is stepped by hand, with the adapters that workflows and lanes act through. */
export interface SteppedLedger {
  readonly ledger: Ledger;
  readonly cycles: CycleLedger;
  readonly mails: MailLedger;
  readonly now: () => Instant;
  /** Time goes on to a moment, for the ledger's own marks as well. */
  to(moment: Instant): Promise<void>;
  close(): Promise<void>;
}

/** Opens a ledger in stepped time. */
export function steppedLedger(databaseUrl: string): SteppedLedger {
  let now = '2000-01-01T00:00:00.000Z' as Instant;
  const clock = { now: () => now };
  const ledger = openLedger({ databaseUrl, clock, poolSize: 4 });
  return {
    ledger,
    cycles: createCycleLedger(ledger),
    mails: createMailLedger({
      ledger,
      officeKind: 'live',
      clock,
      compose: mailComposer({ name: 'Đôn đốc', address: `dondoc@${DOMAIN}` }),
      linkUrl: ({ linkId, generation }) => `https://${DOMAIN}/b#${linkId}.${String(generation)}`,
      pageUrl: (path) => `https://${DOMAIN}${path}`,
    }),
    now: () => now,
    to: async (moment) => {
      const passed = msOf(moment) - msOf(now);
      now = moment;
      if (passed > 0) await letPass(ledger, passed);
    },
    close: async () => ledger.close(),
  };
}

/** Waits are kept by the database's own clock: where it stands still, their ends come nearer instead. */
async function letPass(ledger: Ledger, ms: number): Promise<void> {
  const passed = sql`${ms} * interval '1 millisecond'`;
  await sql`
    update relay_state set try_at = try_at - ${passed}, opened_at = opened_at - ${passed}`.execute(
    ledger.db,
  );
  await sql`
    update message set retry_at = retry_at - ${passed}, failing_since = failing_since - ${passed},
                       answered_at = answered_at - ${passed}
     where coalesce(retry_at, failing_since, answered_at) is not null`.execute(ledger.db);
}

/** The address of somebody of the office. */
export function addressOf(name: string): string {
  return `${name}@${DOMAIN}`;
}

/** The office of a year, entered by the real acts; ids of its agencies in their order. */
export async function enterOffice(
  { ledger }: SteppedLedger,
  year: InventedYear,
): Promise<{ readonly officeId: string; readonly agencyIds: readonly string[] }> {
  const person = (name: string, roles: readonly ('officer' | 'approver' | 'admin')[]) => {
    return { name, email: addressOf(name), phone: null, roles, userId: null };
  };
  const officers = Array.from({ length: year.officers }, (_, nth) =>
    person(`officer${String(nth + 1)}`, ['officer']),
  );
  // A relay that an earlier year left shut is none of this one's.
  await ledger.db.deleteFrom('relay_state').execute();
  const officeId = await ledger.transaction(async (trx) =>
    createOffice(trx, {
      kind: 'live',
      name: 'Ủy ban nhân dân tỉnh Sông Hương',
      shortName: 'UBND tỉnh Sông Hương',
      emailDomain: DOMAIN,
      settings: { twoPersons: false, rollForward: year.rollForward },
      clockAt: null,
      rehearsal: null,
      staff: [...officers, person('lanhdao', ['approver']), person('admin', ['admin'])],
    }),
  );
  const agencyIds: string[] = [];
  for (const agency of year.agencies) {
    const contacts = agency.contacts.map((contact) => ({ ...contact, name: null, phone: null }));
    const added = await ledger.inOffice({ officeId, actor: 'system' }, async (scope) =>
      addAgency(scope, { ...agency, contacts }),
    );
    if (!added.ok) throw new Error(`the agency is refused: ${added.error}`);
    agencyIds.push(added.value.agencyId);
  }
  return { officeId, agencyIds };
}
