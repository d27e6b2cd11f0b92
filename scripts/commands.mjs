// One row for each command of `dondoc`. Node built-ins only at the top: nothing may be installed yet.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instanceSecrets } from './instance-secrets.mjs';
import { distDir, makePrivateDir, Refusal } from './project.mjs';

export const commands = [
  {
    name: 'read',
    usage: 'read FILE [--json]',
    operands: ['FILE'],
    options: {},
    builds: ['server'],
    run: async ({ positionals: [file], cwd }) => {
      const { readFile } = await product('reader/main.js');
      return await readFile(resolve(cwd, file));
    },
  },
  {
    name: 'preview',
    usage: 'preview FILE [--agencies CSV|N] [--start INSTANT] [--answers FILE] [--json]',
    operands: ['FILE'],
    options: {
      agencies: { type: 'string' },
      start: { type: 'string' },
      answers: { type: 'string' },
    },
    builds: ['server'],
    run: async ({ positionals: [file], options, cwd }) => {
      const { preview } = await product('cli/preview.js');
      return await preview({
        file: resolve(cwd, file),
        ...agenciesOf(options.agencies, cwd),
        ...(options.start === undefined ? {} : { start: instantOf(options.start) }),
        ...(options.answers === undefined ? {} : { answersFile: resolve(cwd, options.answers) }),
      });
    },
    print: previewText,
  },
  {
    name: 'rehearse',
    usage:
      'rehearse FILE [--agencies CSV|N] [--start INSTANT] [--seed N] [--seconds-per-day S] [--answers FILE] [--out DIR] [--json]',
    operands: ['FILE'],
    options: {
      agencies: { type: 'string' },
      start: { type: 'string' },
      seed: { type: 'string', default: '1' },
      'seconds-per-day': { type: 'string', default: '0' },
      answers: { type: 'string' },
      out: { type: 'string', default: 'out' },
    },
    builds: ['server', 'workflows'],
    run: rehearse,
    print: rehearsalText,
  },
  {
    name: 'simulate',
    usage: 'simulate [--years N] [--seed S] [--json]',
    operands: [],
    options: {
      years: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
    },
    builds: ['server'],
    run: async ({ options, log }) => {
      const years = numberOf('--years', options.years, { whole: true, least: 1 });
      const seed = numberOf('--seed', options.seed, { whole: true });
      const { simulate } = await product('cli/simulate.js');
      // Every fiftieth year is played by the real acts too, on a ledger of its own.
      if (years < 50) return await simulate({ years, seed, databaseUrl: null, log });
      const { withPrivateInstance } = await import('./private-instance.mjs');
      return await withPrivateInstance({ temporal: false, log }, async ({ databaseUrl }) => {
        const { migrate } = await product('cli/migrate.js');
        await migrate(databaseUrl);
        return await simulate({ years, seed, databaseUrl, log });
      });
    },
    print: simulationText,
  },
  {
    name: 'verify-audit',
    usage: 'verify-audit [--json]',
    operands: [],
    options: {},
    builds: ['server'],
    run: async ({ log }) => {
      const { verifyLedger } = await product('cli/verify-audit.js');
      const { withLedger } = await import('./own-ledger.mjs');
      const { AUDIT_KEY: auditKey } = instanceSecrets();
      return await withLedger(
        { log },
        async (databaseUrl) => await verifyLedger({ databaseUrl, auditKey }),
      );
    },
    print: auditText,
  },
  {
    name: 'doctor',
    usage: 'doctor [--json]',
    operands: [],
    options: {},
    builds: ['server'],
    run: doctor,
    print: doctorText,
    failed: ({ ok }) => !ok,
  },
  {
    name: 'backup',
    usage: 'backup DIR [--with-keys] [--json]',
    operands: ['DIR'],
    options: { 'with-keys': { type: 'boolean' } },
    builds: ['server'],
    run: async ({ positionals: [dir], options, cwd, log }) => {
      const { backUp } = await product('cli/backup.js');
      const { withLedger } = await import('./own-ledger.mjs');
      return await withLedger(
        { log },
        async (databaseUrl) =>
          await backUp({
            databaseUrl,
            dir: resolve(cwd, dir),
            keys: instanceSecrets(),
            withKeys: options['with-keys'] === true,
          }),
      );
    },
    print: ({ tables, rows, bytes, sha256, madeAt }) =>
      `Đã sao lưu ${rows} dòng của ${tables} bảng (${Math.ceil(bytes / 1024)} KB), tại thời điểm ${madeAt}.\nsha256 ${sha256}`,
  },
  {
    name: 'restore',
    usage: 'restore DIR [--replace] [--take-keys] [--drill] [--json]',
    operands: ['DIR'],
    options: {
      replace: { type: 'boolean' },
      'take-keys': { type: 'boolean' },
      drill: { type: 'boolean' },
    },
    builds: ['server'],
    run: restore,
    print: restoredText,
  },
  {
    name: 'fence',
    usage: 'fence [release [--nothing-missing] | close] [--json]',
    operands: [],
    optional: ['ACT'],
    options: { 'nothing-missing': { type: 'boolean' } },
    builds: ['server'],
    run: fence,
    print: fenceText,
  },
];

