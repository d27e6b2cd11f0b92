import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { dayAt, instantOf, plusDays } from '../../domain/day.js';
import { printedDay } from '../../domain/printed-day.js';
import { eventually } from '../support/eventually.js';
import { createTestDatabase } from '../support/ledger.js';
import { startOfficeInstance } from '../support/office-instance.mjs';
import type { OfficeInstance } from '../support/office-instance.mjs';
import { describeWith } from '../support/probe.js';
import { openBrowser, visit } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';

jest.setTimeout(240_000);

/** Too narrow for the document beside the form, which is drawn anew at every answer and looked at in other tests. */
const SCREEN = { width: 1024, height: 768 };

const TODAY = dayAt(instantOf(Date.now()));
const DUE = plusDays(TODAY, 40);

/** Plans as offices really write them, none with a number, some with days long past. */
describeWith(
  ['chromium', 'seeds'],
  'every real plan, from upload to start',
  ({ chromium, seeds }) => {
    let database: Awaited<ReturnType<typeof createTestDatabase>> | undefined;
    let office: OfficeInstance | undefined;
    let browser: Browser | undefined;
    let officer: Visitor | undefined;
    let approver: Visitor | undefined;

    beforeAll(async () => {
      database = await createTestDatabase();
      office = await startOfficeInstance({ databaseUrl: database.url });
      browser = await openBrowser(chromium);
      officer = await signedIn('canbo');
      approver = await signedIn('lanhdao');
    });

    afterAll(async () => {
      await browser?.close();
      await office?.stop();
      await database?.drop();
    });

    const files =
      seeds === '' ? ['none'] : readdirSync(seeds).filter((name) => name.endsWith('.txt'));
    test.each(files)('%s', async (name) => {
      if (officer === undefined || approver === undefined) throw new Error('nobody signed in');
      const { page } = officer;
      await officer.goesTo('/plans/new');
      await page.locator('input[type=file]').setInputFiles(join(seeds, name));
      await officer.sees('Rà soát kế hoạch');
      await officer.sees('Thông tin văn bản');
      // Days that are gone get another one, each by its own choice.
      for (;;) {
        const past = page.getByRole('button', { name: 'Đặt thời hạn mới' });
        const left = await past.count();
        if (left === 0) break;
        await past.first().click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText('Ngày, giờ').click();
        await dialog.getByLabel('Hạn nộp').fill(DUE);
        await officer.sees('Hiểu là:');
        await officer.agrees('Lưu');
        await eventually(async () => (await past.count()) < left, 'a day that is gone got another');
      }
      await officer.fills('Số, ký hiệu', `${name.slice(0, 3)}/KH-UBND`);
      await officer.fills('Ngày ban hành', TODAY);
      await answersAll(officer);
      await officer.sees(/^Đã lưu/);
      await expectNothingMissing(officer);
      await officer.presses('Trình lãnh đạo');
      await officer.sees('Chờ lãnh đạo đồng ý');
      const { pathname } = new URL(page.url());
      await approver.goesTo(pathname);
      await approver.sees('Lịch gửi thư');
      await approver.does('Đồng ý danh sách và thời hạn');
      await approver.sees('Lãnh đạo đã đồng ý, chờ bắt đầu');
      await page.reload();
      await officer.does('Bắt đầu theo dõi');
      await officer.sees('Đang theo dõi');
      expect(officer.errors).toEqual([]);
    });

    /** What the plan leaves open is answered, what is proposed is taken; an answer may raise another question. */
    async function answersAll({ page }: Visitor): Promise<void> {
      const boxes = page.getByLabel('Xác nhận câu trả lời này');
      for (let nth = 0; nth < (await boxes.count()); nth += 1) {
        const box = boxes.nth(nth);
        if (!(await box.isEnabled())) {
          const question = page.locator('.question').nth(nth);
          const isCampaign = (await question.innerText()).includes('thời gian thực hiện');
          const answer = isCampaign ? `${printedDay(TODAY)} - ${printedDay(DUE)}` : 'UBND tỉnh';
          await question.getByRole('textbox').fill(answer);
        }
        await box.check();
      }
    }

    /** Fails with what the page says is missing. */
    async function expectNothingMissing({ page }: Visitor): Promise<void> {
      const submit = page.getByRole('button', { name: 'Trình lãnh đạo', exact: true });
      await eventually(async () => submit.isEnabled(), 'nothing is missing', 8_000).catch(
        () => undefined,
      );
      if (await submit.isEnabled()) return;
      throw new Error(
        await page
          .getByText(/^Còn \d+ điểm cần bổ sung/)
          .locator('xpath=../..')
          .innerText(),
      );
    }

    async function signedIn(name: string): Promise<Visitor> {
      if (office === undefined || browser === undefined) throw new Error('the office does not run');
      const email = `${name}@songhuong.example`;
      const someone = await visit(browser, {
        baseURL: office.url,
        viewport: SCREEN,
      });
      await someone.goesTo('/');
      await someone.fills('Thư điện tử', email);
      await someone.fills('Mật khẩu', office.passwords.get(email) ?? '');
      await someone.presses('Đăng nhập');
      await someone.sees('Việc cần làm');
      return someone;
    }
  },
);
