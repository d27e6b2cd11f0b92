import type { Instant } from '../day.js';
import type { FenceReason } from '../fence.js';

/** What DNS says about the domain mails come from; null where it did not answer. */
export interface SenderDns {
  readonly domain: string;
  /** Of the sender on the envelope, to which SPF applies. */
  readonly spfDomain: string;
  readonly spf: string | null;
  /** What receivers find by SPF for the addresses that the relay sends from, as far as they are known. */
  readonly sending: readonly { readonly address: string; readonly result: string }[];
  /** Whether somebody said that these are the addresses; else they are those of the relay's name, which may send from others. */
  readonly sendingIsSaid: boolean;
  readonly dkim: boolean | null;
  readonly dmarc: string | null;
  /** The same of the links: mails are judged by these too. */
  readonly linkDomain: string;
  readonly linkDmarc: string | null;
  /** Whether the host of the links has an address. */
  readonly linkHost: boolean;
}

/** What the ledger tells; null where it does not answer. */
export interface LedgerFacts {
  /** How far its clock is ahead of this machine's, in milliseconds. */
  readonly clockAheadMs: number;
  /** The same for the machine of each worker at work. */
  readonly workersClockAheadMs: readonly number[];
  readonly pendingMigrations: number;
  readonly fence: FenceReason | null;
  /** Of the relay as workers have found it. */
  readonly relayStanding: 'open' | 'unreachable' | 'held';
  readonly relayReason: string | null;
  /** Plans and cycles that no workflow looks at though told twice. */
  readonly alarms: number;
  /** Mails that could leave now, the one that has waited longest, and mails that wait for a person. */
  readonly waiting: number;
  readonly oldestWaitingAt: Instant | null;
  readonly doubtful: number;
  /** Changes that no workflow has been told yet. */
  readonly outboxOldestAt: Instant | null;
  /** Years whose holidays are entered in every live office; null where there is no office yet. */
  readonly filledYears: readonly number[] | null;
  readonly lastBackup: { readonly at: Instant; readonly problem: string | null } | null;
  /** When the last one was made that can be restored from. */
  readonly lastGoodBackupAt: Instant | null;
  readonly lastDrill: { readonly at: Instant; readonly problem: string | null } | null;
  /** Whether the hours that a restore took away still wait for an officer. */
  readonly lostHoursUndecided: boolean;
  /** Rungs held back since a restore. */
  readonly held: number;
  readonly next: readonly {
    readonly at: Instant;
    readonly rung: string;
    readonly agencies: number;
  }[];
  /** Agencies among them that no mail can reach. */
  readonly unreachable: number;
}

/** Everything a diagnosis is made of. */
export interface DoctorFacts {
  readonly now: Instant;
  readonly ledger: LedgerFacts | null;
  readonly temporal: { readonly reachable: boolean; readonly polled: boolean };
  /** Why the relay did not let us in; null where it did. */
  readonly relayProblem: string | null;
  /** Why the mailbox of returned mails did not let us in; null where it did, or where there is none to log in to. */
  readonly returnedMailProblem: string | null;
  /** Whether mail goes into the built-in mailbox or another relay on this machine. */
  readonly relayIsLocal: boolean;
  readonly dns: SenderDns | null;
  /** Why links of this address must not go out; null where they may. */
  readonly publicUrlProblem: string | null;
  /** Whether the public address answered from here; null where it was not asked. */
  readonly publicUrlAnswers: boolean | null;
}