async function doctor({ log }) {
  const { doctor: examine } = await product('cli/doctor.js');
  const { withLedger } = await import('./own-ledger.mjs');
  const { runningEnv } = await import('./office-env.mjs');
  return await withLedger(
    { log },
    async (databaseUrl) => await examine(await runningEnv(databaseUrl)),
  );
}

/** Each check on its line; those because of which mail would not leave stand out. */
function doctorText({ ok, checks }) {
  return [
    ok
      ? 'Thư đến hạn trong 24 giờ tới sẽ gửi được.'
      : 'CÓ VIỆC PHẢI XỬ LÝ TRƯỚC: thư sẽ không đi hoặc sai.',
    ...checks.map(
      (check) =>
        `  ${check.ok ? 'ok ' : check.stops ? '!! ' : ' ! '} ${check.name.padEnd(13)} ${check.words}`,
    ),
  ].join('\n');
}

async function restore({ positionals: [folder], options, cwd, log }) {
  const dir = resolve(cwd, folder);
  const { restore: bringBack, drill, keysIn } = await product('cli/restore.js');
  const { withLedger } = await import('./own-ledger.mjs');
  if (options.drill) {
    const { withPrivateInstance } = await import('./private-instance.mjs');
    return await withLedger(
      { log },
      async (databaseUrl) =>
        await withPrivateInstance({ log, temporal: false }, async (instance) => ({
          ...(await drill({
            databaseUrl,
            trialUrl: instance.databaseUrl,
            dir,
            keys: instanceSecrets(),
          })),
          drilled: true,
        })),
    );
  }
  const taken = options['take-keys'] ? await keysIn(dir) : {};
  if (taken === null) {
    throw new Refusal('There are no keys in this backup (see backup --with-keys).');
  }
  const restored = await withLedger(
    { log, made: true },
    async (databaseUrl) =>
      await bringBack({
        databaseUrl,
        dir,
        keys: { ...instanceSecrets(), ...taken },
        replace: options.replace === true,
      }),
  );
  // Only now: a restore that was refused leaves the keys of the ledger that is there.
  if (options['take-keys']) {
    const { takeKeys } = await import('./instance-secrets.mjs');
    const names = takeKeys(taken);
    log(`keys taken from the backup: ${names.join(', ') || 'none, the environment has them'}`);
  }
  return restored;
}

/** What came back, and what cannot be used. */
function restoredText({ tables, rows, madeAt, seconds, missingKeys, audit, drilled = false }) {
  return [
    `${drilled ? 'Đã thử khôi phục' : 'Đã khôi phục'} ${rows} dòng của ${tables} bảng về thời điểm ${madeAt}, trong ${seconds} giây.`,
    audit.broken.length === 0
      ? `Nhật ký: ${audit.sealed} dòng đã niêm phong, nguyên vẹn.`
      : 'Nhật ký: KHÔNG xác minh được.',
    ...missingKeys.map(({ key, words }) => `Thiếu khóa ${key} của bản gốc: ${words}.`),
    drilled
      ? 'Hệ thống đang chạy không bị động đến.'
      : 'Hệ thống đang dừng sau hàng rào: xem npm run --silent dondoc -- fence',
  ].join('\n');
}

