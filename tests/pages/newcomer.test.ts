import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { openLedger } from '../../db/ledger.js';
import type { Ledger } from '../../db/ledger.js';
import { dayAt, instantOf } from '../../domain/day.js';
import { openMailboxStore } from '../../mail/mailbox/store.js';
import { eventually } from '../support/eventually.js';
import { createTestDatabase } from '../support/ledger.js';
import { startOfficeInstance } from '../support/office-instance.mjs';
import type { OfficeInstance } from '../support/office-instance.mjs';
import { describeWith } from '../support/probe.js';
import { expectNoSidewaysScrolling, openBrowser, PHONE, visit } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';

jest.setTimeout(180_000);

const clock = { now: () => instantOf(Date.now()) };
const AGENCY = 'Sở Y tế';
const TITLE = 'Tháng hành động vì nước sạch nông thôn';
const SIGNED_PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n');

describeWith('chromium', 'somebody who sees dondoc for the first time', ({ chromium }) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>> | undefined;
  let office: OfficeInstance;
  let ledger: Ledger;
  let browser: Browser;

  beforeAll(async () => {
    database = await createTestDatabase();
    [office, browser] = await Promise.all([
      startOfficeInstance({ databaseUrl: database.url }),
      openBrowser(chromium),
    ]);
    ledger = openLedger({ databaseUrl: database.url, clock, poolSize: 2 });
  });

  afterAll(async () => {
    await Promise.allSettled([browser?.close(), ledger?.close()]);
    await office?.stop();
    await database?.drop();
  });

  const visitor = async (options: Partial<Parameters<typeof visit>[1]> = {}): Promise<Visitor> =>
    visit(browser, { baseURL: office.url, ...options });

  async function signedIn(name: string): Promise<Visitor> {
    const email = `${name}@songhuong.example`;
    const someone = await visitor();
    await someone.page.goto('/');
    await someone.fills('Thư điện tử', email);
    await someone.fills('Mật khẩu', office.passwords.get(email) ?? '');
    await someone.presses('Đăng nhập');
    await someone.sees('Việc cần làm ngay');
    return someone;
  }

  async function confirmsWhatWasRead(officer: Visitor): Promise<void> {
    const { page } = officer;
    await officer.fills('Câu trả lời', '77/KH-UBND');
    for (const box of await page.getByLabel('Xác nhận câu trả lời này').all()) await box.check();
    await officer.fills('Ngày ban hành', '2026-06-01');
    await officer.fills('Phòng, đơn vị phụ trách', 'Phòng Môi trường');
    await officer.presses('Trình lãnh đạo');
    await officer.sees('Chờ lãnh đạo đồng ý');
  }

  async function rehearses(officer: Visitor): Promise<void> {
    await officer.presses('Chạy thử');
    await officer.sees('Không đơn vị nào nhận được thư.');
    await officer.presses('Chạy thử');
    await officer.sees('Đã chạy xong');
    const offices = await ledger.db.selectFrom('office').select('kind').orderBy('kind').execute();
    expect(offices).toEqual([{ kind: 'live' }, { kind: 'rehearsal' }]);
    console.error(await officer.page.locator('main').innerText());
  }

  async function starts(officer: Visitor): Promise<string> {
    await officer.follows('Việc của tôi');
    await officer.follows('Bắt đầu theo dõi');
    await officer.sees('Có thể bắt đầu.');
    await officer.presses('Bắt đầu theo dõi');
    await officer.presses('Bắt đầu theo dõi');
    await officer.sees('Đã tạo 2 kỳ báo cáo');
    await officer.sees('Đang theo dõi');
    return new URL(officer.page.url()).pathname;
  }

  async function asksForTheLink(officer: Visitor): Promise<string> {
    const { page } = officer;
    await officer.follows(/^Báo cáo kết quả/);
    await officer.sees('Bảng theo dõi:');
    await page.getByRole('button', { name: `Thao tác với ${AGENCY}` }).click();
    await officer.chooses('Gửi lại đường dẫn');
    await officer.presses('Gửi lại đường dẫn');
    await mailArrives(`Đường dẫn báo cáo của ${AGENCY}`);
    await officer.follows('Hộp thư thử');
    await officer.presses(/Đường dẫn báo cáo của Sở Y tế/);
    const link = await page.getByRole('link', { name: '/b#' }).getAttribute('href');
    return link ?? '';
  }

  async function mailArrives(subject: string) {
    const mailbox = openMailboxStore(office.mailboxDir);
    const find = async () =>
      (await mailbox.list({ limit: 500 })).find((mail) => mail.subject.includes(subject));
    await eventually(async () => (await find()) !== undefined, `a mail about ${subject}`);
    const found = await find();
    return mailbox.read(found?.id ?? '');
  }

  async function sendsItsReport(agency: Visitor, link: string): Promise<void> {
    const { page } = agency;
    await page.goto(link);
    await agency.follows('Nhập báo cáo');
    await agency.sees('Đã gửi qua hệ thống văn bản');
    console.error(await page.locator('main').innerText());
    await agency.fills('Số buổi tuyên truyền trực tiếp', 'mười hai');
    await agency.fills('Số lượt người tham dự', '1.204');
    await agency.fills('Người lập', 'Nguyễn Văn Bình');
    await agency.presses('Xem lại và gửi báo cáo');
    await agency.sees('Cần sửa 01 nội dung');
    console.error(await page.locator('main').innerText());
    await agency.fills('Số buổi tuyên truyền trực tiếp', '12');
    await agency.presses('Xem lại và gửi báo cáo');
    await agency.sees('Xem lại trước khi gửi');
    await agency.presses('Gửi báo cáo');
    await agency.sees('Phiếu tiếp nhận báo cáo');
    await agency.sees('Đã gửi báo cáo.');
  }

  async function closes(officer: Visitor, plan: string): Promise<void> {
    const { page } = officer;
    await page.goto(plan);
    await officer.follows(/^Báo cáo kết quả/);
    await officer.follows(AGENCY);
    await officer.presses('Đưa vào tổng hợp');
    await officer.presses('Đưa vào tổng hợp');
    await officer.sees('Đã đưa vào tổng hợp');
    await officer.page.goBack();
    await officer.presses('Thao tác');
    await officer.chooses('Chốt, không chờ thêm');
    await officer.presses('Chốt, không chờ thêm');
    await officer.sees('Đã chốt thu báo cáo');
  }

  async function submits(officer: Visitor): Promise<string> {
    await officer.follows('Việc của tôi');
    await officer.follows('Hoàn thiện và trình duyệt Báo cáo tổng hợp');
    await officer.presses('Trình duyệt');
    await officer.presses('Trình duyệt');
    await officer.sees('Chờ duyệt');
    return officer.page.url();
  }

  async function releases(clerk: Visitor): Promise<void> {
    const { page } = clerk;
    await clerk.follows('Nhập số, ngày cho Báo cáo tổng hợp');
    await clerk.presses('Nhập số, ngày');
    await clerk.fills('Số, ký hiệu', '45/BC-UBND');
    await clerk.presses('Lưu');
    await clerk.sees('Đã có số, chờ phát hành');
    await clerk.presses('Ghi nhận đã phát hành');
    await clerk.presses('Ghi nhận đã phát hành');
    await clerk.sees('Chưa có bản PDF đã ký số nên chưa thể ghi nhận phát hành.');
    await clerk.presses('Thôi');
    await clerk.presses('Nhập số, ngày');
    await page.locator('input[type=file]').setInputFiles({
      name: 'bao-cao-da-ky.pdf',
      mimeType: 'application/pdf',
      buffer: SIGNED_PDF,
    });
    await clerk.presses('Lưu');
    await clerk.sees('Tải PDF đã ký');
    await clerk.presses('Ghi nhận đã phát hành');
    await clerk.presses('Ghi nhận đã phát hành');
    await clerk.sees('Đã phát hành');
  }

  async function reachesTheMinistry(officer: Visitor): Promise<void> {
    const mailbox = openMailboxStore(office.mailboxDir);
    const find = async () => (await mailbox.list({ limit: 1, to: 'tiepnhan@bo.example' }))[0];
    await eventually(async () => (await find()) !== undefined, 'a mail to the Ministry');
    const mail = await mailbox.read((await find())?.id ?? '');
    expect(mail?.attachments.map(({ fileName }) => fileName)).toEqual(['bao-cao-da-ky.pdf']);
    expect(mail?.attachments[0]?.bytes.equals(SIGNED_PDF)).toBe(true);
    await officer.follows('Hộp thư thử');
    console.error(officer.refused, officer.errors);
  }

  test('a plan goes from its upload to the Ministry', async () => {
    const officer = await signedIn('canbo');
    await officer.follows('Đưa kế hoạch vào theo dõi');
    await officer.page.locator('input[type=file]').setInputFiles({
      name: 'ke-hoach-nuoc-sach.txt',
      mimeType: 'text/plain',
      buffer: await planOfTheComingJune(),
    });
    await officer.sees('Rà soát kế hoạch');
    await officer.sees('Câu hỏi cần trả lời');
    await confirmsWhatWasRead(officer);
    await rehearses(officer);
    const approver = await signedIn('lanhdao');
    await approver.follows('Xem và cho ý kiến về danh sách đơn vị, thời hạn');
    await approver.presses('Đồng ý danh sách và thời hạn');
    await approver.presses('Đồng ý danh sách và thời hạn');
    await approver.sees('Lãnh đạo đã đồng ý, chờ bắt đầu');
    const planId = await starts(officer);
    const link = await asksForTheLink(officer);
    const agency = await visitor();
    await sendsItsReport(agency, link);
    await closes(officer, planId);
    const paper = await submits(officer);
    await approver.page.goto(paper);
    await approver.presses('Duyệt');
    await approver.presses('Duyệt');
    await approver.sees('Đã duyệt, chờ số và ngày');
    const clerk = await signedIn('vanthu');
    await releases(clerk);
    await reachesTheMinistry(officer);
  });
});

/** The sample plan under another name and, as officers upload it, without number and date. */
async function planOfTheComingJune(): Promise<Buffer> {
  const text = await readFile(new URL('../../db/sample/plan.txt', import.meta.url), 'utf8');
  const [year = '', month = ''] = dayAt(clock.now()).split('-');
  const june = Number(month) < 5 ? year : String(Number(year) + 1);
  return Buffer.from(
    text
      .replaceAll('2027', june)
      .replaceAll('môi trường nông thôn', 'nước sạch nông thôn')
      .replace('Số: 57/KH-UBND', 'Số:      /KH-UBND')
      .replace(/ngày 10 tháng 5 năm \d+/, 'ngày     tháng 5 năm'),
  );
}
