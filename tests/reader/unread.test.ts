import { expect, test } from '@jest/globals';
import { draftOf, planOf } from './duty-lines.js';

/** What of some items is unread, each line with its reason in front. */
const unread = (items: string) => {
  const text = planOf(items);
  return draftOf(text).unread.map((passage) => {
    expect(text.slice(passage.start, passage.end)).toBe(passage.text);
    return `${passage.why}: ${passage.text}`;
  });
};

test('a sentence with a day and a word of sending that became no duty is shown, others are not', () => {
  expect(
    unread(`1. Các sở, ngành gửi báo cáo về Sở Xây dựng trước ngày 15/6/2026.
2. Tổ trưởng phản hồi bằng lời cho người dân trước ngày 31/10/2026.
3. Lễ phát động tổ chức ngày 01/6/2026.
4. Tỉnh đoàn thực hiện tốt công tác báo cáo.
5. Ngày 05/6/2026, UBND tỉnh ban hành Công văn số 44/UBND-NC yêu cầu các đơn vị báo cáo trước ngày 20/6/2026.
6. Trồng cây hai bên bờ xong trước ngày 20/7/2026; cắt cỏ hằng tuần.`),
  ).toEqual(['time_without_duty: Tổ trưởng phản hồi bằng lời cho người dân trước ngày 31/10/2026']);
});

test.each([
  ['a day that recurs', 'Trạm trưởng phản hồi vào ngày 05 hằng tháng.'],
  ['an hour', 'Trạm trưởng phản hồi trước 16 giờ.'],
  ['a relative term', 'Trạm trưởng phản hồi trong vòng 07 ngày.'],
  ['a weekday', 'Trạm trưởng phản hồi vào thứ Sáu.'],
  ['so many times', 'Trạm trưởng phản hồi 02 tuần một lần.'],
  ['a quarter', 'Trạm trưởng phản hồi trong quý III.'],
  ['a year', 'Trạm trưởng phản hồi vào năm 2027.'],
  ['a month', 'Trạm trưởng phản hồi tại phiên họp tháng 9/2026.'],
  ['words', 'Trạm trưởng phản hồi vào cuối tuần.'],
])('%s beside a word of sending is shown', (_time, sentence) => {
  expect(unread(`1. ${sentence}`)).toEqual([`time_without_duty: ${sentence.slice(0, -1)}`]);
});

test('a time under a head of sending is shown', () => {
  expect(unread('1. Thời hạn gửi báo cáo:\na) Bản đồ nền: tuần sau;')).toEqual([
    'time_without_duty: Bản đồ nền: tuần sau',
  ]);
});

test('a part of the sentence of a duty that was not understood is shown', () => {
  expect(
    unread(
      '1. Sở Y tế gửi báo cáo về UBND tỉnh trước ngày 20/5/2026 (riêng tháng 3 gửi vào ngày đẹp trời).',
    ),
  ).toEqual(['part_not_understood: riêng tháng 3 gửi vào ngày đẹp trời']);
});

test('days off that move the day on, cut-offs and what a report is about leave nothing open', () => {
  expect(
    unread(`1. Sở Y tế gửi báo cáo năm 2026 về UBND tỉnh trước ngày 20/5/2026 (số liệu tính đến ngày 15/5/2026).
2. Trường hợp ngày gửi báo cáo trùng ngày nghỉ hằng tuần thì gửi vào ngày làm việc tiếp theo.`),
  ).toEqual([]);
});

test.each([
  'Hội chủ đò phản ánh ý kiến bà con về Sở Xây dựng như mục 2.',
  'Cuối học kỳ, Tổ trưởng phải trình Hiệu trưởng bảng kê.',
  'Đội cứu hộ tập hợp phiếu khảo sát, giao lại cho Cảng vụ Đường thủy cuối mỗi đợt.',
  'Chủ bến nộp biên bản cho Ban Quản lý trước rằm tháng Giêng.',
])('an unusual time where something plainly goes to somebody is shown: %s', (sentence) => {
  expect(unread(`1. ${sentence}`)).toHaveLength(1);
});

test('work done for somebody, troubles as they come and what was done leave nothing open', () => {
  expect(
    unread(`1. Tổ chức tập huấn cho các đội cứu hộ trước ngày 20/5/2026.
2. Nếu có khó khăn, vướng mắc, các đơn vị phản ánh về Sở Xây dựng để xem xét, giải quyết.
3. Ngày 12/3/2026 đã tổ chức sơ kết đợt 1.`),
  ).toEqual([]);
});

