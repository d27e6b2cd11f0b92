import { COUNT, datePattern, withoutGroups } from './dates.js';
import { tooLateAfter } from './due/limit-words.js';
import { isNoDeadline } from './no-deadlines.js';
import { EACH } from './recurrence-rules.js';
import { remembered } from './remembered.js';
import { DUE_CELL } from './task-tables.js';

/** Words of time in a folded text, by place. */
export interface Time {
  readonly start: number;
  readonly end: number;
}

const DATE = withoutGroups(datePattern('a'));
/** Words of limit before a length of time. */
const LIMIT =
  'trong|sau|trước|không quá|quá|tối đa|chậm nhất|muộn nhất|ít nhất|tối thiểu|sau đó|chậm hơn|sớm hơn';
/** A length of time. */
const LENGTH = String.raw`${COUNT}\s*(?:\([^()]{1,30}\)\s*)?(?:ngày|giờ|tiếng|(?<=\d\s?)h|tuần|tháng|phút|năm)`;
/** The rows are wide on purpose: whatever may be somebody's day is to be shown or read. */
const ROWS: readonly RegExp[] = [
  // "ngày 20/6/2026", "trước 15/6", "20/6/2026", "(26/6/2026)"
  new RegExp(
    String.raw`(?:(?<!\p{L})(?:ngày|trước|nhất|hết|đến|hạn|cuối|xong|vào)\s*(?:ngày\s*)?${DATE}|:\s*(?:ngày\s*)?${DATE}|(?<![\p{L}\d/.-])\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?![\d/])|(?<=\()\d{1,2}/\d{1,2}(?=\))|(?<![\d/.-])\d{1,2}\s*(?:tháng|\/)\s*\d{1,2}\s*(?:năm|\/)\s*\d{4}|${DUE_CELL}(?!theo |thường|đột xuất|khi )[^;(\uE001]{1,60})`,
    'gu',
  ),
  // ", qua 15/10 không nhận"
  new RegExp(tooLateAfter(DATE), 'gu'),
  // "trước ngày 20", "các ngày 5, 15"
  /(?<!\p{L})(?:trước |vào |nhất |quá |đến |các )?ngày\s*(?:m[ồù]ng\s*)?\d{1,2}(?:\s*\([^()\d]{1,30}\))?(?:\s*(?:,|và)\s*(?:ngày\s*)?\d{1,2}(?![\d/.-]))*(?!\s*(?:[/.-]\s*\d|tháng\s*\d))/gu,
  // "trước 16 giờ 30", "17h00"
  /(?<![\d/.])\d{1,2}\s*(?:giờ|h)(?!\p{L})\s*(?:\d{2})?(?![\d/]|\/)/gu,
  // "trong 05 ngày", "sau 20 ngày", "10 ngày làm việc", "hai mươi bốn giờ kể từ khi …", "3 ngày trước …", "sau 02 năm"
  new RegExp(
    String.raw`(?<!\p{L})(?:${LIMIT})\s+(?:(?:${LIMIT}|vòng|thời hạn|thời gian|là)\s+)*${LENGTH}(?!\p{L})|${LENGTH}(?: làm việc)?,?\s*(?:(?:kể|tính) từ|(?:sau|trước) khi|trước(?!\p{L})|so với)|${COUNT}\s*ngày làm việc|(?<!\p{L})(?:trước|sau) (?!ngày \d)[^;.()\d]{2,60} ${LENGTH}(?!\p{L}| \d)|(?<!\p{L})(?:kết thúc|hoàn thành)(?!\p{L})[^;,.\d]{0,60} \d{1,3} ngày(?!\p{L})`,
    'gu',
  ),
  // "trước Tết", "trước kỳ họp", "tại kỳ họp", "trước giờ khai mạc"
  /(?<!\p{L})(?:(?:trước|sau) (?:mỗi |từng |khi nghỉ |dịp |kỳ nghỉ |đợt nghỉ |nghỉ )*(?:tết|lễ(?! (?:phát|khai|hội|ra|ký|trao))|kỳ họp|phiên họp|cuộc họp|buổi họp|giờ (?:khai mạc|hành chính|họp)|đại hội)|tại (?:kỳ|phiên) họp)(?!\p{L})|ngày hôm sau/gu,
  // "cứ 10 ngày", "5 ngày 1 lần", "cùng thời hạn trên"
  new RegExp(
    String.raw`(?=\d|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|một)(?<!\p{L})${COUNT} lần\s*(?:mỗi|một|trong|\/)\s*(?:một )?ngày(?!\p{L})`,
    'gu',
  ),
  /(?<!\p{L})xong (?:trước|ngay) khi \p{L}+|(?<!\p{L})trước ngày (?:họp|khai mạc|thi|tổ chức|bầu cử|kiểm tra|nghiệm thu|lễ)(?!\p{L})|(?<!\p{L})(?:rằm|tháng (?:chạp|giêng))(?!\p{L})|(?<!\p{L})cứ (?:sau )?\d{1,3} (?:ngày|giờ|tuần|tháng)(?!\p{L})|\d{1,3} (?:ngày|giờ|tuần|tháng) (?:một|0?1) lần|(?<!\p{L})(?:(?:theo|đúng) (?:thời hạn|thời gian|hạn)(?: nêu)? trên|cùng (?:thời hạn|thời điểm)(?!\p{L}))/gu,
  // "hằng tuần", "định kỳ", "02 tuần một lần", "thứ Sáu"
  new RegExp(
    String.raw`(?<!\p{L})(?:${EACH}|từng)\s+(?:ngày|tuần|tháng|quý|năm)(?!\p{L})|(?<!\p{L}|báo cáo )định kỳ(?!\p{L})(?=\s*(?:\d|${EACH}|tuần|tháng|quý|năm|trước|vào|một|hai|ba))|\d{1,2}\s*(?:ngày|tuần|tháng|giờ|năm)\s*(?:\/|một|01|1)\s*lần|(?<!\p{L})thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\p{L})|(?<!\p{L})chủ nhật(?!\p{L})`,
    'gu',
  ),
  // "trong quý II", "tháng 9/2027", "quý IV năm 2031", "vào năm 2029", "cuối tháng 10"
  /(?<!\p{L})(?:trong|vào|hết|trước|cuối|đầu|giữa|xong|họp)\s+(?:các\s+)?(?:tháng|quý|năm)\s*(?:\d{1,4}|iv|i{1,3})(?!\p{L})|(?<![\d/]|\d |ngày \d{1,2} )tháng\s*\d{1,2}\s*(?:\/|năm)\s*\d{4}|(?<!\p{L})quý\s+(?:iv|i{1,3}|[1-4])(?!\p{L})(?:\s*(?:\/|năm)\s*\d{4})?/gu,
  // "hôm nay", "cùng ngày", "tuần sau", "cuối tháng", "tháng cuối quý", "ngay sau khi …"
  /(?<!\p{L})(?:hôm nay|ngày mai|cùng ngày|(?:trong|cuối|đầu) ngày(?! \d|\s*\d| lễ| nghỉ| hội)|ngày làm việc (?:kế tiếp|tiếp theo|liền kề|đầu tiên|cuối cùng)|ngay khi \p{L}+|trước giờ|trước mỗi|(?:đầu|cuối) (?:mỗi|hằng|hàng|từng) (?:ngày|tuần|tháng|quý|kỳ|đợt)|(?:tuần|tháng|quý)\s+(?:này|sau|tới|tiếp theo)|cuối\s+(?:tuần|tháng|quý|kỳ)|(?:vào|trước|trong|xong|nhất|đến)\s+(?:cuối|đầu|giữa)\s+(?:tuần|tháng|quý|năm|kỳ)|tháng (?:đầu|cuối)(?: kỳ| quý| mỗi)|ngay sau khi|khi (?:hoàn thành|kết thúc))(?!\p{L})/gu,
];

