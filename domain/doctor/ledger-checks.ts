import { dayAt, plusMs } from '../day.js';
import type { Instant } from '../day.js';
import { fenceWords } from '../fence.js';
import { momentInWords } from '../moment-words.js';
import { rungName } from '../words.js';
import { count, fine, stops, warns } from './check.js';
import type { Check } from './check.js';
import type { DoctorFacts, LedgerFacts } from './facts.js';

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

/** Whether the ledger is there, and as this version wants it. */
export function ledgerCheck({ ledger }: DoctorFacts): Check {
  if (ledger === null) return stops('ledger', 'Không kết nối được cơ sở dữ liệu.');
  return ledger.pendingMigrations > 0
    ? stops('ledger', `Cơ sở dữ liệu thiếu ${count(ledger.pendingMigrations)} bước nâng cấp.`)
    : fine('ledger', 'Cơ sở dữ liệu hoạt động.');
}

/** What the ledger tells of itself and of what waits in it. */
export function ledgerChecks(now: Instant, ledger: LedgerFacts): readonly Check[] {
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

function backupCheck(now: Instant, { lastBackup, lastGoodBackupAt }: LedgerFacts): Check {
  if (lastBackup === null) return warns('backup', 'Chưa có bản sao lưu nào.');
  const at = momentInWords(lastBackup.at);
  if (lastBackup.problem !== null) {
    const good =
      lastGoodBackupAt === null
        ? 'Chưa có bản sao lưu nào dùng được.'
        : `Bản dùng được gần nhất: ${momentInWords(lastGoodBackupAt)}.`;
    const problem = lastBackup.problem.replace(/\.?$/, '.');
    return warns('backup', `Lần sao lưu ${at} không thành: ${problem} ${good}`);
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

function yearOf(moment: Instant): number {
  return Number(dayAt(moment).slice(0, 4));
}

function seconds(ms: number): string {
  return String(Math.round(ms / 100) / 10).replace('.', ',');
}
