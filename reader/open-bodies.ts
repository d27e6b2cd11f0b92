import { identityOf } from '../domain/body-identity.js';
import { fold } from '../domain/fold.js';
import type { Body } from './bodies.js';
import type { Passage } from './passage.js';

/** The offices of those who act for a body, as they stand before its name. */
const OFFICE =
  '(?:thủ trưởng|lãnh đạo|tổng giám đốc|phó giám đốc|giám đốc|hiệu trưởng|viện trưởng|chi cục trưởng|cục trưởng|trạm trưởng|chỉ huy trưởng|trưởng|phó trưởng|chủ tịch|chủ nhiệm|bí thư|chánh|người đứng đầu)';
/** Words that a body's name begins with; behind some of them other words than names follow. */
const BODIES = [
  'đơn vị',
  'cơ quan',
  'doanh nghiệp',
  'nhà (?:thầu|trường|máy)',
  'bộ (?:chỉ huy|tư lệnh|môn|phận|tổng tham mưu)',
  'hợp tác xã',
  'tập đoàn',
  'tổng (?:công ty|liên đoàn|cục|hội)',
  'công ty',
  'xí nghiệp',
  'phân xưởng',
  'nông trường|lâm trường',
  'trường(?! (?:hợp|đoàn))',
  'cơ sở(?! (?:vật chất|dữ liệu|pháp lý|hạ tầng))',
  'tổ(?! (?:chức|trưởng))',
  'tổ chức (?:quản lý|kinh tế|tín dụng|đảng|hiệp hội|hội(?! (?:nghị|thảo|thi|họp|chợ))|khoa học|hành nghề|chính trị)',
  'công đoàn(?! viên)|nghiệp đoàn',
  'hãng',
  'đội(?! (?:ngũ|hình|trưởng))',
  'hải đội|trung đoàn|tiểu đoàn|đại đội|lữ đoàn|sư đoàn',
  'đồn(?! đại)|chốt(?= (?:kiểm|trực|bảo|gác|dân|liên))|hạt(?! (?:giống|nhân))',
  'ban(?! (?:hành|đầu|ngày|đêm|tháng|tuần|quý|năm|sáng|chiều|nãy|giao))',
  'tiểu ban|hội đồng',
  'phòng(?!,| (?:chống|ngừa|cháy|trừ|tránh|họp|dịch))',
  'trạm',
  'trung tâm',
  'hội(?! (?:viên|nghị|thảo|thi|họp|chợ|nhập|đàm|trường|đủ))',
  'chi (?:hội|bộ|đoàn|cục|nhánh|ủy)',
  'đoàn(?! (?:kết|viên))',
  'huyện đoàn|tỉnh đoàn|thành đoàn|xã đoàn',
  'liên (?:minh|đoàn|hiệp|đội)',
  'cấp (?:xã|huyện|tỉnh|cơ sở|ủy)',
  'thôn|khu phố|tổ dân phố|bản(?= \\p{L}+ (?:gửi|báo|nộp))',
  'kho bạc|ngân hàng|quỹ(?! đất)',
  'viện|bệnh viện|khoa(?! học)',
  'tòa(?! nhà)|viện kiểm sát',
  'cảng|đài|điện lực|bưu điện|viễn thông',
  'văn phòng|cục|vụ(?! (?:việc|án|cháy|tai|đông|hè))',
  'ủy ban(?! nhân dân)',
  'đảng (?:ủy|bộ)',
  'địa phương',
  'hộ kinh doanh',
  'vườn (?:quốc|ươm)|khu (?:quản|bảo|công|kinh|du|di)',
].join('|');
/** Words for persons who may owe something for their office. */
const PERSONS =
  'chủ (?!yếu|động|trì|trương|tịch|đề|nhật|quyền|chốt|lực|quan|thể|đạo|tọa)\\p{L}+|viên chức (?:chuyên quản|phụ trách)|giáo viên|giảng viên|(?:giám sát|cộng tác|kiểm soát|đăng kiểm|quan trắc|tuyên truyền|khuyến nông|hướng dẫn) viên|điều dưỡng trưởng|nhân viên|chuyên viên|công chức(?! (?:đầu mối|được))|cán bộ (?:phụ trách|chuyên trách|được|thuộc)|thành viên|đại biểu|thương nhân|kế toán(?: trưởng)?|hiệu trưởng|thẩm phán|kiểm sát viên|chấp hành viên|điều tra viên|thanh tra viên|trưởng (?:đoàn|ban|thôn|bản|nhóm|tiểu ban|bộ môn|khoa|phòng)|tổ trưởng|đội trưởng|nhóm trưởng|thư ký|giáo vụ|điều phối viên|cảnh sát khu vực|thủ quỹ|văn thư|ủy viên|chánh văn phòng|người (?:phụ trách|được|phát ngôn)|bí thư|chủ tịch';
