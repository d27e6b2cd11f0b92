import { identityOf } from '../domain/body-identity.js';
import { fold } from '../domain/fold.js';
import type { Body } from './bodies.js';
import type { Passage } from './passage.js';

/** The words that the name of a body begins with, where no table knows the name itself. */
const HEAD =
  /^(?:(?:thủ trưởng|lãnh đạo|giám đốc|hiệu trưởng|trưởng|chủ tịch|chủ nhiệm|bí thư) )?(?:(?:tất cả |toàn bộ )?(?:các|những|mỗi) )?(?:đơn vị|cơ quan|doanh nghiệp|chủ đầu tư|chủ (?:cơ sở|tàu|rừng|hộ|nhiệm)|nhà (?:thầu|trường)|viên chức (?:chuyên quản|phụ trách)|giáo viên|công chức(?! (?:đầu mối|phụ trách|được))|bộ (?:chỉ huy|tư lệnh)|hợp tác xã|tập đoàn|tổng công ty|công ty|trường(?! hợp| đoàn)|nhà máy|cơ sở(?! (?:vật chất|dữ liệu|pháp lý|hạ tầng))|tổ(?! chức)|tổ chức (?:quản lý|kinh tế|tín dụng|đảng|hiệp hội|hội(?! (?:nghị|thảo|thi|họp|chợ))|khoa học)|công đoàn|nghiệp đoàn|thương nhân|hãng|tổng (?:liên đoàn|cục|hội|công ty)|đội(?! (?:ngũ|hình))|ban(?! hành| đầu| ngày)|phòng(?!,| (?:chống|ngừa|cháy|trừ|tránh|họp))|trạm|trung tâm|hội(?! (?:nghị|thảo|thi|họp|chợ|nhập|đàm))|chi (?:hội|bộ|đoàn|cục|nhánh)|đoàn(?! (?:kết|viên))|liên (?:minh|đoàn|hiệp)|cấp (?:xã|huyện|tỉnh|cơ sở|ủy)|thôn|khu phố|tổ dân phố|hiệu trưởng|trưởng|kho bạc|ngân hàng|quỹ(?! đất)|viện|bệnh viện|cảng|văn phòng|cục|vụ(?! việc)|đài|thành viên|đảng(?! viên)|bộ phận|kế toán|địa phương|hộ kinh doanh|vườn|khu)(?!\p{L})/u;
/** Words that no name goes on over: what the body does, how and when. */
const STOP =
  /(?<!\p{L})(?:có trách nhiệm|chịu trách nhiệm|phải|cần|nghiêm túc|khẩn trương|chủ động|kịp thời|thường xuyên|định kỳ|hằng|hàng (?:ngày|tuần|tháng|quý|năm)|tiếp tục|tập trung|tăng cường|đẩy mạnh|căn cứ|theo|trên cơ sở|rà soát|tổ chức(?! (?:chính trị|xã hội))|triển khai|thực hiện|xây dựng (?:kế hoạch|chương trình|phương án|báo cáo)|ban hành|lập (?:kế hoạch|danh|dự|báo|hồ sơ|biểu)|kiểm tra|phối hợp|chủ trì|tham mưu|tổng hợp|hoàn thiện|hoàn thành|cập nhật|báo cáo|báo (?:về|cho|số|kết)|gửi|nộp|(?<!(?:công|chương|quy|quá|lộ|hành|giáo|tiến|tờ) )trình|chuyển|ký|cung cấp|đăng ký(?! kinh doanh)|thông báo|thông tin (?:kết|tình|số|tới|cho)|trước|chậm nhất|muộn nhất|vào|trong \d|trong (?:vòng|thời|ngày|tháng|quý|năm|quá)|sau (?:khi|ngày|thời)|khi|nếu|để|được|đã|chưa|sẽ|là|xét nghiệm|thẩm định|hướng dẫn|đôn đốc|chỉ đạo|bố trí|cân đối|tuyên truyền|vận động|cử|phân công|yêu cầu|đề nghị|đánh giá|tự|kê khai|bàn giao|đề xuất|góp ý|cho ý kiến|có ý kiến|có văn bản|sơ kết|tổng kết|quán triệt|phân bổ|thống nhất|xử lý|ngoài|cùng với|trừ|không|nhanh|gấp|đồng loạt|nhập|kiểm đếm|kiểm kê|tiếp nhận|giải quyết|bảo đảm|đảm bảo|tiến hành|chốt|thống kê(?! (?:tỉnh|khu vực|cơ sở))|điều tra|tra cứu|công khai|niêm yết|quản lý,|theo dõi|vận hành|tích cực|nâng cao|chấp hành|qua|về|cho|đến|tới|ngày|năm \d)(?!\p{L})/gu;
const MANY = /^(?:(?:tất cả |toàn bộ )?(?:các|những|mỗi)|\p{L}+ (?:các|những)|cấp) /u;
const LONGEST = 90;

/**
 * The body that a passage names at a place without a table that knows it, "Các đơn vị cấp nước", up to the
 * word that says what it does; null where no name begins there. Only a heading may hold commas.
 */
export function openBodyAt(
  passage: Passage,
  from: number,
  { to = passage.text.length, isHeading = false } = {},
): Body | null {
  const key = passage.key.slice(from, Math.min(to, from + LONGEST + 40));
  if (!HEAD.test(key)) return null;
  const mark = (isHeading ? /[;:.(]|$/u : /[,;:.(]|$/u).exec(key)?.index ?? key.length;
  // "Ban Tổ chức" is a name, "Ban tổ chức họp" is not: a word with a capital stops nothing.
  const stop =
    [...key.matchAll(STOP)].find(({ index }) => !/\p{Lu}/u.test(passage.plain.charAt(from + index)))
      ?.index ?? key.length;
  // A heading is a name and nothing else.
  if (isHeading && stop < mark) return null;
  const end = key.slice(0, Math.min(mark, stop)).trimEnd().length;
  const name = passage.text.slice(from, from + end);
  if (end > LONGEST || end < 6 || !/^[\p{L}\d\s,&"'/-]+$/u.test(name) || !name.includes(' '))
    return null;
  const group = MANY.test(fold(name));
  return {
    start: from,
    end: from + end,
    name,
    identity: group ? fold(name).replace(/^các /u, '') : identityOf(name),
    family: 'organisation',
    group,
  };
}
