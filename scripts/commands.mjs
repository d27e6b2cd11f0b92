// One row for each command of `dondoc`. Node built-ins only at the top: nothing may be installed yet.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  auditText,
  backedUpText,
  doctorText,
  fenceText,
  officeText,
  staffText,
  previewText,
  rehearsalText,
  restoredText,
  simulationText,
} from './command-texts.mjs';
import { instanceSecrets } from './instance-secrets.mjs';
import { distDir, makePrivateDir, Refusal } from './project.mjs';

export const commands = [
  {
    name: 'read',
    about: 'đọc văn bản, in các nội dung phải báo cáo và những câu chưa đọc được',
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
    about: 'lịch thư sẽ gửi của một kế hoạch, chưa gửi gì',
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
    about: 'chạy thử cả vòng đời của một kế hoạch với đơn vị giả định',
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
    about: 'chạy nhiều năm giả định, kiểm tra các quy tắc không bị vi phạm',
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
    about: 'kiểm tra nhật ký còn nguyên vẹn',
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
    about: 'thư của 24 giờ tới có gửi được và đúng không; mã thoát 1 khi không',
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
    about: 'sao lưu cơ sở dữ liệu vào một thư mục trống',
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
    print: backedUpText,
  },
  {
    name: 'restore',
    about: 'khôi phục từ bản sao lưu, hoặc thử khôi phục (--drill)',
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
    about: 'xem, mở hoặc đóng hàng rào: đóng thì không thư nào được gửi',
    usage: 'fence [release [--nothing-missing] | close] [--json]',
    operands: [],
    optional: ['ACT'],
    options: { 'nothing-missing': { type: 'boolean' } },
    builds: ['server'],
    run: fence,
    print: fenceText,
  },
  {
    name: 'office',
    about: 'lập cơ quan, hoặc cấp mã thiết lập mới',
    usage:
      'office create --name NAME --short NAME --admin-name NAME --admin-email ADDRESS [--superior NAME] [--place NAME] [--signer "CAPACITY: NAME"]… | office code [--json]',
    operands: ['ACT'],
    options: {
      name: { type: 'string' },
      short: { type: 'string' },
      superior: { type: 'string' },
      place: { type: 'string' },
      signer: { type: 'string', multiple: true, default: [] },
      'admin-name': { type: 'string' },
      'admin-email': { type: 'string' },
    },
    builds: ['server'],
    run: office,
    print: officeText,
  },
  {
    name: 'staff',
    about: 'gỡ lớp xác thực thứ hai của một cán bộ',
    usage: 'staff reset-second-factor --email ADDRESS [--json]',
    operands: ['ACT'],
    options: { email: { type: 'string' } },
    builds: ['server'],
    run: staff,
    print: staffText,
  },
];

async function staff({ positionals: [act], options: { email }, log }) {
  if (act !== 'reset-second-factor') {
    throw new Refusal(`There is no act ${act} of staff: reset-second-factor.`);
  }
  if (email === undefined) throw new Refusal('--email is missing: whose second factor is meant.');
  const { withLedger } = await import('./own-ledger.mjs');
  const { migrate } = await product('cli/migrate.js');
  const { resetSecondFactorByOperator } = await product('cli/staff.js');
  const done = await withLedger({ log }, async (databaseUrl) => {
    await migrate(databaseUrl);
    const { AUTH_SECRET: authSecret } = instanceSecrets();
    return await resetSecondFactorByOperator({ databaseUrl, authSecret }, email);
  });
  if (done === null) throw new Refusal(`Không có cán bộ nào đăng nhập bằng địa chỉ ${email}.`);
  return done;
}

async function office({ positionals: [act], options, log }) {
  if (act !== 'create' && act !== 'code') {
    throw new Refusal(`There is no act ${act} of an office: create or code.`);
  }
  const { withLedger } = await import('./own-ledger.mjs');
  const { migrate } = await product('cli/migrate.js');
  const { createOfficeByOperator, newSetUpCode } = await product('cli/office.js');
  const wanted = act === 'create' ? officeOf(options) : null;
  return await withLedger({ log, made: true }, async (databaseUrl) => {
    await migrate(databaseUrl);
    if (wanted === null) return { code: await newSetUpCode({ databaseUrl }) };
    const { AUTH_SECRET: authSecret } = instanceSecrets();
    return await createOfficeByOperator({ databaseUrl, authSecret }, wanted);
  });
}

/** The office that the options tell of; a signer is "TL. CHỦ TỊCH; CHÁNH VĂN PHÒNG: Nguyễn Văn A". */
function officeOf(options) {
  for (const name of ['name', 'short', 'admin-name', 'admin-email']) {
    if (!options[name]?.trim()) throw new Refusal(`--${name} is missing.`);
  }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(options['admin-email'])) {
    throw new Refusal('--admin-email is no mail address.');
  }
  return {
    office: {
      name: options.name.trim(),
      shortName: options.short.trim(),
      governingBody: options.superior?.trim() ?? null,
      placeOfIssue: options.place?.trim() ?? null,
      signers: options.signer.map(signerOf),
    },
    admin: { name: options['admin-name'].trim(), email: options['admin-email'].trim() },
  };
}

function signerOf(text) {
  const at = text.lastIndexOf(':');
  const name = text.slice(at + 1).trim();
  const capacity = text
    .slice(0, Math.max(0, at))
    .split(';')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  if (name === '' || capacity === '') {
    throw new Refusal('--signer must be "CAPACITY: NAME", lines of the capacity parted by ";".');
  }
  return { capacity, name };
}

async function doctor({ log }) {
  const { doctor: examine } = await product('cli/doctor.js');
  const { withLedger } = await import('./own-ledger.mjs');
  const { runningEnv } = await import('./office-env.mjs');
  return await withLedger(
    { log },
    async (databaseUrl) => await examine(await runningEnv(databaseUrl)),
  );
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

async function fence({ positionals: [act], options, log }) {
  const { withLedger } = await import('./own-ledger.mjs');
  const { placeForCommand } = await import('./instance-place.mjs');
  const { fenceReport, releaseHere, stopHere } = await product('cli/fence.js');
  if (act !== undefined && act !== 'release' && act !== 'close') {
    throw new Refusal(`Không có lệnh fence ${act}: dùng release (mở lại) hoặc close (đóng).`);
  }
  return await withLedger({ log }, async (databaseUrl) => {
    const place = placeForCommand(databaseUrl);
    if (act === 'close') await stopHere(place);
    const released =
      act === 'release'
        ? await releaseHere(place, { nothingMissing: options['nothing-missing'] === true })
        : null;
    if (act === 'release' && released === null) {
      throw new Refusal('Hàng rào đang mở: không có gì để mở lại.');
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

async function product(path) {
  return await import(pathToFileURL(join(distDir, path)).href);
}
