import { sql } from 'kysely';
import { verifyAudit } from '../../office/audit/verify.js';
import type { Ledger } from '../../office/scope.js';
import type { Happened } from './scenario.js';
import type { Sink } from './sink-client.js';
import { stepsOf } from './steps-log.js';
import type { WaveOffice } from './wave-office.js';
import type { Evidence, LedgerMail } from './witnesses.js';

/** Asks ledger, sink and audit what became of a wave. */
export async function evidenceOf(
  office: WaveOffice,
  {
    ledger,
    sink,
    auditKey,
    happened,
    mailsEach,
  }: {
    readonly ledger: Ledger;
    readonly sink: Sink;
    readonly auditKey: string;
    readonly happened: Happened;
    readonly mailsEach: number;
  },
): Promise<Evidence> {
  const { officeId, domain, agencies } = office;
  const leftOut = await sql<{ agencyId: string; why: string }>`
    select n.agency_id as "agencyId", n.why from notice n
     where n.office_id = ${officeId} and n.kind = 'ladder' and n.why is not null`.execute(
    ledger.db,
  );
  const settled = await ledger.db
    .selectFrom('obligation')
    .select('agency_id as agencyId')
    .where('office_id', '=', officeId)
    .where('state', '!=', 'expected')
    .execute();
  const audit = await verifyAudit(ledger.db, auditKey);
  return {
    agencyIds: agencies.map(({ id }) => id),
    mailsEach,
    mails: await mailsOf(ledger, officeId),
    settled: settled.map(({ agencyId }) => agencyId),
    leftOut: leftOut.rows,
    steps: await stepsOf(ledger.db, officeId),
    sink: await sink.recordOf(domain),
    released: happened.released ?? [],
    moved: happened.moved ?? [],
    auditFaults: [
      ...audit.broken
        .filter((place) => place.officeId === officeId)
        .map(({ at }) => `the audit breaks at row ${String(at)}`),
      ...(await missingActs(ledger, officeId, happened.acts ?? [])),
    ],
  };
}

async function mailsOf(ledger: Ledger, officeId: string): Promise<readonly LedgerMail[]> {
  const { rows } = await sql<LedgerMail>`
    select m.header_id as "headerId", m.agency_id as "agencyId", m.class = 'ladder' as ladder,
           m.to_address as "to", m.state, m.why,
           coalesce(array_agg(n.kind || ' ' || n.key) filter (where n.why is null), '{}') as tells
      from message m
      left join notice n on n.office_id = m.office_id and n.message_id = m.id
     where m.office_id = ${officeId}
     group by m.office_id, m.id`.execute(ledger.db);
  return rows;
}

/** Acts that were answered and of which the audit says nothing. */
async function missingActs(
  ledger: Ledger,
  officeId: string,
  acts: NonNullable<Happened['acts']>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ act: string; subject: string }>`
    select act, subject from audit where office_id = ${officeId}`.execute(ledger.db);
  const known = new Set(rows.map(({ act, subject }) => `${act} ${subject}`));
  return acts
    .filter(({ act, subject }) => !known.has(`${act} ${subject}`))
    .map(({ act, subject }) => `the audit does not know ${act} of ${subject}`);
}

/** Whether every mail of a wave has come to its end, one way or another. */
export async function isSettled(
  ledger: Ledger,
  { officeId, agencies }: WaveOffice,
  mailsEach: number,
): Promise<boolean> {
  const { rows } = await sql<{ told: number; open: number }>`
    select (select count(*)::int from obligation o
             where o.office_id = ${officeId}
               and (o.state <> 'expected' or ${mailsEach} <= (
                 select count(*) from notice n where n.office_id = o.office_id
                    and n.obligation_id = o.id and n.kind = 'ladder'))) as told,
           (select count(*)::int from message m
             where m.office_id = ${officeId} and m.state in ('planned', 'sending')) as open`.execute(
    ledger.db,
  );
  return rows[0]?.open === 0 && rows[0].told >= agencies.length;
}
