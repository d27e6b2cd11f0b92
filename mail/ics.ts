import ical, {
  ICalAttendeeRole,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';

import type { CalendarPart, MailAddress } from '../activities/ports.js';
import { msOf, plusMs } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import { filled, textForm } from './shared-text.js';
import type { TextForm } from './shared-text.js';
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

/** The entry as iCalendar (RFC 5545), its instants in UTC so that no server's time zone can shift them; without alarms. */
export function deadlineIcs({ uid, attendee, ...shared }: DeadlineEntry): CalendarPart {
  const name = oneLine(attendee.name).replaceAll('"', "'");
  const values = [
    folded(`UID:${uid}`),
    folded(
      `ATTENDEE;ROLE=OPT-PARTICIPANT;RSVP=FALSE${name === '' ? '' : `;CN="${name}"`}:MAILTO:${attendee.address}`,
    ),
  ];
  return { method: shared.method, content: filled(formFor(shared), values) };
}

const UID_LINE = 'UID:uid-of-the-entry';
const MOST_REMEMBERED = 200;
const remembered = new Map<string, TextForm>();

/** What entries of one deadline share, written once: those of a wave differ by agency alone. */
function formFor(entry: Omit<DeadlineEntry, 'uid' | 'attendee'>): TextForm {
  const key = JSON.stringify(entry);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const lines = writtenEntry(entry)
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map(folded);
  const attendee = lines.find((line) => line.startsWith('ATTENDEE')) ?? '';
  const form = textForm(lines.join('\r\n'), [UID_LINE, attendee], /(?!)/);
  if (form === null) throw new Error('a calendar entry without its lines');
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, form);
  return form;
}

function writtenEntry(entry: Omit<DeadlineEntry, 'uid' | 'attendee'>): string {
  const cancelled = entry.method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'dondoc', product: 'dondoc', language: 'VI' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: UID_LINE.slice('UID:'.length),
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
    organizer: { name: oneLine(entry.organizer.name), email: entry.organizer.address },
    attendees: [
      { name: '', email: 'attendee@entry.invalid', role: ICalAttendeeRole.OPT, rsvp: false },
    ],
  });
  return calendar.toString();
}

/** A line in pieces of at most 75 bytes (RFC 5545 3.1), no character cut in two. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= 75) return line;
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    // The blank that begins a piece counts with it.
    if (bytes + size > (pieces.length === 0 ? 75 : 74)) {
      pieces.push(piece);
      piece = '';
      bytes = 0;
    }
    piece += character;
    bytes += size;
  }
  return [...pieces, piece].join('\r\n ');
}
