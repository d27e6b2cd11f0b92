import type { FastifyBaseLogger } from 'fastify';
import type { Clock, PaperPress } from '../activities/ports.js';
import type * as calendarActs from '../db/acts/calendar.js';
import type * as cycleActs from '../db/acts/cycle.js';
import type * as directoryActs from '../db/acts/directory.js';
import type * as linkActs from '../db/acts/link.js';
import type * as obligationActs from '../db/acts/obligation.js';
import type * as paperActs from '../db/acts/paper.js';
import type * as planActs from '../db/acts/plan.js';
import type * as startActs from '../db/acts/start.js';
import type { Ledger } from '../db/ledger.js';
import type * as papers from '../db/papers.js';
import type { StaffAuth } from '../db/staff-auth.js';
import type * as agencyDeskViews from '../db/views/agency-desk.js';
import type * as boardViews from '../db/views/board.js';
import type * as cycleViews from '../db/views/cycles.js';
import type * as directoryViews from '../db/views/directory.js';
import type * as figureViews from '../db/views/figures.js';
import type * as officeViews from '../db/views/offices.js';
import type * as operationViews from '../db/views/operations.js';
import type * as paperViews from '../db/views/papers.js';
import type * as planViews from '../db/views/plans.js';
import type * as timelineViews from '../db/views/timeline.js';
import type { ReportDraft } from '../documents/report-draft.js';
import type { Instant } from '../domain/day.js';
import type { Stage } from '../domain/milestones.js';
import type { Evidence, PlanDraft } from '../domain/schemas/plan-draft.js';
import type { MailboxStore } from '../mail/mailbox/store.js';

/** What people may do to the ledger. */
export interface Acts {
  readonly plan: typeof planActs;
  readonly start: typeof startActs;
  readonly cycle: typeof cycleActs;
  readonly obligation: typeof obligationActs;
  readonly paper: typeof paperActs;
  readonly link: typeof linkActs;
  readonly directory: typeof directoryActs;
  readonly calendar: typeof calendarActs;
}

/** What people may read of it, one file a screen. */
export interface Views {
  readonly offices: typeof officeViews;
  readonly plans: typeof planViews;
  readonly cycles: typeof cycleViews;
  readonly board: typeof boardViews;
  readonly figures: typeof figureViews;
  readonly timeline: typeof timelineViews;
  readonly papers: typeof paperViews;
  readonly operations: typeof operationViews;
  readonly directory: typeof directoryViews;
  readonly agencyDesk: typeof agencyDeskViews;
}

/** A document becomes a draft; what cannot be read is a sentence for the person who uploaded it. */
export type PlanReader = (file: {
  readonly name: string;
  readonly bytes: Uint8Array;
}) => Promise<
  | { readonly kind: 'read'; readonly draft: PlanDraft; readonly text: string }
  | { readonly kind: 'unreadable'; readonly problem: string }
>;

/** The whole plan tried out in a shadow office. */
export interface Rehearsals {
  create(input: {
    readonly officeId: string;
    readonly planId: string;
    readonly seed: number;
    readonly actor: string;
  }): Promise<{ readonly rehearsalOfficeId: string }>;
  remove(rehearsalOfficeId: string): Promise<void>;
  progress(rehearsalOfficeId: string): Promise<RehearsalProgress>;
}

export interface RehearsalProgress {
  readonly state: 'running' | 'done' | 'stalled';
  readonly clockAt: Instant;
  readonly acts: { readonly done: number; readonly total: number };
  readonly mails: number;
  readonly stages: readonly { readonly name: Stage; readonly businessAt: Instant }[];
  readonly stall: string | null;
}

/** Everything the HTTP side needs of the world; real things are built in main.ts. */
export interface ServerDeps {
  readonly ledger: Ledger;
  readonly acts: Acts;
  readonly views: Views;
  readonly paperInput: typeof papers.paperInput;
  readonly auth: StaffAuth;
  readonly readLink: (
    token: string,
  ) => { readonly linkId: string; readonly generation: number } | null;
  readonly readPlan: PlanReader;
  readonly unreadDeadlines: (read: {
    readonly text: string;
    readonly draft: PlanDraft;
  }) => Evidence[];
  readonly press: PaperPress;
  readonly renderReportDraft: (draft: ReportDraft) => Promise<Buffer>;
  readonly rehearsals: Rehearsals;
  /** Null where mail leaves by a real relay. */
  readonly mailbox: MailboxStore | null;
  readonly clock: Clock;
  readonly probes: {
    ledger(): Promise<boolean>;
    /** Whether Temporal answers and a worker polls its queues. */
    temporal(): Promise<{ readonly reachable: boolean; readonly polled: boolean }>;
  };
  readonly logger: FastifyBaseLogger;
  readonly publicUrl: string;
  /** Why no plan may be started here; null when it may. */
  readonly publicUrlProblem: string | null;
  /** The built office pages; null before they are built. */
  readonly webDir: string | null;
  /** Templates, script and style of the agency pages. */
  readonly agencyPagesDir: string;
  /** How long an answer waits for the running workflow to take notice, in milliseconds. */
  readonly seenWaitMs: number;
  /** Requests a minute from one address; 0 for no limit. */
  readonly requestsPerMinute: number;
}