/** What looks like a day by itself: "02/12", "N-20", "nửa năm", "tới 11h30", "deadline 10/10". */
const DAYLIKE =
  /(?=t[2-7])(?<=^|[ (:,;])t[2-7](?=\s*(?:[-:,;)]|$))|[nt](?<![\p{L}\d].)\s?[+–-]\s?\d{1,3}(?!\d)|(?=\d)(?<!(?:trực|trực ban|hoạt động|hỗ trợ) (?=24\/7))(?<=^|[ (:,|\t\uE000-\uE003])\d{1,2}\/(?:0?[1-9]|1[0-2])(?![\d/]|\p{L}|-\p{L})|(?=nửa|tới|dead|hạn|một|0?1 )(?<!\p{L})(?:nửa (?:năm|tháng|tuần|ngày)|(?:tới|deadline:?|hạn:?) \d{1,2}|(?:một|0?1) lần)(?!\p{L})/gu;
/**
 * Words that may be a time where something is plainly sent: a point of some period, an occasion, so many
 * times, or another place's term.
 */
const LOOSE: readonly RegExp[] = [
  DAYLIKE,
  /(?<!\p{L})(?:cùng (?:kỳ hạn|thời hạn|thời gian|thời điểm|lúc|ngày|mốc|kỳ|đợt|với (?:báo cáo|hồ sơ|kỳ|đợt|việc))|(?:gửi|nộp|trình) (?:kèm |chung )?cùng|(?:đúng|theo|như) (?:kỳ hạn|thời hạn|thời gian|mốc|lịch)(?= (?:trên|nêu|tại|ở|đã|của|như|đối|cũ)))(?!\p{L})|(?<!\p{L})(?:như|theo) (?:mục|điểm|khoản) (?:\d|[a-zđivx]{1,3}(?!\p{L}))/gu,
  /(?<!\p{L})(?:trước|sau|ngay sau|trong|kết thúc|hết|cuối|đầu|giữa|nửa đầu|nửa cuối|vào|tại|đến|các(?= (?:quý|tháng|tuần|kỳ|đợt)(?!\p{L}))) (?:khi )?(?:(?:kết thúc|hoàn thành|mỗi|từng|hằng|hàng|các|cả) )*(?:học kỳ|năm học|năm(?! 20\d\d)|đợt|khóa|vụ|kỳ|phiên|buổi|cuộc|quý|tháng|tuần|ca|chiến dịch|hội nghị|lớp|chuyến|giờ|ngày|đêm)(?!\p{L}| (?:hành chính|làm việc|báo cáo|này|cao điểm|hành động|họp báo|thi đua))/gu,
  /(?=năm 20)(?<=^|[,;:(] ?)năm 20\d\d(?![\d-]|:| -)|(?<!\p{L})(?:những|các) (?:năm|kỳ|quý|tháng|lần) (?:sau|tiếp theo)|(?:sơ kết|tổng kết) (?:sau )?\d{1,2} (?:tháng|năm)/gu,
  /(?=tháng|quý)(?<=: |, | và )(?:tháng \d{1,2}|quý (?:iv|i{1,3}|[1-4]))(?=\s*(?:[,;.]|$| và ))|(?=tuần (?:đầu|cuối)|ngày (?:đầu|cuối))(?<!\p{L})(?:tuần|ngày) (?:đầu|cuối)(?: tiên| cùng)? (?:của )?(?:mỗi |hằng |hàng )?(?:tháng|quý|năm|kỳ)(?!\p{L}| \d)/gu,
  /(?:0?[369]|ba|sáu|chín) tháng(?: đầu năm| cuối năm)?(?:,? và |, )(?:cuối |cả )?năm/gu,
  /(?<!\p{L})(?:mùng|mồng) (?:\d{1,2}|\p{L}+)|(?:\d{1,2}|rằm|tháng) (?:tháng )?(?:chạp|giêng)(?!\p{L})|(?:trước|sau|dịp|mùng|ra|nghỉ|\d{1,2}) tết/gu,
  new RegExp(
    String.raw`(?=\d|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|một|mỗi|hằng|hàng|từng|định kỳ|cứ|ngày|tuần|tháng|quý)(?:(?<!\p{L})${COUNT} (?:lần|kỳ) (?:mỗi|trong|một|\/|trên)|(?<!\p{L})(?:ngày|tuần|tháng|quý|năm) ${COUNT} (?:lần|kỳ|đợt)(?!\p{L})|${COUNT} (?:ngày|giờ|tuần|tháng|quý|năm) (?:phải [^;.,]{2,60} )?(?:một|0?1) (?:lần|kỳ)|(?<!\p{L})(?:(?:mỗi|hằng|hàng|từng|định kỳ|(?<!căn )cứ) (?:\d|(?:khi|lần|đợt|kỳ|ngày|tuần|tháng|quý|năm|vụ|ca|buổi|phiên|cuộc|học kỳ|sáng|chiều|tối|đêm|thứ|giờ|một|hai|ba|bốn|sáu|mười|nửa|chủ nhật|sau|hết|đến|đầu|cuối|trước)(?!\p{L}))|(?:ngày|tuần|tháng) nào)|\d{1,3} tiếng(?!\p{L}))`,
    'gu',
  ),
  /(?=nga|tro|hôm|sáng|chiều|kịp|khi|độ|thờ|nha|sớm|muộ)(?<!\p{L})(?:ngay|trong ngày|hôm sau|sáng mai|chiều nay|hôm nay|kịp (?:trước|trong|phục vụ)|khi có (?:yêu cầu|thay đổi|biến động|kết quả)|khi kết thúc|đột xuất|(?:thời gian|nhanh|sớm) nhất(?= (?:có thể|\p{L}{2,}))|sớm hơn|muộn hơn)(?!\p{L})|(?=sau khi|trước khi|đến khi|hết khi|khi)(?<!\p{L})(?:(?:sau|trước|đến|hết) khi|khi(?! (?:có|cần|được|triển|thực|tham|đủ)(?!\p{L}))) \p{L}+|(?=\d)(?<![\p{L}\d/.-])\d{1,3} (?:ngày|giờ|tuần|tháng|phút|hôm)(?!\p{L})|ngày (?:lẻ|chẵn)(?!\p{L})/gu,
  // "trước khai giảng", "sau bão", "trước mùa khô": before or after something that happens
  /(?<!\p{L}|trách nhiệm |như |ngay |phía |mặt |đặt )(?:trước|sau) (?!mắt|tiên|liền|hết|đây|đó|này|thu|\d|ngày|pháp luật|ubnd|ủy ban|chủ tịch|bí thư|giám đốc|bộ|sở|ban|đảng|nhân dân|thủ tướng|cấp|lãnh đạo|hiệu trưởng|hội đồng|tình hình|yêu cầu|thực trạng|nguy cơ|diễn biến|cai|nhà|cửa|trụ sở|cơ quan|sân|tòa|thành tích|dân|tổ chức|khách|những|các vấn|mưa)\p{L}+/gu,
  // "hạn cuối", "thời hạn": a limit by name
  /(?<!\p{L}|có |vô |giới |quyền |kỳ )(?:thời )?hạn (?:cuối|chót|(?:nộp|gửi|nhận)(?= (?:do|theo|là|vào|trước|cùng|như|\d)|:))(?!\p{L})/gu,
];

/** Days between which something is taken in or sent: "nộp tại Phòng … từ 20/10 đến 30/10"; not those that figures are of. */
const TAKEN_IN =
  /(?=từ )(?<!(?:tình hình|kết quả) \(?)(?<!(?:số liệu|tính|phát sinh|giai đoạn|thời kỳ|kỳ báo cáo|hằng ngày|hàng ngày|mỗi ngày|diễn ra|hiệu lực|thời gian|tổ chức|cao điểm|tháng hành động|nghỉ)[^;.()]{0,16}\(?)(?<!\p{L})từ (?:nay|(?:ngày )?\d{1,2}(?:[/.-]\d{1,4}){0,2}) (?:đến|tới|-) (?:hết )?(?:ngày )?(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|\d{1,2} (?:hằng |hàng |của |mỗi )+tháng)/gu;

/** The words of time in a folded text in which something is plainly sent: those of `timesIn` and looser ones. */
export function looseTimesIn(key: string): Time[] {
  return withMore(key, LOOSE);
}

/** The words of time in a folded text about papers: those of `timesIn` and what looks like a day by itself. */
export function daylikeTimesIn(key: string): Time[] {
  return withMore(key, [DAYLIKE]);
}

/** The spans of days of a folded text in which something is taken in or sent. */
export function takenInTimes(key: string): Time[] {
  return [...key.matchAll(TAKEN_IN)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
  }));
}

function withMore(key: string, rows: readonly RegExp[]): Time[] {
  const sure = timesIn(key);
  const loose = rows
    .flatMap((row) =>
      [...key.matchAll(row)].map(({ 0: said, index }) => ({
        start: index,
        end: index + said.length,
      })),
    )
    .filter(
      (one) =>
        !sure.some((time) => one.start < time.end && time.start < one.end) &&
        !isNoDeadline(key, one.start, one.end) &&
        !isNoTime(key, one),
    );
  return [...sure, ...loose, ...takenInTimes(key)].sort((a, b) => a.start - b.start);
}

/** A word of limit and right behind it a day, an hour or a length of time. */
const LIMITS =
  /(?<!\p{L})(?:trước|chậm nhất|muộn nhất|trễ nhất|hạn(?: cuối(?: cùng)?| chót| nộp| gửi)?|xong|không quá|không sau|nội trong|trong vòng|đến(?= (?:hết |ngày )*\d{1,2}\/))(?:[ :,]+(?:là|trước|vào|lúc|đến|hết|trong|trong vòng|khoảng|ngày|thứ \p{L}+|sáng|chiều|cuối|đầu|giữa|tháng|quý|mùng|mồng))* *(?:\d{1,2}(?:[/.-]\d|\s?(?:h|giờ|tiếng|ngày|tuần|tháng|năm)(?!\p{L})|(?=$|[,.;) ]))|(?:thứ|tháng|quý|cuối|đầu|giữa|ngày|tuần|chủ nhật|tết|hôm)(?!\p{L}))/gu;

/** The words of a folded text that set a limit in so many words: "chậm nhất 05/9", "xong trước ngày 31/10". */
export function limitsIn(key: string): Time[] {
  return [...key.matchAll(LIMITS)]
    .map(({ 0: said, index }) => ({ start: index, end: index + said.trimEnd().length }))
    .filter((one) => !isNoDeadline(key, one.start, one.end) && !isNoTime(key, one));
}

/** How a period by name begins. */
const OF_PERIODS = /^(?:tháng|quý|năm|đầu|\d+ tháng|\d+\s?[/-])/u;
/** How words of time begin that set no limit in so many words. */
const NO_LIMIT = /^(?!trước|chậm|muộn|hạn|xong)/u;
/** What around words of time shows that nothing is to be done by them. */
const NO_TIME: readonly {
  readonly before?: RegExp;
  readonly after?: RegExp;
  /** How the words of time themselves must begin. */
  readonly said?: RegExp;
}[] = [
  // the date of a cited document, the number of a rule
  { before: /(?:số|luật|nghị định|thông tư)[:.]? ?\d[^\s;]*[/-][^\s;]*,? (?:ngày )?$/u },
  { before: /(?:ngày \d{1,2}\/\d{1,2}\/\d{4} (?:và|,) )$/u },
  // "tính đến ngày …", "số liệu đến …", "chốt số liệu", "lũy kế"
  {
    before:
      /(?:(?:tính|chốt|lũy kế)(?: số liệu)?(?: từ| đến| đến hết| hết| vào| tại)*|cập nhật(?: số liệu)?(?: từ| đến| đến hết| hết| tại)+)[:,]? (?:ngày )?$/u,
    // "chốt ngày 20/6, báo Ban Tổ chức": what is settled is told at once.
    after: /^(?!,? (?:rồi )?(?:báo|gửi|nộp|chuyển)(?!\p{L}))/u,
  },
  {
    before: /(?:tính|chốt|lũy kế|số liệu)[^;.()]{0,30}(?:đến|hết|từ) (?:hết )?(?:\d{1,2} giờ )?$/u,
  },
  // "sau ngày …" sets no end; "kể từ ngày …", "có hiệu lực"
  { before: /(?<!không )(?<!\p{L})sau (?:ngày )?$/u },
  { before: /(?:kể từ|hiệu lực)[^;.]{0,20}$/u },
  // a span of days; not "thời hạn nhận từ nay đến hết ngày …", the end of which is the last day
  { before: /(?<!\p{L})từ\s(?:hết\s)?(?:ngày\s)?$/u },
  {
    before:
      /^(?!.*(?:nhận|nộp|gửi|đăng ký)(?: [\p{L}]+){0,3}:? từ\s[^;.()]{0,60}$).*(?<!\p{L})từ\s[^;.()]{0,60}(?:đến|-)\s(?:hết )?(?:ngày )?$/u,
  },
  { after: /^\s*(?:-|đến)\s*(?:hết )?(?:ngày |tháng |năm |quý )?\d/u },
  // what a report is about: "báo cáo năm 2026", "kết quả 6 tháng", "số liệu tháng 9/2027"
  {
    before:
      /(?:kết quả|số liệu|tình hình|dự toán|kế hoạch|chương trình|nhiệm vụ|công tác|báo cáo|chỉ tiêu|kinh phí|danh sách|giai đoạn|so với)(?: (?!gửi|trước|trong|vào|xong|về)\p{L}+){0,6} $/u,
    said: OF_PERIODS,
  },
  // a target: "đến cuối năm 2027 có ít nhất …"
  {
    after:
      /^,?\s*(?:có(?! (?:vướng|khó|thay|phát sinh|gì|vấn đề|văn bản|báo cáo|ý kiến|trách nhiệm|kết quả|kế hoạch|danh sách|phương án)(?!\p{L}))|đạt|phấn đấu|tối thiểu|ít nhất|toàn tỉnh|trên \d|là \d)(?!\p{L})/u,
  },
  // days off that make no difference: "kể cả thứ Bảy, Chủ nhật"
  { before: /kể cả [^;.]{0,40}$/u },
  // a share of a year: "ít nhất 30% chi bộ mỗi năm"
  { before: /%[^;,.]{0,30}$/u, said: /^(?:mỗi|hằng|hàng|từng|trong|năm)/u },
  // a telephone at office hours, a meeting's day
  {
    before:
      /(?:điện thoại|sđt|hotline|đường dây nóng)[:\s]*[\d.\s]{6,}(?:(?!trước|chậm nhất|muộn nhất|hạn )[^;]){0,40}$/u,
    said: NO_LIMIT,
  },
  // "ngày 15/10/2027 (thứ Sáu)"
  { before: /\d{4} \($/u },
];

/** Whether some words can hold a time at all: every row needs one of these. */
const MAY_HOLD =
  /\d|ngày|tuần|tháng|quý|năm|giờ|phút|thứ|chủ nhật|hôm nay|định kỳ|trước|sau|hết|cuối|đầu|rằm|họp|thời|hạn|khi /u;

/** The words of time in a folded text that may set somebody a deadline, none inside another. */
export const timesIn = remembered((key: string): readonly Time[] =>
  MAY_HOLD.test(key) ? searched(key) : [],
);

function searched(key: string): Time[] {
  const found: Time[] = [];
  for (const row of ROWS) {
    for (const match of key.matchAll(row)) {
      const start = match.index;
      const end = start + match[0].trimEnd().length;
      const overlapping = found.findIndex((other) => start < other.end && other.start < end);
      const other = found[overlapping];
      if (other !== undefined) {
        found[overlapping] = { start: Math.min(start, other.start), end: Math.max(end, other.end) };
      } else found.push({ start, end });
    }
  }
  return found
    .filter(({ start, end }) => !isNoDeadline(key, start, end) && !isNoTime(key, { start, end }))
    .sort((a, b) => a.start - b.start);
}

/** Whether what stands around words of time shows that nothing is to be done by them. */
export function isNoTime(key: string, { start, end }: Time): boolean {
  const behind = key.slice(Math.max(0, start - 120), start);
  const words = key.slice(start, end);
  const ahead = key.slice(end, end + 40);
  return NO_TIME.some(
    ({ before, after, said }) =>
      (said?.test(words) ?? true) && (before?.test(behind) ?? true) && (after?.test(ahead) ?? true),
  );
}
