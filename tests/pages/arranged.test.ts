import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { openBrowsedOffice } from '../support/browsed-office.js';
import type { BrowsedOffice } from '../support/browsed-office.js';
import { describeWith } from '../support/probe.js';
import { expectNoSidewaysScrolling, openBrowser } from '../support/visitor.js';

jest.setTimeout(240_000);

describeWith('chromium', 'when agencies and people change', ({ chromium }) => {
  let opened: BrowsedOffice | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    opened = await openBrowsedOffice();
    browser = await openBrowser(chromium);
  });

  afterAll(async () => {
    await browser?.close();
    await opened?.close();
  });

  test('an officer sees what closing an agency does, and does it', async () => {
    opened!.site.setNow('2026-06-20T09:00:00+07:00');
    const officer = await opened!.person(browser!, 'officer');
    await officer.goesTo('/admin/contacts');
    const row = officer.page.getByRole('row').filter({ hasText: 'UBND phường Bến Ngự' });
    await row.getByRole('button', { name: /Thao tác/ }).click();
    await officer.chooses('Ghi nhận đơn vị kết thúc');
    await officer.fills('Kết thúc hoạt động từ ngày', '2026-06-20');
    const successor = officer.page.getByRole('combobox', { name: 'Đơn vị tiếp nhận' });
    await successor.fill('dong mai');
    await officer.page.getByRole('option', { name: 'UBND xã Đồng Mai' }).click();
    await officer.fills('Văn bản làm căn cứ', 'Nghị quyết số 9/NQ-HĐND ngày 10/6/2026');
    await officer.agrees('Xem trước ảnh hưởng');
    await officer.sees('gộp vào báo cáo cùng kỳ của UBND xã Đồng Mai');
    await expectNoSidewaysScrolling(officer);
    await officer.agrees('Ghi nhận đơn vị kết thúc');
    await officer.sees('Hoạt động đến hết ngày 19/6/2026');
    await officer.sees('tiếp nhận: UBND xã Đồng Mai');
    expect(officer.errors).toEqual([]);
    expect(officer.refused).toEqual([]);
  });

  test('an administrator names who takes over from somebody who leaves', async () => {
    await opened!.site.ledger.db
      .updateTable('plan')
      .set({ identity: sql`identity || '{"replyTo": "clerk@songhuong.example"}'::jsonb` })
      .where('id', '=', opened!.plan.planId)
      .execute();
    const admin = await opened!.person(browser!, 'admin');
    await admin.goesTo('/admin/staff');
    await admin.page.getByRole('row').filter({ hasText: 'clerk@' }).getByRole('button').click();
    await admin.page.getByLabel('Đang làm việc').uncheck();
    await admin.sees('Chưa chọn thì người thay thế, hoặc quản trị, đứng tên cho đến khi bàn giao.');
    await admin.agrees('Lưu');
    await admin.sees('Chưa bàn giao 1 Kế hoạch');
    expect(admin.errors).toEqual([]);
    expect(admin.refused).toEqual([]);
  });
});