/** The words that the name of a body begins with, where no table knows the name itself. */
const HEAD = new RegExp(
  String.raw`^(?:${OFFICE} )?(?:(?:tất cả |toàn bộ |cả )?(?:các|những|mỗi|từng|hai|ba) )?(?:${BODIES}|${PERSONS}|${OFFICE}(?= ))(?!\p{L})|^(?:các|những|mỗi|từng) tổ chức(?!\p{L})`,
  'u',
);
/** Bodies that one word may stand for: "khoa nộp về Phòng Đào tạo". */
const ONE_WORD = /^(?:khoa|xã|phường|thôn|trường|đội|hạt|đồn|trạm|phòng)$/u;
/** Where a list of names goes on with a further one. */
const NEXT_NAME = new RegExp(
  String.raw`\s(?:và|hoặc|cùng|cùng với)\s(?=(?:${OFFICE} )?(?:(?:các|những|mỗi|từng) )?(?:${BODIES}|${PERSONS}|sở|bộ|ubnd|công an)(?!\p{L}))`,
  'u',
);
/** Words that no name goes on over: what the body does, how and when. */
const STOP =
  /(?<!\p{L})(?:có trách nhiệm|chịu trách nhiệm|thì|phải|cần|vẫn|đều|cũng|xong|nội trong|nghiêm túc|khẩn trương|chủ động|kịp thời|thường xuyên|định kỳ|hằng|hàng (?:ngày|tuần|tháng|quý|năm)|tiếp tục|tập trung|tăng cường|đẩy mạnh|căn cứ|theo|trên cơ sở|rà soát|tổ chức(?! (?:chính trị|xã hội))|triển khai|thực hiện|xây dựng (?:kế hoạch|chương trình|phương án|báo cáo)|ban hành|(?<!(?:độc|thành|công|trung|dân|tân|quốc|xác|thiết) )lập|(?<!(?:đoàn|tổ|ban|ủy ban) )kiểm tra|phối hợp|chủ trì|tham mưu|tổng hợp|tập hợp|hoàn thiện|hoàn thành|cập nhật|báo cáo|báo (?:về|cho|số|kết)|gửi|nộp|(?<!(?:công|chương|quy|quá|lộ|hành|giáo|tiến|tờ) )trình|chuyển|ký|cung cấp|(?<!văn phòng )đăng ký(?! kinh doanh)|thông báo|thông tin (?:kết|tình|số|tới|cho)|trước|chậm nhất|muộn nhất|vào|trong \d|trong (?:vòng|thời|ngày|tháng|quý|năm|tuần|buổi|quá)|sau (?:khi|ngày|thời)|khi|nếu|để|được|đã|chưa|sẽ|là|xét nghiệm|thẩm định|hướng dẫn|đôn đốc|chỉ đạo|bố trí|cân đối|tuyên truyền|vận động|(?<!(?:bầu|đề|ứng) )cử|phân công|yêu cầu|đề nghị|đánh giá|tự|kê khai|bàn giao|đề xuất|góp ý|cho ý kiến|có ý kiến|có văn bản|sơ kết|tổng kết|quán triệt|phân bổ|thống nhất|xử lý|ngoài|cùng với|và đồng thời|đồng thời|trừ|không|nhanh|gấp|đồng loạt|nhập|kiểm đếm|kiểm kê|tiếp nhận|giải quyết|bảo đảm|đảm bảo|tiến hành|chốt|thống kê(?! (?:tỉnh|khu vực|cơ sở))|điều tra|tra cứu|công khai|niêm yết|quản lý,|theo dõi|vận hành|tích cực|nâng cao|chấp hành|qua|về|cho|đến|tới|ngày|năm \d|nghiên cứu|lựa chọn|duyệt|ra quyết định|tham gia|rút kinh nghiệm|khắc phục|đối chiếu|chuẩn bị|nắm|duy trì|xác minh|mở|(?<!(?:quản lý|kiểm tra) )thu|chi trả|ghi|khai|bàn|thực thi|khảo sát|lấy ý kiến|trả lời|giải trình|đăng tải|(?<!văn phòng )đăng|xét|bình xét|chấm|sao|hoàn chỉnh|dự thảo|lên|điện thoại|gọi|nhắn|đưa|mang|hồi đáp|đệ trình|phản ánh|xác nhận|trả|lúc|sáng|chiều|tối|sau|từ ngày|tính|(?:một|hai|ba|bốn|\d) (?:kỳ|đợt|lần)|mỗi (?:tuần|tháng|quý|năm|đơn)|cứ|lấy|phân tích|thu thập|thẩm tra|tiếp thu|phát hiện|điền|(?<!(?:công|xác|ghi|chứng|chấp|tiếp|đơn vị|cơ quan|nơi|người|tổ) )nhận|công nhận|xác nhận|phê duyệt|chấp thuận|ít nhất|tối thiểu|không quá|lưu|tìm|chọn|mời|gặp|sắp xếp|trích|đóng|phổ biến|quét|số hóa|in(?= (?:phiếu|danh|bản|ấn|tài|giấy|biểu|sổ))|trao đổi|(?<!kỳ )họp|phản hồi|m[ồù]ng \d|số (?!\d)\p{L}+|kết quả|danh sách|tình hình|phương án|đề án|dự thảo|hồ sơ|biên bản|tờ trình|(?<!(?:đơn vị|cấp|tổ) )dự toán|quyết toán|điện báo|nhắn tin|ý kiến|nội dung|nhu cầu|tiến độ|bảng|(?<!đại )biểu|phiếu|\d{1,2}[/.-]\d{1,2}|(?<!(?:số|khu vực) )\d{1,2} (?:bản|bộ|lần|tập(?! hợp)|cuốn|phiếu|danh sách|báo cáo|văn bản|file))(?!\p{L})/gu;
