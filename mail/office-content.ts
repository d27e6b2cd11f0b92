import { workingDaysBetween } from '../domain/calendar.js';
import { fullCitation, shortCitation } from '../domain/citation.js';
import type { Day, Instant } from '../domain/day.js';
import { dayAt } from '../domain/day.js';
import type { LadderSettings } from '../domain/ladder.js';
import type { Half } from '../domain/halves.js';
import { isOverdue, isReceived, owes } from '../domain/obligation.js';
import type { Obligation } from '../domain/obligation.js';
import type { ConfirmedPlan } from '../domain/schemas/confirmed-plan.js';
import type { MinistryCover, OfficeNotice, OnwardDay, PaperKind } from './content.js';

/** A bound agency of a cycle, as lists of the office show it. */
export interface ListedAgency extends Pick<
  Obligation,
  'state' | 'binding' | 'overdueAt' | 'onTime'
> {
  /** The half of its report that is still to come. */
  readonly missingHalf?: Half | null;
  readonly agency: string;
  /** Whom to ring: the first contact with a telephone. */
  readonly call: { readonly person: string | null; readonly phone: string | null } | null;
}

/** What a mail inside the office needs to know; what a mail does not speak of may be left empty. */
export interface OfficeMailFacts {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly identity: ConfirmedPlan['identity'];
  readonly reportName: string;
  readonly pageUrl: string;
  readonly cycle: {
    readonly duePhrase: string;
    readonly targetAt: Instant | null;
    /** When the report made from it is due upward; null where none is. */
    readonly onwardTargetAt: Instant | null;
  } | null;
  readonly agencies: readonly ListedAgency[];
  /** How far the report upward has come; null before there is one. */
  readonly reportState: string | null;
  /** Whose turn the paper is that the mail speaks of; null where it speaks of none that waits. */
  readonly holder: 'approver' | 'clerk' | null;
}

/** A mail to the office itself, with the counts of this very moment; null when it has become pointless. */
export function officeContent(
  facts: OfficeMailFacts,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): OfficeNotice | null {
  const { identity, cycle, data, reportName } = facts;
  const head = {
    plan: { citation: fullCitation(identity), short: shortCitation(identity) },
    pageUrl: facts.pageUrl,
  };
  const paper = data['paper'] as PaperKind;
  const paperName = reportName === '' ? identity.subject : reportName;
  switch (facts.name) {
    case 'officeList':
      return cycle === null ? null : { ...head, reportName, ...listOf(facts.agencies, now) };
    case 'callList':
      return cycle === null
        ? null
        : { ...head, reportName, event: 'callList', calls: callsOf(facts.agencies, now) };
    case 'closeNew':
      return cycle === null
        ? null
        : {
            ...head,
            reportName,
            event: 'closeNew',
            missing: facts.agencies.filter(isMissing).length,
          };
    case 'numberAsked':
      return { ...head, event: 'numberAsked', reportName: paperName };
    case 'lastPeriod':
      return cycle === null
        ? null
        : { ...head, event: 'lastPeriod', reportName, duePhrase: cycle.duePhrase };
    case 'onwardPrepare':
    case 'onwardLastDay':
      return cycle === null
        ? null
        : {
            ...head,
            event: 'onward',
            reportName,
            recipient: identity.addressees.join(', '),
            duePhrase: cycle.duePhrase,
            workingDaysLeft:
              cycle.targetAt === null
                ? null
                : workingDaysBetween(settings.calendar, dayAt(now), dayAt(cycle.targetAt)),
            step: stepLeft(facts.reportState),
          };
    case 'approval':
      // What was agreed to, sent back or put away meanwhile is asked for no more.
      if (isPaper(paper) && facts.holder !== 'approver') return null;
      return {
        ...head,
        event: 'approval',
        paper,
        reportName: paperName,
        agencies: typeof data['agencies'] === 'number' ? data['agencies'] : null,
        submittedBy: identity.officerName,
        onward: paper === 'consolidatedReport' ? onwardDay(facts, { now, settings }) : null,
      };
    case 'clerkAsked': {
      const onward = onwardDay(facts, { now, settings });
      // It went out meanwhile, or is due on no day any more.
      if (facts.holder !== 'clerk' || onward === null) return null;
      return { ...head, event: 'clerkAsked', paper, reportName: paperName, onward };
    }
    case 'openedLate':
      return cycle === null
        ? null
        : {
            ...head,
            event: 'openedLate',
            reportName,
            duePhrase: cycle.duePhrase,
            plannedOn: (data['plannedOn'] as Day | undefined) ?? dayAt(now),
          };
    case 'returnedAbove':
      return {
        ...head,
        event: 'returnedAbove',
        reportName: paperName,
        number: textIn(data, 'number'),
        reason: textIn(data, 'reason'),
      };
    case 'extensionAsked':
      return {
        ...head,
        event: 'extensionAsked',
        reportName,
        agency: textIn(data, 'agency'),
        wantedDay: (data['wantedDay'] as Day | undefined) ?? dayAt(now),
        reason: textIn(data, 'reason'),
        requestedBy: textIn(data, 'requestedBy'),
        leaders: data['leaders'] === true,
      };
    case 'sentBack':
      return {
        ...head,
        event: 'sentBack',
        paper,
        reportName: paperName,
        reason: textIn(data, 'reason'),
        sentBackBy: typeof data['byName'] === 'string' ? data['byName'] : 'Lãnh đạo duyệt',
      };
    default:
      return null;
  }
}

