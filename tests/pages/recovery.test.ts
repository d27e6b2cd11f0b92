import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { bindLedger } from '../../db/installation.js';
import { openMarks } from '../../db/marks.js';
import { instant } from '../../domain/day.js';
import type { FenceReason } from '../../domain/fence.js';
import { releaseFence } from '../../office/installation/fence-acts.js';
import { prepareWave } from '../../office/reminding/prepare-wave.js';
import { openBrowsedOffice } from '../support/browsed-office.js';
import type { BrowsedOffice } from '../support/browsed-office.js';
import { describeWith } from '../support/probe.js';
import { expectNoSidewaysScrolling, openBrowser, PHONE } from '../support/visitor.js';

jest.setTimeout(240_000);

describeWith('chromium', 'after a restore', ({ chromium }) => {
  let opened: BrowsedOffice;
  let browser: Browser;
  let fence: FenceReason | null = 'restored';

  beforeAll(async () => {
    opened = await openBrowsedOffice({
      fence: () => Promise.resolve(fence),
      doctor: () =>
        Promise.resolve({
          ok: false,
          checks: [
            { name: 'ledger', ok: true, words: 'Cơ sở dữ liệu hoạt động.', stops: false },
            {
              name: 'relay',
              ok: false,
              words: 'Không đăng nhập được máy chủ thư: 535',
              stops: true,
            },
            {
              name: 'dmarc',
              ok: false,
              words:
                'Tên miền songhuong.example chưa có bản ghi DMARC; thư có thể bị coi là thư rác.',
              stops: false,
            },
          ],
        }),
    });
    browser = await openBrowser(chromium);
    const { site } = opened;
    await prepareWave(site.ledger, opened.office.id);
    const installation = {
      own: { instanceId: 'installation-1', seat: null },
      marks: openMarks([], 'installation-1'),
    };
    await bindLedger(site.ledger.db, installation.own);
    await site.ledger.db
      .updateTable('installation')
      .set({ closed_why: 'restored', restored_to: instant('2026-06-01T08:05:00+07:00') })
      .execute();
    const now = instant('2026-06-01T15:30:00+07:00');
    site.setNow(now);
    await releaseFence(site.ledger, installation, {
      run: randomUUID(),
      now,
      nothingMissing: false,
    });
  });

  afterAll(async () => {
    await browser.close();
    await opened.close();
  });

  test('every page says that nothing is sent, then an officer decides what goes and what is told', async () => {
    fence = 'restored';
    const stranger = await opened.stranger(browser);
    await stranger.goesTo('/sign-in');
    await stranger.sees('KHÔNG GỬI THƯ NÀO');
    await stranger.context.close();
    const officer = await opened.person(browser, 'officer');
    await officer.goesTo('/work');
    await officer.sees('KHÔNG GỬI THƯ NÀO');
    fence = null;
    await officer.goesTo('/work');
    await officer.follows('Xem và quyết định');
    await officer.sees('Từ 08:05, 01/6/2026 đến 15:30, 01/6/2026');
    await officer.sees('có thể đã gửi');
    await officer.does('Báo cho các đơn vị');
    await officer.sees('Đã báo các đơn vị');
    await officer.page.getByLabel('Chọn tất cả trên trang').check();
    await officer.page.getByRole('button', { name: /^Cho gửi/u }).click();
    await officer.agrees('Cho gửi các thư đã chọn');
    await officer.sees('Không còn gì đang giữ lại');
    expect(officer.errors).toEqual([]);
    const told = await opened.site.ledger.db
      .selectFrom('notice')
      .select('id')
      .where('name', '=', 'lostHours')
      .execute();
    expect(told.length).toBeGreaterThan(3);
    await officer.context.close();
  });

  test('an admin examines whether tomorrow will work', async () => {
    fence = null;
    const admin = await opened.person(browser, 'admin', { viewport: PHONE });
    await admin.goesTo('/admin/cycles');
    await admin.presses('Kiểm tra');
    await admin.sees('Có việc phải xử lý trước');
    await admin.sees('Không đăng nhập được máy chủ thư: 535');
    await admin.sees('Chưa có bản sao lưu nào.');
    await expectNoSidewaysScrolling(admin);
    expect(admin.errors).toEqual([]);
    await admin.context.close();
  });

  test('on a telephone nothing runs out of the screen', async () => {
    fence = 'older';
    const officer = await opened.person(browser, 'officer', { viewport: PHONE });
    await officer.goesTo('/admin/recovery');
    await officer.sees('Sau khi khôi phục dữ liệu');
    await officer.sees('KHÔNG GỬI THƯ NÀO');
    await expectNoSidewaysScrolling(officer);
    await officer.context.close();
  });
});
