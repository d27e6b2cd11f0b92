import { dayAt, plusMs } from './day.js';
import type { Instant } from './day.js';
import { momentInWords } from './moment-words.js';
import type { FenceReason } from './fence.js';
import { fenceWords } from './fence.js';
import { rungName } from './words.js';

/** What DNS says about the domain mails come from; null where it did not answer. */
export interface SenderDns {
  readonly domain: string;
  /** Of the sender on the envelope, to which SPF applies. */
  readonly spfDomain: string;
  readonly spf: string | null;
  /** What receivers find by SPF for the addresses that the relay sends from, as far as they are known. */
  readonly sending: readonly { readonly address: string; readonly result: string }[];
  /** Whether somebody said that these are the addresses; else they are those of the relay's name, which may send from others. */
  readonly sendingIsSaid: boolean;
  readonly dkim: boolean | null;
  readonly dmarc: string | null;
  /** The same of the links: mails are judged by these too. */
  readonly linkDomain: string;
  readonly linkDmarc: string | null;
  /** Whether the host of the links has an address. */
  readonly linkHost: boolean;
}

/** What the ledger tells; null where it does not answer. */
export interface LedgerFacts {
  /** How far its clock is ahead of this machine's, in milliseconds. */
  readonly clockAheadMs: number;
  /** The same for the machine of each worker at work. */
  readonly workersClockAheadMs: readonly number[];
  readonly pendingMigrations: number;
  readonly fence: FenceReason | null;
  /** Of the relay as workers have found it. */
  readonly relayStanding: 'open' | 'unreachable' | 'held';
  readonly relayReason: string | null;
  /** Plans and cycles that no workflow looks at though told twice. */
  readonly alarms: number;
  /** Mails that could leave now, the one that has waited longest, and mails that wait for a person. */
  readonly waiting: number;
  readonly oldestWaitingAt: Instant | null;
  readonly doubtful: number;
  /** Changes that no workflow has been told yet. */
  readonly outboxOldestAt: Instant | null;
  /** Years whose holidays are entered in every live office; null where there is no office yet. */
  readonly filledYears: readonly number[] | null;
  readonly lastBackup: { readonly at: Instant; readonly problem: string | null } | null;
  readonly lastDrill: { readonly at: Instant; readonly problem: string | null } | null;
  /** Whether the hours that a restore took away still wait for an officer. */
  readonly lostHoursUndecided: boolean;
  /** Rungs held back since a restore. */
  readonly held: number;
  readonly next: readonly {
    readonly at: Instant;
    readonly rung: string;
    readonly agencies: number;
  }[];
  /** Agencies among them that no mail can reach. */
  readonly unreachable: number;
}

export interface DoctorFacts {
  readonly now: Instant;
  readonly ledger: LedgerFacts | null;
  readonly temporal: { readonly reachable: boolean; readonly polled: boolean };
  /** Why the relay did not let us in; null where it did. */
  readonly relayProblem: string | null;
  /** Why the mailbox of returned mails did not let us in; null where it did, or where there is none to log in to. */
  readonly returnedMailProblem: string | null;
  /** Whether mail goes into the built-in mailbox or another relay on this machine. */
  readonly relayIsLocal: boolean;
  readonly dns: SenderDns | null;
  /** Why links of this address must not go out; null where they may. */
  readonly publicUrlProblem: string | null;
  /** Whether the public address answered from here; null where it was not asked. */
  readonly publicUrlAnswers: boolean | null;
}

/** What is looked at, in the order in which it is told. */
export const CHECKS = [
  'ledger',
  'fence',
  'clock',
  'calendar',
  'workflows',
  'outbox',
  'backlog',
  'oldestUnsent',
  'backup',
  'drill',
  'recovery',
  'next24h',
  'temporal',
  'relay',
  'returnedMail',
  'spf',
  'dkim',
  'dmarc',
  'publicUrl',
] as const;
type CheckName = (typeof CHECKS)[number];

export interface Check {
  readonly name: CheckName;
  readonly ok: boolean;
  readonly words: string;
  /** Whether, because of it, mails would not leave or be wrong. */
  readonly stops: boolean;
}