/** Whether it is a paper of the ledger, not a list or an amendment of a plan. */
function isPaper(kind: PaperKind): boolean {
  return kind !== 'startList' && kind !== 'amendment';
}

function onwardDay(
  { cycle }: OfficeMailFacts,
  {
    now,
    settings: { calendar },
  }: { readonly now: Instant; readonly settings: Pick<LadderSettings, 'calendar'> },
): OnwardDay | null {
  if (cycle?.onwardTargetAt == null) return null;
  const on = dayAt(cycle.onwardTargetAt);
  const today = dayAt(now);
  const left =
    today <= on
      ? workingDaysBetween(calendar, today, on)
      : -workingDaysBetween(calendar, on, today);
  return { on, workingDaysLeft: left };
}

function textIn(data: OfficeMailFacts['data'], key: string): string {
  const value = data[key];
  return typeof value === 'string' ? value : '';
}

/** The cover of the signed, numbered report. */
export function ministryCover(
  identity: ConfirmedPlan['identity'],
  paper: { readonly number: string; readonly issuedOn: Day; readonly fileName: string },
): MinistryCover {
  return {
    event: 'ministry',
    sendingBody: identity.sendingBody,
    recipient: identity.addressees[0] ?? 'Bộ',
    document: {
      title: `Báo cáo số ${paper.number}`,
      issuedOn: paper.issuedOn,
      subject: `kết quả ${identity.subject}`,
    },
    inReplyTo: identity.trigger,
    attachments: [paper.fileName],
    contact: {
      unit: identity.unit,
      person: identity.officerName || null,
      phone: identity.officerPhone || null,
    },
  };
}

function isMissing(listed: ListedAgency): boolean {
  return owes(listed) || listed.state === 'claimed';
}

function listOf(
  agencies: readonly ListedAgency[],
  now: Instant,
): Pick<
  Extract<OfficeNotice, { event: 'officeList' }>,
  'event' | 'countedAt' | 'expected' | 'received' | 'missing'
> {
  return {
    event: 'officeList',
    countedAt: now,
    expected: agencies.filter(({ state }) => state !== 'waived').length,
    received: agencies.filter(({ state }) => state === 'submitted' || state === 'accepted').length,
    missing: agencies.filter(isMissing).map((listed) => ({
      agency: listed.agency,
      state: standingOf(listed, now),
    })),
  };
}

function standingOf(listed: ListedAgency, now: Instant): string | null {
  if (listed.state === 'claimed') return 'báo đã gửi, chờ đối chiếu';
  if (listed.state === 'returned') return 'đang bổ sung';
  return isOverdue(listed, now) ? 'quá hạn' : null;
}

function awaitedHalf(listed: ListedAgency): Half | null {
  return isReceived(listed) ? (listed.missingHalf ?? null) : null;
}

function callsOf(
  agencies: readonly ListedAgency[],
  now: Instant,
): Extract<OfficeNotice, { event: 'callList' }>['calls'] {
  return agencies
    .filter((listed) => isOverdue(listed, now) || awaitedHalf(listed) !== null)
    .map((listed) => ({
      agency: listed.agency,
      person: listed.call?.person ?? null,
      phone: listed.call?.phone ?? null,
      promised: null,
      half: awaitedHalf(listed),
    }))
    .sort((a, b) => Number(a.half !== null) - Number(b.half !== null));
}

function stepLeft(reportState: string | null): 'draft' | 'approve' | 'number' {
  if (reportState === 'approved' || reportState === 'numbered') return 'number';
  return reportState === 'awaitingApproval' ? 'approve' : 'draft';
}
