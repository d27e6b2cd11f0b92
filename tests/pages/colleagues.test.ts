import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowsedOffice } from '../support/browsed-office.js';
import type { BrowsedOffice } from '../support/browsed-office.js';
import { describeWith } from '../support/probe.js';
import { DESK, expectNoSidewaysScrolling, openBrowser, PHONE } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';
import { aWorkbook } from '../support/workbook.js';

jest.setTimeout(240_000);

const AGENCY = 'UBND xã Đồng Mai';
const SESSIONS = 'Số buổi tuyên truyền trực tiếp';
const SMALL_PHONE = { width: 360, height: 740 };

async function workbook(rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  return aWorkbook({ 'Phụ lục': rows });
}

/** Fills in some fields and waits until the page has kept them by itself. */
async function types(visitor: Visitor, fields: Readonly<Record<string, string>>): Promise<void> {
  const kept = visitor.page.waitForResponse((answer) => answer.url().endsWith('/draft'));
  for (const [label, text] of Object.entries(fields)) {
    await visitor.page.getByRole('textbox', { name: label, exact: true }).fill(text);
  }
  await (await kept).finished();
}

async function valueOf({ page }: Visitor): Promise<string> {
  return page.getByRole('textbox', { name: SESSIONS, exact: true }).inputValue();
}

describeWith('chromium', 'two colleagues with one link', ({ chromium }) => {
  let office: BrowsedOffice;
  let browser: Browser;

  beforeAll(async () => {
    office = await openBrowsedOffice();
    browser = await openBrowser(chromium);
  });

  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  test('type at once: what each leaves is kept by itself, and each sees the other', async () => {
    const report = `/b/reports/${await office.dutyOf(AGENCY)}`;
    const [one, other] = [
      await office.stranger(browser, { viewport: DESK }),
      await office.stranger(browser, { viewport: PHONE }),
    ];
    for (const visitor of [one, other]) {
      await visitor.goesTo(await office.link(AGENCY));
      await visitor.sees(`Báo cáo của ${AGENCY}`);
      await visitor.goesTo(report);
    }
    await expectNoSidewaysScrolling(other);
    await types(one, { 'Người lập (bắt buộc)': 'Lê Thị B', [SESSIONS]: '12' });
    await types(other, {
      'Người lập (bắt buộc)': 'Trần Văn C',
      'Kết quả thực hiện': 'Đã tổ chức lễ phát động.',
    });
    await other.sees(/Đã tự lưu nháp lúc/);
    expect(await valueOf(other)).toBe('12');
    // Both have the same field before them now, and fill it in otherwise.
    await types(one, { [SESSIONS]: '13' });
    await types(other, { [SESSIONS]: '15' });
    await other.sees(/Lê Thị B lúc .*: 13/);
    expect(await valueOf(other)).toBe('15');
    await types(one, { 'Khó khăn, vướng mắc và nguyên nhân': 'Không.' });
    expect(await valueOf(one)).toBe('13');
    // What is typed over it with the other's word in sight is meant.
    await types(other, { [SESSIONS]: '16' });
    await types(one, { 'Đề xuất, kiến nghị': 'Không.' });
    expect(await valueOf(one)).toBe('16');
    expect([...one.errors, ...other.errors]).toEqual([]);
  });

  test('a commune clerk goes the whole way on a telephone: link, what is owed, figures, nil, check, send, receipt', async () => {
    const ward = 'UBND phường Bến Ngự';
    const clerk = await office.stranger(browser, { viewport: SMALL_PHONE, hasTouch: true });
    const { page } = clerk;
    await clerk.goesTo(await office.link(ward));
    await clerk.sees(`Báo cáo của ${ward}`);
    await expectNoSidewaysScrolling(clerk);
    await page.getByRole('link', { name: 'Nhập báo cáo' }).tap();
    await clerk.sees('Số liệu');
    await expectNoSidewaysScrolling(clerk);
    // The figures of the ward's own workbook stand beside their fields; one is taken, the other typed.
    await page.getByText('Lấy số liệu từ tệp Word, Excel của đơn vị').tap();
    await page.getByLabel('Tệp có bảng số liệu (.docx, .xlsx)').setInputFiles({
      name: 'phu-luc.xlsx',
      mimeType: 'application/octet-stream',
      buffer: await workbook([
        ['Chỉ tiêu', 'Kết quả'],
        [SESSIONS, 12],
        ['PROP_ATTEND', '1.250'],
      ]),
    });
    await clerk.presses('Tìm số liệu trong tệp');
    await clerk.sees('Tìm thấy 02 số liệu trong tệp phu-luc.xlsx');
    await expectNoSidewaysScrolling(clerk);
    await page.getByText('Lấy số này: 12').tap();
    expect(await valueOf(clerk)).toBe('12');
    // What is wrong stands beside its field as soon as that is left, and goes as soon as it is right.
    await clerk.fills(SESSIONS, 'mười hai');
    await page.getByLabel('Kết quả thực hiện').focus();
    await clerk.sees('Chỉ nhập chữ số; dấu chấm ngăn hàng nghìn');
    await clerk.sees('Cần xem lại 01 ô.');
    await expectNoSidewaysScrolling(clerk);
    await clerk.fills(SESSIONS, '12');
    await page.getByLabel('Kết quả thực hiện').focus();
    await page.getByText('Cần xem lại 01 ô.').waitFor({ state: 'detached' });
    await page.getByText('Chỉ nhập chữ số; dấu chấm').waitFor({ state: 'hidden' });
    await page.getByLabel('Các chỉ tiêu còn để trống: không phát sinh').check();
    await clerk.fills('Kết quả thực hiện', 'Đã tổ chức lễ phát động.');
    await clerk.fills('Số, ký hiệu', '45/BC-UBND');
    await clerk.presses('Xem lại và gửi báo cáo');
    // What is missing is named, and leads to its field.
    await clerk.sees('Cần sửa 01 nội dung');
    await page.getByRole('link', { name: 'Người lập' }).tap();
    await clerk.fills('Người lập', 'Lê Thị B');
    await clerk.presses('Xem lại và gửi báo cáo');
    await clerk.sees('Xem lại trước khi gửi');
    await expectNoSidewaysScrolling(clerk);
    await page
      .getByLabel('Đính kèm văn bản (nếu có)')
      .setInputFiles(fileURLToPath(new URL('../reader/signed/bao-cao.pdf', import.meta.url)));
    // The browser's own words for it are in its own language.
    await clerk.sees('Chọn tệp');
    await clerk.sees('bao-cao.pdf');
    await clerk.presses('Gửi báo cáo');
    await clerk.sees('Phiếu tiếp nhận báo cáo');
    await clerk.sees('Số 45/BC-UBND: đúng như trong tệp.');
    // It is another commune's paper, and the receipt says so.
    await clerk.sees('Đề nghị xem lại văn bản đính kèm');
    await expectNoSidewaysScrolling(clerk);
    expect(clerk.errors).toEqual([]);
  });
});