export interface Diagnosis {
  /** Whether what is due tomorrow will leave, and be right. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Mails carry hours; were the ledger's clock this far off, some of them would be wrong. */
const CLOCK_WRONG_MS = MINUTE_MS;
const CLOCK_OFF_MS = 5_000;
const BACKUP_OLD_MS = 2 * DAY_MS;
const DRILL_OLD_MS = 90 * DAY_MS;
/** From this month on the calendar of the next year should be there. */
const CALENDAR_MONTH = 11;

/** Whether tomorrow's mails will leave and be right: every check with its sentence. */
export function diagnose(facts: DoctorFacts): Diagnosis {
  const checks = [
    ledgerCheck(facts),
    ...(facts.ledger === null ? [] : ledgerChecks(facts.now, facts.ledger)),
    temporalCheck(facts),
    relayCheck(facts),
    returnedMailCheck(facts),
    ...senderChecks(facts),
    ...addressChecks(facts),
  ];
  return { ok: checks.every(({ ok, stops }) => ok || !stops), checks };
}

/** Whether mail flows as far as the ledger can tell: what a monitor hears every minute. */
export function mailFlows(now: Instant, ledger: LedgerFacts): boolean {
  return (
    ledger.relayStanding === 'open' &&
    ledgerChecks(now, ledger).every(({ ok, stops: isGrave }) => ok || !isGrave)
  );
}

function fine(name: CheckName, words: string): Check {
  return { name, ok: true, words, stops: false };
}

function stops(name: CheckName, words: string): Check {
  return { name, ok: false, words, stops: true };
}

function warns(name: CheckName, words: string): Check {
  return { name, ok: false, words, stops: false };
}

function ledgerCheck({ ledger }: DoctorFacts): Check {
  if (ledger === null) return stops('ledger', 'Không kết nối được cơ sở dữ liệu.');
  return ledger.pendingMigrations > 0
    ? stops('ledger', `Cơ sở dữ liệu thiếu ${count(ledger.pendingMigrations)} bước nâng cấp.`)
    : fine('ledger', 'Cơ sở dữ liệu hoạt động.');
}

function ledgerChecks(now: Instant, ledger: LedgerFacts): readonly Check[] {
  return [
    ledger.fence === null
      ? fine('fence', 'Bản cài đặt được phép gửi thư.')
      : stops('fence', `Đang dừng sau hàng rào. ${fenceWords(ledger.fence)}`),
    clockCheck(ledger),
    calendarCheck(now, ledger),
    ledger.alarms > 0
      ? stops('workflows', `${count(ledger.alarms)} kế hoạch, kỳ báo cáo không được xử lý.`)
      : fine('workflows', 'Mọi kế hoạch, kỳ báo cáo đang được theo dõi.'),
    outboxCheck(now, ledger),
    backlogCheck(ledger),
    oldestCheck(now, ledger),
    backupCheck(now, ledger),
    drillCheck(now, ledger),
    recoveryCheck(ledger),
    nextCheck(ledger),
  ];
}

/**
 * Mails follow the ledger's clock. Where this machine's differs, one of the two is wrong: a worker's on a
 * third machine tells which, and with nobody to tell it may be the ledger's.
 */
function clockCheck({ clockAheadMs, workersClockAheadMs }: LedgerFacts): Check {
  const off = Math.abs(clockAheadMs);
  const workersOff = Math.max(0, ...workersClockAheadMs.map((ms) => Math.abs(ms)));
  const words = [
    `Giờ gửi thư theo đồng hồ của cơ sở dữ liệu; đồng hồ của máy này lệch ${seconds(off)} giây.`,
    ...(workersOff >= CLOCK_OFF_MS
      ? [`Máy chạy tiến trình xử lý (worker) lệch nhiều nhất ${seconds(workersOff)} giây.`]
      : []),
  ].join(' ');
  const witness = workersClockAheadMs.some(
    (ms) => Math.abs(ms) < CLOCK_OFF_MS && off >= CLOCK_OFF_MS,
  );
  if (off >= CLOCK_WRONG_MS && !witness) return stops('clock', words);
  return off >= CLOCK_OFF_MS || workersOff >= CLOCK_OFF_MS
    ? warns('clock', words)
    : fine('clock', words);
}

function calendarCheck(now: Instant, { filledYears }: LedgerFacts): Check {
  if (filledYears === null) return fine('calendar', 'Chưa có cơ quan nào được thiết lập.');
  const tomorrow = yearOf(plusMs(now, DAY_MS));
  const coming = yearOf(now) + 1;
  if (!filledYears.includes(tomorrow)) {
    return stops('calendar', `Chưa nhập lịch nghỉ năm ${String(tomorrow)}.`);
  }
  if (!filledYears.includes(coming)) {
    const words = `Chưa nhập lịch nghỉ năm ${String(coming)}.`;
    const month = Number(dayAt(now).slice(5, 7));
    return month >= CALENDAR_MONTH ? warns('calendar', words) : fine('calendar', words);
  }
  return fine('calendar', `Lịch nghỉ đã nhập đến hết năm ${String(Math.max(...filledYears))}.`);
}

function outboxCheck(now: Instant, { outboxOldestAt }: LedgerFacts): Check {
  if (outboxOldestAt === null || plusMs(outboxOldestAt, 5 * MINUTE_MS) > now) {
    return fine('outbox', 'Thay đổi được chuyển tới bộ điều phối ngay.');
  }
  return stops('outbox', `Có thay đổi chưa chuyển được từ ${momentInWords(outboxOldestAt)}.`);
}

function backlogCheck({ waiting, doubtful }: LedgerFacts): Check {
  const words = `${count(waiting)} thư chờ gửi, ${count(doubtful)} thư chờ người kiểm tra.`;
  return doubtful > 0 ? warns('backlog', words) : fine('backlog', words);
}

function oldestCheck(now: Instant, { oldestWaitingAt }: LedgerFacts): Check {
  if (oldestWaitingAt === null) return fine('oldestUnsent', 'Không thư nào chờ gửi.');
  const words = `Thư chờ lâu nhất từ ${momentInWords(oldestWaitingAt)}.`;
  return plusMs(oldestWaitingAt, HOUR_MS) <= now
    ? stops('oldestUnsent', words)
    : fine('oldestUnsent', words);
}

function backupCheck(now: Instant, { lastBackup }: LedgerFacts): Check {
  if (lastBackup === null) return warns('backup', 'Chưa có bản sao lưu nào.');
  const at = momentInWords(lastBackup.at);
  if (lastBackup.problem !== null) {
    return warns('backup', `Lần sao lưu ${at} không thành: ${lastBackup.problem}`);
  }
  const words = `Bản sao lưu gần nhất: ${at}.`;
  return plusMs(lastBackup.at, BACKUP_OLD_MS) < now
    ? warns('backup', words)
    : fine('backup', words);
}

function drillCheck(now: Instant, { lastDrill }: LedgerFacts): Check {
  if (lastDrill === null) return warns('drill', 'Chưa lần nào thử khôi phục bản sao lưu.');
  const at = momentInWords(lastDrill.at);
  if (lastDrill.problem !== null) {
    return warns('drill', `Lần thử khôi phục ${at} không thành: ${lastDrill.problem}`);
  }
  const words = `Lần thử khôi phục gần nhất: ${at}.`;
  return plusMs(lastDrill.at, DRILL_OLD_MS) < now ? warns('drill', words) : fine('drill', words);
}

function recoveryCheck({ lostHoursUndecided, held }: LedgerFacts): Check {
  if (lostHoursUndecided) {
    return stops(
      'recovery',
      `Sau khôi phục dữ liệu: cán bộ chưa quyết định về khoảng thời gian đã mất, nên không thư nào hỏi báo cáo được gửi; ${count(held)} mốc đang giữ lại.`,
    );
  }
  return held > 0
    ? warns('recovery', `${count(held)} thư, mốc nhắc giữ lại sau khôi phục, chờ quyết định.`)
    : fine('recovery', 'Không có gì giữ lại sau khôi phục.');
}

function nextCheck({ next, unreachable }: LedgerFacts): Check {
  if (next.length === 0) return fine('next24h', 'Trong 24 giờ tới không có mốc nhắc nào.');
  const lines = next.map(
    ({ at, rung, agencies }) =>
      `${momentInWords(at)}: ${rungName(rung)}, ${count(agencies)} đơn vị`,
  );
  const words = `Trong 24 giờ tới: ${lines.join('; ')}.`;
  return unreachable > 0
    ? warns('next24h', `${words} ${count(unreachable)} đơn vị trong đó không có địa chỉ dùng được.`)
    : fine('next24h', words);
}

function temporalCheck({ temporal }: DoctorFacts): Check {
  if (!temporal.reachable) return stops('temporal', 'Không kết nối được bộ điều phối (Temporal).');
  return temporal.polled
    ? fine('temporal', 'Bộ điều phối hoạt động, có tiến trình xử lý.')
    : stops('temporal', 'Không tiến trình xử lý (worker) nào đang chạy.');
}

function relayCheck({ relayProblem, relayIsLocal, ledger }: DoctorFacts): Check {
  if (relayProblem !== null) {
    return stops('relay', `Không đăng nhập được máy chủ thư: ${relayProblem}`);
  }
  if (ledger !== null && ledger.relayStanding !== 'open') {
    return stops('relay', `Máy chủ thư đang không nhận thư: ${ledger.relayReason ?? ''}`);
  }
  return fine(
    'relay',
    relayIsLocal ? 'Thư vào hộp thư thử của máy này.' : 'Máy chủ thư cho đăng nhập, nhận thư.',
  );
}

/** Without it mails leave; nobody hears which of them came back. */
function returnedMailCheck({ returnedMailProblem }: DoctorFacts): Check {
  return returnedMailProblem === null
    ? fine('returnedMail', 'Hộp thư nhận thư trả lại đọc được.')
    : warns(
        'returnedMail',
        `Không đăng nhập được hộp thư nhận thư trả lại: ${returnedMailProblem}`,
      );
}

/** Where DNS answers; a mailbox on this machine asks nobody. */
function senderChecks({ dns, relayIsLocal }: DoctorFacts): readonly Check[] {
  const names = ['spf', 'dkim', 'dmarc'] as const;
  if (relayIsLocal) {
    return names.map((name) => fine(name, 'Không cần: thư chỉ vào hộp thư thử.'));
  }
  if (dns === null) {
    return names.map((name) => fine(name, 'Chưa kiểm được: DNS không trả lời.'));
  }
  const { domain, dkim } = dns;
  return [
    spfCheck(dns),
    dkim === null
      ? fine('dkim', `Chưa kiểm được khóa DKIM của ${domain} (đặt DKIM_SELECTOR).`)
      : dkim
        ? fine('dkim', `Tên miền ${domain} có khóa DKIM.`)
        : warns('dkim', `Tên miền ${domain} không có khóa DKIM theo tên đã đặt.`),
    dmarcCheck(dns),
  ];
}

function dmarcCheck({ domain, dmarc, linkDomain, linkDmarc }: SenderDns): Check {
  if (dmarc === null) {
    return warns(
      'dmarc',
      `Tên miền ${domain} chưa có bản ghi DMARC; thư có thể bị coi là thư rác.`,
    );
  }
  return linkDmarc === null
    ? warns(
        'dmarc',
        `Tên miền ${domain} có bản ghi DMARC; tên miền của đường dẫn, ${linkDomain}, thì chưa có.`,
      )
    : fine('dmarc', `Tên miền ${domain} và tên miền của đường dẫn có bản ghi DMARC.`);
}

/**
 * Whether receivers find the relay allowed to send for the domain. An address that somebody said is the
 * relay's and that the record refuses stops everything (RFC 7208 8.4), as does `-all` alone (4.6.2), which
 * allows nobody; the addresses of the relay's name only warn, since it may send on from others.
 */
function spfCheck({ spfDomain, spf, sending, sendingIsSaid }: SenderDns): Check {
  if (spf === null) {
    return warns('spf', `Tên miền ${spfDomain} chưa có bản ghi SPF; thư có thể bị coi là thư rác.`);
  }
  if (/^v=spf1\s+-all$/i.test(spf.trim())) {
    return stops('spf', `Bản ghi SPF của ${spfDomain} không cho phép máy chủ nào gửi thư.`);
  }
  const among = (results: readonly string[]): string =>
    sending
      .filter(({ result }) => results.includes(result))
      .map(({ address }) => address)
      .join(', ');
  if (sending.some(({ result }) => result === 'permerror')) {
    return warns('spf', `Bản ghi SPF của ${spfDomain} viết sai, nơi nhận sẽ bỏ qua.`);
  }
  const refused = among(['fail']);
  if (refused !== '') {
    const words = `Bản ghi SPF của ${spfDomain} không cho phép địa chỉ ${refused} của máy chủ thư.`;
    return sendingIsSaid
      ? stops('spf', words)
      : warns('spf', `${words} Nếu máy chủ gửi đi từ địa chỉ khác, ghi ở SMTP_SENDS_FROM.`);
  }
  const doubted = among(['softfail', 'neutral']);
  if (doubted !== '') {
    return warns('spf', `Bản ghi SPF của ${spfDomain} không nhắc tới địa chỉ ${doubted}.`);
  }
  const passed = among(['pass']);
  return fine(
    'spf',
    passed === ''
      ? `Tên miền ${spfDomain} có bản ghi SPF; chưa biết máy chủ thư gửi từ địa chỉ nào.`
      : `Bản ghi SPF của ${spfDomain} cho phép địa chỉ ${passed} của máy chủ thư.`,
  );
}

function addressChecks(facts: DoctorFacts): readonly Check[] {
  const { publicUrlProblem, publicUrlAnswers, dns, relayIsLocal } = facts;
  if (publicUrlProblem !== null) return [stops('publicUrl', publicUrlProblem)];
  if (!relayIsLocal && dns !== null && !dns.linkHost) {
    return [stops('publicUrl', 'Tên miền trong đường dẫn gửi các cơ quan không có địa chỉ (DNS).')];
  }
  return [
    publicUrlAnswers === false
      ? warns('publicUrl', 'Từ máy này không mở được địa chỉ công khai (PUBLIC_URL).')
      : fine('publicUrl', 'Địa chỉ công khai dùng được.'),
  ];
}

function yearOf(moment: Instant): number {
  return Number(dayAt(moment).slice(0, 4));
}

function count(n: number): string {
  return n.toLocaleString('vi-VN');
}

function seconds(ms: number): string {
  return String(Math.round(ms / 100) / 10).replace('.', ',');
}
