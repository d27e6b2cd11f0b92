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
