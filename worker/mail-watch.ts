import type { Logger } from 'pino';
import type { Clock, MailTransport, OutgoingMail } from '../activities/ports.js';
import type { Instant } from '../domain/day.js';
import type { LedgerDb } from '../db/connection.js';
import type { AlertCause } from '../mail/alert.js';
import { administrators, takeAlarm } from '../office/post/alarm-told.js';
import { mailAlarm } from '../office/post/mail-alarm.js';
import type { MailAlarm } from '../office/post/mail-alarm.js';

/** Another relay than the one that may be broken. */
export interface AlertWay {
  readonly transport: MailTransport;
  /** What an administrator is told; `words` are the relay's own, or a count. */
  readonly mailOf: (alert: {
    readonly cause: AlertCause;
    readonly words: string;
    readonly to: OutgoingMail['to'];
    readonly now: Instant;
  }) => OutgoingMail;
}

interface MailWatchOptions {
  readonly db: LedgerDb;
  readonly officeKind: 'live' | 'rehearsal';
  readonly clock: Clock;
  readonly alert?: AlertWay | undefined;
  readonly log: Logger;
}

/**
 * Says in the log, and by another relay where there is one, once for each change, what keeps mail from going
 * out: the relay itself cannot tell. One look after another; the second that sees the same trouble tells it by
 * the other relay, a moment's trouble nobody need hear of.
 */
export function mailLook(options: MailWatchOptions): () => Promise<void> {
  const { db, officeKind, log } = options;
  let last: MailAlarm['trouble'] | null = null;
  return async () => {
    const alarm = await mailAlarm(db, officeKind);
    const trouble = alarm?.trouble ?? null;
    if (alarm !== null && trouble !== last)
      log.error({ alarm, officeKind }, 'mail does not go out');
    if (trouble === null && last !== null) log.info({ officeKind }, 'mail goes out again');
    if (trouble === last) await tell(options, alarm);
    last = trouble;
  };
}

async function tell(
  { db, officeKind, clock, alert, log }: MailWatchOptions,
  alarm: MailAlarm | null,
): Promise<void> {
  if (alert === undefined) return;
  const said = alarm?.trouble ?? null;
  const taken = await takeAlarm(db, { relay: officeKind, said });
  if (taken === undefined) return;
  const cause: AlertCause = said ?? 'over';
  const verdicts = await Promise.all(
    (await administrators(db)).map(async (to) =>
      alert.transport.send(
        alert.mailOf({ cause, words: alarm?.words ?? '', to, now: clock.now() }),
      ),
    ),
  );
  // Nobody has heard: it is told again at the next look.
  if (verdicts.length > 0 && verdicts.every(({ kind }) => kind !== 'sent')) {
    log.error({ verdict: verdicts[0] }, 'the alarm could not be sent by the other relay either');
    await takeAlarm(db, { relay: officeKind, said: taken.before });
  }
}
