import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createTestDatabase } from '../support/ledger.js';
import { startOfficeInstance } from '../support/office-instance.mjs';
import type { OfficeInstance } from '../support/office-instance.mjs';
import { describeWith } from '../support/probe.js';
import { DESK, expectNoSidewaysScrolling, openBrowser, PHONE, visit } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';

jest.setTimeout(240_000);

/** Different bodies for different duties, one of them in no directory; a day that no calendar has; no campaign. */
const PLAN = `ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG
Số: 16/KH-UBND
Sông Hương, ngày 12 tháng 5 năm 2099

KẾ HOẠCH
Tuyên truyền phòng, chống đuối nước

I. MỤC ĐÍCH

1. Nâng cao nhận thức của người dân.

II. TỔ CHỨC THỰC HIỆN

1. Các sở, ngành gửi báo cáo kết quả về UBND tỉnh trước ngày 05/7/2099; UBND các xã, phường trước ngày 15/7/2099; riêng Công an tỉnh trước ngày 20/7/2099.

2. UBND các xã, phường gửi danh sách đầu mối về Sở Y tế trước ngày 31/6/2099.

3. Sở Ngoại vụ gửi danh sách đầu mối về Sở Y tế trước ngày 22/6/2099.
`;

describeWith('chromium', 'an officer who reviews a plan', ({ chromium }) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>> | undefined;
  let office: OfficeInstance | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    database = await createTestDatabase();
    office = await startOfficeInstance({ databaseUrl: database.url });
    browser = await openBrowser(chromium);
  });

  afterAll(async () => {
    await browser?.close();
    await office?.stop();
    await database?.drop();
  });

  test('sees who owes each duty, chooses others, and gives a day to what has none', async () => {
    const officer = await atTheReview();
    const { page } = officer;
    await officer.sees('1 cơ quan: Công an tỉnh');
    await officer.sees('8 cơ quan: UBND phường An Lạc');
    await officer.sees('“Sở Ngoại vụ” không có trong danh sách cơ quan, đơn vị.');

    await page.setViewportSize(PHONE);
    await page.reload();
    await page.getByRole('button', { name: 'Chọn lại cơ quan' }).last().click();
    await expectNoSidewaysScrolling(officer);
    await officer.presses('Đặt thời hạn');
    await officer.sees('Sửa nội dung phải báo cáo');
    await expectNoSidewaysScrolling(officer);
    await officer.agrees('Thôi');
    await page.setViewportSize(DESK);

    await page.getByRole('button', { name: 'Không theo dõi nội dung này' }).nth(2).click();
    await answersTheCampaign(officer);
    // What was taken off stays off after an answer, until it is put back.
    await officer.sees('Không theo dõi (1)');
    expect(await page.getByText('1 cơ quan: Công an tỉnh').count()).toBe(0);
    await officer.presses('Theo dõi lại');
    await officer.sees('1 cơ quan: Công an tỉnh');

    await officer.presses('Đặt thời hạn');
    await page.getByRole('dialog').getByText('Ngày, giờ').click();
    await officer.fills('Hạn nộp', '2099-06-19');
    await officer.fills('Trước giờ (nếu có)', '14h');
    await officer.sees('Hiểu là: “trước 14 giờ 00 ngày 19/6/2099”');
    await officer.agrees('Lưu');
    await officer.sees('Cán bộ sửa');

    for (const box of await page.getByLabel('Xác nhận câu trả lời này').all()) await box.check();
    await officer.sees('danh sách đầu mối: Chưa chọn cơ quan phải thực hiện nội dung này.');
    expect(await page.getByRole('button', { name: 'Trình lãnh đạo' }).isDisabled()).toBe(true);
    // One department in the place of the one that is not there.
    await page.getByRole('checkbox', { name: 'Sở Nội vụ' }).first().check();
    await officer.sees('1 cơ quan: Sở Nội vụ');
    await page.getByText('Chưa chọn cơ quan phải thực hiện').first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Lấy lại như đã đọc' }).first().click();
    await page.getByText('“trước 14 giờ 00 ngày 19/6/2099”').waitFor({ state: 'detached' });
    await officer.presses('Trình lãnh đạo');
    await officer.sees('Chờ lãnh đạo đồng ý');
    expect(officer.errors).toEqual([]);
    expect(officer.refused).toEqual(['401 GET /api/session']);
  });

  async function atTheReview(): Promise<Visitor> {
    if (office === undefined || browser === undefined) throw new Error('the office does not run');
    const officer = await visit(browser, { baseURL: office.url });
    const email = 'canbo@songhuong.example';
    await officer.goesTo('/');
    await officer.fills('Thư điện tử', email);
    await officer.fills('Mật khẩu', office.passwords.get(email) ?? '');
    await officer.presses('Đăng nhập');
    await officer.follows('Đưa kế hoạch vào theo dõi');
    await officer.page.locator('input[type=file]').setInputFiles({
      name: 'ke-hoach-duoi-nuoc.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(PLAN),
    });
    await officer.sees('Nội dung phải báo cáo');
    return officer;
  }

  /** A campaign that ends after a report is due by the letter: that is asked about as well. */
  async function answersTheCampaign({ page, ...officer }: Visitor): Promise<void> {
    await page.getByLabel('Câu trả lời').first().fill('01/6/2099 - 04/7/2099');
    await page.getByLabel('Xác nhận câu trả lời này').first().check();
    await officer.sees('Hiểu chặt “trước ngày 05/7/2099”');
  }
});
