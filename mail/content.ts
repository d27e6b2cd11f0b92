import type { CalendarDay } from '../domain/calendar-day.js';
import type { Cited } from '../domain/citation.js';
import type { Day, Instant } from '../domain/day.js';
import type { Rung } from '../domain/ladder.js';
import type { Month } from '../domain/month.js';
import type { OverviewLine } from '../domain/overview.js';

/** What one mail says, before it has words: facts of the ledger only, nothing about lateness to the hour. */
export type NoticeContent =
  | AgencyNotice
  | OfficeNotice
  | StaffNotice
  | FactorNotice
  | OverviewNotice
  | ComplianceNotice
  | MinistryCover;

/** The plan a mail is about, as it cites itself. */
export interface PlanReference extends Cited {
  /** What subjects call the plan, never cut; missing where a duty rests on something else. */
  readonly name?: string;
}

/** The named person behind a mail, with the number printed in the plan or the introducing letter. */
export interface ContactPerson {
  readonly unit: string;
  readonly person: string | null;
  readonly phone: string | null;
}

/** What every mail to an agency knows. */
export interface AgencyHead {
  /** {CQ}, the body that sends. */
  readonly sendingBody: string;
  /** {ĐV}, the one agency the mail goes to. */
  readonly agencyName: string;
  readonly plan: PlanReference;
  /** The agency's personal link, http or https; null leaves link and button out. */
  readonly linkUrl: string | null;
  readonly contact: ContactPerson | null;
  /** Printed in the introducing letter, so that an agency can tell a real mail. */
  readonly referenceCode: string | null;
}

/** One report owed by the agency, as a mail speaks of it. */
export interface AgencyItem extends AgencyHead {
  /** {BC}, the short report name. */
  readonly reportName: string;
  /** {hạn}, the plan's own phrase, or the granted one ("đến hết ngày 10/7/2026"). */
  readonly duePhrase: string;
  /** {mốc}; null leaves it out. */
  readonly target: Instant | null;
  /** True when the deadline names an hour: the mail then names the hour too. */
  readonly hourBound: boolean;
  /** Working days after today up to the day of `target`; null when nobody should count. */
  readonly workingDaysLeft: number | null;
  /** The channel the plan names for the signed document; null when it names none. */
  readonly channelText: string | null;
  /** False for a body merely asked ("Đề nghị …"). */
  readonly binding: boolean;
  /** True when the report was returned: reminders then ask for the supplement. */
  readonly supplement: boolean;
  /** The day until which the agency asked for more time, not yet answered; null: nothing asked. */
  readonly extensionAsked: Day | null;
  /** Rungs that could not go out and that this notice stands for. */
  readonly replaces: readonly Rung[];
}

/** A report and the rung that reached it. */
export interface RungItem extends AgencyItem {
  readonly rung: Rung;
}

/** The rungs of the ladder. */
export type LadderNotice =
  | (AgencyItem & {
      readonly event: 'assigned';
      /** A sentence of the officer's before what is asked. */
      readonly covering?: string | null;
      /** How many files go with what is asked; they lie on the agency's page. */
      readonly files?: number;
      /** Asked for by itself, without a plan. */
      readonly once?: boolean;
      readonly carries: Rung | null;
      /** "tháng 12/2026", of a duty that comes again; null for others. */
      readonly period: string | null;
    })
  | (AgencyItem & {
      readonly event: 'assignedAsked';
      readonly covering?: string | null;
      readonly files?: number;
      readonly once?: boolean;
      readonly period: string | null;
    })
  | (AgencyItem & { readonly event: 'prepare' })
  | (AgencyItem & { readonly event: 'remind' })
  | (AgencyItem & { readonly event: 'lastDay'; readonly today: Day })
  | (AgencyItem & { readonly event: 'overdue' })
  | (AgencyItem & { readonly event: 'toHead' })
  /** Two or more notices for one agency in its one mail of the day; all of the same agency. */
  | { readonly event: 'several'; readonly items: readonly RungItem[]; readonly today: Day };

/** A document an agency names as the signed paper. */
export interface CitedDocument {
  readonly number: string;
  readonly issuedOn: Day | null;
}

interface ReportHead extends AgencyHead {
  readonly reportName: string;
}

