import { createTransport } from 'nodemailer';
import { instant } from '../../domain/day.js';
import { mailComposer } from '../../mail/outgoing.js';
import { writtenMail } from '../../mail/mime.js';
import { wholeText } from '../../mail/shared-text.js';

/** One run of the floor: so many mails to a sink, each built by nodemailer or finished before. */
export interface FloorOrder {
  readonly port: number;
  readonly mails: number;
  readonly connections: number;
  readonly raw: boolean;
}

const composed = mailComposer({ name: 'Đôn đốc', address: 'dondoc@bench.example' })({
  messageId: 'bench@bench.example',
  officeId: 'bench',
  to: { name: null, address: 'bench@bench.example' },
  replyTo: { name: 'Cán bộ theo dõi', address: 'canbo@bench.example' },
  senderName: 'UBND tỉnh Sông Hương',
  reference: 'bench',
  writtenAt: instant('2026-06-22T09:00:00+07:00'),
  calendar: [
    {
      method: 'REQUEST',
      uid: 'bench',
      sequence: 0,
      target: instant('2026-07-03T17:00:00+07:00'),
      reportName: 'báo cáo kết quả Tháng hành động',
    },
  ],
  attachments: [],
  content: {
    event: 'assigned',
    sendingBody: 'UBND tỉnh Sông Hương',
    agencyName: 'UBND xã An An 1',
    plan: {
      citation: 'Kế hoạch số 1/KH-UBND',
      issued: 'Kế hoạch số 1/KH-UBND',
      dated: 'Kế hoạch số 1/KH-UBND',
      short: 'Kế hoạch số 1/KH-UBND',
    },
    linkUrl: 'https://bench.example/b#link',
    contact: { unit: 'Phòng Tổng hợp', person: 'Cán bộ theo dõi', phone: '0900 000 001' },
    referenceCode: 'KH-001',
    reportName: 'báo cáo kết quả Tháng hành động',
    duePhrase: 'trước ngày 05/7/2026',
    target: instant('2026-07-03T17:00:00+07:00'),
    hourBound: false,
    workingDaysLeft: 9,
    channelText: 'hệ thống quản lý văn bản',
    binding: true,
    supplement: false,
    extensionAsked: null,
    replaces: [],
    carries: null,
    period: null,
  },
});

/** Sends as plainly as nodemailer can: a pool, and every mail handed to it at once. */
async function send({ port, mails, connections, raw }: FloorOrder): Promise<void> {
  const pool = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: connections,
    maxMessages: Infinity,
  });
  await Promise.all(
    Array.from({ length: mails }, async (_, nth) => {
      const to = `dv${String(nth)}@bench.example`;
      const messageId = `${String(nth)}.bench@bench.example`;
      const { from, subject, text, html, ics, headers } = composed;
      if (raw) {
        const { message } = writtenMail({
          ...composed,
          messageId,
          to: { name: null, address: to },
        });
        await pool.sendMail({ envelope: { from: from.address, to: [to] }, raw: message });
        return;
      }
      await pool.sendMail({
        from,
        to,
        messageId: `<${messageId}>`,
        subject,
        text: wholeText(text),
        html: wholeText(html),
        headers: { ...headers },
        ...(ics[0] === undefined
          ? {}
          : { icalEvent: { ...ics[0], content: wholeText(ics[0].content) } }),
      });
    }),
  );
  pool.close();
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
