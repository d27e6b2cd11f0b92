import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { dayAt, instantOf, plusDays } from '../../domain/day.js';
import { printedDay } from '../../domain/printed-day.js';
import { openLedger } from '../../office/scope.js';
import type { Ledger } from '../../office/scope.js';
import { createTestDatabase } from '../support/ledger.js';
import { officeFacts } from '../support/office-facts.js';
import { startOfficeInstance } from '../support/office-instance.mjs';
import type { OfficeInstance } from '../support/office-instance.mjs';
import { describeWith } from '../support/probe.js';
import { DESK, expectNoSidewaysScrolling, openBrowser, PHONE, visit } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';

jest.setTimeout(240_000);

const clock = { now: () => instantOf(Date.now()) };
const TODAY = dayAt(clock.now());
const DUE = plusDays(TODAY, 40);
/** An ordinary letter: its sentence names no act that the reader knows, nobody who owes, and no day. */
const LETTER = `ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG

V/v rà soát điểm vui chơi cho trẻ em

Qua theo dõi, nhiều địa phương chưa có điểm vui chơi an toàn cho trẻ em trong dịp hè.

Việc rà soát điểm vui chơi cần xong sớm, có số liệu cụ thể từng điểm.

Công an tỉnh là đầu mối giúp Ủy ban nhân dân tỉnh trong việc này.
`;
const SENTENCE = 'Việc rà soát điểm vui chơi cần xong sớm';
/** As the work asked for: no more than this from the letter in hand to the plan running. */
const MOST_ACTIONS = 25;

