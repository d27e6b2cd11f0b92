import { remembered } from './remembered.js';

/** Words of sending: a time beside one of them is likely to be somebody's deadline. */
const SENDS =
  /(?=gử|nộ|nơ|ch|tr|bá|ph|gi|bà|nh|hồ|đệ|đế|đư|điệ|gọ|xá|cậ|đă|cu|gó|có|thô|đề)(?<!\p{L}|công (?=trình|báo|văn)|trích |đóng |chương |quy |(?<!tôn )giáo |tiến |tờ |lộ |hành |quá |toàn |chưa |chậm |không |đã |được |kính |mẫu (?!gửi|nộp|chuyển)|nghe |người |sẽ |hướng dẫn |lịch |dự |thủ tục )(?:gửi(?! kèm)|nộp(?! (?:tiền|kinh phí|lệ phí|thuế|phạt|hồ sơ trực tuyến|trực tuyến))|chuyển(?! (?:đổi|biến|giao|dịch|tiếp|hóa|hướng|tải|động|nhượng|mục|trạng|ngành|khẩu|tiền|kinh phí))|trình(?! (?:tự|độ|bày|chiếu|diễn)(?!\p{L}))|báo cáo|báo(?= (?!chí|động|hiệu|hại|đài|thức|cáo|giá|giấy|lao)[^;.,()]{2,50} (?:trước|sau|khi|trong|ngay)(?!\p{L}))|báo(?= (?:về|cho|số|lại|ngay|phòng|văn phòng|ban|sở|kết quả|tình hình|danh sách|tiến độ)|(?! (?:chí|động|hiệu|hại|đài|thức|cáo|giá)) [^;.,()]{2,60} (?:về|cho) )|trả lời|phúc đáp|giải trình|bàn giao(?! (?:mặt bằng|công trình|nhà|đất|tài sản))|nhắn tin|hồi đáp|đệ trình|đến tay|nơi (?:tiếp )?nhận(?=:| (?:báo cáo|hồ sơ|kết quả))|đưa (?:cho|về)|đưa(?= [^;.]{2,60} (?:ký|duyệt|phê duyệt|xem xét|xác nhận)(?!\p{L}))|phản ánh(?= [^;.]{0,80}(?:về|với|cho|kịp|ngay|trước|hằng) )|truyền (?:dữ liệu|số liệu|file|báo cáo)|chia sẻ (?:dữ liệu|số liệu|thông tin)|trao đổi (?:thông tin|tình hình|số liệu|kết quả)|nhắn(?= [^;.]{0,80}(?:vào|cho|về|tới) )|điện báo|điện thoại (?:về|cho)|gọi (?:trực tiếp|về|cho)|báo giá|xác nhận(?= đã)|nhận (?:hồ sơ|báo cáo|đăng ký|phiếu|bài|sản phẩm)|trả(?= (?:kho bạc|về|lại|cho|phòng|văn phòng|sở) )|cập nhật(?= [^;.]{2,100} (?:cho|về|tới|gửi) )|đăng ký(?! (?:kinh doanh|khai sinh|kết hôn|đất|xe))(?= [^;.]{0,80}(?:về|với|gửi|qua|tại|trước|trong|chậm|cùng|xong|hết))|phản hồi|cung cấp|góp ý|có ý kiến|thông tin(?= (?:kết quả|cho|tới|đến)(?!\p{L}))|thông báo(?= (?:[^;.]{0,100} )?(?:tới|cho|đến|về) )|đề xuất(?= [^;.]{2,100} (?:về|gửi|với|cho) ))(?!\p{L}| (?:viên|này|chính trị|thẩm định))/u;
/** Heads of lists and sections under which a bare time is a deadline. */
const SENDING_HEAD =
  /(?:chế độ|thời hạn|thời gian|hạn|lịch|kỳ|định kỳ|thông tin,?) (?:gửi |nộp |thông tin,? )*báo cáo|^(?:(?:các (?:loại )?|chế độ |về |công tác |thông tin,? )*)báo cáo(?: định kỳ| chuyên đề)?$|^(?:chế độ )?báo cáo (?:ban đầu|nhanh|sự cố|vụ việc|phản ứng|tai nạn|đột xuất)[^.;:]{0,50}$|(?<!\p{L})(?:gửi|nộp|báo cáo|trình)(?!\p{L})[^.]*:$/u;
/** How the names of those begin who may receive something. */
const RECEIVER = String.raw`(?:các )?(?:đồng chí |lãnh đạo |phó |trưởng )?(?:ubnd|ủy ban|hđnd|hội đồng|sở|bộ|ban|phòng|văn phòng|chi cục|cục|tổng cục|vụ|công an|tổ(?! (?:chức|dân))|trung tâm|thường trực|giám đốc|hiệu trưởng|trưởng|chủ tịch|bí thư|chánh|nhóm|hộp thư|cơ quan|đơn vị|bộ phận|hội(?! (?:viên|nghị))|đoàn(?! viên)|liên đoàn|kế toán|đảng|tỉnh|thành|chi bộ|cấp trên|kho bạc|trường|nhà trường|bhxh|bảo hiểm|mặt trận|mttq|zalo|e-?mail|thư ký|thủ quỹ|tòa|viện|kiểm sát|hạt|trạm|chỉ huy|quân khu|thuế|ngân hàng|thống kê|trực ban|cảng|nhà máy|công ty|tổng công ty|xí nghiệp|đội|đồn|hải đội|khoa(?! học)|học viện|đại học|bưu điện|hiệp hội|quỹ|tiểu ban|chính quyền|địa phương|cán bộ|chuyên viên|giáo viên|kiểm lâm|cảnh sát|cứu hộ|hải quan|biên phòng|y tế|thú y|quản lý thị trường|nhà thầu|chủ đầu tư|bộ môn|thủ tướng|chính phủ|quốc hội|pc\d\d|p[axv]\d\d)(?!\p{L})`;
/** Work for somebody that sends nothing to them: "cấp thẻ cho các đơn vị", "tập huấn cho cán bộ". */
const DOES_FOR =
  /(?<!\p{L})(?:cấp|hỗ trợ|phân bổ|bố trí|giao(?! (?:lại|nộp))|tuyên truyền|tập huấn|bồi dưỡng|hướng dẫn|phổ biến|quán triệt|giải ngân|thanh toán|chi trả|trả lương|tặng|trao|đào tạo|tư vấn|khám|mở|tổ chức|tạo điều kiện|áp dụng|dành|kiểm tra|giám sát|trực|tham gia|mời|dự|đề nghị|yêu cầu|sẽ|đã|chỉ đạo|phối hợp|tặng|đưa tin|phân công|ủy quyền|kết nối|công khai|niêm yết|bảo đảm|đảm bảo|đôn đốc|hoàn trả|đến khi|liên hệ|làm việc|gây)(?!\p{L})[^,;]*$/u;
