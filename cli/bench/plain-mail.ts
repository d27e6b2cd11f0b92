import { createTransport } from 'nodemailer';
import { instant } from '../../domain/day.js';
import { mailComposer } from '../../mail/outgoing.js';
import { writtenMail } from '../../mail/mime.js';
import { wholeText } from '../../mail/shared-text.js';

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

/** Mails of a wave as a plain program would send them. */
export interface PlainMailer {
  /** The `nth` mail, built by nodemailer from its finished text, HTML and calendar entry. */
  send(nth: number): Promise<void>;
  /** The same, built before. */
  sendWritten(nth: number): Promise<void>;
  close(): void;
}

/** Sends as plainly as nodemailer can: by a pool whose connections stay open. */
export function plainMailer({
  port,
  connections,
}: {
  readonly port: number;
  readonly connections: number;
}): PlainMailer {
  const pool = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: connections,
    maxMessages: Infinity,
  });
  const { from, subject, text, html, ics, headers } = composed;
  const named = (nth: number) => ({
    to: `dv${String(nth)}@bench.example`,
    messageId: `${String(nth)}.bench@bench.example`,
  });
  return {
    send: async (nth) => {
      const { to, messageId } = named(nth);
      await pool.sendMail({
        ...{ from, to, subject, messageId: `<${messageId}>`, headers: { ...headers } },
        text: wholeText(text),
        html: wholeText(html),
        ...(ics[0] === undefined
          ? {}
          : { icalEvent: { ...ics[0], content: wholeText(ics[0].content) } }),
      });
    },
    sendWritten: async (nth) => {
      const { to, messageId } = named(nth);
      const { message } = writtenMail({ ...composed, messageId, to: { name: null, address: to } });
      await pool.sendMail({ envelope: { from: from.address, to: [to] }, raw: message });
    },
    close: () => {
      pool.close();
    },
  };
}