test.each([
  [
    'a name that goes on',
    'Sở Y tế gửi báo cáo về Kho bạc Nhà nước nơi giao dịch trước ngày 20/5/2026.',
  ],
  [
    'a receiver without a capital',
    'Sở Y tế gửi danh sách cho cán bộ đầu mối trước ngày 20/5/2026.',
  ],
  ['a person who receives', 'Sở Y tế có danh sách gửi đ/c Mai trước ngày 20/5/2026.'],
  [
    'somebody before the verb where others are asked',
    'Cá nhân tự đánh giá theo Phiếu 1A, nộp cho Sở Y tế trước ngày 20/5/2026.',
    'Các đơn vị thực hiện:',
  ],
  [
    'a doer that no table knows',
    'Trước ngày 20/5/2026, Hợp Nhất Biển Xanh báo cáo UBND tỉnh kết quả.',
  ],
])('%s in the sentence of a duty is shown', (_what, sentence, head = '') => {
  expect(unread(head === '' ? `1. ${sentence}` : `1. ${head}\na) ${sentence}`)).toEqual([
    `part_not_understood: ${sentence.slice(0, -1)}`,
  ]);
});

test('the last day on which something is received, and a numbered sentence, are shown', () => {
  expect(
    unread(`1. Phiếu dự thi gửi về Văn phòng Hiệp hội. Thời hạn nhận từ nay đến hết ngày 15/9/2026.
III. Xét khen sau đợt thi; hồ sơ phản ánh thành tích về Phòng Tổ chức trong vòng 10 ngày.`),
  ).toEqual([
    'time_without_duty: Thời hạn nhận từ nay đến hết ngày 15/9/2026',
    'time_without_duty: hồ sơ phản ánh thành tích về Phòng Tổ chức trong vòng 10 ngày',
  ]);
});

test.each([
  ['confirms', 'Đại biểu xác nhận dự họp qua điện thoại 0219.000.000 trước 16h ngày 16/11'],
  ['hours by another word', 'Khi gia súc chết thì báo thú y xã trong vòng 24 tiếng'],
  ['before something that happens', 'Thư viện kiểm kê, lập biên bản báo HT trước khai giảng'],
  ['a bare day', 'Các trường cử 2 học sinh dự thi, ds về phòng, deadline 10/10'],
  ['days counted from N', 'Ban CHQS khu vực tổng hợp nộp Phòng Tham mưu chậm nhất N-20'],
  ['days between which it is taken in', 'Thí sinh xuất trình bản gốc tại phòng từ 20/10 đến 30/10'],
  ['a limit moved', 'Sở gia hạn tới 11h30 trưa mai (04/11)'],
  ['once in a while', 'Hai bên nửa năm gửi UBND tỉnh một lần'],
  ['a thing, somebody and a day', 'Kết quả đếm phao: Sở Xây dựng, 15/7/2026'],
  ['settled and told at once', 'Danh sách lái đò chốt ngày 20/6, báo Ban Tổ chức'],
  ['a survey', 'Hội viên hoàn thành khảo sát trực tuyến trước 22 giờ Chủ nhật'],
  ['entered by an hour', 'Trưởng bến nhập lượt khách trước 14h'],
  [
    'told to those who are no office',
    'Chủ thuyền thông tin vụ va chạm cho cứu hộ không quá 30 phút',
  ],
  ['days of the week in short', 'Lịch: T3 - số liệu cấp xã'],
  ['bare months', 'Báo cáo chuyên đề về an toàn đò ngang: tháng 5, tháng 9'],
  ['the first week', 'Tuần đầu của tháng, thủ quỹ gửi bảng kê cho Kho bạc'],
  ['a row that makes a paper', '| Kế hoạch vốn năm 2028 | Sở Xây dựng | Tờ trình | Quý III/2027 |'],
  ['typed without its marks', 'tram gui so lieu ve trung tam chieu T2 hang tuan'],
])('work on papers that became no duty is shown: %s', (_kind, sentence) => {
  expect(unread(`1. ${sentence}.`)).toHaveLength(1);
});

test('a receiver that no table knows, and one who asks others, are shown beside the duty', () => {
  const lines = unread(`1. Sở Y tế nộp sổ theo dõi cho công chức Tư pháp trước ngày 20/5/2026.
2. Ban Thường vụ đề nghị các chi hội góp ý; văn bản góp ý gửi về Sở Y tế trước ngày 10/5/2026.`);
  expect(lines.some((line) => line.includes('công chức Tư pháp'))).toBe(true);
  expect(lines.some((line) => line.includes('văn bản góp ý'))).toBe(true);
});

