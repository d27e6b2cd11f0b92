import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { ROUTES } from '../../contract/index.js';
import type { PaperDetail } from '../../contract/papers.js';
import {
  acceptReport,
  claimSent,
  requestExtension,
  submitReport,
} from '../../office/collection/obligation-acts.js';
import { confirmPlan } from '../../office/plan/confirm-and-consent.js';
import { day } from '../../domain/day.js';
import type { StaffRole } from '../../domain/staff-role.js';
import { confirmedPlan, uploadedPlan } from '../api/support/office.js';
import { openBrowsedOffice } from '../support/browsed-office.js';
import type { BrowsedOffice } from '../support/browsed-office.js';
import { eventually } from '../support/eventually.js';
import { report } from '../support/office.js';
import { describeWith } from '../support/probe.js';
import { expectNoSidewaysScrolling, openBrowser, PHONE } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';

jest.setTimeout(240_000);

const NEW_DAY = '2026-07-10';
const SIGNED_PDF = {
  name: 'cong-van-da-ky.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n'),
};

/** What may come over the line, bytes: with the first page of all, and with the first one behind the sign-in. */
const FIRST_PAGE_BYTES = 180_000;
const FIRST_OFFICE_PAGE_BYTES = 215_000;

describeWith('chromium', 'each role on its main way', ({ chromium }) => {
  let opened: BrowsedOffice | undefined;
  let browser: Browser | undefined;
  let visitors: Visitor[] = [];

  beforeAll(async () => {
    opened = await openBrowsedOffice();
    browser = await openBrowser(chromium);
  });

  afterAll(async () => {
    await browser?.close();
    await opened?.close();
  });

  afterEach(async () => {
    await Promise.all(visitors.map(async ({ context }) => context.close()));
    const errors = visitors.flatMap((visitor) => visitor.errors);
    visitors = [];
    expect(errors).toEqual([]);
  });

  test('an agency fills its figures in on a telephone, sends them and gets a receipt', async () => {
    running().site.setNow('2026-07-01T09:00:00+07:00');
    const agency = await holderOf('UBND xã Đồng Mai');
    await agency.follows('Nhập báo cáo');
    await agency.sees('Thời hạn theo Kế hoạch');
    await agency.sees('trước ngày 05/7/2026');
    await expectNoSidewaysScrolling(agency);
    await agency.fills('Số buổi tuyên truyền trực tiếp', '12');
    await agency.fills('Số lượt người tham dự', '1.204');
    await agency.fills('Người lập', 'Lê Thị Bình');
    await agency.presses('Xem lại và gửi báo cáo');
    await agency.sees('Xem lại trước khi gửi');
    await agency.sees('1.204');
    await expectNoSidewaysScrolling(agency);
    expect(await rowOf('UBND xã Đồng Mai')).toMatchObject({ state: 'expected', version: 0 });
    await agency.presses('Gửi báo cáo');
    await agency.sees('Phiếu tiếp nhận báo cáo');
    await agency.sees('Lê Thị Bình');
    await expectNoSidewaysScrolling(agency);
    const { row, versions } = await dutyOf('UBND xã Đồng Mai');
    expect(row).toMatchObject({ state: 'submitted', timeliness: 'onTime', version: 1 });
    expect(versions[0]).toMatchObject({ channel: 'link', senderName: 'Lê Thị Bình' });
    expect(versions[0]?.figures.map(({ code, value }) => [code, value])).toEqual([
      ['PROP_SESSIONS', '12'],
      ['PROP_ATTEND', '1204'],
    ]);
  });

  test('an agency says on a telephone that it sent its report by the document system', async () => {
    running().site.setNow('2026-07-01T09:00:00+07:00');
    const agency = await holderOf('Công an thành phố', { throughGateway: true });
    await agency.follows('Nhập báo cáo');
    await agency.follows('Đã gửi qua hệ thống văn bản');
    await agency.presses('Báo đã gửi');
    await agency.sees('Đề nghị ghi số, ký hiệu văn bản.');
    expect(await rowOf('Công an thành phố')).toMatchObject({ state: 'expected' });
    await agency.fills('Số, ký hiệu văn bản', '31/BC-CATP');
    await agency.fills('Ngày ban hành', '2026-07-01');
    await agency.fills('Người báo', 'Trần Văn Nam');
    await expectNoSidewaysScrolling(agency);
    await agency.presses('Báo đã gửi');
    await agency.sees('Đã ghi nhận đơn vị báo đã gửi qua hệ thống văn bản lúc 09:00');
    expect(await rowOf('Công an thành phố')).toMatchObject({
      state: 'claimed',
      claimedAt: '2026-07-01T02:00:00.000Z',
    });
  });

  test('the first page of all is light: scripts, styles, letters, picture and answers together', async () => {
    const newcomer = await running().stranger(browserOf());
    visitors = [...visitors, newcomer];
    await newcomer.goesTo('/sign-in');
    await newcomer.sees('Đăng nhập');
    await newcomer.page.waitForLoadState('networkidle');
    await newcomer.page.evaluate('document.fonts.ready.then(() => true)');
    const weight = await weightOf(newcomer);
    expect(weight).toBeGreaterThan(100_000);
    expect(weight).toBeLessThan(FIRST_PAGE_BYTES);
    await newcomer.page.getByRole('button', { name: 'Đăng nhập' }).click();
    // Not in the words of the browser, whose language is another.
    expect(await faultOfFirstField(newcomer)).toBe('Đề nghị nhập nội dung này.');
    await newcomer.fills('Thư điện tử', 'canbo');
    await newcomer.page.getByRole('button', { name: 'Đăng nhập' }).click();
    expect(await faultOfFirstField(newcomer)).toContain('Địa chỉ chưa đúng');
    for (const path of ['/work', '/plans']) {
      const officer = await running().person(browserOf(), 'officer');
      visitors = [...visitors, officer];
      await officer.goesTo(path);
      await officer.page.locator('h1').first().waitFor();
      await officer.page.waitForLoadState('networkidle');
      await officer.page.evaluate('document.fonts.ready.then(() => true)');
      expect(await weightOf(officer)).toBeLessThan(FIRST_OFFICE_PAGE_BYTES);
      // Its menu is fetched by whoever opens it, and gives the focus back.
      const account = officer.page.getByRole('button', { name: 'Cán bộ officer' });
      await account.click();
      await officer.page.getByRole('menuitem', { name: 'Tài khoản của tôi' }).waitFor();
      await officer.page.keyboard.press('Escape');
      await officer.page.getByRole('menuitem').first().waitFor({ state: 'detached' });
      expect(await officer.page.evaluate<string>('document.activeElement.title')).toBe(
        'Cán bộ officer',
      );
    }
  });

  test('an officer accepts, returns with a new day, grants an extension, confirms a claim', async () => {
    running().site.setNow('2026-07-02T09:00:00+07:00');
    await agenciesHaveActed();
    const officer = await person('officer', { viewport: { width: 1440, height: 900 } });
    await officer.goesTo('/work');
    await officer.sees('Quản trị');
    expect(await weightOf(officer)).toBeLessThan(FIRST_OFFICE_PAGE_BYTES);
    await officer.page.getByText('EN', { exact: true }).click();
    await officer.sees('My work');
    await officer.page.reload();
    await officer.sees('My work');
    await officer.page.getByText('VI', { exact: true }).click();
    await findsBoardByKeyboard(officer);
    await officer.sees('Bảng theo dõi');
    await readsOnRow(officer, 'UBND phường Bến Ngự', 'Đề nghị gia hạn đến 10/7/2026');

    await actsOn(officer, 'Sở Y tế', 'Đưa vào tổng hợp');
    await officer.agrees('Đưa vào tổng hợp');
    await readsOnRow(officer, 'Sở Y tế', 'Đã đưa vào tổng hợp');

    await actsOn(officer, 'Sở Nội vụ', 'Đề nghị bổ sung');
    await officer.agrees('Đề nghị bổ sung');
    await officer.sees('Đề nghị nhập nội dung này.');
    await officer.fills('Lý do', 'Thiếu số liệu các phường');
    await officer.fills('Gửi lại đến hết ngày', NEW_DAY);
    await officer.agrees('Đề nghị bổ sung');
    await readsOnRow(officer, 'Sở Nội vụ', 'Gửi lại đến hết ngày 10/7/2026');

    await actsOn(officer, 'UBND phường Bến Ngự', 'Trả lời đề nghị gia hạn');
    await officer.sees('đề nghị gia hạn đến hết ngày 10/7/2026. Lý do: Chờ số liệu của tổ dân phố');
    await officer.sees('Khi chưa thể gia hạn, ý kiến này được nêu trong thư trả lời đơn vị.');
    await officer.agrees('Trả lời đề nghị gia hạn');
    await readsOnRow(officer, 'UBND phường Bến Ngự', 'Được gia hạn đến hết ngày 10/7/2026');

    await actsOn(officer, 'Sở Tài chính', 'Xác nhận đã nhận văn bản');
    await officer.agrees('Xác nhận đã nhận văn bản');
    await readsOnRow(officer, 'Sở Tài chính', 'Đúng hạn');

    expect(await rowOf('Sở Y tế')).toMatchObject({ state: 'accepted' });
    expect(await rowOf('Sở Nội vụ')).toMatchObject({
      state: 'returned',
      grantedDay: NEW_DAY,
      reason: 'Thiếu số liệu các phường',
    });
    expect(await rowOf('UBND phường Bến Ngự')).toMatchObject({
      state: 'expected',
      grantedDay: NEW_DAY,
      extension: null,
    });
    expect(await rowOf('Sở Tài chính')).toMatchObject({ timeliness: 'onTime' });
    expect(officer.refused).toEqual([]);

    const phone = await person('officer', { viewport: PHONE });
    await phone.goesTo(`/cycles/${running().plan.cycleId}`);
    await phone.sees('Gửi lại đến hết ngày 10/7/2026');
    await expectNoSidewaysScrolling(phone);
  });

  /** Closes what Ctrl K opened, opens it again, and goes to the board by its name without accents. */
  async function findsBoardByKeyboard({ page }: Visitor): Promise<void> {
    const button = page.getByRole('button', { name: 'Tìm và đi đến' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const isFocused = async (): Promise<boolean> =>
      page.evaluate<boolean>("document.activeElement?.className.includes('finder-button')");
    await eventually(isFocused, 'the focus is back where it was', 5000);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    // At once: typed letter by letter, each pause would look anew and begin at the first line again.
    await page.getByRole('combobox').fill('thang hanh dong');
    await page.getByRole('group', { name: 'Kỳ báo cáo' }).getByRole('option').first().waitFor();
    // Plans stand before cycles; another test may have brought more of the same name.
    const plans = await page.getByRole('group', { name: 'Kế hoạch' }).getByRole('option').count();
    for (let n = 0; n < plans; n += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/cycles/${running().plan.cycleId}`);
  }

  test('an approver consents to the list that was seen, not to one confirmed in between', async () => {
    const { site, office, did, asked } = running();
    site.setNow('2026-06-02T09:00:00+07:00');
    const planId = await uploadedPlan(site, office);
    const confirmed = confirmedPlan(office);
    await did(async (scope) => confirmPlan(scope, { planId, confirmed }));
    const approver = await person('approver');
    await approver.goesTo('/work');
    await approver.follows('Xem và cho ý kiến về danh sách đơn vị, thời hạn');
    await approver.sees('Chờ lãnh đạo đồng ý');
    await approver.presses('Đồng ý danh sách và thời hạn');
    await approver.sees('Đồng ý cho đúng bản đang xem');

    const fewer = confirmed.agencyIds.slice(1);
    await did(async (scope) =>
      confirmPlan(scope, { planId, confirmed: { ...confirmed, agencyIds: fewer } }),
    );
    await approver.agrees('Đồng ý danh sách và thời hạn');
    await approver.sees('Danh sách, thời hạn đã được xác nhận lại sau khi đồng chí xem.');
    const stateOf = async () =>
      (await asked('approver', ROUTES.plans.detail, { params: { planId } })).plan.state;
    expect(await stateOf()).toBe('awaitingConsent');
    await approver.agrees('Thôi');

    await approver.page.reload();
    await approver.does('Đồng ý danh sách và thời hạn');
    await approver.sees('Lãnh đạo đã đồng ý, chờ bắt đầu');
    expect(await stateOf()).toBe('consented');
    expect(approver.refused).toEqual(['409 POST /api/plans/…/consent']);
  });

  test('an approver approves one paper and sends another back with a reason', async () => {
    const letter = await waitingLetter();
    const consolidated = await waitingReport();
    const approver = await person('approver', { viewport: { width: 1440, height: 900 } });
    await approver.goesTo('/work');
    await approver.follows('Duyệt Công văn đôn đốc');
    await approver.sees('Sở Xây dựng');
    const steps = approver.page.getByRole('listitem').filter({ hasText: 'Duyệt' });
    await steps.getByText('Chờ duyệt').waitFor();
    await approver.does('Duyệt');
    await approver.sees('Đã duyệt, chờ số và ngày');
    const approved = await paperOf(letter);
    expect(approved.paper.state).toBe('approved');
    expect(approved.names).toContain('Sở Xây dựng');
    expect(approved.approvals.at(-1)?.contentSha256).toBe(approved.frozen?.sha256);

    await approver.goesTo(`/papers/${consolidated}`);
    await approver.sees('Số lượt người tham dự');
    await approver.presses('Trả lại dự thảo');
    await approver.agrees('Trả lại dự thảo');
    await approver.sees('Đề nghị nhập nội dung này.');
    await approver.fills('Lý do', 'Nêu rõ hơn kết quả tuyên truyền');
    await approver.agrees('Trả lại dự thảo');
    await approver.sees(/^Đã trả lại dự thảo$/);
    await approver.sees('Nêu rõ hơn kết quả tuyên truyền');
    const { paper, approvals } = await paperOf(consolidated);
    expect(paper.state).toBe('sentBack');
    expect(approvals).toMatchObject([
      { decision: 'sentBack', reason: 'Nêu rõ hơn kết quả tuyên truyền', by: 'Cán bộ approver' },
    ]);
    const officer = await person('officer');
    await officer.goesTo('/work');
    await officer.sees('Sửa Báo cáo tổng hợp bị trả lại');
    expect(approver.refused).toEqual([]);
    const phone = await person('officer', { viewport: PHONE });
    await phone.goesTo(`/papers/${consolidated}`);
    await phone.sees('Số lượt người tham dự');
    await expectNoSidewaysScrolling(phone);
  });

  test('a clerk enters number and date with the signed PDF, then records the release', async () => {
    const letter = await waitingLetter();
    const { seen } = await paperOf(letter);
    await running().asked('approver', ROUTES.papers.approve, {
      params: { documentId: letter },
      body: { seen },
    });
    const clerk = await person('clerk');
    await clerk.goesTo('/work');
    await clerk.follows('Nhập số, ngày cho Công văn đôn đốc');
    await clerk.presses('Nhập số, ngày');
    await clerk.fills('Số, ký hiệu', '77/UBND-NC');
    await clerk.fills('Ngày ban hành', '2026-07-08');
    await clerk.page.locator('input[type=file]').setInputFiles(SIGNED_PDF);
    await clerk.agrees('Lưu');
    await clerk.sees('Đã có số, chờ phát hành');
    await clerk.sees('Tải PDF đã ký');
    expect(await paperOf(letter)).toMatchObject({
      paper: { state: 'numbered', number: '77/UBND-NC', issuedOn: '2026-07-08' },
      signedPdfName: SIGNED_PDF.name,
    });
    await clerk.does('Ghi nhận đã phát hành');
    await clerk.sees(/^Đã phát hành$/);
    expect((await paperOf(letter)).paper.state).toBe('released');
    expect(clerk.refused).toEqual([]);
  });

  test('an officer drafts the letter that tells how to report, is shown what is open, fills it in and puts it forward', async () => {
    const { cycleId } = running().plan;
    const { asked } = running();
    const { documentId } = await asked('officer', ROUTES.paperHeads.draftGuidance, {
      params: { cycleId },
    });
    const { changedAt } = await asked('officer', ROUTES.paperHeads.head, {
      params: { documentId },
    });
    await asked('officer', ROUTES.paperHeads.editHead, {
      params: { documentId },
      body: { changedAt, head: { signerName: '' } },
    });
    const officer = await person('officer');
    await officer.goesTo(`/papers/${documentId}`);
    await officer.sees('Chưa có họ tên người ký.');
    await officer.does('Trình duyệt');
    await officer.sees(/Chưa trình duyệt được, văn bản còn chỗ để trống/);
    await officer.agrees('Thôi');
    await officer.presses('Sửa thể thức');
    await officer.fills('Họ tên người ký', 'Người Ký Mẫu');
    await officer.presses('Lưu');
    await officer.sees('Người Ký Mẫu');
    await officer.does('Trình duyệt');
    await officer.sees(/^Chờ duyệt$/);
    const head = await asked('officer', ROUTES.paperHeads.head, {
      params: { documentId },
    });
    expect(head).toMatchObject({ open: [], isOpen: false, head: { signerName: 'Người Ký Mẫu' } });
    expect(officer.refused).toEqual(['422 POST /api/papers/…/submit']);
    const phone = await person('officer', { viewport: PHONE });
    await phone.goesTo(`/papers/${documentId}`);
    await phone.sees('Người Ký Mẫu');
    await expectNoSidewaysScrolling(phone);
    // The last entry of the longest menu, on a small machine.
    const admin = await person('admin', { viewport: { width: 1366, height: 600 } });
    await admin.goesTo('/work');
    await admin.page.getByRole('link', { name: 'Thiết lập', exact: true }).click();
    await admin.sees('Thể thức văn bản');
  });

  test('an admin mends an address, adds a person, watches, and decides about two persons', async () => {
    const { asked } = running();
    const admin = await person('admin', { viewport: { width: 1440, height: 900 } });
    await admin.goesTo('/work');
    await admin.sees('Cần quyết định: người trình danh sách, văn bản có được tự duyệt hay không.');

    await admin.follows('Đầu mối liên hệ');
    await actsOn(admin, 'Hội Nông dân tỉnh', 'Sửa');
    await admin.fills('Thư điện tử', 'vanphong@nongdan.example');
    await admin.agrees('Lưu');
    await admin.sees('vanphong@nongdan.example');
    const { agencies } = await asked('admin', ROUTES.admin.agencies);
    expect(agencies.find(({ name }) => name === 'Hội Nông dân tỉnh')?.contacts).toMatchObject([
      { role: 'mailbox', email: 'vanphong@nongdan.example' },
    ]);

    await admin.page.getByRole('link', { name: 'Cán bộ', exact: true }).click();
    await admin.presses('Thêm cán bộ');
    await admin.fills('Họ tên', 'Đặng Thị Lan');
    await admin.fills('Thư điện tử', 'lan@songhuong.example');
    await admin.page.getByRole('checkbox', { name: 'Văn thư' }).check();
    await admin.agrees('Lưu');
    await admin.sees('Mật khẩu lần đầu của Đặng Thị Lan');
    await admin.page.getByRole('dialog').getByText('Đóng').click();
    await admin.sees('lan@songhuong.example');
    const { staff } = await asked('admin', ROUTES.admin.staff);
    expect(staff.find(({ name }) => name === 'Đặng Thị Lan')).toMatchObject({
      email: 'lan@songhuong.example',
      roles: ['officer', 'clerk'],
      hasAccount: true,
    });

    await admin.follows('Kỳ báo cáo');
    await admin.sees('Đợt gửi tiếp theo');
    await admin.sees('Máy chủ thư');

    await admin.follows('Nhật ký');
    const mended = admin.page.getByRole('row').filter({ hasText: 'Sửa đơn vị' }).first();
    await mended.getByText('Cán bộ admin').waitFor();
    await mended.getByText('đường dẫn cũ hết hiệu lực: có; đổi địa chỉ thư: có').waitFor();
    const added = admin.page.getByRole('row').filter({ hasText: 'Thêm cán bộ' }).first();
    await added.getByText('vai trò: Cán bộ theo dõi, Văn thư').waitFor();

    await admin.follows('Thiết lập');
    await admin.page.getByLabel('Người trình và người duyệt phải là hai người').check();
    await admin.presses('Lưu');
    await admin.sees('Áp dụng cho danh sách khi bắt đầu theo dõi');
    expect(await asked('admin', ROUTES.admin.settings)).toMatchObject({ twoPersons: true });
    await admin.follows('Việc của tôi');
    await admin.sees('Đang theo dõi');
    expect(await admin.page.getByText('Cần quyết định:').count()).toBe(0);
    expect(admin.refused).toEqual([]);
    await admin.page.setViewportSize(PHONE);
    await admin.goesTo('/admin/cycles');
    await admin.sees('Máy chủ thư');
    await expectNoSidewaysScrolling(admin);
  });

  function running(): BrowsedOffice {
    if (opened === undefined) throw new Error('the office does not run');
    return opened;
  }

  function browserOf(): Browser {
    if (browser === undefined) throw new Error('no browser was opened');
    return browser;
  }

  async function person(role: StaffRole, options?: BrowserContextOptions): Promise<Visitor> {
    const someone = await running().person(browserOf(), role, options);
    visitors = [...visitors, someone];
    return someone;
  }

  /** Bytes that came over the line with a page and all it fetched so far, as they were packed. */
  async function weightOf({ page }: Visitor): Promise<number> {
    return page.evaluate<number>(
      "['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind)).reduce((sum, one) => sum + one.encodedBodySize, 0)",
    );
  }

  /** What the browser says is wrong with the first field of a page that it does not take. */
  async function faultOfFirstField({ page }: Visitor): Promise<string> {
    return page.evaluate<string>("document.querySelector('input:invalid').validationMessage");
  }

  /** Somebody who has followed the link of a mail; a gateway on its way may have encoded what stands before the token. */
  async function holderOf(
    agency: string,
    { throughGateway = false }: { readonly throughGateway?: boolean } = {},
  ): Promise<Visitor> {
    const someone = await running().stranger(browserOf(), { viewport: PHONE });
    visitors = [...visitors, someone];
    const link = await running().link(agency);
    await someone.goesTo(throughGateway ? link.replace('#', '%23') : link);
    if (throughGateway) await someone.presses('Mở');
    await someone.sees(`Báo cáo của ${agency}`);
    await expectNoSidewaysScrolling(someone);
    return someone;
  }

  async function dutyOf(agency: string) {
    const params = { obligationId: await running().dutyOf(agency) };
    return running().asked('officer', ROUTES.obligations.detail, { params });
  }

  async function rowOf(agency: string) {
    return (await dutyOf(agency)).row;
  }

  async function paperOf(documentId: string): Promise<PaperDetail> {
    return running().asked('officer', ROUTES.papers.detail, { params: { documentId } });
  }

  /** Two reports, an extension asked for and a claim, as the agencies would have sent them. */
  async function agenciesHaveActed(): Promise<void> {
    const { did } = running();
    for (const agency of ['Sở Y tế', 'Sở Nội vụ', 'Sở Tư pháp']) {
      const obligationId = await running().dutyOf(agency);
      await did(async (scope) => submitReport(scope, { obligationId, content: report() }));
    }
    const accepted = await running().dutyOf('Sở Tư pháp');
    await did(async (scope) => acceptReport(scope, { obligationId: accepted }));
    const late = await running().dutyOf('UBND phường Bến Ngự');
    await did(async (scope) =>
      requestExtension(scope, {
        obligationId: late,
        wantedDay: day(NEW_DAY),
        reason: 'Chờ số liệu của tổ dân phố',
        requestedBy: 'Phạm Văn Sơn',
      }),
    );
    const claimed = await running().dutyOf('Sở Tài chính');
    await did(async (scope) =>
      claimSent(scope, {
        obligationId: claimed,
        documentNumber: '40/BC-STC',
        documentDate: day('2026-07-01'),
        signer: null,
        senderName: 'Võ Thị Hạnh',
      }),
    );
  }

  /** A letter that names who is late on 8 July, before its approver. */
  async function waitingLetter(): Promise<string> {
    const { site, plan, asked } = running();
    site.setNow('2026-07-08T09:00:00+07:00');
    await asked('officer', ROUTES.cycles.redraftLetter, { params: { cycleId: plan.cycleId } });
    return putForward('urgingLetter');
  }

  /** The consolidated report of what has come in, before its approver. */
  async function waitingReport(): Promise<string> {
    const { plan, asked } = running();
    const params = { cycleId: plan.cycleId };
    await asked('officer', ROUTES.cycles.closeCollection, { params });
    await asked('officer', ROUTES.cycles.redraftReport, { params });
    return putForward('consolidatedReport');
  }

  async function putForward(kind: string): Promise<string> {
    const { asked } = running();
    const { papers } = await asked('officer', ROUTES.papers.list);
    const draft = papers.find((paper) => paper.kind === kind && paper.state === 'draft');
    if (draft === undefined) throw new Error(`no draft of ${kind}`);
    await asked('officer', ROUTES.papers.submit, { params: { documentId: draft.id } });
    return draft.id;
  }
});

/** Opens the menu of acts of an agency's row and chooses one. */
async function actsOn(someone: Visitor, agency: string, act: string): Promise<void> {
  await rowNamed(someone, agency).getByRole('button', { name: 'Thao tác' }).click();
  await someone.chooses(act);
}

/** Waits until a text can be read on the row of an agency. */
async function readsOnRow(someone: Visitor, agency: string, text: string): Promise<void> {
  await rowNamed(someone, agency).getByText(text, { exact: true }).first().waitFor();
}

function rowNamed({ page }: Visitor, agency: string) {
  return page.getByRole('row').filter({ hasText: agency });
}
