import { OF_SOME_COMMUNES, SHORT_FIELDS } from '../domain/body-identity.js';
import { FIELDS } from './fields.js';

/** What family of bodies a name belongs to. */
export type BodyFamily = 'communes' | 'departments' | 'organisation' | 'authority';

/** One way in which bodies are named, matched against folded text. */
export interface BodyPattern {
  readonly family: BodyFamily;
  /** A name for many bodies at once. */
  readonly group: boolean;
  /** Whether the name must be printed with a capital. */
  readonly proper: boolean;
  readonly source: string;
}

const FIELD = `(?:${[...FIELDS, ...Object.keys(SHORT_FIELDS)].join('|')})`;
const MINISTRY = `(?:${[...FIELDS, 'công an', 'quốc phòng', 'ngoại giao', 'chính trị'].join('|')})`;
/** Where a body sits: " tỉnh", " thành phố", " các cấp"; a proper name may follow (see `bodies.ts`). */
const LEVEL = String.raw`(?: việt nam)?(?: (?:tỉnh|thành phố|tp\.?|các cấp|hai cấp|cấp tỉnh|cấp xã|cấp huyện|khu vực [ivx]+(?!\p{L})|khu vực \d+|khu vực(?= (?:báo cáo|và|về|gửi|nộp|trước|chậm|được|cung cấp|tổng hợp)|[,;.:()|]|$)|huyện|xã|phường|cơ sở(?: \d{1,2})?)(?![\p{L}]))?`;
const WARD = '(?:xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố)';
const PEOPLES_COMMITTEE = '(?:ubnd|ủy ban nhân dân)';
const SORT =
  '(?:sở|ban ngành|ban|bộ phận|bộ(?! (?:môn|chỉ huy|tư lệnh))|ngành|đoàn thể|cơ quan|đơn vị(?: y tế| sự nghiệp)?|địa phương|hội|tổ chức đoàn thể|tổ chức|cá nhân|hộ gia đình|hộ kinh doanh|phòng|doanh nghiệp|lực lượng|cơ quan ngang bộ|trường(?: học)?(?! hợp)|viện)';
const POLITICAL = String.raw`tổ chức chính trị\s?-?\s?xã hội`;
/** What narrows a group: "thành viên Ban chỉ đạo …", "có liên quan", "của tỉnh". */
const NARROWED = String.raw`(?: (?:có liên quan|liên quan|chức năng|thành viên(?: ban chỉ đạo [^:;,.()]{1,60}| của mặt trận)?|trực thuộc(?: sở| tỉnh ủy| thành ủy)?|thuộc tỉnh|thuộc thành phố|thuộc ${PEOPLES_COMMITTEE} (?:tỉnh|thành phố)|trung ương(?:(?: đóng)? trên địa bàn(?: tỉnh| thành phố)?)?|báo chí|nhà nước|cấp tỉnh|cấp xã|của tỉnh|của thành phố|tỉnh|thành phố)(?!\p{L}))*`;

/** What goes on after the name of a body that may be of many words. */
const GOES_ON = String.raw`(?:báo cáo|gửi|trước|chậm nhất|để|tổng hợp|chủ trì|phối hợp với|có trách nhiệm|theo|qua|tham mưu|và (?:${PEOPLES_COMMITTEE}|sở|bộ|công an|các))(?!\p{L})`;

