import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPlanFile } from '../../cli/plan-from-file.js';
import { preview } from '../../cli/preview.js';
import type { Preview, PreviewOptions } from '../../cli/preview.js';

const SAMPLE = fileURLToPath(new URL('../../cli/sample/plan.txt', import.meta.url));

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'preview-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

function written(name: string, lines: readonly string[]): string {
  const path = join(dir, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

/** A short plan whose last section holds these duties. */
function planOf(duties: readonly string[]): string {
  return written('ke-hoach.txt', [
    'ỦY BAN NHÂN DÂN',
    'TỈNH SÔNG HƯƠNG',
    '',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    '',
    'Số: 88/KH-UBND',
    '',
    'Sông Hương, ngày 04 tháng 5 năm 2026',
    '',
    'KẾ HOẠCH',
    'Phòng, chống đuối nước trẻ em năm 2026',
    '',
    'I. TỔ CHỨC THỰC HIỆN',
    '',
    ...duties.flatMap((duty) => [duty, '']),
  ]);
}

const rungs = ({ waves }: Preview, cycle?: string) =>
  waves
    .filter((wave) => cycle === undefined || wave.cycle === cycle)
    .map(({ at, rung, count }) => [at, rung, count]);

describe('the shipped sample plan', () => {
  test('tells every mail of a month in silence, by instant, with its subject', async () => {
    const told = await preview({ file: SAMPLE, agencyCount: 60 });
    expect(told.startAt).toBe('2027-06-04T08:00:00+07:00');
    expect(rungs(told, 'report-2027-07-05')).toEqual([
      ['2027-06-04T08:00:00+07:00', 'assigned', 62],
      ['2027-06-25T08:00:00+07:00', 'prepare', 60],
      ['2027-07-02T08:00:00+07:00', 'lastDay', 60],
      ['2027-07-02T16:00:00+07:00', 'officeList', 1],
      // 5/7/2027 is a Monday, "trước ngày 05/7": the last day comes once more after the weekend.
      ['2027-07-05T08:00:00+07:00', 'lastDay', 60],
      ['2027-07-05T16:00:00+07:00', 'officeList', 1],
      ['2027-07-06T08:00:00+07:00', 'overdue', 60],
      ['2027-07-06T08:00:00+07:00', 'callList', 1],
      ['2027-07-06T16:00:00+07:00', 'officeList', 1],
      ['2027-07-07T16:00:00+07:00', 'officeList', 1],
      ['2027-07-07T17:00:00+07:00', 'closeNew', 1],
    ]);
    expect(told.waves[0]?.subject).toBe(
      '[Ủy ban nhân dân tỉnh Sông Hương] Thời hạn báo cáo theo Kế hoạch số 57/KH-UBND: trước ngày 05/7/2027',
    );
    expect(told.waves[0]?.name).toMatch(/^báo cáo /u);
    expect(told.waves.map(({ at }) => at)).toEqual(told.waves.map(({ at }) => at).toSorted());
    expect(told.skipped).toEqual([
      {
        rung: 'remind',
        at: '2027-06-30T08:00:00+07:00',
        reason:
          'Nhắc gửi (thời hạn trước ngày 05/7/2027): số liệu chưa chốt, chưa đề nghị gửi báo cáo.',
      },
      {
        rung: 'toHead',
        at: '2027-07-07T08:00:00+07:00',
        reason:
          'Thư gửi lãnh đạo đơn vị (thời hạn trước ngày 05/7/2027): báo cáo lên cấp trên đến hạn ngay sau đó nên thay bằng công văn đôn đốc.',
      },
    ]);
  });

  test('leaves out what has gone by at the start and says so', async () => {
    const told = await preview({
      file: SAMPLE,
      agencyCount: 5,
      start: '2027-06-28T09:00:00+07:00',
    });
    expect(rungs(told)[0]).toEqual(['2027-06-28T09:00:00+07:00', 'assigned', 7]);
    expect(rungs(told).filter(([, rung]) => rung === 'prepare')).toEqual([]);
    expect(told.skipped).toContainEqual({
      rung: 'prepare',
      at: '2027-06-25T08:00:00+07:00',
      reason:
        'Nhắc chuẩn bị (thời hạn trước ngày 05/7/2027): đã qua khi bắt đầu theo dõi, không gửi lại.',
    });
  });

  test('is refused when everything was late before the start', async () => {
    await expect(
      preview({ file: SAMPLE, agencyCount: 5, start: '2027-08-01T08:00:00+07:00' }),
    ).rejects.toThrow('Thời hạn trước ngày 05/7/2027 đã qua. Đề nghị nhập thời hạn mới');
  });
});

describe('answers', () => {
  test('take the place of proposals: bodies merely asked owe when a person says so', async () => {
    const asked = await preview({ file: SAMPLE, agencyCount: 5 });
    expect(asked.warnings).toContainEqual(
      expect.stringMatching(/^Tạm tính theo đề xuất “Không” cho câu hỏi: Văn bản chỉ “đề nghị”/),
    );
    const { draft } = await readPlanFile({ file: SAMPLE });
    const question = draft.questions.find(({ code }) => code === 'asked_body_owes')!;
    const answersFile = written('tra-loi.json', [
      JSON.stringify({ [`${question.code}@${question.about}`]: 'Có' }),
    ]);
    const owing = await preview({ file: SAMPLE, agencyCount: 5, answersFile });
    const prepared = ({ waves }: Preview) => waves.find(({ rung }) => rung === 'prepare')?.count;
    expect([prepared(asked), prepared(owing)]).toEqual([5, 7]);
    expect(owing.warnings.join('\n')).not.toContain('Văn bản chỉ “đề nghị”');
  });
});

describe('a list of agencies', () => {
  const csv = (rows: readonly string[]) =>
    written('don-vi.csv', ['name,kind,tags,email,headEmail,phone,binding', ...rows]);

  const shown = async (rows: readonly string[], given: Partial<PreviewOptions> = {}) =>
    preview({ file: SAMPLE, agenciesCsv: csv(rows), ...given });

  test('counts only who has an address, names who has none, and asks bodies that were merely asked once', async () => {
    const file = planOf([
      '1. Các sở, ngành gửi báo cáo kết quả thực hiện về Sở Y tế trước ngày 15/7/2026 để tổng hợp.',
    ]);
    const told = await shown(
      [
        'Sở Y tế,standing,,yte@a.example,,,',
        'Sở Nội vụ,,,noivu@a.example,gdnoivu@a.example,,',
        'Sở Tài chính,,,taichinh@a.example,,,true',
        'Sở Tư pháp,,,,gdtuphap@a.example,,',
        'Sở Du lịch,,,dulich@a.example,,,không',
      ],
      { file },
    );
    const count = (rung: string) => told.waves.find((wave) => wave.rung === rung)?.count;
    expect(count('assigned')).toBe(3);
    expect(count('prepare')).toBe(2);
    expect(count('remind')).toBe(3);
    expect(count('overdue')).toBe(2);
    expect(count('toHead')).toBe(2);
    expect(told.warnings).toContain(
      '01 đơn vị chưa có địa chỉ thư, không nhận được thư nào: Sở Tư pháp.',
    );
    expect(told.warnings).toContain(
      '01 đơn vị chưa có địa chỉ thư của lãnh đạo, không gửi được thư kính đề nghị lãnh đạo: Sở Tài chính.',
    );
    expect(told.warnings).toContain(
      '01 đơn vị được đề nghị phối hợp chỉ nhận thư thông báo và một thư nhắc: Sở Du lịch.',
    );
    // Missing are all who owe, with an address or without.
    expect(told.waves.find(({ rung }) => rung === 'officeList')?.subject).toMatch(
      /: đã nhận 0\/3,/,
    );
  });

  test('refuses a line without a name and a name that stands twice', async () => {
    await expect(shown([',,,a@a.example,,,'])).rejects.toThrow('Dòng 2 của danh sách không có tên');
    await expect(shown(['Sở A,,,a@a.example,,,', 'Sở A,,,b@a.example,,,'])).rejects.toThrow(
      'Dòng 3 của danh sách: cơ quan "Sở A" đã có ở dòng trước.',
    );
  });
});

describe('what falls together and what has no day', () => {
  test('two duties due on one day are one mail, counted once and named', async () => {
    const file = planOf([
      '1. Các sở, ngành gửi báo cáo kết quả thực hiện về Sở Y tế trước ngày 15/7/2026 để tổng hợp.',
      '2. Các sở, ngành lập danh sách cán bộ đầu mối gửi về Sở Nội vụ trước ngày 15/7/2026.',
      '3. Sở Y tế tổng hợp kết quả thực hiện, báo cáo UBND tỉnh theo quy định.',
    ]);
    const told = await preview({ file, agencyCount: 10 });
    const agencyMails = told.waves.filter(({ rung }) => rung === 'remind');
    expect(agencyMails.map(({ count }) => count)).toEqual([10]);
    expect(agencyMails[0]?.subject).toMatch(/có 02 báo cáo/);
    expect(told.warnings.filter((line) => line.includes('một thư chung'))).toContainEqual(
      expect.stringMatching(/^08 giờ 00 ngày 10\/7\/2026: 10 đơn vị nhận một thư chung .*nhắc gửi/),
    );
    expect(told.warnings).toContainEqual(
      expect.stringMatching(/^Không theo dõi vì văn bản không nêu ngày cụ thể: “theo quy định”/),
    );
  });

  test('days off move the mails, and a year without a calendar is warned of', async () => {
    // T is 29/4/2026 before the holidays of 30/4 and 1/5; late on the first working day after.
    const holidays = await preview({
      file: planOf(['1. Các sở, ngành gửi báo cáo về Sở Y tế chậm nhất ngày 30/4/2026.']),
      agencyCount: 3,
    });
    expect(rungs(holidays).find(([, rung]) => rung === 'lastDay')?.[0]).toBe(
      '2026-04-29T08:00:00+07:00',
    );
    expect(rungs(holidays).find(([, rung]) => rung === 'overdue')?.[0]).toBe(
      '2026-05-05T08:00:00+07:00',
    );
    const unknown = await preview({
      file: planOf(['1. Các sở, ngành gửi báo cáo về Sở Y tế chậm nhất ngày 15/7/2031.']),
      agencyCount: 3,
    });
    expect(unknown.warnings).toContainEqual(
      expect.stringMatching(/^Lịch làm việc năm 2031 chưa được nhập/),
    );
  });

  test('a plan without any day is refused in one sentence', async () => {
    await expect(
      preview({ file: planOf(['1. Các sở, ngành phối hợp thực hiện.']), agencyCount: 3 }),
    ).rejects.toThrow('Kế hoạch chưa có nội dung phải báo cáo kèm thời hạn.');
  });

  test('a file that is not there is refused in one sentence', async () => {
    await expect(preview({ file: join(dir, 'khong-co.txt') })).rejects.toThrow(/tệp/i);
  });
});
