import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../scripts/project.mjs';

const run = promisify(execFile);

/** `dondoc preview` of the shipped sample plan, as a person or a check calls it. */
const preview = async (...options) =>
  await run(
    process.execPath,
    ['scripts/dondoc.mjs', 'preview', 'cli/sample/plan.txt', '--agencies', '7', ...options],
    { cwd: projectRoot, env: { ...process.env, INIT_CWD: projectRoot, LOG_LEVEL: '' } },
  );

test('--json is one value on standard output, with instants of Việt Nam', async () => {
  const { stdout } = await preview('--json');
  expect(stdout.trim().split('\n')).toHaveLength(1);
  const { waves, skipped, warnings } = JSON.parse(stdout);
  expect(waves[0]).toEqual({
    at: '2027-06-04T08:00:00+07:00',
    cycle: 'report-2027-07-05',
    name: expect.stringContaining('báo cáo kết quả Tháng hành động'),
    rung: 'assigned',
    count: expect.any(Number),
    subject: expect.stringContaining('Thời hạn báo cáo theo Kế hoạch số 57/KH-UBND'),
    why: 'Gửi khi bắt đầu theo dõi.',
  });
  expect(skipped.map(({ rung }) => rung)).toEqual(['remind', 'toHead']);
  expect(warnings.every((line) => typeof line === 'string')).toBe(true);
});

test('without --json a person reads it by day', async () => {
  const { stdout } = await preview();
  expect(stdout).toMatch(
    /^Bắt đầu theo dõi thứ Sáu, 04\/06\/2027 08:00; tính như chưa đơn vị nào trả lời: \d+ thư trong 7 ngày\.\n/,
  );
  expect(stdout).toMatch(/\n\nthứ Ba, 06\/07\/2027\n {2}08:00 {6}7 thư {2}overdue/);
  expect(stdout).toContain('\nKhông gửi:\n  thứ Tư, 30/06/2027  Nhắc gửi');
});

test('a start that is no instant, or too late, is one sentence', async () => {
  await expect(preview('--start', 'mai')).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/(?:^|\n)--start must be an instant such as [^\n]+\n$/),
  });
  await expect(preview('--start', '2027-08-01T08:00:00+07:00')).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/(?:^|\n)Thời hạn trước ngày 05\/7\/2027 đã qua\.[^\n]+\n$/),
  });
});
