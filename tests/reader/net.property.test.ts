import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../domain/fold.js';
import type { Evidence } from '../../domain/schemas/plan-draft.js';
import { draftOf, planOf } from './duty-lines.js';

const OWNERS = [
  'UBND các xã, phường',
  'Chi cục Thủy lợi',
  'Các bến thuyền',
  'Đội cứu hộ sông',
  'Trạm trưởng trạm bơm',
  'Hội Nông dân tỉnh',
  'Đội Quản lý, hỗ trợ tàu cá số 1',
  'Ban Quản lý Khu kinh tế Sông Dinh',
  'Chi cục Quản lý đất đai',
  'Các hội, đoàn thể tỉnh',
  'Cảng vụ hàng không miền Trung',
  'Tổ công tác phao số 2',
  'Các Sở Xây dựng',
  'Trạm Kiểm soát bến số 4',
  'UBND xã Hướng Tân',
  'Những lò gạch ven sông',
  'Mỗi bè nuôi cá',
  'Hợp tác xã Vận tải thủy',
  'Chi bộ Trạm bơm số 3',
  'Công ty TNHH MTV Khai thác thủy lợi Sông Dinh',
  'Nhà thầu nạo vét',
];
/** What they are to do; "→" stands for the receiver. */
const ACTS = [
  'gửi báo cáo về →',
  'nộp bản đồ luồng lạch cho →',
  'trình → phương án trục vớt',
  'báo cáo → số phao tiêu',
  'cung cấp số liệu mực nước cho →',
  'có văn bản trả lời →',
  'thông tin kết quả kiểm tra tới →',
  'tập hợp phiếu khảo sát, giao lại cho →',
  'chuyển biên bản về →',
  'phản ánh ý kiến chủ đò về →',
  'lập danh sách bến gửi →',
  'điện báo số tàu neo đậu về →',
  'gửi → BC kết quả trực đêm',
  'xác nhận số liệu với →',
  'đăng ký số tàu tham gia với →',
  'rà soát, tổng hợp nhu cầu phao tiêu, đề xuất →',
  'hoàn thiện đề cương nạo vét gửi →',
  'đưa → xem xét phương án tránh bão',
];
const RECEIVERS = [
  'Sở Xây dựng',
  'Văn phòng Thường trực',
  'Ban Chỉ huy tỉnh',
  'Cảng vụ Đường thủy',
  'Thuế cơ sở 4',
  'trung tâm cứu hộ khu vực',
  'Đội Phòng, chống lụt bão',
];
const TIMES = [
  'trước ngày 12/8/2026',
  'chậm nhất 17h00 ngày 22/9/2026',
  'trong quý III',
  'vào thứ Sáu hằng tuần',
  'trước ngày 25 hằng tháng',
  'sau 07 ngày làm việc kể từ ngày nước rút',
  '10 ngày một lần',
  'cứ sau mỗi con nước',
  'trước rằm tháng Bảy',
  'trước Tết Nguyên đán',
  'cuối mỗi đợt',
  'hai lần mỗi ngày',
  'trong vòng 48 giờ',
  'cùng thời hạn',
  'khi kết thúc năm ngân sách',
  'như mục 1',
  'ngày 30/6 và ngày 31/12/2026',
  'trước thứ Sáu tuần này',
  'chậm nhất 07h00 và 16h00 hằng ngày',
  '05 ngày trước mùa mưa bão',
  'trong tuần đầu của tháng cuối quý',
  'hai tuần một lần',
  'từ ngày 01/8 đến ngày 15/8/2026',
  'muộn nhất vào ngày làm việc cuối cùng của tháng',
  'trước 30/6 đối với bến tư nhân',
  'ngay trong đêm',
  '10 - 15/9/2026',
  'khi có yêu cầu của Sở Xây dựng',
];
const ORDERS = [
  '{owner} {act} {time}.',
  '{time}, {owner} {act}.',
  '{owner}: {act} ({time}).',
  'Yêu cầu {owner} {act} {time}.',
  '{owner} rà soát, chuẩn bị nội dung; {time} {act}.',
  'Giao {owner} kiểm tra và {act}, thời hạn {time}.',
  'Đối với {owner}: {time}, phải {act}.',
  'Riêng {owner} {act} {time}; quá thời hạn trên coi như không có.',
  '{owner} chủ trì, phối hợp với các đơn vị liên quan {act} {time}.',
  '{time}: {owner} {act}.',
  'Sau khi nước rút, {owner} kiểm tra thực địa, {act} ({time}) để xử lý.',
];

interface Sentence {
  readonly text: string;
  readonly owner: string;
  readonly receiver: string;
}

const sentences: fc.Arbitrary<Sentence> = fc
  .tuple(
    fc.constantFrom(...OWNERS),
    fc.constantFrom(...ACTS),
    fc.constantFrom(...RECEIVERS),
    fc.constantFrom(...TIMES),
    fc.constantFrom(...ORDERS),
  )
  .map(([owner, act, receiver, time, order]) => {
    const text = order
      .replace('{owner}', owner)
      .replace('{act}', act.replace('→', receiver))
      .replace('{time}', time);
    return { text: text.charAt(0).toUpperCase() + text.slice(1), owner, receiver };
  });

const overlap = (a: Pick<Evidence, 'start' | 'end'>, b: Pick<Evidence, 'start' | 'end'>) =>
  a.start < b.end && b.start < a.end;
/** A name cut short, or with words taken along, is another name. */
const has = (names: readonly string[], name: string) =>
  names.some((one) => fold(one) === fold(name));

test('whatever is to be sent to somebody at some time is a duty of whom it names, or is shown', () => {
  fc.assert(
    fc.property(fc.array(sentences, { minLength: 1, maxLength: 3 }), (said) => {
      const text = planOf(said.map((one, index) => `${String(index + 1)}. ${one.text}`).join('\n'));
      const { obligations, unread } = draftOf(text);
      for (const { text: words, owner, receiver } of said) {
        const start = text.indexOf(words);
        const place = { start, end: start + words.length };
        const isRead = obligations.some(
          ({ evidence, alsoAt, owedBy, recipients, due }) =>
            [evidence, ...alsoAt].some((one) => overlap(one, place)) &&
            has(owedBy, owner) &&
            has(recipients, receiver) &&
            due.boundary !== 'none',
        );
        const isShown = unread.some((one) => overlap(one, place));
        expect({ words, known: isRead || isShown }).toEqual({ words, known: true });
      }
    }),
    { seed: 1987, numRuns: 250 },
  );
});
