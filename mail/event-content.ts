import type { CalendarDay } from '../domain/calendar-day.js';
import { rungByHand } from '../domain/bulk-act.js';
import { shownDue } from '../domain/amendment/shown-due.js';
import { dayAt, instant } from '../domain/day.js';
import type { Day } from '../domain/day.js';
import { isReceived } from '../domain/obligation.js';
import type { AgencyNotice, AmendedItem } from './content.js';
import type { NoticeFacts, WordingContext } from './notice-facts.js';
import { duePhraseOf, headOf, itemOf, ladderContent } from './rung-content.js';

type Data = NoticeFacts['notice']['data'];

/** What a mail says that answers somebody's act; null for an event without words. */
export function eventContent(
  facts: readonly NoticeFacts[],
  context: WordingContext,
): AgencyNotice | null {
  const [one] = facts;
  if (one === undefined) return null;
  const { notice, duty, reportName } = one;
  const head = headOf(one, context);
  const { data } = notice;
  const document =
    typeof data['documentNumber'] === 'string' && data['documentNumber'] !== ''
      ? { number: data['documentNumber'], issuedOn: dayIn(data, 'documentDate') }
      : null;
  switch (notice.name) {
    case 'received':
      return {
        ...head,
        reportName,
        event: 'received',
        receivedAt: instant(textIn(data, 'receivedAt')),
        submittedBy: textIn(data, 'submittedBy'),
        version: Number(data['version'] ?? 1),
        document,
        missingHalf: halfIn(data['missingHalf']),
      };
    case 'claimed':
      return {
        ...head,
        reportName,
        event: 'claimed',
        claimedBy: textIn(data, 'senderName'),
        document,
      };
    case 'claimRejected':
    case 'returned': {
      const dueDay = dayIn(data, 'dueDay') ?? duty?.ladder.dueDay ?? dayAt(context.now);
      return { ...head, reportName, event: 'returned', reason: textIn(data, 'reason'), dueDay };
    }
    case 'missingHalf': {
      const half = halfIn(data['missingHalf']);
      const until = dayIn(data, 'until');
      return half === null ? null : { ...head, reportName, event: 'missingHalf', half, until };
    }
    case 'formChanged':
      return {
        ...itemOf(one, context),
        event: 'formChanged',
        changes: textsIn(data, 'changes'),
        sent: data['sent'] === true,
      };
    case 'accepted':
      return { ...head, reportName, event: 'accepted' };
    case 'extensionGranted':
      return {
        ...head,
        reportName,
        event: 'extensionGranted',
        dueDay: dayIn(data, 'dueDay') ?? dayAt(context.now),
      };
    case 'extensionRefused':
      return {
        ...head,
        reportName,
        event: 'extensionRefused',
        reason: textIn(data, 'reason') || null,
        duePhrase: duty === null ? '' : duePhraseOf(duty),
      };
    case 'dueMoved':
      return {
        ...itemOf(one, context),
        event: 'dueMoved',
        // A duty that had no day until now had other words for it.
        oldDuePhrase:
          textIn(data, 'oldDuePhrase') ||
          (duty === null ? '' : shownDue(duty.duePhrase, duty.officeDue)),
      };
    case 'noLongerOwed':
      return { ...head, reportName, event: 'noLongerOwed', reason: textIn(data, 'reason') || null };
    case 'wantedAgain':
      return {
        ...itemOf(one, context),
        event: 'wantedAgain',
        reason: textIn(data, 'reason') || null,
        received: duty !== null && isReceived(duty),
      };
    case 'targetMoved':
      return {
        ...head,
        event: 'targetMoved',
        cause: {
          day: dayIn(data, 'day') ?? dayAt(context.now),
          kind: (data['dayKind'] ?? null) as CalendarDay['kind'] | null,
          source: textIn(data, 'source') || null,
        },
        items: facts.map((each) => itemOf(each, context)),
      };
    case 'agencyClosed':
      return {
        ...head,
        ...mergerIn(data, context),
        event: 'agencyClosed',
        successor: textIn(data, 'successor') || null,
        reportNames: [
          ...new Set(
            facts.map(({ reportName: name, notice: { data: own } }) => {
              // Where not all parts of a split agency send it, it is said who does.
              const heirs = textIn(own, 'heirs');
              return heirs === '' ? name : `${name} (${heirs} gửi)`;
            }),
          ),
        ],
      };
    case 'takenOver':
      return {
        ...head,
        ...mergerIn(data, context),
        event: 'takenOver',
        predecessor: textIn(data, 'agency'),
        items: facts.map((each) => ({
          ...itemOf(each, context),
          joined: each.notice.data['joined'] === true,
        })),
      };
    case 'periodAdded':
      return {
        ...itemOf(one, context),
        event: 'periodAdded',
        reason: textIn(data, 'reason') || null,
      };
    case 'amended':
      return {
        ...head,
        event: 'amended',
        by: data['by'] === 'document' ? 'document' : 'hand',
        paper: textIn(data, 'paper') || null,
        reason: textIn(data, 'reason') || null,
        items: facts.map((each) => ({
          ...itemOf(each, context),
          change: each.notice.data['change'] as AmendedItem['change'],
          formChanges: textsIn(each.notice.data, 'changes'),
          oldDue: textIn(each.notice.data, 'oldDue') || null,
          received: each.duty !== null && isReceived(each.duty),
        })),
      };
    case 'skipped':
      return { ...head, reportName, event: 'skipped', reason: textIn(data, 'reason') || null };
    case 'cancelled':
      return { ...head, event: 'cancelled', reason: textIn(data, 'reason') || null };
    case 'remindNow':
      return ladderContent(
        facts.map((each) => asRung(each, context)),
        context,
      );
    case 'link':
      return { ...head, event: 'link' };
    case 'contactAsked':
      return {
        ...head,
        event: 'contactAsked',
        // Not the agency's link, which whoever asked has too.
        linkUrl: context.linkUrl({ linkId: textIn(data, 'changeId'), generation: 0 }),
        until: instant(textIn(data, 'until')),
      };
    case 'lostHours':
      return {
        ...head,
        event: 'lostHours',
        from: instant(textIn(data, 'from')),
        until: instant(textIn(data, 'until')),
      };
    default:
      return null;
  }
}

/** A reminder that a person sends speaks as the ladder would on this day. */
function asRung(one: NoticeFacts, { now }: WordingContext): NoticeFacts {
  const name = one.duty === null ? 'remind' : rungByHand(one.duty.ladder, now);
  return { ...one, notice: { ...one.notice, name } };
}

function mergerIn(
  data: Data,
  { now }: WordingContext,
): { readonly on: Day; readonly basis: string; readonly split: boolean } {
  return {
    on: dayIn(data, 'on') ?? dayAt(now),
    basis: textIn(data, 'basis'),
    split: data['split'] === true,
  };
}

function textIn(data: Data, key: string): string {
  const value = data[key];
  return typeof value === 'string' ? value : '';
}

function textsIn(data: Data, key: string): readonly string[] {
  const value = data[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function dayIn(data: Data, key: string): Day | null {
  const value = data[key];
  return typeof value === 'string' && value !== '' ? (value as Day) : null;
}

function halfIn(value: unknown): 'document' | 'figures' | null {
  return value === 'document' || value === 'figures' ? value : null;
}