/** The ways in which plans name bodies, in the order tried at one place. */
export const BODY_PATTERNS: readonly BodyPattern[] = [
  // "UBND các xã, phường, đặc khu", "Ủy ban nhân dân cấp xã", "UBND xã, phường"
  {
    family: 'communes',
    group: true,
    proper: false,
    source: String.raw`(?:chủ tịch )?${PEOPLES_COMMITTEE} (?:các ${WARD}(?:(?:, | và |,| - )(?:các )?${WARD})*|${WARD}(?:(?:, | - |-)${WARD})+(?: và ${WARD})?|${WARD}(?: và ${WARD})+|cấp (?:xã|huyện|cơ sở)|các cấp)(?!\p{L})(?: ${OF_SOME_COMMUNES}(?!\p{L}))?`,
  },
  // "các xã, phường" for their committees, where nothing is said before of whose they are
  {
    family: 'communes',
    group: true,
    proper: false,
    source: String.raw`(?<=^|[,;:.(] ?|(?<!\p{L})(?:và|yêu cầu|đề nghị|giao|đối với|riêng) )các ${WARD}(?:(?:, | và |, và )(?:các )?${WARD})+(?!\p{L})(?! (?:thuộc|trọng điểm|được|có))`,
  },
  // "cấp xã báo cáo …", "các xã gửi …" at the head of what they do
  {
    family: 'communes',
    group: true,
    proper: false,
    source: String.raw`(?<=^|[,;:.(] ?|(?<!\p{L})(?:và|yêu cầu|đề nghị|giao|đối với|riêng) )(?:cấp xã|các (?:xã|phường|đặc khu))(?: (?:đảo|miền núi|vùng cao|biên giới|ven biển))?(?=[,;:)]|$| (?:báo cáo|gửi|nộp|trước|chậm nhất|\d|tổng hợp|có trách nhiệm|lập|cung cấp|và|kêu gọi|rà soát|tổ chức|triển khai|chủ động|kiểm tra|thống kê|xây dựng|phải|cần|thực hiện|tuyên truyền|vận động|bố trí|phân công|khẩn trương|nghiêm túc|tăng cường|tiếp tục|đăng ký|thông báo|hoàn thành|chỉ đạo|phối hợp|định kỳ|hằng|hàng)(?!\p{L}))`,
  },
  // "Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ"
  {
    family: 'departments',
    group: true,
    proper: false,
    source: String.raw`các bộ(?:(?:, | và |, và )(?:các )?(?:cơ quan ngang bộ|cơ quan (?:khác )?thuộc chính phủ))+(?!\p{L})`,
  },
  // "cơ sở khám bệnh, chữa bệnh": a comma inside the name
  {
    family: 'organisation',
    group: true,
    proper: false,
    source: String.raw`(?:các )?cơ sở khám(?: bệnh)?, chữa bệnh(?: (?:công lập|tư nhân|trên địa bàn(?: tỉnh)?))?(?!\p{L})`,
  },
  // "các tập đoàn, tổng công ty nhà nước"
  {
    family: 'organisation',
    group: true,
    proper: false,
    source: String.raw`(?:các )?(?:tập đoàn|tổng công ty)(?:(?:, | và )(?:các )?(?:tập đoàn|tổng công ty))*(?: kinh tế)?(?: nhà nước)(?!\p{L})`,
  },
  // "UBND các tỉnh, thành phố trực thuộc Trung ương"
  {
    family: 'departments',
    group: true,
    proper: false,
    source: String.raw`(?:${PEOPLES_COMMITTEE}|sở ${FIELD}) các tỉnh(?:, | và |\/)?(?:thành phố)?(?: trực thuộc trung ương)?(?!\p{L})`,
  },
  // "UBND xã Tân Lập": one commune by name
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`${PEOPLES_COMMITTEE} (?:xã|phường|đặc khu|thị trấn|huyện|quận|thị xã)(?= \p{L})`,
  },
  {
    family: 'organisation',
    group: true,
    proper: false,
    source: String.raw`công an (?:các ${WARD}(?:(?:, | và )${WARD})*|cấp (?:xã|huyện|cơ sở))(?!\p{L})`,
  },
  // "các tổ chức chính trị - xã hội", "các cơ quan báo chí thành phố"
  {
    family: 'organisation',
    group: true,
    proper: false,
    source: String.raw`(?:các )?(?:${POLITICAL}|cơ quan báo chí)(?: (?:tỉnh|thành phố|cấp tỉnh)(?!\p{L}))?`,
  },
  {
    family: 'organisation',
    group: true,
    proper: false,
    source: String.raw`các tổ chức thành viên(?: của mặt trận)?`,
  },
  // "các bệnh viện đa khoa, chuyên khoa tuyến tỉnh", "Trung tâm Y tế các huyện, thành phố", "các trường học"
  {
    family: 'organisation',
    group: true,
    proper: false,
    source: String.raw`(?:trưởng (?=các (?:thôn|khu phố|khóm|ấp|bản|tổ dân phố)))?các (?:chủ đầu tư|chủ rừng|ban quản lý dự án|bệnh viện|cơ sở giáo dục|cơ sở y tế|trường(?! hợp)|trung tâm|thôn|khu phố|khóm|ấp|tổ dân phố|phòng giao dịch|phòng chuyên môn|đảng ủy|huyện ủy|hội)(?:(?:, | và )(?:các )?(?:đa khoa|chuyên khoa|đại học|cao đẳng|trung tâm|bệnh viện|trường|thôn|khu phố|khóm|ấp|tổ dân phố|bản|đoàn thể|đảng ủy))*(?: (?:học|thpt|thcs|trung học phổ thông|trung học cơ sở|tiểu học|mầm non|đa khoa|chuyên khoa|đại học|cao đẳng|trực thuộc(?: tỉnh ủy| thành ủy| sở)?|tuyến tỉnh|cấp tỉnh|tỉnh|thành phố|trên địa bàn(?: tỉnh| thành phố| xã| phường)?|công lập|quần chúng)(?!\p{L})(?:, (?=chuyên khoa|cao đẳng))?)*`,
  },
  {
    family: 'organisation',
    group: true,
    proper: true,
    source: String.raw`(?:trung tâm|phòng|trạm) (?:y tế|${FIELD}) (?:các )?${WARD}(?:(?:, | và )${WARD})+`,
  },
  // "trạm y tế các xã, phường", "các chi bộ trực thuộc", "Đảng ủy các xã, phường", "các ban đảng Tỉnh ủy"
  {
    family: 'organisation',
    group: true,
    proper: false,
    source: String.raw`(?:(?:các )?(?:trạm y tế|đảng ủy|(?<!xã )hội(?: (?:liên hiệp phụ nữ|lhpn|nông dân|cựu chiến binh|chữ thập đỏ))?|chi hội|đoàn(?: thanh niên)?)|trung tâm y tế) các ${WARD}(?:(?:, | và |, và )(?:các )?${WARD})*(?!\p{L})|các (?:chi bộ|đảng bộ|đảng ủy|chi ủy|tổ chức đảng|cấp ủy)(?:(?:, | và )(?:các )?(?:chi bộ|đảng bộ|đảng ủy))*(?: (?:trực thuộc(?: (?:tỉnh ủy|thành ủy|đảng ủy(?: xã| phường)?))?|cơ sở)(?!\p{L}))*|chi bộ các [\p{L} ]{3,40}?(?=[,;.:()]|$| ${GOES_ON})|các ban (?:xây dựng )?đảng(?: (?:của )?(?:tỉnh ủy|thành ủy))?`,
  },
  // "Đảng ủy UBND tỉnh", "Đảng ủy xã Tân Lập", "Ban Xây dựng Đảng"
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:ban thường vụ )?đảng ủy (?:${PEOPLES_COMMITTEE} (?:tỉnh|thành phố)|các cơ quan đảng(?: (?:tỉnh|thành phố))?|công an (?:tỉnh|thành phố)|quân sự (?:tỉnh|thành phố)|xã|phường|đặc khu)(?!\p{L})|ban xây dựng đảng|chi bộ (?:công an|quân sự|cơ quan|thôn|khu phố)(?: (?:xã|phường))?(?!\p{L})`,
  },
  // "Ban Phong trào Tỉnh đoàn"
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`ban [\p{L}]+(?: [\p{L}]+){0,4} (?:tỉnh đoàn|thành đoàn)`,
  },
  // "Các thành viên của Tổ liên ngành kiểm soát …"
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`tổ (?:giúp việc|thư ký)(?: ban chỉ đạo)?(?!\p{L})|tổ (?:liên ngành|công tác)(?: [^,;.:()]{2,90}?(?= (?:tăng cường|chủ trì|phối hợp|tổ chức|tham mưu|chịu trách nhiệm|có trách nhiệm|tiếp tục|lựa chọn|tỉnh|để|báo cáo|gửi|nộp|trình|chuyển|trước|chậm nhất|muộn nhất|tổng hợp|họp|kiểm tra|rà soát|định kỳ|hằng|hàng|vào|qua|phải|là|ít nhất|tối thiểu|trong|sau|tập hợp|cung cấp|thông báo|thông tin|phản hồi|phản ánh|nhắn|điện|bàn giao|giao|có|cử|lập|hoàn thành|hoàn thiện|trả lời|đề xuất|xây dựng|thực hiện|chịu|cập nhật|đưa|đăng ký|xác nhận|về|cho)(?!\p{L})|[,;.:()]|$))?`,
  },
  // "Khối Đảng", "các cơ quan khối nội chính"
  {
    family: 'organisation',
    group: true,
    proper: false,
    source: String.raw`(?:các (?:cơ quan|đơn vị) )?khối (?:đảng|nội chính|chính quyền|mặt trận(?:,| và) đoàn thể|mặt trận|đoàn thể|doanh nghiệp|lực lượng vũ trang|văn hóa - xã hội|kinh tế)(?!\p{L})`,
  },
  // "các sở, ban, ngành, đoàn thể và địa phương có liên quan", "sở, ngành, địa phương"
  {
    family: 'departments',
    group: true,
    proper: false,
    source: String.raw`(?:(?:tất cả )?các ${SORT}|sở(?=, (?:ban|ngành)))(?!\p{L})(?:(?:, | và |,)(?:các )?${SORT}(?!\p{L}))*${NARROWED}`,
  },
  { family: 'organisation', group: false, proper: true, source: `sở ${FIELD}` },
  {
    family: 'authority',
    group: false,
    proper: true,
    source: String.raw`ủy ban quốc gia phòng, chống aids(?: và phòng, chống tệ nạn ma túy, mại dâm|,? ma túy,? (?:và )?mại dâm)?`,
  },
  {
    family: 'authority',
    group: false,
    proper: true,
    source: String.raw`bộ ${MINISTRY}|ban bí thư|thủ tướng chính phủ|văn phòng chính phủ|văn phòng bộ công an|chính phủ|bộ chính trị|quốc hội`,
  },
  {
    family: 'authority',
    group: false,
    proper: true,
    source: String.raw`ban thường vụ (?:tỉnh đoàn|thành đoàn|đảng ủy(?: xã| phường)?|(?:hội|đoàn) [\p{L}]+(?: [\p{L}]+){0,5}? (?:tỉnh|thành phố|xã|phường)(?!\p{L}))|(?:ban thường vụ|btv|thường trực) (?:tỉnh ủy|thành ủy|huyện ủy)|(?:thường trực|văn phòng) (?:hđnd(?: tỉnh| thành phố)?|hội đồng nhân dân(?: tỉnh| thành phố)?)|(?:văn phòng )?hội đồng nhân dân (?:tỉnh|thành phố)|tỉnh ủy|thành ủy|huyện ủy`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:văn phòng (?:tỉnh ủy|thành ủy|huyện ủy)|văn phòng (?:(?:hđnd|hội đồng nhân dân) và )?${PEOPLES_COMMITTEE}(?: (?:tỉnh|thành phố|xã|phường|đặc khu)(?!\p{L}))?|văn phòng (?:sở|ban chỉ đạo|điều phối)(?!\p{L})|ban (?:tuyên giáo và dân vận|tuyên giáo|dân vận|nội chính|tổ chức(?= (?:tỉnh ủy|thành ủy|huyện ủy)))(?: (?:tỉnh ủy|thành ủy|huyện ủy))?)`,
  },
  {
    family: 'authority',
    group: false,
    proper: true,
    source: String.raw`(?:(?:chủ tịch(?:, | và ))?(?:các )?phó chủ tịch |chủ tịch )?${PEOPLES_COMMITTEE}(?! các)(?: (?:tỉnh|thành phố|tp|cấp tỉnh)(?!\p{L})| (?:xã|phường|đặc khu|huyện|quận|thị xã|thị trấn)(?!\p{L}))?`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:bộ (?:chqs|chbđbp)|(?:ban chỉ huy|bộ chỉ huy|bộ đội|bch) (?:bộ đội biên phòng|quân sự|biên phòng|phòng thủ dân sự|phòng, chống thiên tai(?: và tìm kiếm cứu nạn)?))${LEVEL}`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`bộ tư lệnh (?:vùng cảnh sát biển|cảnh sát biển|quân khu|thủ đô|vùng)[\p{L} ]{0,30}?\d{0,2}(?=[,;.:()]| và | phối hợp| chủ trì| thực hiện|$)`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`đoàn đặc nhiệm [^;:().]{2,60}? số \d+`,
  },
  { family: 'organisation', group: false, proper: true, source: `công an${LEVEL}` },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:(?:viện kiểm sát|tòa án) nhân dân|vksnd|tand|thi hành án dân sự)(?: (?:tối cao|cấp cao)(?!\p{L}))?${LEVEL}`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:chi cục|cục) (?:quản lý khám,? chữa bệnh|chăn nuôi(?:,| và) thú y|trồng trọt và bảo vệ thực vật|bảo vệ môi trường|phát triển nông thôn|quản lý chất lượng[\p{L}, ]{0,40}?|dân số(?:(?: -|,| và) (?:trẻ em|phòng, chống hiv\/aids))*|an toàn vệ sinh thực phẩm|phòng, chống tệ nạn xã hội|phòng bệnh(?: - bộ y tế)?|hải quan|thuế|thống kê|quản lý thị trường|kiểm lâm|thi hành án dân sự|dự trữ nhà nước|(?!(?:chậm|muộn|trước|vào|trong|để|qua|theo|và|phối hợp|chủ trì|chủ động|tổng hợp|tham mưu|báo|gửi|có|khi|tại|thực hiện|hằng|hàng|tổ|triển|xây|kiểm|hướng|lập|là|được|phải|rà|cung|tiếp|đề|ban|cấp|tăng|chỉ|ngày|sau|đôn|trình|nộp|tập hợp|phản hồi|thông báo|thông tin|hoàn thành|hoàn thiện|cập nhật|chuẩn bị|điện|góp ý|đăng|trả lời|đưa|nhắn|đánh giá|thẩm định|phân|chuyển|cần|nghiêm|khẩn|tự|lấy|ký|về|cho|đến|tỉnh|thành|khu|các|chịu|nghiên|cử|bố|giải)(?!\p{L}))\p{L}+(?: (?!(?:chậm|muộn|trước|vào|trong|để|qua|theo|và|phối hợp|chủ trì|chủ động|tổng hợp|tham mưu|báo|gửi|có|khi|tại|thực hiện|hằng|hàng|tổ|triển|xây|kiểm|hướng|lập|là|được|phải|rà|cung|tiếp|đề|ban|cấp|tăng|chỉ|ngày|sau|đôn|trình|nộp|tập hợp|phản hồi|thông báo|thông tin|hoàn thành|hoàn thiện|cập nhật|chuẩn bị|điện|góp ý|đăng|trả lời|đưa|nhắn|đánh giá|thẩm định|phân|chuyển|cần|nghiêm|khẩn|tự|lấy|ký|về|cho|đến|tỉnh|thành|khu|các|chịu|nghiên|cử|bố|giải)(?!\p{L}))\p{L}+){0,4})${LEVEL}`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:chi nhánh )?ngân hàng (?:chính sách xã hội|nhà nước(?: việt nam)?|csxh)(?: chi nhánh)?${LEVEL}`,
  },
  {
    family: 'organisation',
    group: true,
    proper: true,
    source: String.raw`(?:ban thường trực )?(?:ủy ban )?(?:mặt trận tổ quốc|mttq)(?: việt nam)? (?:các )?${WARD}(?:(?:, | và )${WARD})+`,
  },
  {
    family: 'authority',
    group: false,
    proper: true,
    source: String.raw`(?:ban thường trực )?ủy ban trung ương (?:mặt trận tổ quốc|mttq)(?: việt nam)?|quân khu(?: \d)?|trung ương (?:hội|đoàn)(?: [\p{L} ]{3,40}?(?= trước| chậm| theo|[,;.:()]|$))?|ủy ban an toàn giao thông quốc gia|ủy ban dân tộc`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:ủy ban |ban thường trực ủy ban )?(?:mặt trận tổ quốc|mttq|mttqvn)${LEVEL}`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`ủy ban kiểm tra(?: (?:tỉnh ủy|thành ủy|huyện ủy|đảng ủy(?: xã| phường)?))?|ban công tác xã hội|(?:thường trực )?ban tổ chức(?! (?:tỉnh ủy|thành ủy|trung ương|- ))|hội đồng (?:thẩm định(?: [\p{L} ]{2,40}?(?=[,;.:()]| và | có | đúng | ${GOES_ON}|$))?|giám khảo|thi đua(?: -|,) khen thưởng|nghĩa vụ quân sự|phối hợp phổ biến, giáo dục pháp luật)${LEVEL}|cảng vụ (?:hàng hải|hàng không|đường thủy nội địa)(?: (?:miền (?:bắc|trung|nam)|khu vực (?:[ivx]+|\d+))(?!\p{L}))?`,
  },
  // "Viettel Sông Hương": enterprises that plans ask
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:viettel|vnpt|mobifone|agribank|vietinbank|bidv)${LEVEL}`,
  },
  // "Giám đốc Sở", "lãnh đạo Sở": the head of the department that issues
  {
    family: 'authority',
    group: false,
    proper: false,
    source: String.raw`(?:giám đốc|lãnh đạo) (?:sở(?! (?:${FIELD}))|ban(?= trước| để| chậm|[,;.]|$))(?!\p{L})`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:đài phát thanh(?: và|\s?-|,) truyền hình|báo(?: và|,) (?:đài )?phát thanh(?:,| và|\s?-) truyền hình|đài truyền hình)${LEVEL}`,
  },
  // "X02", "PC04": police departments by their symbols
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?<!(?:biểu|mẫu|phụ lục|số|lộ|tờ|bảng|lớp|lô|khu) )(?:p[achktvx]|[achktvx])\d{2}(?![\p{L}\d/.-])`,
  },
  // "Sở gửi báo cáo …": the document means one by half its name
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?<=^|(?<!\p{L})(?:yêu cầu|đề nghị|giao) )sở(?= (?:gửi|báo cáo|nộp|tổng hợp|lập|có trách nhiệm)(?!\p{L}))`,
  },
  // "Báo Sông Hương" but neither "báo cáo" nor "báo chí"
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`báo(?= (?!cáo|chí|động|đài|hiệu)\p{L})`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:tỉnh đoàn|thành đoàn|đoàn (?:thanh niên|tncs|thanh niên cộng sản)(?: hồ chí minh)?)${LEVEL}`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:hội (?:liên hiệp phụ nữ|lhpn|nông dân|cựu chiến binh|liên hiệp thanh niên|chữ thập đỏ|cựu thanh niên xung phong|người cao tuổi|người khuyết tật|người mù|đông y|y học|nạn nhân chất độc da cam(?:\s?\/\s?dioxin)?|kế hoạch hóa gia đình|sinh viên|văn học(?:,|\s?-)? nghệ thuật|luật gia|khuyến học|nhà báo|doanh nhân trẻ)|liên đoàn lao động|lđlđ|bhxh(?: cơ sở)?|văn phòng ban an toàn giao thông|liên minh hợp tác xã|hiệp hội doanh nghiệp|liên hiệp (?:các hội|các tổ chức|hội)[\p{L}, ]{3,40}?(?=[,;.:()]| tỉnh| thành phố|$)|bảo hiểm xã hội(?: cơ sở)?|kho bạc nhà nước|thanh tra(?=[:.]?$| (?:tỉnh|thành phố|sở|chính phủ|bộ))|thống kê(?= (?:tỉnh|thành phố|cơ sở))(?: cơ sở)?|(?:chi nhánh )?văn phòng đăng ký đất đai|bưu điện|điện lực|công ty điện lực|ban dân tộc|ban an toàn giao thông|ban quản lý khu kinh tế|trạm y tế|thuế)${LEVEL}`,
  },
  // "Trưởng Ban Chỉ đạo", "Ban Chỉ đạo Trung ương", "Ban Chỉ đạo cấp xã báo cáo …"
  {
    family: 'authority',
    group: false,
    proper: true,
    source: String.raw`(?:trưởng )?ban chỉ đạo(?: (?:trung ương|cấp tỉnh|cấp xã|các cấp|quốc gia|tỉnh|thành phố|xã|phường)(?!\p{L})|(?= ${GOES_ON}))`,
  },
  {
    family: 'authority',
    group: false,
    proper: true,
    source: String.raw`ban chỉ đạo(?: phòng, chống [\p{L}/ ]{2,40}?(?: và phòng, chống [\p{L} ]{2,40}?(?:, [\p{L} ]{2,20}?)?)?| [^,;.:()]{1,60}?)?(?= (?:tỉnh|thành phố|các cấp|các bộ|cấp xã)| ${GOES_ON}|[,;.:()]|$)${LEVEL}`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`ban quản lý (?:các )?(?:khu (?:công nghiệp|kinh tế|chế xuất)(?:(?:,| và) (?:khu )?(?:công nghiệp|kinh tế|chế xuất))*|[\p{L} ]{3,40}?(?=[,;.:()]| và | phối hợp| chủ trì|$))${LEVEL}`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`trung tâm (?:phục vụ hành chính công|kiểm soát bệnh tật|y tế|dịch vụ việc làm|bảo trợ xã hội|công tác xã hội|dự báo khí tượng thủy văn|giáo dục thường xuyên|văn hóa)${LEVEL}`,
  },
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`(?:trường (?:đại học|cao đẳng|chính trị)|trung tâm|bệnh viện)(?= \p{L})`,
  },
  // "Phòng Tham mưu - Công an tỉnh", "Phòng Cảnh sát điều tra tội phạm về ma túy, Công an tỉnh"
  {
    family: 'organisation',
    group: false,
    proper: true,
    source: String.raw`phòng (?:tham mưu|kinh tế, hạ tầng và đô thị|cảnh sát [^,;.()]{3,60}|phòng, chống [^,;.()]{3,50}?|[\p{L}]+(?:(?: - | )(?!(?:và (?:phòng|ban|các|sở|bộ|trung)|sáng|chiều|tối|thứ|hằng|hàng|mỗi|tuần|lúc|xong|vẫn|đều|nội trong)(?!\p{L}))[\p{L}]+){0,6}?)(?:\s?[,-]\s?(?:công an|sở)[\p{L} ]{0,20})?(?=[,;:.()]|$| và (?:phòng|ban|các|sở|bộ|trung)(?!\p{L})| (?:chủ trì|phối hợp|tham mưu|trước|để|hướng dẫn|đôn đốc|theo dõi|tổng hợp|tiếp nhận|báo cáo|kiểm tra|tổ chức|là|làm|có trách nhiệm|chịu trách nhiệm|chậm nhất|muộn nhất|sáng|chiều|tối|thứ|hằng|hàng|mỗi|lúc|vào|qua|kèm|bằng|trong|sau|ngay|thẩm định|phê duyệt|ký|xem xét|gửi|nộp|trình|chuyển|rà soát|lập|cung cấp|thông báo|phản hồi|hoàn thành|hoàn thiện|xây dựng|thực hiện|phải|cần|định kỳ|cập nhật|đề nghị|yêu cầu|m[ồù]ng|ngày|xong|vẫn|đều|nội trong|số|kết quả|danh sách|tình hình|theo|đúng|không|cho|các|có)(?!\p{L}))`,
  },
  { family: 'authority', group: false, proper: false, source: 'cấp có thẩm quyền' },
];
