import { describe, expect, test } from '@jest/globals';

import { day, instant } from '../../domain/day.js';
import type { NoticeContent } from '../../mail/content.js';
import { wordCount } from '../../mail/shorten.js';
import { renderNotice } from '../../mail/templates/render.js';
import { TARGET_DAY, anAgencyHead, anItem } from './samples.js';

const report = { ...anAgencyHead(), reportName: 'báo cáo Tháng hành động' };
const office = {
  plan: anAgencyHead().plan,
  pageUrl: 'https://baocao.songhuong.example/van-phong/ky/1',
};

const SUBJECTS: readonly (readonly [string, NoticeContent, string])[] = [
  [
    'assigned',
    { ...anItem(), event: 'assigned', carries: null, period: null },
    '[Công an tỉnh] Thời hạn báo cáo theo Kế hoạch số 15/KH-UBND: trước ngày 04/7/2026',
  ],
  [
    'assigned, asked bodies',
    { ...anItem({ binding: false }), event: 'assignedAsked', period: null },
    '[Công an tỉnh] Đề nghị phối hợp cung cấp kết quả theo Kế hoạch số 15/KH-UBND',
  ],
  [
    'assigned, of a duty that comes again',
    { ...anItem(), event: 'assigned', carries: null, period: 'tuần 3 tháng 6/2026' },
    '[Công an tỉnh] Báo cáo tuần 3 tháng 6/2026 theo Kế hoạch số 15/KH-UBND: trước ngày 04/7/2026',
  ],
  [
    'overdue, with a long name that is cut before its period',
    {
      ...anItem({
        reportName:
          'báo cáo kết quả đợt cao điểm bảo đảm trật tự, an toàn giao thông đường thủy nội địa quý III/2026',
      }),
      event: 'overdue',
    },
    '[Công an tỉnh] Chưa nhận được báo cáo kết quả đợt cao điểm… quý III/2026 của UBND phường Bến Ngự',
  ],
  [
    'prepare',
    { ...anItem(), event: 'prepare' },
    '[Công an tỉnh] Chuẩn bị báo cáo kết quả Tháng hành động: gửi trước ngày 04/7/2026',
  ],
  [
    'remind',
    { ...anItem({ reportName: 'báo cáo Tháng hành động' }), event: 'remind' },
    '[Công an tỉnh] Nhắc gửi báo cáo Tháng hành động trước ngày 04/7/2026 (còn 02 ngày làm việc)',
  ],
  [
    'remind after a return',
    { ...anItem({ supplement: true, workingDaysLeft: null }), event: 'remind' },
    '[Công an tỉnh] Nhắc gửi bổ sung báo cáo kết quả Tháng hành động trước ngày 04/7/2026',
  ],
  [
    'lastDay',
    { ...anItem(), event: 'lastDay', today: TARGET_DAY },
    '[Công an tỉnh] Đề nghị gửi báo cáo kết quả Tháng hành động trong hôm nay, thứ Sáu, 03/7/2026',
  ],
  [
    'lastDay again after days off',
    { ...anItem(), event: 'lastDay', today: day('2026-07-06') },
    '[Công an tỉnh] Đề nghị gửi báo cáo kết quả Tháng hành động trong hôm nay, thứ Hai, 06/7/2026',
  ],
  [
    'collapsed',
    {
      ...anItem({ reportName: 'báo cáo Tháng hành động', replaces: ['prepare'] }),
      event: 'remind',
    },
    '[Công an tỉnh] Nhắc gửi báo cáo Tháng hành động trước ngày 04/7/2026 (thay các thư chưa gửi được)',
  ],
  [
    'overdue',
    { ...anItem(), event: 'overdue' },
    '[Công an tỉnh] Chưa nhận được báo cáo kết quả Tháng hành động của UBND phường Bến Ngự',
  ],
  [
    'toHead',
    { ...anItem({ reportName: 'báo cáo Tháng hành động' }), event: 'toHead' },
    '[Công an tỉnh] Kính đề nghị lãnh đạo UBND phường Bến Ngự chỉ đạo gửi báo cáo Tháng hành động',
  ],
  [
    'two reports',
    {
      event: 'several',
      today: day('2026-07-01'),
      items: [
        { ...anItem(), rung: 'remind' },
        { ...anItem({ reportName: 'danh sách đầu mối' }), rung: 'lastDay' },
      ],
    },
    '[Công an tỉnh] UBND phường Bến Ngự có 02 báo cáo đến hạn trong tuần',
  ],
  [
    'received',
    {
      ...report,
      event: 'received',
      receivedAt: instant('2026-07-02T14:05:00+07:00'),
      submittedBy: 'Trần Thị Bình',
      version: 1,
      document: { number: '12/BC-UBND', issuedOn: day('2026-07-01') },
    },
    '[Công an tỉnh] Đã nhận báo cáo Tháng hành động của UBND phường Bến Ngự',
  ],
  [
    'claimed',
    { ...report, event: 'claimed', claimedBy: 'Trần Thị Bình', document: null },
    '[Công an tỉnh] Đã ghi nhận UBND phường Bến Ngự báo đã gửi báo cáo Tháng hành động, đang đối chiếu',
  ],
  [
    'returned',
    { ...report, event: 'returned', reason: 'Thiếu số liệu mục II', dueDay: day('2026-07-10') },
    '[Công an tỉnh] Đề nghị bổ sung báo cáo Tháng hành động, gửi lại đến hết ngày 10/7/2026',
  ],
  [
    'document in, figures missing',
    { ...report, event: 'missingHalf', half: 'figures', until: day('2026-07-15') },
    '[Công an tỉnh] Đã nhận văn bản báo cáo Tháng hành động, đề nghị gửi số liệu',
  ],
  [
    'figures in, document missing',
    { ...report, event: 'missingHalf', half: 'document', until: null },
    '[Công an tỉnh] Đã nhận số liệu báo cáo Tháng hành động, đề nghị gửi văn bản ký số',
  ],
  [
    'another version of the form',
    {
      ...anItem({ reportName: 'báo cáo Tháng hành động' }),
      ...{ event: 'formChanged', changes: ['Thêm chỉ tiêu Băng rôn (chiếc)'], sent: false },
    },
    '[Công an tỉnh] Biểu mẫu báo cáo Tháng hành động thay đổi, đề nghị xem lại',
  ],
  [
    'accepted',
    { ...report, event: 'accepted' },
    '[Công an tỉnh] Báo cáo Tháng hành động của UBND phường Bến Ngự đã đưa vào tổng hợp',
  ],
  [
    'extension granted',
    { ...report, event: 'extensionGranted', dueDay: day('2026-07-10') },
    '[Công an tỉnh] Gia hạn báo cáo Tháng hành động đến hết ngày 10/7/2026',
  ],
  [
    'extension refused',
    { ...report, event: 'extensionRefused', reason: null, duePhrase: 'trước ngày 04/7/2026' },
    '[Công an tỉnh] Chưa thể gia hạn báo cáo Tháng hành động',
  ],
  [
    'due moved',
    {
      ...anItem({ duePhrase: 'trước ngày 11/7/2026' }),
      event: 'dueMoved',
      oldDuePhrase: 'trước ngày 04/7/2026',
    },
    '[Công an tỉnh] Thay đổi thời hạn báo cáo kết quả Tháng hành động: trước ngày 11/7/2026',
  ],
  [
    'no longer owed',
    { ...report, event: 'noLongerOwed', reason: null },
    '[Công an tỉnh] UBND phường Bến Ngự không phải gửi báo cáo Tháng hành động',
  ],
  [
    'wanted again',
    {
      ...anItem({ reportName: report.reportName }),
      event: 'wantedAgain',
      reason: null,
      received: false,
    },
    '[Công an tỉnh] Đề nghị gửi báo cáo Tháng hành động trước ngày 04/7/2026 (thay thông báo trước)',
  ],
  [
    'a swap moves the target',
    {
      ...anAgencyHead(),
      event: 'targetMoved',
      cause: { day: day('2026-07-03'), kind: 'swap_off', source: null },
      items: [anItem({ ...report, target: instant('2026-07-02T17:00:00+07:00') })],
    },
    '[Công an tỉnh] Hoán đổi ngày làm việc: đề nghị gửi báo cáo Tháng hành động thứ Năm, 02/7/2026',
  ],
  [
    'period added',
    { ...anItem({ reportName: report.reportName }), event: 'periodAdded', reason: null },
    '[Công an tỉnh] Thời hạn báo cáo Tháng hành động: trước ngày 04/7/2026',
  ],
  [
    'skipped',
    { ...report, event: 'skipped', reason: null },
    '[Công an tỉnh] Không phải gửi báo cáo Tháng hành động',
  ],
  [
    'cancelled',
    { ...anAgencyHead(), event: 'cancelled', reason: 'Chờ chỉ đạo' },
    '[Công an tỉnh] Dừng đề nghị báo cáo theo Kế hoạch số 15/KH-UBND',
  ],
  [
    'office, extension asked',
    {
      ...office,
      event: 'extensionAsked',
      reportName: 'báo cáo Tháng hành động',
      agency: 'UBND phường Bến Ngự',
      wantedDay: day('2026-07-10'),
      reason: 'Chờ số liệu của xã',
      requestedBy: 'Văn thư',
      leaders: false,
    },
    '[Theo dõi] UBND phường Bến Ngự đề nghị gia hạn báo cáo Tháng hành động',
  ],
  [
    'link',
    { ...anAgencyHead(), event: 'link' },
    '[Công an tỉnh] Đường dẫn báo cáo của UBND phường Bến Ngự',
  ],
  [
    'contact asked',
    {
      ...anAgencyHead(),
      event: 'contactAsked',
      until: instant('2026-07-05T09:30:00+07:00'),
    },
    '[Công an tỉnh] Xác nhận đổi đầu mối liên hệ của UBND phường Bến Ngự',
  ],
  [
    'lost hours',
    {
      ...anAgencyHead(),
      event: 'lostHours',
      from: instant('2026-07-02T16:00:00+07:00'),
      until: instant('2026-07-03T09:30:00+07:00'),
    },
    '[Công an tỉnh] Đề nghị UBND phường Bến Ngự gửi lại nội dung đã gửi từ 16 giờ 00 ngày 02/7/2026',
  ],
  [
    'office, daily',
    {
      ...office,
      event: 'officeList',
      reportName: 'báo cáo Tháng hành động',
      countedAt: instant('2026-07-03T16:00:00+07:00'),
      received: 87,
      expected: 115,
      missing: Array.from({ length: 28 }, (_, i) => ({ agency: `Sở ${i}`, state: null })),
    },
    '[Theo dõi] Báo cáo Tháng hành động: đã nhận 87/115, còn 28',
  ],
  [
    'office, bounce',
    {
      ...office,
      event: 'bounce',
      bounced: Array.from({ length: 5 }, (_, i) => ({
        agency: `Sở ${i}`,
        address: `so${i}@songhuong.example`,
      })),
    },
    '[Theo dõi] 05 thư chưa đến nơi, cần kiểm tra địa chỉ',
  ],
  [
    'approval',
    {
      ...office,
      event: 'approval',
      paper: 'urgingLetter',
      reportName: 'báo cáo Tháng hành động',
      agencies: 12,
      submittedBy: 'Lê Văn Cường',
      onward: null,
    },
    '[Trình duyệt] Công văn đôn đốc báo cáo Tháng hành động (12 đơn vị)',
  ],
  [
    'approval of a list',
    {
      ...office,
      event: 'approval',
      paper: 'startList',
      reportName: 'Tháng hành động phòng, chống ma túy',
      agencies: 24,
      submittedBy: 'Lê Văn Cường',
      onward: null,
    },
    '[Trình duyệt] Danh sách và mốc nhắc Tháng hành động phòng, chống ma túy (24 đơn vị)',
  ],
  [
    'approval of an amendment',
    {
      ...office,
      event: 'approval',
      paper: 'amendment',
      reportName: 'Tháng hành động phòng, chống ma túy',
      agencies: 23,
      submittedBy: 'Lê Văn Cường',
      onward: null,
    },
    '[Trình duyệt] Sửa đổi, điều chỉnh Tháng hành động phòng, chống ma túy (23 đơn vị)',
  ],
  [
    'approval of the guidance letter',
    {
      ...office,
      event: 'approval',
      paper: 'guidanceLetter',
      reportName: 'báo cáo Tháng hành động',
      agencies: null,
      submittedBy: 'Lê Văn Cường',
      onward: null,
    },
    '[Trình duyệt] Công văn hướng dẫn báo cáo Tháng hành động',
  ],
  [
    'approval of the report, its day near',
    {
      ...office,
      event: 'approval',
      paper: 'consolidatedReport',
      reportName: 'báo cáo Tháng hành động',
      agencies: null,
      submittedBy: 'Lê Văn Cường',
      onward: { on: day('2026-07-10'), workingDaysLeft: 2 },
    },
    '[Trình duyệt] Báo cáo tổng hợp Tháng hành động (còn 02 ngày làm việc)',
  ],
  [
    'clerk reminded',
    {
      ...office,
      event: 'clerkAsked',
      paper: 'consolidatedReport',
      reportName: 'báo cáo Tháng hành động',
      onward: { on: day('2026-07-10'), workingDaysLeft: 0 },
    },
    '[Văn thư] Phát hành Báo cáo tổng hợp Tháng hành động (hạn hôm nay)',
  ],
  [
    'opened late',
    {
      ...office,
      event: 'openedLate',
      reportName: 'báo cáo năm 2026',
      duePhrase: 'trước ngày 20/12/2026',
      plannedOn: day('2026-11-18'),
    },
    '[Theo dõi] Báo cáo năm 2026: kỳ báo cáo mở muộn',
  ],
  [
    'returned by the office above',
    {
      ...office,
      event: 'returnedAbove',
      reportName: 'báo cáo Tháng hành động',
      number: '77/BC-CAT',
      reason: 'Thiếu biểu số 2',
    },
    '[Theo dõi] Cấp trên đề nghị bổ sung báo cáo Tháng hành động',
  ],
  [
    'sent back',
    {
      ...office,
      event: 'sentBack',
      paper: 'consolidatedReport',
      reportName: 'báo cáo Tháng hành động',
      reason: 'Cần nêu rõ mục III',
      sentBackBy: 'Phạm Thị Dung',
    },
    '[Trả lại dự thảo] Báo cáo tổng hợp Tháng hành động',
  ],
  [
    'call list',
    {
      ...office,
      event: 'callList',
      reportName: 'báo cáo Tháng hành động',
      calls: [{ agency: 'Sở Y tế', person: null, phone: null, promised: day('2026-07-08') }],
    },
    '[Theo dõi] Báo cáo Tháng hành động: cần gọi điện 01 đơn vị',
  ],
  [
    'close for new',
    { ...office, event: 'closeNew', reportName: 'báo cáo Tháng hành động', missing: 3 },
    '[Theo dõi] Báo cáo Tháng hành động: đã chốt để tổng hợp, còn 03 đơn vị chưa gửi',
  ],
  [
    'onward',
    {
      ...office,
      event: 'onward',
      reportName: 'Báo cáo tổng hợp',
      recipient: 'Bộ Công an',
      duePhrase: 'trước ngày 10/7/2026',
      workingDaysLeft: 2,
      step: 'approve',
    },
    '[Theo dõi] Báo cáo tổng hợp gửi cấp trên trước ngày 10/7/2026 (còn 02 ngày làm việc)',
  ],
  [
    'a test mail',
    { event: 'testMail', officeName: 'Sở NN&MT', pageUrl: 'https://baocao.songhuong.example/a' },
    '[Theo dõi] Thư thử: máy chủ thư hoạt động',
  ],
  [
    'a forgotten password',
    {
      event: 'passwordReset',
      officeName: 'Sở NN&MT',
      pageUrl: 'https://baocao.songhuong.example/reset#x',
    },
    '[Theo dõi] Đặt lại mật khẩu',
  ],
  [
    'a second factor taken away',
    {
      event: 'factorTakenAway',
      officeName: 'Sở NN&MT',
      whose: 'Nguyễn Thị Hà',
      pageUrl: 'https://baocao.songhuong.example/admin/staff',
    },
    '[Theo dõi] Đã gỡ mã xác thực thứ hai',
  ],
  [
    'to the Ministry',
    {
      event: 'ministry',
      sendingBody: 'Công an tỉnh',
      recipient: 'Bộ Công an',
      document: {
        title: 'Báo cáo số 45/BC-CAT',
        issuedOn: day('2026-07-09'),
        subject: 'kết quả Tháng hành động',
      },
      inReplyTo: 'Kế hoạch số 100/KH-BCA',
      attachments: ['45-BC-CAT.pdf'],
      contact: null,
    },
    '[Công an tỉnh] Báo cáo số 45/BC-CAT ngày 09/7/2026 về kết quả Tháng hành động',
  ],
];