describeWith('chromium', 'an officer with a letter of which nothing was read', ({ chromium }) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>> | undefined;
  let office: OfficeInstance | undefined;
  let ledger: Ledger | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    database = await createTestDatabase();
    ledger = openLedger({ databaseUrl: database.url, clock, poolSize: 2 });
    office = await startOfficeInstance({ databaseUrl: database.url });
    browser = await openBrowser(chromium);
  });

  afterAll(async () => {
    await Promise.allSettled([browser?.close(), ledger?.close()]);
    await office?.stop();
    await database?.drop();
  });

  test('points at its sentence, says who and when, and has it running', async () => {
    const officer = await signedIn('canbo');
    const { page } = officer;
    let actions = 0;
    const act = async (what: Promise<unknown>): Promise<void> => {
      actions += 1;
      await what;
    };
    await act(officer.follows('Đưa kế hoạch vào theo dõi'));
    await act(
      page.locator('input[type=file]').setInputFiles({
        name: 'cong-van.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from(LETTER),
      }),
    );
    await officer.sees('Chưa có nội dung phải báo cáo kèm thời hạn.');
    await act(clicksOn(officer, SENTENCE));
    await act(officer.presses('Thêm nội dung phải báo cáo'));
    const dialog = page.getByRole('dialog');
    await act(dialog.getByLabel('Cơ quan phải thực hiện').fill('UBND các xã, phường'));
    await act(dialog.getByLabel('Gửi đến').fill('Công an tỉnh'));
    await act(
      dialog.getByLabel('Thời hạn ghi trong văn bản').fill(`trước ngày ${printedDay(DUE)}`),
    );
    await officer.sees(`Hiểu là: “trước ngày ${printedDay(DUE)}”`);
    await officer.sees(`“${SENTENCE}, có số liệu cụ thể từng điểm.”`);
    await act(officer.agrees('Thêm vào danh sách'));
    await officer.sees('Cán bộ thêm');
    // By keyboard: the next sentence, and Enter makes it a duty.
    await page.locator('.document-text').focus();
    for (let n = 0; n < 8; n += 1) {
      await page.keyboard.press('ArrowDown');
      if (await page.getByRole('status').filter({ hasText: 'Qua theo dõi' }).count()) break;
    }
    await page.keyboard.press('Enter');
    await officer.sees('“Qua theo dõi, nhiều địa phương');
    await officer.agrees('Thôi');
    // What is done is kept, whatever happens to the page.
    await act(officer.fills('Số, ký hiệu', '88/UBND-NC'));
    await act(officer.fills('Ngày ban hành', TODAY));
    await act(officer.fills('Cơ quan ban hành', 'Ủy ban nhân dân tỉnh Sông Hương'));
    await officer.sees(/^Đã lưu/);
    await page.reload();
    await officer.sees('Cán bộ thêm');
    expect(await page.getByLabel('Số, ký hiệu').first().inputValue()).toBe('88/UBND-NC');
    for (const box of await page.getByLabel('Xác nhận câu trả lời này').all()) {
      await act(box.check());
    }
    await act(officer.presses('Trình lãnh đạo'));
    await officer.sees('Chờ lãnh đạo đồng ý');

    const approver = await signedIn('lanhdao');
    await approver.follows('Xem và cho ý kiến về danh sách đơn vị, thời hạn');
    // What is agreed to is shown: the mails as they will go.
    await approver.sees('Lịch gửi thư');
    await approver.page.getByRole('button', { name: 'Thông báo' }).first().click();
    await approver.sees('Kính gửi UBND');
    await approver.does('Đồng ý danh sách và thời hạn');
    await approver.sees('Lãnh đạo đã đồng ý, chờ bắt đầu');

    await act(page.reload());
    await act(officer.does('Bắt đầu theo dõi'));
    await officer.sees('Đang theo dõi');
    expect(actions).toBeLessThanOrEqual(MOST_ACTIONS);
    const facts = officeFacts(ledger!, office!.mailboxDir);
    expect(await facts.plan('điểm vui chơi')).toMatchObject({ state: 'started' });
    expect(officer.errors).toEqual([]);
    expect(officer.refused).toEqual(['401 GET /api/session']);

    await page.setViewportSize(PHONE);
    await expectNoSidewaysScrolling(officer);
  });

  test('asks for a report that is in no plan, by the word of a leader, before an hour', async () => {
    const officer = await signedIn('canbo');
    const { page } = officer;
    let actions = 0;
    const act = async (what: Promise<unknown>): Promise<void> => {
      actions += 1;
      await what;
    };
    await act(officer.follows('Kế hoạch'));
    await act(officer.presses('Báo cáo đột xuất'));
    await act(officer.fills('Báo cáo về việc gì', 'tình hình ngập úng'));
    await act(officer.agrees('Báo cáo đột xuất'));
    const dialog = page.getByRole('dialog');
    await act(dialog.getByLabel('Cơ quan phải thực hiện').fill('UBND các xã, phường'));
    await act(dialog.getByText('Ngày, giờ').click());
    await act(dialog.getByLabel('Hạn nộp').fill(DUE));
    await act(dialog.getByLabel('Trước giờ (nếu có)').fill('16:00'));
    await officer.sees('Hiểu là: “trước 16 giờ 00');
    await act(dialog.getByText('Chỉ đạo trực tiếp').click());
    await act(dialog.getByLabel('Người chỉ đạo').fill('đồng chí Chủ tịch UBND tỉnh'));
    await act(dialog.getByLabel('Ngày chỉ đạo').fill(TODAY));
    await act(dialog.getByLabel('Câu mở đầu trong thư').fill('Do mưa lớn, nhiều nơi bị ngập.'));
    await page.setViewportSize(PHONE);
    await expectNoSidewaysScrolling(officer);
    await page.setViewportSize(DESK);
    await act(officer.agrees('Thêm vào danh sách'));
    await officer.sees('Căn cứ: chỉ đạo của đồng chí Chủ tịch UBND tỉnh');
    await act(officer.presses('Trình lãnh đạo'));
    await officer.sees('Chờ lãnh đạo đồng ý');
    await page.getByRole('button', { name: 'Thông báo' }).first().click();
    await officer.sees('Căn cứ: chỉ đạo của đồng chí Chủ tịch UBND tỉnh');
    await officer.sees('Thực hiện chỉ đạo của đồng chí Chủ tịch UBND tỉnh');
    await officer.sees('Do mưa lớn, nhiều nơi bị ngập.');
    // Two minutes of work.
    expect(actions).toBeLessThanOrEqual(15);
    await page.setViewportSize(PHONE);
    await expectNoSidewaysScrolling(officer);
    expect(officer.errors).toEqual([]);
  });

  async function signedIn(name: string): Promise<Visitor> {
    if (office === undefined || browser === undefined) throw new Error('the office does not run');
    const email = `${name}@songhuong.example`;
    const someone = await visit(browser, { baseURL: office.url });
    await someone.goesTo('/');
    await someone.fills('Thư điện tử', email);
    await someone.fills('Mật khẩu', office.passwords.get(email) ?? '');
    await someone.presses('Đăng nhập');
    await someone.sees('Việc cần làm');
    return someone;
  }

  /** Clicks in the middle of some words of the document. */
  async function clicksOn({ page }: Visitor, words: string): Promise<void> {
    const { x, y } = await page.evaluate<{ x: number; y: number }>(`(() => {
      const wanted = ${JSON.stringify(words)};
      const text = document.querySelector('.document-text');
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent.indexOf(wanted);
        if (at === -1) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { x, y, width, height } = range.getClientRects()[0];
        return { x: x + width / 2, y: y + height / 2 };
      }
      throw new Error('nobody reads ' + wanted);
    })()`);
    await page.mouse.click(x, y);
  }
});