/** Answers to somebody's act: they go at once. */
export type EventNotice =
  | (ReportHead & {
      readonly event: 'received';
      readonly receivedAt: Instant;
      /** Who pressed the button, or the officer who entered a paper. */
      readonly submittedBy: string;
      /** 1 for the first, 2 for the first correction. */
      readonly version: number;
      readonly document: CitedDocument | null;
      /** The half that is still to come: the mail asks for it. */
      readonly missingHalf?: 'document' | 'figures' | null;
    })
  | (ReportHead & {
      readonly event: 'claimed';
      readonly claimedBy: string;
      readonly document: CitedDocument | null;
    })
  | (ReportHead & { readonly event: 'returned'; readonly reason: string; readonly dueDay: Day })
  | (ReportHead & { readonly event: 'accepted' })
  /** One half of a report is here and the other, asked for with the receipt, is not yet. */
  | (ReportHead & {
      readonly event: 'missingHalf';
      readonly half: 'document' | 'figures';
      /** By the office hours of which day; null where nothing closes. */
      readonly until: Day | null;
    })
  /** Another version of the form is in force; to those who had begun, or have sent. */
  | (AgencyItem & {
      readonly event: 'formChanged';
      readonly changes: readonly string[];
      /** Whether its report is here, given by the form before. */
      readonly sent: boolean;
    })
  | (ReportHead & { readonly event: 'extensionGranted'; readonly dueDay: Day })
  | (ReportHead & {
      readonly event: 'extensionRefused';
      readonly reason: string | null;
      readonly duePhrase: string;
    })
  | (AgencyItem & { readonly event: 'dueMoved'; readonly oldDuePhrase: string })
  | (ReportHead & { readonly event: 'noLongerOwed'; readonly reason: string | null })
  /** What was no longer owed is asked for again; `received` when the report is in all the same. */
  | (AgencyItem & {
      readonly event: 'wantedAgain';
      readonly reason: string | null;
      readonly received: boolean;
    })
  /** Another calendar moves the moment that one or more reports are asked for. */
  | (AgencyHead & {
      readonly event: 'targetMoved';
      readonly cause: CalendarCause;
      readonly items: readonly AgencyItem[];
    })
  /** The office asks for one more period. */
  | (AgencyItem & { readonly event: 'periodAdded'; readonly reason: string | null })
  /** No report is taken of one period. */
  | (ReportHead & { readonly event: 'skipped'; readonly reason: string | null })
  /** A plan that runs is changed: all that concerns this agency, in one mail. */
  | (AgencyHead & {
      readonly event: 'amended';
      readonly by: 'document' | 'hand';
      /** The paper that changes it, cited; null where the office changes what it tracks. */
      readonly paper: string | null;
      readonly reason: string | null;
      readonly items: readonly AmendedItem[];
    })
  /** The plan is no longer tracked. */
  | (AgencyHead & { readonly event: 'cancelled'; readonly reason: string | null })
  | (AgencyHead & { readonly event: 'link' })
  /** Somebody with the agency's link wants another contact: the registered mailbox says whether that is right, by `linkUrl`. */
  | (AgencyHead & { readonly event: 'contactAsked'; readonly until: Instant })
  /** What the agency sent in these hours is no longer there. */
  | (AgencyHead & {
      readonly event: 'lostHours';
      readonly from: Instant;
      readonly until: Instant;
    })
  /** An agency ends: what it owed goes to another, or nobody owes it. */
  | (AgencyHead &
      Merger & {
        readonly event: 'agencyClosed';
        readonly successor: string | null;
        readonly reportNames: readonly string[];
      })
  /** To the successor: what it takes over; `joined`: with its own report of the same cycle. */
  | (AgencyHead &
      Merger & {
        readonly event: 'takenOver';
        readonly predecessor: string;
        readonly items: readonly (AgencyItem & { readonly joined: boolean })[];
      });

/** One report that an amendment changes for an agency. */
export interface AmendedItem extends AgencyItem {
  readonly change:
    | 'added'
    | 'begun'
    | 'moved'
    | 'released'
    | 'dropped'
    | 'wantedAgain'
    | 'restated'
    | 'rebound'
    | 'form';
  /** What its form asks otherwise, a line each; none where that is not what changes. */
  readonly formChanges: readonly string[];
  /** What the agency knew as its day; null where it owed nothing of this. */
  readonly oldDue: string | null;
  readonly received: boolean;
}

/** From when agencies are arranged otherwise, and by which paper. */
interface Merger {
  /** One agency has become several; else one ends. */
  readonly split: boolean;
  readonly on: Day;
  readonly basis: string;
}

/** The day of the calendar that has become another; `kind` null: an ordinary one. */
export interface CalendarCause {
  readonly day: Day;
  readonly kind: CalendarDay['kind'] | null;
  /** The document it rests on. */
  readonly source: string | null;
}

/** Everything that may reach an agency. */
export type AgencyNotice = LadderNotice | EventNotice;

interface OfficeHead {
  readonly plan: Pick<PlanReference, 'citation' | 'short'>;
  /** The office page to open; needs a login, so it is no secret. */
  readonly pageUrl: string;
}

/** Mails to one of the staff about the office itself, of no plan. */
export interface StaffNotice {
  readonly event: 'testMail' | 'passwordReset';
  readonly officeName: string;
  /** Of a reset it is a secret of its recipient. */
  readonly pageUrl: string;
}

/** The operator took away somebody's second factor, told to that person and to the administrators of the office. */
export interface FactorNotice {
  readonly event: 'factorTakenAway';
  readonly officeName: string;
  /** Whose it was; null for whoever reads it. */
  readonly whose: string | null;
  readonly pageUrl: string;
}

