import type { Logger } from 'pino';
import type { LedgerDb } from '../db/connection.js';
import { mailAlarm } from '../office/post/mail-alarm.js';

const LOOK_MS = 60_000;

/** Says in the log, once for each change, what keeps mail from going out: the relay itself cannot tell. */
export function watchMail(
  db: LedgerDb,
  officeKind: 'live' | 'rehearsal',
  log: Logger,
): { stop(): void } {
  let last: string | null = null;
  const look = async (): Promise<void> => {
    try {
      const alarm = await mailAlarm(db, officeKind);
      const said = alarm === null ? null : `${alarm.trouble}: ${alarm.words}`;
      if (said !== null && said !== last) log.error({ alarm, officeKind }, 'mail does not go out');
      if (said === null && last !== null) log.info({ officeKind }, 'mail goes out again');
      last = said;
    } catch (error) {
      log.warn({ err: error }, 'looking after the mail failed and comes again');
    }
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}
