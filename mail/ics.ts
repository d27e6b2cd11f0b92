import ical, {
  ICalAttendeeRole,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';

import type { MailAddress, OutgoingMail } from '../activities/ports.js';
import { msOf, plusMs } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import { oneLine } from './shorten.js';

/** How long before the target the entry stands in the calendar. */
const LENGTH_MS = 15 * 60_000;

/** One deadline as an entry in an agency's calendar. */
export interface DeadlineEntry {
  /** Constant for the life of the obligation, `obligation-…@domain`. */
  readonly uid: string;
  /** Raised with each change; a cancellation is a change too (RFC 5546 2.1.4). */
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly target: Instant;
  readonly writtenAt: Instant;
  readonly title: string;
  readonly description: string;
  readonly organizer: MailAddress;
  readonly attendee: MailAddress;
}

/** A name as a parameter may carry it: the library puts it between quotation marks, which no value may hold (RFC 5545 3.1). */
function parameterText(name: string): string {
  return oneLine(name)
    .replace(/\p{Cc}/gu, '')
    .replaceAll('"', "'");
}

/** The entry as iCalendar (RFC 5545), its instants in UTC so that no server's time zone can shift them; without alarms. */
export function deadlineIcs(entry: DeadlineEntry): NonNullable<OutgoingMail['ics']> {
  const cancelled = entry.method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'dondoc', product: 'dondoc', language: 'VI' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: entry.uid,
    sequence: entry.sequence,
    // No `timezone` here: with a Date it would write the local time of the process.
    start: new Date(msOf(plusMs(entry.target, -LENGTH_MS))),
    end: new Date(msOf(entry.target)),
    stamp: new Date(msOf(entry.writtenAt)),
    summary: oneLine(entry.title),
    description: entry.description,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
    organizer: { name: parameterText(entry.organizer.name), email: entry.organizer.address },
    attendees: [
      {
        name: parameterText(entry.attendee.name),
        email: entry.attendee.address,
        role: ICalAttendeeRole.OPT,
        rsvp: false,
      },
    ],
  });
  return { method: entry.method, content: calendar.toString() };
}