async function fence({ positionals: [act], options, log }) {
  const { withLedger } = await import('./own-ledger.mjs');
  const { placeForCommand } = await import('./instance-place.mjs');
  const { fenceReport, releaseHere, stopHere } = await product('cli/fence.js');
  if (act !== undefined && act !== 'release' && act !== 'close') {
    throw new Refusal(`There is no act ${act} of the fence: release or close.`);
  }
  return await withLedger({ log }, async (databaseUrl) => {
    const place = placeForCommand(databaseUrl);
    if (act === 'close') await stopHere(place);
    const released =
      act === 'release'
        ? await releaseHere(place, { nothingMissing: options['nothing-missing'] === true })
        : null;
    if (act === 'release' && released === null) {
      throw new Refusal('The fence is open: there is nothing to release.');
    }
    return { ...(await fenceReport(place)), released };
  });
}

async function rehearse({ positionals: [file], options, cwd, log }) {
  const input = {
    file: resolve(cwd, file),
    ...agenciesOf(options.agencies, cwd),
    ...(options.start === undefined ? {} : { start: instantOf(options.start) }),
    seed: numberOf('--seed', options.seed, { whole: true }),
    secondsPerDay: numberOf('--seconds-per-day', options['seconds-per-day']),
    ...(options.answers === undefined ? {} : { answersFile: resolve(cwd, options.answers) }),
    outDir: resolve(cwd, options.out),
  };
  const { withPrivateInstance } = await import('./private-instance.mjs');
  return await withPrivateInstance({ log }, async (instance, signal) => {
    const { migrate } = await product('cli/migrate.js');
    await migrate(instance.databaseUrl);
    const { rehearse: play } = await product('cli/rehearse.js');
    return await play({
      ...input,
      databaseUrl: instance.databaseUrl,
      temporalAddress: instance.temporalAddress,
      mailboxDir: makePrivateDir(join(instance.dir, 'mailbox')),
      signal,
      ...(process.env.LOG_LEVEL ? { logLevel: process.env.LOG_LEVEL } : {}),
      log,
    });
  });
}

/** A number of invented agencies, or a list of real ones. */
function agenciesOf(text, cwd) {
  if (text === undefined) return {};
  if (!/^\d+$/.test(text)) return { agenciesCsv: resolve(cwd, text) };
  return { agencyCount: numberOf('--agencies', text, { whole: true, least: 1 }) };
}

function instantOf(text) {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  if (!isInstant || Number.isNaN(Date.parse(text))) {
    throw new Refusal('--start must be an instant such as 2026-06-01T08:00:00+07:00.');
  }
  return new Date(text).toISOString();
}

function numberOf(option, text, { whole = false, least = 0 } = {}) {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number) || number < least || (whole && !Number.isSafeInteger(number))) {
    throw new Refusal(`${option} must be a ${whole ? 'whole ' : ''}number of at least ${least}.`);
  }
  return number;
}

/** How many of the rungs that are left out a terminal shows. */
const SHOWN = 30;

/** The mails by day for a person at a terminal, in Vietnamese as the mails are. */
function previewText({ startAt, waves, skipped, warnings }) {
  const days = new Set(waves.map(({ at }) => at.slice(0, 10)));
  const total = waves.reduce((all, { count }) => all + count, 0);
  const section = (title, lines) => (lines.length === 0 ? [] : ['', title, ...lines]);
  return [
    `Bắt đầu theo dõi ${vietnameseDay(startAt)} ${startAt.slice(11, 16)}; tính như chưa đơn vị nào trả lời: ${total} thư trong ${days.size} ngày.`,
    ...[...days].flatMap((day) => [
      '',
      vietnameseDay(day),
      ...waves
        .filter(({ at }) => at.startsWith(day))
        .map(
          ({ at, cycle, rung, count, subject }) =>
            `  ${at.slice(11, 16)}  ${String(count).padStart(5)} thư  ${rung.padEnd(13)}  ${cycle}\n         ${subject}`,
        ),
    ]),
    ...section('Không gửi:', [
      ...skipped.slice(0, SHOWN).map(({ at, reason }) => `  ${vietnameseDay(at)}  ${reason}`),
      ...(skipped.length > SHOWN ? [`  và ${skipped.length - SHOWN} mốc khác (xem --json)`] : []),
    ]),
    ...section(
      'Cần lưu ý:',
      warnings.map((line) => `  - ${line}`),
    ),
  ].join('\n');
}

