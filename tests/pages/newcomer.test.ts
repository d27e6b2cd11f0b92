import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { makeSetUpCode } from '../../office/directory/set-up.js';
import { openLedger } from '../../office/scope.js';
import type { Ledger } from '../../office/scope.js';
import { dayAt, instantOf } from '../../domain/day.js';
import { eventually } from '../support/eventually.js';
import { createTestDatabase } from '../support/ledger.js';
import { officeFacts } from '../support/office-facts.js';
import { startOfficeInstance } from '../support/office-instance.mjs';
import type { OfficeInstance } from '../support/office-instance.mjs';
import { describeWith } from '../support/probe.js';
import { expectNoSidewaysScrolling, openBrowser, PHONE, visit } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';

jest.setTimeout(240_000);

const clock = { now: () => instantOf(Date.now()) };
const TITLE = 'nước sạch nông thôn';
const AGENCY = { name: 'Sở Y tế', email: 'dv07@songhuong.example' };
const MINISTRY = 'tiepnhan@bo.example';
/** What the audit tells of the plan's life; the sample plan was uploaded before. */
const STORY = [
  ...['uploadPlan', 'uploadPlan', 'confirmPlan', 'consentPlan', 'startPlan'],
  ...['claim', 'submit', 'accept', 'closeCollection', 'consolidate'],
  ...['submitForApproval', 'approvePaper', 'numberPaper', 'numberPaper', 'releasePaper'],
];
const SIGNED_PDF = {
  name: 'bao-cao-da-ky.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n'),
};

