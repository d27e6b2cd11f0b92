import { plainMailer } from './plain-mail.js';

/** One run of the floor: so many mails to a sink, each built by nodemailer or finished before. */
export interface FloorOrder {
  readonly port: number;
  readonly mails: number;
  readonly connections: number;
  readonly raw: boolean;
}

/** Every mail is handed to the pool at once. */
async function send({ port, mails, connections, raw }: FloorOrder): Promise<void> {
  const mailer = plainMailer({ port, connections });
  await Promise.all(
    Array.from({ length: mails }, async (_, nth) =>
      raw ? mailer.sendWritten(nth) : mailer.send(nth),
    ),
  );
  mailer.close();
}

process.on('message', (order: FloorOrder) => {
  const before = process.cpuUsage();
  void send(order).then(() => {
    const { user, system } = process.cpuUsage(before);
    process.send?.((user + system) / 1e6);
  });
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