function vietnameseDay(iso) {
  const [year, month, day] = iso.slice(0, 10).split('-');
  const weekday = new Date(`${iso.slice(0, 10)}T00:00:00Z`).getUTCDay();
  const name =
    weekday === 0 ? 'Chủ nhật' : `thứ ${['Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy'][weekday - 1]}`;
  return `${name}, ${day}/${month}/${year}`;
}

/** The outcome for a person at a terminal; --json has all of it. */
function rehearsalText({ stages, mails, obligations, letters, report }) {
  return [
    ...stages.map(({ name, businessAt }) => `${businessAt}  ${name}`),
    `mails: ${mails.sent} (${Object.entries(mails.byRung)
      .map(([rung, count]) => `${rung} ${count}`)
      .join(', ')})`,
    `obligations: ${Object.entries(obligations)
      .map(([state, count]) => `${state} ${count}`)
      .join(', ')}`,
    ...letters.map(({ docx, names }) => `letter: ${docx} (${names.length} named)`),
    ...(report ? [`report: ${report.docx} ${report.xlsx}`] : []),
  ].join('\n');
}

/** How the fence stands, for the operator. */
function fenceText({ state, why, words, lastBeatAt, restoredTo, released }) {
  return [
    `Hàng rào: ${state === 'closed' ? `ĐANG ĐÓNG (${why})` : state === 'open' ? 'đang mở' : 'chưa nhận'}. ${words}`,
    ...(lastBeatAt ? [`  hoạt động gần nhất: ${lastBeatAt}`] : []),
    ...(restoredTo ? [`  khôi phục về: ${restoredTo}`] : []),
    ...(state === 'closed'
      ? [
          '  Nếu đây là bản duy nhất được hoạt động: npm run --silent dondoc -- fence release',
          '  (mọi mốc đến hạn tới lúc đó được giữ lại chờ cán bộ; thêm --nothing-missing nếu chỉ chuyển máy, dữ liệu còn nguyên)',
        ]
      : []),
    ...(released?.held
      ? [
          `  Đã mở; giữ lại ${released.mails} thư và các mốc đến hạn từ ${released.lostFrom} đến ${released.lostUntil}, chờ cán bộ quyết định.`,
        ]
      : released
        ? ['  Đã mở; không giữ lại mốc nào.']
        : []),
  ].join('\n');
}

/** Whether the audit holds, and where it does not. */
function auditText({ offices, sealed, broken }) {
  const places = broken.map(({ officeId, at }) =>
    officeId === 'register'
      ? `  the register of offices: line ${at} is missing`
      : at === 0
        ? `  office ${officeId} has gone with its whole audit`
        : `  office ${officeId}: from row ${at} on`,
  );
  return [
    `${sealed} sealed rows in ${offices} offices: ${broken.length === 0 ? 'the audit holds' : 'THE AUDIT DOES NOT HOLD'}`,
    ...places,
  ].join('\n');
}

/** How many years kept what is promised, and which did not. */
function simulationText({ years, steps, mails, broken }) {
  const seeds = new Set(broken.map(({ seed }) => seed));
  return [
    `${years} years, ${steps} steps, ${mails} mails: ${seeds.size === 0 ? 'every promise kept' : `${seeds.size} YEARS BROKE A PROMISE`}`,
    ...broken
      .slice(0, SHOWN)
      .map(({ invariant, seed, at, what }) => `  seed ${seed}, ${at}: ${invariant}: ${what}`),
    ...(broken.length > SHOWN ? [`  and ${broken.length - SHOWN} more (see --json)`] : []),
  ].join('\n');
}

async function product(path) {
  return await import(pathToFileURL(join(distDir, path)).href);
}