describeWith('chromium', 'a newcomer in a browser', ({ chromium }) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>> | undefined;
  let office: OfficeInstance | undefined;
  let ledger: Ledger | undefined;
  let browser: Browser | undefined;
  let visitors: Visitor[] = [];

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

  beforeEach(() => {
    visitors = [];
  });

  afterEach(async () => {
    await Promise.all(visitors.map(async ({ context }) => context.close()));
  });

  test('takes a plan from its upload to the Ministry', async () => {
    const officer = await signedIn('canbo');
    await uploads(officer);
    await confirmsWhatWasRead(officer);
    await rehearses(officer);
    const approver = await signedIn('lanhdao');
    await consents(approver);
    await seesTheRehearsalEnd(officer);
    await starts(officer);

    const link = await asksForTheLinkAgain(officer);
    await facts().nothingHappensWhen('a mail scanner opens the link', async () => {
      const scanner = await visitor({ javaScriptEnabled: false });
      await scanner.goesTo(link);
      await scanner.sees('Mở đường dẫn báo cáo');
    });
    const agency = await visitor({ viewport: PHONE });
    await opensTheLink(agency, link);
    await saysItWasSent(agency);
    await sendsItsReport(agency);

    await acceptsAndCloses(officer);
    const paper = await submits(officer);
    await approves(approver, paper);
    await releases(await signedIn('vanthu'));
    await reachesTheMinistry(officer);
    await worksOnATelephone(officer, paper);

    const acts = await facts().acts();
    expect(acts.filter((act) => STORY.includes(act))).toEqual(STORY);
    expect(visitors.flatMap(({ errors }) => errors)).toEqual([]);
    expect(visitors.flatMap(({ refused }) => refused)).toEqual([
      ...['401 GET /api/session', '401 GET /api/session'],
      '422 POST /b/reports/…/review',
      ...['401 GET /api/session', '422 POST /api/papers/…/release'],
    ]);
  });

  test('sets up an office of its own beside the sample, opens it and brings in its first plan', async () => {
    try {
      const admin = await setsUp();
      await admin.presses('Gửi thư thử cho tôi');
      await admin.sees('Máy chủ thư đã nhận thư thử');
      await bringsInAgencies(admin);
      const first = await adds(admin, 'Lê Thị Cúc', 'canbo@so.example', ['Văn thư']);
      await adds(admin, 'Đỗ Văn Dũng', 'lanhdao@so.example', ['Lãnh đạo duyệt']);
      await admin.follows('Thiết lập');
      await admin.fills('Số, ký hiệu công văn hướng dẫn', '12/SNNMT-VP');
      await admin.fills('Ngày công văn', dayAt(clock.now()));
      await admin.presses('Lưu');
      await admin.sees('Đã lưu');
      await admin.sees('Cơ quan đang chuẩn bị');
      await admin.follows('Việc còn phải chuẩn bị');
      await admin.does('Mở cơ quan');
      await admin.sees('Cơ quan đã mở từ');
      expect(await admin.page.getByText('Cơ quan đang chuẩn bị').count()).toBe(0);

      const officer = await entered('canbo@so.example', first);
      await uploads(officer);
      expect(visitors.flatMap(({ errors }) => errors)).toEqual([]);
    } finally {
      await running().ledger.db.deleteFrom('office').where('sample', '=', false).execute();
    }
  });

  test('cannot sign in with a wrong password and may try again', async () => {
    const someone = await visitor();
    await someone.goesTo('/');
    await someone.fills('Thư điện tử', 'lanhdao@songhuong.example');
    await someone.fills('Mật khẩu', 'khong-phai-mat-khau');
    await someone.presses('Đăng nhập');
    await someone.sees('Địa chỉ thư hoặc mật khẩu không đúng.');
    expect(await someone.page.getByLabel('Thư điện tử').inputValue()).toBe(
      'lanhdao@songhuong.example',
    );
    await someone.goesTo('/plans');
    await someone.sees('Dành cho cán bộ của cơ quan theo dõi.');
    expect(someone.errors).toEqual([]);
    expect(someone.refused).toContain('401 POST /api/sign-in');
  });

  test('opens nothing with a link that nobody was sent', async () => {
    const someone = await visitor({ viewport: PHONE });
    await facts().nothingHappensWhen('an unknown link is tried', async () => {
      await someone.goesTo('/b#khong-co-duong-dan-nay');
      await someone.sees('Đường dẫn không đúng. Đề nghị mở lại từ thư mới nhất');
      await someone.goesTo('/b/reports');
      await someone.sees('Phiên làm việc đã hết');
    });
    await expectNoSidewaysScrolling(someone);
    expect(someone.errors).toEqual([]);
    expect(someone.refused).toEqual(['404 POST /b/open', '401 GET /b/reports']);
  });

  function running(): { office: OfficeInstance; ledger: Ledger; browser: Browser } {
    if (office === undefined || ledger === undefined || browser === undefined) {
      throw new Error('the office does not run');
    }
    return { office, ledger, browser };
  }

  function facts(): ReturnType<typeof officeFacts> {
    return officeFacts(running().ledger, running().office.mailboxDir);
  }

  async function visitor(options: BrowserContextOptions = {}): Promise<Visitor> {
    const someone = await visit(running().browser, { baseURL: running().office.url, ...options });
    visitors = [...visitors, someone];
    return someone;
  }

  async function setsUp(): Promise<Visitor> {
    const code = await makeSetUpCode(running().ledger, clock.now());
    const admin = await visitor();
    await admin.goesTo('/');
    await admin.follows('Thiết lập cơ quan của mình');
    await admin.fills('Mã thiết lập', code ?? '');
    await admin.fills('Tên cơ quan', 'Sở Nông nghiệp và Môi trường tỉnh Bến Xa');
    await admin.fills('Địa danh', 'Bến Xa');
    await admin.fills('Tên viết tắt trong thư', 'Sở NN&MT');
    await admin.fills('Quyền hạn, chức vụ', 'GIÁM ĐỐC');
    await admin.fills('Họ tên người ký', 'Nguyễn Văn An');
    await admin.page.getByRole('group', { name: 'Người quản trị' }).getByLabel('Họ tên').fill('Hà');
    await admin.fills('Thư điện tử', 'quantri@so.example');
    await admin.fills('Mật khẩu', 'mot mat khau du dai 7');
    await admin.presses('Lập cơ quan');
    await admin.sees('Chưa gửi thư thử.');
    return admin;
  }

  async function bringsInAgencies(admin: Visitor): Promise<void> {
    await admin.follows('Danh sách đơn vị');
    await admin.page.locator('input[type=file]').setInputFiles({
      name: 'danh-sach.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Email nhận thư;Tên các đơn vị\nxa@so.example;UBND xã Bến Nứa\n'),
    });
    await admin.sees('Dòng 2: UBND xã Bến Nứa');
    await admin.agrees('Áp dụng');
    await admin.sees('Đã thêm 1');
  }

  /** A new colleague, an officer and what is said besides; the first password. */
  async function adds(
    admin: Visitor,
    name: string,
    email: string,
    roles: readonly string[],
  ): Promise<string> {
    const dialog = admin.page.getByRole('dialog');
    await admin.follows('Cán bộ');
    await admin.presses('Thêm cán bộ');
    await dialog.getByLabel('Họ tên').fill(name);
    await dialog.getByLabel('Thư điện tử').fill(email);
    for (const role of roles) await dialog.getByLabel(role).check();
    await admin.agrees('Lưu');
    await dialog.getByText('Mật khẩu').first().waitFor();
    const password = await dialog.locator('code, pre').first().innerText();
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    return password;
  }

  async function signedIn(name: string): Promise<Visitor> {
    const email = `${name}@songhuong.example`;
    return entered(email, running().office.passwords.get(email) ?? '');
  }

  async function entered(email: string, password: string): Promise<Visitor> {
    const someone = await visitor();
    await someone.goesTo('/');
    await someone.fills('Thư điện tử', email);
    await someone.fills('Mật khẩu', password);
    await someone.presses('Đăng nhập');
    await someone.sees('Việc cần làm');
    return someone;
  }

  async function uploads(officer: Visitor): Promise<void> {
    await officer.follows('Đưa kế hoạch vào theo dõi');
    await officer.page.locator('input[type=file]').setInputFiles({
      name: 'ke-hoach-nuoc-sach.txt',
      mimeType: 'text/plain',
      buffer: await planOfTheComingJune(),
    });
    await officer.sees('Rà soát kế hoạch');
    await officer.sees('Chưa ghi số, ký hiệu của văn bản.');
  }

  async function confirmsWhatWasRead(officer: Visitor): Promise<void> {
    await officer.sees('câu hỏi chưa xác nhận.');
    await officer.fills('Số, ký hiệu', '77/KH-UBND');
    for (const box of await officer.page.getByLabel('Xác nhận câu trả lời này').all()) {
      await box.check();
    }
    await officer.fills('Ngày ban hành', dayAt(clock.now()));
    await officer.presses('Trình lãnh đạo');
    await officer.sees('Chờ lãnh đạo đồng ý');
    expect(await facts().plan(TITLE)).toMatchObject({
      state: 'awaitingConsent',
      identity: { number: '77/KH-UBND', issuedOn: dayAt(clock.now()) },
    });
  }

  async function rehearses(officer: Visitor): Promise<void> {
    await officer.does('Chạy thử');
    await officer.sees('BẢN CHẠY THỬ');
  }

  async function consents(approver: Visitor): Promise<void> {
    await approver.follows('Xem và cho ý kiến về danh sách đơn vị, thời hạn');
    await approver.does('Đồng ý danh sách và thời hạn');
    await approver.sees('Lãnh đạo đã đồng ý, chờ bắt đầu');
  }

  async function seesTheRehearsalEnd(officer: Visitor): Promise<void> {
    await officer.sees(/^Đã chạy xong$/);
    await officer.sees('Cấp trên đã nhận');
    expect(await facts().mailsToAgencies()).toEqual([
      { kind: 'rehearsal', sent: expect.any(Number) },
    ]);
  }

  async function starts(officer: Visitor): Promise<void> {
    await officer.follows('Việc của tôi');
    await officer.follows('Bắt đầu theo dõi');
    await officer.sees('Có thể bắt đầu.');
    await officer.does('Bắt đầu theo dõi');
    await officer.sees('Đã tạo 2 kỳ báo cáo');
    await officer.sees('Đang theo dõi');
    expect(await facts().plan(TITLE)).toMatchObject({ state: 'started' });
    expect(await facts().reportOf(AGENCY.name)).toMatchObject({ state: 'expected', version: 0 });
  }

  async function asksForTheLinkAgain(officer: Visitor): Promise<string> {
    const { page } = officer;
    await officer.follows(/^Báo cáo kết quả/);
    await officer.sees('Bảng theo dõi:');
    await officer.presses(`Thao tác với ${AGENCY.name}`);
    await officer.chooses('Gửi lại đường dẫn');
    await officer.agrees('Gửi lại đường dẫn');
    await facts().mailTo(AGENCY.email, 'Đường dẫn báo cáo');
    await officer.follows('Hộp thư thử');
    await page.getByRole('button', { name: `Đường dẫn báo cáo của ${AGENCY.name}` }).click();
    return (await page.getByRole('link', { name: '/b#' }).getAttribute('href')) ?? '';
  }

  async function opensTheLink(agency: Visitor, link: string): Promise<void> {
    const { page } = agency;
    await agency.goesTo(link);
    await agency.sees(`Báo cáo của ${AGENCY.name}`);
    expect(page.url()).not.toContain('#');
    await expectNoSidewaysScrolling(agency);
    await agency.follows('Nhập báo cáo');
    await agency.sees('Xem lại và gửi báo cáo');
    await expectNoSidewaysScrolling(agency);
    await facts().nothingHappensWhen('the pages of the report are looked at', async () => {
      const report = new URL(page.url()).pathname;
      for (const address of [report, `${report}/sent`, `${report}/extension`, `${report}/word`]) {
        expect((await page.request.get(address)).status()).toBe(200);
      }
    });
  }

  async function saysItWasSent(agency: Visitor): Promise<void> {
    await agency.follows('Đã gửi qua hệ thống văn bản');
    await agency.fills('Số, ký hiệu văn bản', '12/BC-SYT');
    await agency.fills('Ngày ban hành', dayAt(clock.now()));
    await agency.fills('Người báo', 'Nguyễn Văn Bình');
    await expectNoSidewaysScrolling(agency);
    await agency.presses('Báo đã gửi');
    await agency.sees('Đã ghi nhận đơn vị báo đã gửi qua hệ thống văn bản');
    expect(await facts().reportOf(AGENCY.name)).toMatchObject({ state: 'claimed' });
  }

  async function sendsItsReport(agency: Visitor): Promise<void> {
    const { page } = agency;
    await agency.fills('Số buổi tuyên truyền trực tiếp', 'mười hai');
    await agency.fills('Số lượt người tham dự', '1.204');
    await agency.fills('Người lập', 'Nguyễn Văn Bình');
    await agency.presses('Xem lại và gửi báo cáo');
    await agency.sees('Cần sửa 01 nội dung');
    await agency.sees('Chỉ nhập chữ số; dấu chấm ngăn hàng nghìn');
    const sessions = page.getByLabel('Số buổi tuyên truyền trực tiếp').first();
    expect(await sessions.inputValue()).toBe('mười hai');
    expect(await sessions.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Số lượt người tham dự').first().inputValue()).toBe('1.204');
    await expectNoSidewaysScrolling(agency);
    expect(await facts().reportOf(AGENCY.name)).toMatchObject({ state: 'claimed', version: 0 });

    await agency.fills('Số buổi tuyên truyền trực tiếp', '12');
    await agency.presses('Xem lại và gửi báo cáo');
    await agency.sees('Xem lại trước khi gửi');
    await expectNoSidewaysScrolling(agency);
    await agency.presses('Gửi báo cáo');
    await agency.sees('Phiếu tiếp nhận báo cáo');
    await expectNoSidewaysScrolling(agency);
    expect(await facts().reportOf(AGENCY.name)).toMatchObject({
      state: 'submitted',
      version: 1,
      on_time: true,
      figures: { PROP_SESSIONS: '12', PROP_ATTEND: '1204' },
      sender_name: 'Nguyễn Văn Bình',
      channel: 'link',
    });
    // It has said where its document went: the receipt asks for nothing more.
    await facts().mailTo(AGENCY.email, 'Đã nhận báo cáo');
  }

  async function acceptsAndCloses(officer: Visitor): Promise<void> {
    await officer.follows('Việc của tôi');
    await officer.follows('Kiểm tra 1 báo cáo đã nhận');
    await officer.follows(AGENCY.name);
    await officer.sees('người gửi Nguyễn Văn Bình');
    await officer.does('Đưa vào tổng hợp');
    await officer.sees(/^Đã đưa vào tổng hợp$/);
    expect(await facts().reportOf(AGENCY.name)).toMatchObject({ state: 'accepted' });
    await officer.page.goBack();
    await officer.presses('Thao tác');
    await officer.chooses('Chốt, không chờ thêm');
    await officer.agrees('Chốt, không chờ thêm');
    await officer.sees('Đã chốt thu báo cáo');
  }

  async function submits(officer: Visitor): Promise<string> {
    await eventually(async () => (await facts().paperState()) === 'draft', 'the report is drafted');
    await officer.follows('Việc của tôi');
    await officer.follows('Hoàn thiện và trình duyệt Báo cáo tổng hợp');
    await officer.sees('1.204');
    await officer.does('Trình duyệt');
    await officer.sees(/^Chờ duyệt$/);
    return new URL(officer.page.url()).pathname;
  }

  async function approves(approver: Visitor, paper: string): Promise<void> {
    await approver.goesTo(paper);
    await approver.does('Duyệt');
    await approver.sees('Đã duyệt, chờ số và ngày');
    expect(await facts().paperState()).toBe('approved');
  }

  async function releases(clerk: Visitor): Promise<void> {
    const { page } = clerk;
    await clerk.follows('Nhập số, ngày cho Báo cáo tổng hợp');
    await clerk.presses('Nhập số, ngày');
    await clerk.fills('Số, ký hiệu', '45');
    await clerk.agrees('Lưu');
    await clerk.sees('Đã có số, chờ phát hành');
    await clerk.does('Ghi nhận đã phát hành');
    await clerk.sees('Chưa có bản PDF đã ký số nên chưa thể ghi nhận phát hành.');
    expect(await facts().paperState()).toBe('numbered');
    await clerk.agrees('Thôi');

    await clerk.presses('Nhập số, ngày');
    await page.locator('input[type=file]').setInputFiles(SIGNED_PDF);
    await clerk.agrees('Lưu');
    await clerk.sees('Tải PDF đã ký');
    await clerk.presses('Ghi nhận đã phát hành');
    // No copy goes by mail unless somebody asks for it.
    await page.getByLabel(`Gửi thêm bản sao (PDF đã ký) qua thư điện tử tới ${MINISTRY}`).check();
    await clerk.agrees('Ghi nhận đã phát hành');
    await clerk.sees(/^Đã phát hành$/);
    expect(await facts().paperState()).toBe('released');
  }

  async function reachesTheMinistry(officer: Visitor): Promise<void> {
    const mail = await facts().mailTo(MINISTRY, '45/BC-SNNMT');
    expect(mail.attachments.map(({ fileName }) => fileName)).toEqual([SIGNED_PDF.name]);
    expect(mail.attachments[0]?.bytes.equals(SIGNED_PDF.buffer)).toBe(true);
    await officer.goesTo('/admin/mailbox');
    await officer.sees(mail.subject);
  }

  async function worksOnATelephone(officer: Visitor, paper: string): Promise<void> {
    const storageState = await officer.context.storageState();
    const phone = await visitor({ viewport: PHONE, storageState });
    await phone.goesTo('/work');
    await phone.sees('Đang theo dõi');
    await phone.sees(/^Đã nhận 1/);
    await expectNoSidewaysScrolling(phone);
    await phone.follows(/^Báo cáo kết quả/);
    await phone.sees('phường Bến Ngự');
    await expectNoSidewaysScrolling(phone);
    await phone.goesTo(paper);
    await phone.sees('1.204');
    await expectNoSidewaysScrolling(phone);
  }
});

/** The sample plan under another name and, as officers upload it, without number and date. */
async function planOfTheComingJune(): Promise<Buffer> {
  const text = await readFile(new URL('../../cli/sample/plan.txt', import.meta.url), 'utf8');
  const [year = '', month = ''] = dayAt(clock.now()).split('-');
  const june = Number(month) < 5 ? year : String(Number(year) + 1);
  return Buffer.from(
    text
      .replaceAll('2027', june)
      .replaceAll('môi trường nông thôn', TITLE)
      .replace('Số: 57/KH-UBND', 'Số:      /KH-UBND')
      .replace(/ngày 10 tháng 5 năm \d+/, 'ngày     tháng 5 năm'),
  );
}
