import type { AddressInfo } from 'node:net';

import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

import type { OutgoingMail } from '../../activities/ports.js';

/** A mail relay on loopback with the given manners; keeps what it accepted. */
export interface Relay {
  readonly port: number;
  readonly accepted: string[];
  /** The senders of their envelopes. */
  readonly senders: string[];
  /** Cuts every line at once, without a word. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts a relay; without options it takes everything from anybody. */
export async function startRelay(options: SMTPServerOptions = {}): Promise<Relay> {
  const accepted: string[] = [];
  const senders: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 1,
    onData(stream, { envelope: { mailFrom } }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
      });
      stream.on('end', () => {
        accepted.push(Buffer.concat(chunks).toString('utf8'));
        senders.push(mailFrom === false ? '' : mailFrom.address);
        done(null, 'OK kept');
      });
    },
    ...options,
  });
  // A client that is cut off makes the server's side fail too; that is what is being tested.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    accepted,
    senders,
    cut() {
      for (const connection of server.connections) {
        (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
      }
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** A reply with this code. */
export function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** A reminder ready to leave. */
export function aMail(overrides: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    messageId: '4f1c2d@songhuong.example',
    from: { name: 'Công an tỉnh Sông Hương', address: 'baocao@songhuong.example' },
    to: { name: 'Ủy ban nhân dân phường Bến Ngự', address: 'benngu@songhuong.example' },
    replyTo: { name: 'Nguyễn Văn An', address: 'an@songhuong.example' },
    subject: '[Công an tỉnh] Nhắc gửi báo cáo trước ngày 04/7/2026',
    text: 'Kính gửi Ủy ban nhân dân phường Bến Ngự,\n',
    html: '<p>Kính gửi Ủy ban nhân dân phường Bến Ngự,</p>',
    ics: [],
    attachments: [],
    headers: { 'X-Dondoc-Office': 'office-1' },
    ...overrides,
  };
}
