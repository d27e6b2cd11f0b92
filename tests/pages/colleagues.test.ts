import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowsedOffice } from '../support/browsed-office.js';
import type { BrowsedOffice } from '../support/browsed-office.js';
import { describeWith } from '../support/probe.js';
import { DESK, expectNoSidewaysScrolling, openBrowser, PHONE } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';

jest.setTimeout(240_000);

const AGENCY = 'UBND xã Đồng Mai';
const SESSIONS = 'Số buổi tuyên truyền trực tiếp';

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
});
