import type { LedgerDb } from '../../db/connection.js';
import type { Instant } from '../../domain/day.js';
import { diagnose } from '../../domain/doctor/diagnose.js';
import type { Diagnosis } from '../../domain/doctor/diagnose.js';
import type { DoctorFacts } from '../../domain/doctor/facts.js';
import type { FenceReason } from '../../domain/fence.js';
import { ledgerFacts } from './doctor-facts.js';

/** What of the world a diagnosis asks; none of them rejects. */
export interface DoctorProbes {
  /** How far the ledger's clock is ahead of this machine's, in milliseconds; null: not measured. */
  readonly clockAheadMs: () => number | null;
  readonly fence: () => Promise<FenceReason | null>;
  readonly pendingMigrations: () => Promise<number>;
  readonly temporal: () => Promise<DoctorFacts['temporal']>;
  readonly relay: () => Promise<string | null>;
  /** Why the mailbox of returned mails did not let us in; null where it did, or where there is none. */
  readonly returnedMail: () => Promise<string | null>;
  readonly relayIsLocal: boolean;
  readonly dns: () => Promise<DoctorFacts['dns']>;
  readonly publicUrlProblem: string | null;
  readonly publicUrlAnswers: () => Promise<boolean | null>;
}

/** Whether what is due tomorrow will leave and be right: of one office, or of the whole installation. */
export async function examine(
  db: LedgerDb,
  probes: DoctorProbes,
  { now, officeId }: { readonly now: Instant; readonly officeId: string | null },
): Promise<Diagnosis> {
  const [ledger, temporal, relayProblem, returnedMailProblem, dns, publicUrlAnswers] =
    await Promise.all([
      ledgerOrNull(db, probes, { now, officeId }),
      probes.temporal(),
      probes.relay(),
      probes.returnedMail(),
      probes.relayIsLocal ? null : probes.dns(),
      probes.publicUrlAnswers(),
    ]);
  return diagnose({
    now,
    ledger,
    temporal,
    relayProblem,
    returnedMailProblem,
    relayIsLocal: probes.relayIsLocal,
    dns,
    publicUrlProblem: probes.publicUrlProblem,
    publicUrlAnswers,
  });
}

async function ledgerOrNull(
  db: LedgerDb,
  probes: DoctorProbes,
  at: { readonly now: Instant; readonly officeId: string | null },
): Promise<DoctorFacts['ledger']> {
  try {
    const pendingMigrations = await probes.pendingMigrations();
    const facts = await ledgerFacts(db, at);
    return {
      ...facts,
      pendingMigrations,
      fence: await probes.fence(),
      clockAheadMs: probes.clockAheadMs() ?? 0,
    };
  } catch {
    return null;
  }
}
