import type { Ledger } from '../../office/scope.js';
import type { ExtraWorker, Installation } from './installation.js';
import type { SinkBehaviour } from './sink-behaviour.js';
import type { Sink } from './sink-client.js';
import type { WaveOffice } from './wave-office.js';
import type { Span } from './witnesses.js';

/** What a scenario has in its hands while its wave goes out. */
export interface World {
  readonly installation: Installation;
  readonly sink: Sink;
  readonly ledger: Ledger;
  readonly office: WaveOffice;
  /** The further workers that the scenario asked for, in its order. */
  readonly workers: readonly ExtraWorker[];
  /** When the plan was started and its first wave was due, in milliseconds since 1970. */
  readonly startedAtMs: number;
  /** Resolves once such a part of the wave has arrived, from 0 to 1. */
  readonly underway: (part: number) => Promise<void>;
  /** Does `work` until it succeeds, for as long as the ledger is away. */
  readonly patiently: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What has happened, as far as the check must know it. */
export interface Happened {
  /** Processes whose answers are forgotten: each may cost its connections and 30 mails more a second copy. */
  readonly forgot?: number;
  /** When what was away was back, in milliseconds since 1970; from each sending must soon go on. */
  readonly backAtMs?: readonly number[];
  /** From when on no silence may last long until the wave is over. */
  readonly steadyFromMs?: number;
  readonly released?: readonly Span[];
  readonly moved?: readonly {
    readonly agencyId: string;
    readonly address: string;
    readonly atMs: number;
  }[];
  /** Acts that were answered: the audit must know them. */
  readonly acts?: readonly { readonly act: string; readonly subject: string }[];
  /** What only this scenario promises and did not hold. */
  readonly faults?: readonly string[];
}

/** One fault of the world in the middle of a wave. */
export interface Scenario {
  readonly name: string;
  /** Mails of the wave. */
  readonly mails: number;
  readonly dueInDays?: number;
  /** Mails that each agency is to get; one unless given. */
  readonly mailsEach?: number;
  /** Workers that run beside the supervisor's own, and how wrong the clock of each is. */
  readonly workers?: readonly { readonly clockOffsetMs: number }[];
  /** It needs an installation of its own: it would disturb the waves of others. */
  readonly apart?: boolean;
  readonly sink?: Partial<SinkBehaviour>;
  /** How long the whole wave may take, in milliseconds. */
  readonly withinMs?: number;
  /** What is made ready before the wave begins. */
  readonly before?: (stage: Pick<World, 'ledger'>) => Promise<void>;
  readonly strike: (world: World) => Promise<Happened>;
  /** What else must be true once every mail has come to its end; in words what is not. */
  readonly afterwards?: (world: World) => Promise<readonly string[]>;
}

/** A wave with a middle. */
export const WAVE = 2_000;
/** A wave where every mail is slow. */
export const SLOW_WAVE = 50;