/** Whether some words behind a name begin with what the body does, how or when. */
export function doesSomething(words: string): boolean {
  const verb = words.slice(0, 40).trimStart().search(STOP);
  return verb === 0;
}

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
  const head = HEAD.exec(key)?.[0].length;
  if (head === undefined) return null;
  // "giao ban" is a meeting, "giao Ban Quản lý" a task.
  if (
    passage.plain.startsWith('ban ', from) &&
    /(?<!\p{L})giao $/u.test(passage.key.slice(0, from))
  )
    return null;
  const mark =
    [...key.matchAll(isHeading ? /[;:.(]|$/gu : /[,;:.(\uE000-\uE003]|$/gu)].find(
      ({ index, 0: sign }) =>
        sign !== ',' || !goesOnBehind(passage.text.slice(from, from + index), key.slice(index)),
    )?.index ?? key.length;
  // "Ban Tổ chức" is a name, "Ban tổ chức họp" is not: a word with a capital stops nothing.
  const stop =
    KNOWN_BY.exec(key)?.[0].length ??
    WHERE_IT_HAPPENS.exec(key)?.[0].length ??
    stopIn(key, head, passage.plain.slice(from)) ??
    key.length;
  // A heading is a name and nothing else.
  if (isHeading && stop < mark) return null;
  const next = isHeading ? key.length : (NEXT_NAME.exec(key)?.index ?? key.length);
  const end = key
    .slice(0, Math.min(mark, stop, next))
    .trimEnd()
    .replace(/ (?:và|hoặc|cùng)$/u, '').length;
  const name = passage.text.slice(from, from + end);
  if (end > LONGEST || !/^[\p{L}\d\s,&"'/-]+$/u.test(name)) return null;
  if ((end < 6 || !name.includes(' ')) && !ONE_WORD.test(fold(name))) return null;
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

/** "Các đơn vị cung cấp dịch vụ | có trách nhiệm": who is meant is said by what they do, up to what they must. */
const KNOWN_BY =
  /^(?:(?:các|những|mỗi) )?(?:đơn vị|cơ quan|tổ chức|doanh nghiệp|cơ sở|chủ \p{L}+|nhà thầu|hợp tác xã|công ty|địa phương|trường|người|cá nhân|hộ) (?:cung cấp|cung ứng|sản xuất|kinh doanh|quản lý|vận hành|khai thác|sử dụng|thực hiện|được|có(?! trách)|tham gia|nhận|chưa|đã|thuộc|trúng|thi công|xây dựng|tổ chức|đăng ký|xả|nuôi|chế biến|nhập khẩu|xuất khẩu)(?: (?!có trách|phải|chịu trách)[\p{L}\d]+){1,8}(?= (?:có trách nhiệm|phải|chịu trách nhiệm)(?!\p{L}))/u;

/** "Khoa để xảy ra sự cố | báo cáo": the one where something happens, up to what it does. */
const WHERE_IT_HAPPENS =
  /^(?:(?:các|những) )?\p{L}+(?: \p{L}+)? (?:để xảy ra|xảy ra)(?: (?!báo|gửi|nộp|phải|có trách|thì)[\p{L}\d]+){1,4}(?=\s*$| (?:báo cáo|báo|gửi|nộp|phải|có trách nhiệm|thì)(?!\p{L}))/u;

/** Where the first word stands that no name goes on over, from a place on; `printed` is the same text with its capitals. */
function stopIn(key: string, head: number, printed: string): number | null {
  // One after the other: most names end at the first of a hundred words that may follow.
  for (const { index } of key.matchAll(STOP))
    if (index >= head && !/\p{Lu}/u.test(printed.charAt(index))) return index;
  return null;
}

/** "Đội Quản lý, hỗ trợ doanh nghiệp", "Phòng Phòng, chống ma túy": a unit called by the first of its works. */
const BY_WORK =
  /^(?:Đội|Phòng|Khoa|Ban|Trung tâm|Tổ|Chi cục|Cục|Vụ|Đoàn|Trạm|Bộ phận|Hội đồng|Tiểu ban|[Cc]ác [Pp]hòng)(?: (?:Quản lý|Phòng|Tuyên truyền|Kiểm tra|Hướng dẫn|Thanh tra|Kiểm soát|Giám sát|Tiếp nhận|Nghiên cứu|Ứng dụng|Bảo tồn|Huấn luyện|Điều tra|Khám|Thông tin|Giáo dục|Văn hóa|Nghiệp vụ)(?: [\p{Ll}]+){0,3}| \p{Lu}\p{Ll}+, \p{Lu}\p{Ll}+)$/u;
const FURTHER_WORK =
  /^, (?:hỗ trợ|chống|kiểm tra|giám sát|phát triển|quản lý|tuyên truyền|kiểm soát|phổ biến|ứng dụng|xử lý|dự báo|trả kết quả|chữa bệnh|đào tạo|thể thao|thi đua|khen thưởng|cứu nạn|cứu hộ)(?!\p{L})/u;

/** Whether the comma behind some words stands inside the name of a body: "Đoàn xã, phường", "Đội Quản lý, hỗ trợ …". */
function goesOnBehind(words: string, rest: string): boolean {
  return (
    /^, (?:phường|đặc khu|thị trấn|tiểu học|trung học|thcs|thpt|mầm non)(?!\p{L})/u.test(rest) ||
    (FURTHER_WORK.test(rest) && BY_WORK.test(words))
  );
}

/**
 * The bodies that a passage lists from a place on, each known to the table (`known`) or by the shape of its
 * name: "Phòng Đào tạo và Phòng Công tác sinh viên"; [] where none begins there.
 */
export function openRunAt(
  passage: Passage,
  from: number,
  known: readonly Body[],
  to = passage.text.length,
): Body[] {
  const run: Body[] = [];
  for (let at = from; at < to;) {
    const named = known.find(({ start }) => start === at);
    const open = openBodyAt(passage, at, { to });
    const body =
      named !== undefined && (open === null || open.end <= named.end || !isCutShort(named))
        ? named
        : open;
    if (body === null) break;
    run.push(body);
    const link = /^(?:\s*[,;]\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng|cùng với)\s+)/u.exec(
      passage.key.slice(body.end, to),
    );
    if (link === null) break;
    at = body.end + link[0].length;
  }
  return run;
}

/** A name that the table knows only the beginning of: "các đơn vị | cấp nước". */
const CUT_SHORT =
  /^(?:(?:các )?(?:đơn vị|cơ quan|doanh nghiệp|trường|cơ sở|chủ đầu tư|đoàn|hội|phòng|ban|tổ chức|trung tâm)|(?:trung tâm|bệnh viện|trường) \p{L}+)$/u;

/** Whether a name is only the beginning of one. */
export function isCutShort({ name }: Body): boolean {
  return CUT_SHORT.test(fold(name));
}