describe('subjects', () => {
  test.each(SUBJECTS)('%s', (_name, content, subject) => {
    expect(renderNotice(content).subject).toBe(subject);
  });

  test.each(SUBJECTS)(
    '%s: its first line begins as a sentence does, its matter said once',
    (_name, content) => {
      const [first = ''] = renderNotice(content).text.split('\n');
      expect(first).toMatch(/^\p{Lu}/u);
      expect(first.match(/Tháng hành động phòng, chống ma túy/gu) ?? []).toHaveProperty(
        'length',
        first.includes('Tháng hành động phòng') ? 1 : 0,
      );
    },
  );

  test.each(SUBJECTS)('%s: plain text and HTML say the same words', (_name, content) => {
    const { text, html } = renderNotice(content);
    const words = (from: string) => from.replace(/https?:\S+/gu, ' ').replace(/[:-]/gu, ' ');
    const shown = words(unmarked(html)).split(/\s+/u).filter(Boolean).join(' ');
    for (const line of words(text).split('\n')) {
      const tail = line.split(/\s+/u).filter(Boolean).join(' ').split(' (tên miền')[0] ?? '';
      expect(shown).toContain(tail);
    }
  });
});

function unmarked(html: string): string {
  return html
    .slice(html.indexOf('<main>'))
    .replace(/<[^>]*>/gu, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

describe('the mail itself', () => {
  test('stands in the order people know, in under 150 words', () => {
    const { text } = renderNotice({ ...anItem(), event: 'remind' });
    expect(text).toBe(`Kính gửi Ủy ban nhân dân phường Bến Ngự,

Thực hiện Kế hoạch số 15/KH-UBND ngày 10/6/2026 của UBND tỉnh Sông Hương về triển khai Tháng hành động phòng, chống ma túy năm 2026, đề nghị gửi báo cáo kết quả Tháng hành động trước ngày 04/7/2026; trong giờ hành chính thứ Sáu, 03/7/2026 (còn 02 ngày làm việc).

Cách gửi:
(1) văn bản ký số qua hệ thống quản lý văn bản và điều hành;
(2) số liệu tại https://baocao.songhuong.example/r#abc.def (tên miền baocao.songhuong.example).

Nếu đã gửi, bấm “Đã gửi qua hệ thống văn bản” để dừng nhắc.

Đầu mối: Phòng Cảnh sát điều tra tội phạm về ma túy, Nguyễn Văn An, điện thoại 0900 000 001.

Mã đối chiếu: SH-4821 (in trong công văn giới thiệu).

Thư tự động; không hỏi mật khẩu, OTP, số căn cước. Không nhập bí mật nhà nước, tên người nghiện.
`);
    expect(wordCount(text)).toBeLessThan(150);
  });

  test('a mail for what could not go out names what it replaces', () => {
    const { text } = renderNotice({
      ...anItem({ replaces: ['prepare', 'remind'] }),
      event: 'overdue',
    });
    expect(text).toContain('Thư này thay các thư chưa gửi được: nhắc chuẩn bị, nhắc gửi.');
  });

  test('without a target nothing but the phrase is named', () => {
    const { text, subject } = renderNotice({
      ...anItem({ target: null }),
      event: 'lastDay',
      today: TARGET_DAY,
    });
    expect(text).not.toContain('giờ hành chính');
    expect(subject).toBe(
      '[Công an tỉnh] Đề nghị gửi báo cáo kết quả Tháng hành động trước ngày 04/7/2026',
    );
  });

  test('a deadline with an hour keeps its hour', () => {
    const { text } = renderNotice({
      ...anItem({ hourBound: true, target: instant('2026-07-03T14:00:00+07:00') }),
      event: 'remind',
    });
    expect(text).toContain('chậm nhất 14 giờ 00, thứ Sáu, 03/7/2026');
  });

  test('the overdue mail asks, and does not accuse', () => {
    const { text, html } = renderNotice({ ...anItem(), event: 'overdue' });
    expect(text).toContain('chưa nhận được');
    expect(`${text}${html}`).not.toMatch(/vi phạm|quá hạn|trễ/u);
  });

  test('the head hears that more time was asked for and nobody has answered yet', () => {
    const { text } = renderNotice({
      ...anItem({ extensionAsked: day('2026-07-10') }),
      event: 'toHead',
    });
    expect(text).toContain('ang xem xét gia hạn đến hết ngày 10/7/2026');
  });

  test('the head is asked by his own agency only', () => {
    const { text } = renderNotice({ ...anItem(), event: 'toHead' });
    expect(text).toMatch(/^Kính gửi Lãnh đạo Ủy ban nhân dân phường Bến Ngự,/u);
  });

  test('HTML carries no picture, no table, no script and shows the domain', () => {
    const { html } = renderNotice({ ...anItem(), event: 'assigned', carries: null, period: null });
    expect(html).not.toMatch(/<(img|table|script|iframe|form|link)\b/iu);
    expect(html).toContain('(tên miền <strong>baocao.songhuong.example</strong>)');
    expect(html.match(/https?:\/\//gu)).toHaveLength(1);
  });

  test('a telephone number is not broken over two lines', () => {
    const { html, text } = renderNotice({ ...anItem(), event: 'overdue' });
    expect(html).toContain('0900\u00a0000\u00a0001');
    expect(text).toContain('0900 000 001');
  });

  test('names are text in HTML, never markup', () => {
    const { html } = renderNotice({
      ...anItem({ agencyName: 'Sở <script>alert(1)</script> & "Bạn"' }),
      event: 'remind',
    });
    expect(html).not.toContain('<script>');
    expect(html).toContain('Sở &lt;script&gt;');
  });

  test('a link that is no web address is refused', () => {
    expect(() =>
      renderNotice({ ...anItem({ linkUrl: 'javascript:alert(1)' }), event: 'remind' }),
    ).toThrow('http or https');
  });

  test('a mail for several reports refuses a second agency', () => {
    expect(() =>
      renderNotice({
        event: 'several',
        today: TARGET_DAY,
        items: [
          { ...anItem(), rung: 'remind' },
          { ...anItem({ agencyName: 'Sở Y tế' }), rung: 'remind' },
        ],
      }),
    ).toThrow('two agencies');
  });

  test('several reports of two plans are listed soonest first', () => {
    const { text } = renderNotice({
      event: 'several',
      today: day('2026-07-01'),
      items: [
        {
          ...anItem({
            plan: {
              citation: 'Kế hoạch số 9/KH-UBND về việc khác',
              issued: 'Kế hoạch số 9/KH-UBND',
              dated: 'Kế hoạch số 9/KH-UBND',
              short: 'Kế hoạch số 9/KH-UBND',
            },
            reportName: 'báo cáo quý II',
            target: instant('2026-07-03T17:00:00+07:00'),
          }),
          rung: 'remind',
        },
        {
          ...anItem({ target: instant('2026-07-01T17:00:00+07:00'), workingDaysLeft: 0 }),
          rung: 'lastDay',
        },
      ],
    });
    expect(text).toContain('Thực hiện Kế hoạch số 9/KH-UBND; Kế hoạch số 15/KH-UBND');
    expect(text.indexOf('Tháng hành động')).toBeLessThan(text.indexOf('báo cáo quý II'));
  });

  test('however long the rest is, the first mail says that there are files, and why it is asked', () => {
    const { text } = renderNotice({
      ...anItem({ channelText: 'hệ thống quản lý văn bản và điều hành tác nghiệp của tỉnh' }),
      ...{ event: 'assigned', carries: null, period: null, files: 2 },
      covering: 'Do mưa lớn kéo dài, nhiều nơi bị ngập sâu, giao thông chia cắt.',
    });
    expect(text).toContain('Kèm 2 tệp tại trang của đơn vị.');
    expect(text).toContain('Do mưa lớn kéo dài');
    expect(wordCount(text)).toBeLessThan(150);
  });

  test('a mail about a missing half says by when, and what to press where it was sent', () => {
    const half = { ...report, event: 'missingHalf' as const, until: day('2026-07-15') };
    const { text } = renderNotice({ ...half, half: 'document' });
    expect(text).toContain('chậm nhất hết giờ hành chính ngày 15/7/2026');
    expect(text).toContain('bấm “Đã gửi qua hệ thống văn bản”');
    expect(renderNotice({ ...half, half: 'figures' }).text).not.toContain('bấm');
  });
});
