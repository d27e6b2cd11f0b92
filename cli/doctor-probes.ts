import { isLocalRelay, publicUrlProblem } from '../config/env.js';
import type { Env } from '../config/env.js';
import { imapMailboxOf } from '../config/imap.js';
import { pendingMigrations } from '../db/migrate.js';
import type { FenceReason } from '../domain/fence.js';
import { probeRelay } from '../mail/relay-probe.js';
import { probeImap } from '../mail/returned-in-imap.js';
import { senderOf } from '../mail/sender.js';
import { senderDns } from '../mail/sender-dns.js';
import type { DoctorProbes } from '../office/health/doctor.js';
import type { LiveLedger } from '../office/live-ledger.js';

const PATIENCE_MS = 5_000;

/** What a diagnosis asks of the world, from the settings of this installation. */
export function doctorProbes(
  env: Env,
  {
    ledger: { db, clock },
    fence,
    temporal,
  }: {
    readonly ledger: LiveLedger;
    readonly fence: () => Promise<FenceReason | null>;
    readonly temporal: DoctorProbes['temporal'];
  },
): DoctorProbes {
  return {
    clockAheadMs: () => clock.aheadMs(),
    fence,
    temporal,
    pendingMigrations: () => pendingMigrations(db),
    relay: () => probeRelay(env.SMTP_URL),
    returnedMail: async () => {
      const mailbox = imapMailboxOf(env);
      return mailbox === null ? null : probeImap(mailbox);
    },
    relayIsLocal: isLocalRelay(env),
    dns: () =>
      senderDns({
        domain: domainOf(senderOf(env.MAIL_FROM).address),
        envelopeSender: env.BOUNCE_ADDRESS ?? senderOf(env.MAIL_FROM).address,
        relayHost: new URL(env.SMTP_URL).hostname,
        sendsFrom: env.SMTP_SENDS_FROM?.split(',').map((address) => address.trim()) ?? null,
        linkHost: new URL(env.PUBLIC_URL).hostname,
        dkimSelector: env.DKIM_SELECTOR ?? null,
      }),
    publicUrlProblem: publicUrlProblem(env),
    publicUrlAnswers: () => answers(`${env.PUBLIC_URL}/healthz`),
  };
}

function domainOf(address: string): string {
  return address.split('@').at(-1) ?? '';
}

async function answers(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return ok;
  } catch {
    return false;
  }
}