test('the rows of a table that only spaces make are shown as one', () => {
  expect(
    unread(`Nội dung                Thực hiện         Hoàn thành
Giấy mời, danh sách     Văn phòng         01/4/2026
Bày gian trưng bày      Thư viện tỉnh     20/3/2026`),
  ).toHaveLength(2);
});

test('what documents set themselves, tell or count leaves nothing open', () => {
  expect(
    unread(`1. Nhận được công văn này, yêu cầu các đơn vị triển khai ngay.
2. Thời điểm chốt số liệu: 30/9/2026.
3. Quyết định này có hiệu lực từ ngày 01/6/2026 đối với hồ sơ mới.
4. Toàn tỉnh ghi nhận 312 hồ sơ trong 22 tuần đầu năm.
5. Hồ sơ gửi sau ngày 25/12/2026 không được xem xét.
6. Lệ phí đăng ký nộp tại buổi họp.`),
  ).toEqual([]);
});

test.each([
  'Từ ngày 01/8/2026 đến 15/8/2026, Phòng Kinh tế rà soát, trình UBND xã phương án.',
  'Bước 2 (từ 16/8 đến 30/9/2026): Chi cục Thủy lợi kiểm đếm, báo cáo Sở Xây dựng.',
  'Thời hạn: 20/11/2026. Nơi nhận: Thanh tra tỉnh.',
])('days between which work is done that ends with its sending are shown: %s', (sentence) => {
  expect(unread(`1. ${sentence}`)).toHaveLength(1);
});

test('who has not handed in is listed for somebody: that is asked, not told', () => {
  expect(
    unread(
      '1. Đội cứu hộ lập danh sách bến chưa nộp, trình Trưởng ban vào thứ Hai tuần đầu tháng 7.',
    ),
  ).toHaveLength(1);
});

test('where the term of a duty is not understood its whole sentence is shown', () => {
  expect(
    unread('1. Sở Y tế rà soát, gửi báo cáo về UBND tỉnh vào lúc trăng tròn, cuối mỗi đợt.'),
  ).toEqual([
    'part_not_understood: Sở Y tế rà soát, gửi báo cáo về UBND tỉnh vào lúc trăng tròn, cuối mỗi đợt',
  ]);
});

test('periods that a report is of, and how often in other words, leave nothing open', () => {
  expect(
    unread(`1. Các sở, ngành, chủ bến báo cáo kết quả 6 tháng đầu năm trước ngày 10/6/2026 về Sở Xây dựng.
2. Các chủ bến định kỳ hằng quý (trước ngày 20 của tháng cuối quý) báo cáo Sở Xây dựng.
3. Sở Xây dựng lưu hồ sơ trong thời hạn 05 năm.
4. Chủ bến gửi Sở Xây dựng báo cáo trước ngày 05/6/2026 trong giờ hành chính.`),
  ).toEqual([]);
});

test('a way that is not to be taken is no way of sending, a year and a dash cite nothing', () => {
  const draft = draftOf(
    planOf(`1. Chủ bến gửi báo cáo về Sở Xây dựng trước ngày 05/6/2026, không gửi qua thư điện tử.
| Nhiệm vụ | Kết quả | Chủ trì | Thời gian |
| Kế hoạch vốn năm 2028 | Tờ trình | Sở Xây dựng | 15/7/2026 |`),
  );
  expect(draft.obligations[0]?.channels).toEqual([]);
  expect(draft.document.legalBases.map(({ citation }) => citation)).toEqual(['5/NQ-HĐND']);
});

test('a day without a year in a regulation comes each year', () => {
  const regulation = (number: string) =>
    draftOf(`ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG
Số: ${number}
Sông Hương, ngày 05 tháng 6 năm 2026

QUYẾT ĐỊNH
Ban hành Quy định về bến sông

Điều 4. Trách nhiệm của Sở Xây dựng
1. Trước ngày 15 tháng 12, báo cáo Ủy ban nhân dân tỉnh kết quả quản lý bến.
`).obligations.map(({ due }) => due.recurrence ?? due.date);
  expect(regulation('17/2026/QĐ-UBND')).toEqual([
    [{ every: 'year', month: 12, day: 15, boundary: 'before_day' }],
  ]);
  expect(regulation('17/QĐ-UBND')).toEqual(['2026-12-15']);
});