const HANDS_OVER = new RegExp(
  String.raw`(?<!\p{L})(?:về|cho|tới|đến|lên|với|vào) ${RECEIVER}`,
  'gu',
);
/** Whether a folded text speaks of sending: by a word for it, or as the head of a list that does. */
export const sends = remembered(
  (key: string): boolean => SENDS.test(key) || SENDING_HEAD.test(key) || handsOver(key),
);

/** Whether a folded title or line opens what is to be sent. */
export const opensSending = remembered((key: string): boolean => SENDING_HEAD.test(key));

/** Whether something goes to somebody by whatever verb: "tập hợp phiếu … cho Tổ thư ký". */
function handsOver(key: string): boolean {
  return [...key.matchAll(HANDS_OVER)].some(({ index }) => {
    const before = key.slice(Math.max(0, index - 90), index);
    return before.trim().length > 3 && !DOES_FOR.test(before);
  });
}

/** Papers, and work that ends with somebody getting one: with any word of time it may be somebody's duty. */
const ON_PAPER =
  /(?<!\p{L}|đã |hội |được |thủ tục )(?:xác nhận|xuất trình|gia hạn|đưa (?:lên|vào) (?:hệ thống|phần mềm|cổng|trang|nhóm)|để trên bàn|đặt tại|deadline|thông báo|thông tin(?= (?!tuyên|đại|liên|và|về|trên|trong|điện|truyền|cơ|kinh|cá|thị|khoa|y tế|đối|tín))|cho biết|(?<!(?:thành|thiết|công|độc|trung|tạo|xác) )lập(?! (?:lại|thành tích|trường|công|nghiệp|tức|đội|quỹ))|chốt|(?<!phòng )tổng hợp|đăng ký|ghi danh|(?<!(?:biển|cảnh|dự|tin|tờ|thông|điện|khai|trình) )báo (?!chí|động|hiệu|hại|đài|thức|giấy|lao|cáo viên)\p{L}+|đề xuất|tham mưu|cập nhật|nhập(?= (?!khẩu|học|viện|cảnh|ngũ|cuộc|cư|tịch|hàng))|kê khai|khai (?:báo|hồ|phiếu)|đối chiếu|bổ sung|hoàn thiện|tải (?:lên|về)|đẩy (?:lên|dữ)|(?:tiếp )?nhận (?:hồ sơ|bài|phiếu|tờ trình|đơn|đăng ký|báo cáo)|thu (?:phiếu|hồ|bài|báo)|trả (?:kết quả|phiếu|hồ sơ|bài|lại|cho)|giải trình)(?!\p{L})|(?<!\p{L})(?:hồ sơ|danh sách|phiếu|biểu mẫu|biểu|bc|báo cáo|tờ trình|số liệu|bài (?:viết|dự thi|tham luận|thu hoạch)|biên bản|bản (?:tự|cam|kê|đăng|thu|nhận|giải)|kết quả [^:;]{2,60}:(?= \p{L})|bảng (?:tự|tổng hợp|kê|chấm|điểm|số liệu)|tài liệu kiểm chứng|dự thảo|tham luận|đề cương|minh chứng|thuyết minh|chứng từ|ds|nhu cầu)(?!\p{L})/u;
/** Work that may end with a paper for somebody: where words of limit go with it. */
const ENDS_ON_PAPER =
  /(?<!\p{L}|đã |hội |được )(?:quyết toán|hoàn thành (?:khảo sát|phiếu|bài|biểu)|khảo sát (?:trực tuyến|online)|duyệt|thẩm định|phê duyệt|ký (?:xác nhận|duyệt)|sơ kết|tổng kết|kiểm điểm|tự đánh giá|xếp loại|bình xét|chấm điểm|xây dựng (?:kế hoạch|phương án|chương trình|báo cáo|dự thảo|đề án|đề cương|văn bản)|ban hành|soạn|hoàn tất|rà soát|thống kê|bình chọn|đề cử|giới thiệu|cử|đề nghị|dữ liệu|tin,? bài|sổ|kế hoạch)(?!\p{L})/u;

/** Whether a folded clause does something with papers, or names some: with a word of time it may be a duty. */
export function worksOnPaper(key: string): boolean {
  return ON_PAPER.test(key);
}

/** Whether a folded clause asks for work that may end with a paper: with a word of limit it may be a duty. */
export function mayEndOnPaper(key: string): boolean {
  return ENDS_ON_PAPER.test(key);
}