/** The register of a month (Sổ theo dõi báo cáo) as it stood when it was planned, to whom the settings name. */
export interface OverviewNotice {
  readonly event: 'overview';
  readonly officeName: string;
  readonly month: Month;
  readonly countedAt: Instant;
  readonly lines: readonly OverviewLine[];
  readonly pageUrl: string;
}

/** How agencies kept their duties: a list to be agreed to, or what an agency says against a row about it. */
export type ComplianceNotice =
  | {
      readonly event: 'complianceAsked';
      readonly from: Day;
      readonly to: Day;
      readonly agencies: number;
      readonly byName: string;
      readonly pageUrl: string;
    }
  | {
      readonly event: 'objected';
      readonly agency: string;
      readonly report: string;
      readonly words: string;
      readonly saidBy: string;
      readonly pageUrl: string;
    };

/** The papers an approver or a clerk is asked about. */
export type PaperKind =
  | 'startList'
  | 'amendment'
  | 'urgingLetter'
  | 'consolidatedReport'
  | 'extensionNotice'
  | 'guidanceLetter';

/** By which day a report is to go up. */
export interface OnwardDay {
  readonly on: Day;
  /** After today; negative once the day is over. */
  readonly workingDaysLeft: number;
}

/** Mails inside the coordinating office; only these may name several agencies. */
export type OfficeNotice =
  | (OfficeHead & {
      readonly event: 'officeList';
      readonly reportName: string;
      readonly countedAt: Instant;
      readonly received: number;
      readonly expected: number;
      readonly missing: readonly { readonly agency: string; readonly state: string | null }[];
    })
  | (OfficeHead & {
      readonly event: 'callList';
      readonly reportName: string;
      readonly calls: readonly {
        readonly agency: string;
        readonly person: string | null;
        readonly phone: string | null;
        readonly promised: Day | null;
        /** The half of its report that is still to come; null: all of it is. */
        readonly half?: 'document' | 'figures' | null;
      }[];
    })
  | (OfficeHead & {
      readonly event: 'bounce';
      readonly bounced: readonly { readonly agency: string; readonly address: string }[];
    })
  | (OfficeHead & {
      readonly event: 'approval';
      readonly paper: PaperKind;
      readonly reportName: string;
      /** Agencies named in the letter or in the list; null when the paper names none. */
      readonly agencies: number | null;
      readonly submittedBy: string;
      /** Of a report that is due upward on a day. */
      readonly onward: OnwardDay | null;
    })
  /** A report that was agreed to waits for its clerk, and its day is near. */
  | (OfficeHead & {
      readonly event: 'clerkAsked';
      readonly paper: PaperKind;
      readonly reportName: string;
      readonly onward: OnwardDay;
    })
  /** A period opens days after its own: all was off, or the plan was paused. */
  | (OfficeHead & {
      readonly event: 'openedLate';
      readonly reportName: string;
      readonly duePhrase: string;
      readonly plannedOn: Day;
    })
  /** The office above sent back a report that was handed to it. */
  | (OfficeHead & {
      readonly event: 'returnedAbove';
      readonly reportName: string;
      readonly number: string;
      readonly reason: string;
    })
  | (OfficeHead & {
      readonly event: 'sentBack';
      readonly paper: PaperKind;
      readonly reportName: string;
      readonly reason: string;
      readonly sentBackBy: string;
    })
  /** An agency asks for more time: somebody has to answer before its day. */
  | (OfficeHead & {
      readonly event: 'extensionAsked';
      readonly reportName: string;
      readonly agency: string;
      readonly wantedDay: Day;
      readonly reason: string;
      readonly requestedBy: string;
      /** Only a leader may give that day: it is later than the report upward. */
      readonly leaders: boolean;
    })
  | (OfficeHead & {
      readonly event: 'closeNew';
      readonly reportName: string;
      readonly missing: number;
    })
  /** Asked by somebody's word: the number of the paper that follows is still missing. */
  | (OfficeHead & { readonly event: 'numberAsked'; readonly reportName: string })
  | (OfficeHead & {
      readonly event: 'lastPeriod';
      readonly reportName: string;
      readonly duePhrase: string;
    })
  | (OfficeHead & {
      readonly event: 'onward';
      readonly reportName: string;
      readonly recipient: string;
      readonly duePhrase: string;
      readonly workingDaysLeft: number | null;
      /** What is still to be done before the report can leave. */
      readonly step: 'draft' | 'approve' | 'number';
    });

/** The optional mail copy to the Ministry, with the signed PDF attached; never a draft. */
export interface MinistryCover {
  readonly event: 'ministry';
  readonly sendingBody: string;
  readonly recipient: string;
  readonly document: {
    /** "Báo cáo số 45/BC-CAT". */
    readonly title: string;
    readonly issuedOn: Day;
    readonly subject: string;
  };
  /** What the report answers, "Kế hoạch số …"; null when nothing is cited. */
  readonly inReplyTo: string | null;
  readonly attachments: readonly string[];
  readonly contact: ContactPerson | null;
}

/** A mail in words: subject of at most 100 characters, plain text and HTML of the same content. */
export interface RenderedNotice {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
