import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/** What the sink tells: its port, and when the mail of a number came. */
export type SinkReport =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'reached'; readonly firstAtMs: number; readonly lastAtMs: number };

const answerMs = Number(process.argv[2] ?? 0);
let wanted = Infinity;
let count = 0;
let firstAtMs = 0;

// It takes every mail, keeps none, and answers `answerMs` after the closing dot.
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, done) {
    stream.resume();
    stream.on('end', () => {
      const answer = (): void => {
        count += 1;
        if (count === 1) firstAtMs = Date.now();
        if (count === wanted) tell({ kind: 'reached', firstAtMs, lastAtMs: Date.now() });
        done(null, 'OK');
      };
      if (answerMs === 0) answer();
      else void delay(answerMs).then(answer);
    });
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => {
  tell({ kind: 'ready', port: (server.server.address() as AddressInfo).port });
});
process.on('message', (mails: number) => {
  wanted = mails;
  count = 0;
});
process.on('disconnect', () => process.exit(0));

function tell(report: SinkReport): void {
  process.send?.(report);
}
