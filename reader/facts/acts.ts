import type { DraftObligation } from '../../domain/schemas/plan-draft.js';
import { bodiesIn } from '../bodies.js';
import { openBodyAt } from '../open-bodies.js';
import type { Passage } from '../passage.js';
import type { Act } from './act.js';
import { FOR_RECEIVER, FOR_SOME, withSendings } from './sent.js';

interface ActRow {
  readonly what: DraftObligation['what'];
  readonly pattern: RegExp;
  readonly merges?: boolean;
  readonly needsDay?: boolean;
  readonly needsBody?: boolean;
  /** What before the words makes them part of something else; a look-behind of that width would take long. */
  readonly notBehind?: RegExp;
}

/** What before "báo cáo" makes it a noun or somebody else's act. */
const NO_REPORT_BEFORE = String.raw`(?<!(?:nghe|nhận|vào|tại|theo|trong|đối với|bản|chế độ|biểu mẫu|mẫu|kỳ|đề cương|hình thức|hệ thống|tháng cuối kỳ|liền kề năm|của|của tháng|của quý|của năm|số liệu|để tổng hợp,|để tổng hợp và|để tổng hợp|để|đội ngũ|thông tin|hội nghị|nội dung|trình bày|thẩm định|chất lượng|thể thức|mời|cử|một số|tại buổi|chưa|chậm|không|đã|sẽ|chưa gửi|chậm gửi|không gửi|đã gửi) )`;
/** "Sau khi nghe Sở … báo cáo", "đã gửi … 12 báo cáo": reports that are heard or were made, nobody is asked for one. */
const HEARD =
  /(?<!\p{L})(?:nghe|xét|xem xét)(?: \p{L}+){0,14},? $|(?<!\p{L})đã [^;]{2,80}(?<!\d)\d{1,3} $|(?<!\p{L})đã (?:xem xét|tiếp nhận|nhận được|thẩm định) \d[^;]{0,60}$/u;
/** What after it makes it a speaker or a cited document. */
const NO_REPORT_AFTER = String.raw`(?!\p{L}| (?:viên|số:? ?(?:\d|\/|…|\.)|tài chính|kinh tế|đề dẫn|tham luận|chính trị|cho ý kiến|đột xuất khi có vấn đề|được (?:thực hiện|duy trì|triển khai|tiến hành) (?:đầy đủ|nghiêm|tốt|kịp thời|đúng|thường xuyên)))`;

/** How the names of those begin that something is sent to. */
const RECEIVER = String.raw`(?:ubnd|ủy ban|chủ tịch|sở|bộ|ban|công an|văn phòng|chi cục|cục|hội|hội đồng|đoàn|tỉnh|thành|trung tâm|thường trực|kho bạc|phòng|đảng|tổ|mặt trận|bảo hiểm|thống kê|thuế|liên đoàn|huyện|quận|xã|phường)(?!\p{L})`;

/** The duties that are tracked, in the order tried at one place; what must not stand before takes long to look at, so the letters go first. */
const ROWS: readonly ActRow[] = [
  // "tổng hợp tình hình, kết quả báo cáo Chính phủ", "tham mưu Ủy ban nhân dân tỉnh báo cáo Bộ …";
  // not "tham mưu … ban hành …, các đơn vị gửi báo cáo", where others report
  {
    what: 'consolidated-report',
    merges: true,
    pattern: new RegExp(
      String.raw`(?=tổng hợp|tham mưu)(?<!(?:sức mạnh|ma túy|để|giải pháp|theo|bộ tổng|phòng|ban|cục|tổ|nhóm|bộ phận|đội) )(?:tổng hợp|tham mưu)(?![\p{L}])(?:(?!, (?:các|ubnd các|ủy ban nhân dân các) |(?<!\p{L})trình (?:ubnd|ủy ban|chủ tịch|giám đốc|lãnh đạo|thường trực|ban) )[^;.]){0,140}?(?<![\p{L}]|vào )báo cáo${NO_REPORT_AFTER}`,
      'gu',
    ),
  },
  // "thực hiện nghiêm chế độ thông tin báo cáo"
  {
    what: 'report',
    pattern:
      /(?=chế độ )(?<=thực hiện (?:nghiêm |nghiêm túc |tốt |đầy đủ )?)chế độ (?:thông tin,? )?báo cáo/gu,
  },
  // "năm 2029 sơ kết; năm 2031 tổng kết, báo cáo UBND tỉnh": the year stands before the review
  {
    what: 'report',
    needsDay: true,
    needsBody: true,
    pattern:
      /(?=sơ kết|tổng kết)(?<=(?:^|[;,:] ?)(?:(?:đến|hết|cuối) )?năm 20\d\d,? (?:tiến hành |tổ chức )?)(?:sơ kết|tổng kết)(?:(?:, đánh giá)?,? (?:và )?(?:gửi )?báo cáo(?!\p{L}))?/gu,
  },
  // "sơ kết vào năm 2028, tổng kết vào quý IV năm 2031"; not "tổ chức hội nghị tổng kết"
  {
    what: 'report',
    needsDay: true,
    needsBody: true,
    pattern:
      /(?=sơ kết|tổng kết)(?<!\p{L})(?<!(?:báo cáo|hội nghị|lễ|buổi|cuộc họp|họp|sau|khi|chuẩn bị|kỳ|việc|công tác) )(?:sơ kết|tổng kết)(?! (?:đợt(?! \d)|lớp|trao|và trao|mô hình|rút kinh nghiệm))(?=[^;.]{0,80}?(?<!\p{L})(?:vào|trong|trước|chậm nhất|ngày|hết|cuối|đầu)(?!\p{L}))/gu,
  },
  // "Nơi nhận báo cáo là Sở …"
  {
    what: 'report',
    pattern: /(?<!\p{L})nơi (?:tiếp )?nhận (?:báo cáo|kết quả|số liệu)[^;.:]{0,60}? là(?!\p{L})/gu,
  },
  // "báo cáo kết quả thực hiện", "gửi báo cáo", "có báo cáo"
  {
    what: 'report',
    pattern: new RegExp(
      String.raw`(?=báo cáo|gửi |có |xây |lập |hoàn |nộp )${NO_REPORT_BEFORE}(?:(?:gửi|có|xây dựng|lập|hoàn thành|nộp) (?:bản |các )?)?(?<![\p{L}])báo cáo${NO_REPORT_AFTER}`,
      'gu',
    ),
  },
  // "kết quả thực hiện gửi về Sở …", "số liệu gửi Sở …"
  {
    what: 'report',
    notBehind: /(?:báo cáo|gửi|nộp|tổng hợp|cung cấp|văn bản|biểu|thông báo|công bố)[^;.:]{0,80}$/u,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:kết quả|số liệu|tình hình)(?: [\p{L}\d/]+,?){0,10} (?:gửi|nộp)(?= (?:về |cho |đến )?${RECEIVER})`,
      'gu',
    ),
  },
  // "thời hạn gửi hồ sơ trước 30/6", "thời gian nộp danh sách: chậm nhất …"
  ...(
    [
      ['report', 'hồ sơ|kết quả|số liệu|biểu|sản phẩm|ý kiến'],
      ['list', 'danh sách|danh mục|phiếu|bản đăng ký'],
      ['plan', 'kế hoạch|phương án|dự thảo|đề cương'],
    ] as const
  ).map(([what, things]) => ({
    what,
    needsDay: true,
    pattern: new RegExp(
      String.raw`(?=gửi|nộp)(?<=(?:thời hạn|thời gian|hạn)(?: cuối| chót)? )(?:gửi|nộp) (?:các )?(?:${things})(?!\p{L})(?=[^;.]{0,80}(?:trước|chậm nhất|muộn nhất|ngày|hết)(?!\p{L}))`,
      'gu',
    ),
  })),
  // "gửi kết quả thực hiện về Sở …", "gửi số liệu về"
  {
    what: 'report',
    pattern:
      /(?<!(?:chưa|chậm|không|đã) )(?<!\p{L})(?:gửi|cung cấp) (?:kết quả|số liệu)(?! (?:theo|tại|này))(?=[^;.]{0,160}(?:về|gửi|cho|trước|trong|chậm nhất|qua))/gu,
  },
  // "gửi kế hoạch về Sở … trước ngày"
  {
    what: 'plan',
    pattern:
      /(?<!\p{L})(?:gửi|nộp) (?:các )?kế hoạch(?! (?:này|số))(?=[^;.]{0,160}(?:về|trước|chậm nhất|trong ngày))/gu,
  },
  // "xây dựng và ban hành kế hoạch triển khai"; not "chỉ đạo xây dựng", which is for others to do
  {
    what: 'plan',
    pattern:
      /(?<!chỉ đạo |phương án, |về |việc |để |nhằm |phục vụ )(?<!\p{L})(?:xây dựng|ban hành|cụ thể hóa)(?:,? (?:và )?(?:ban hành|triển khai))?(?: (?:chương trình|phương án),)? kế hoạch(?! (?:này|như sau|số|hóa|đấu tranh|sử dụng))/gu,
  },
  // "lập kế hoạch giải ngân chi tiết, gửi Sở …", "chỉ đạo xây dựng kế hoạch của địa phương, gửi Sở …"
  {
    what: 'plan',
    needsDay: true,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:lập|xây dựng|ban hành|hoàn thiện) (?:và ban hành )?(?:kế hoạch|chương trình|phương án)(?! (?:này|như sau|số))(?=[^;.]{0,120}?,? (?:gửi|báo cáo|nộp) (?:về |cho |đến )?${RECEIVER})`,
      'gu',
    ),
  },
  // "Kế hoạch triển khai của các sở … gửi về Sở …"
  {
    what: 'plan',
    needsDay: true,
    pattern: new RegExp(
      String.raw`^kế hoạch(?! (?:này|số))(?=[^;.]{0,160} (?:gửi|nộp) (?:về |cho |đến )?${RECEIVER})`,
      'gu',
    ),
  },
  // "đăng ký mô hình điểm gửi về …", "Đề xuất khen thưởng gửi về …", "cam kết tiến độ …, gửi Sở …"
  {
    what: 'list',
    needsDay: true,
    pattern: new RegExp(
      String.raw`(?=đă|ca|đề|hồ|ph|nh)(?<!(?:phiếu|hồ sơ|thủ tục|việc|về|gửi|số lượng|kết quả|tình hình) )(?<!\p{L})(?:đăng ký|cam kết|(?:đề xuất|hồ sơ)(?: đề nghị)?(?: xét)? khen thưởng|phiếu (?:đăng ký|khảo sát)|nhu cầu)(?! (?:kinh doanh|đất đai|xe|khai sinh|kết hôn))[^;.:]{0,80}?,? (?:(?:gửi|nộp|chuyển)(?= (?:về |cho |đến )?${RECEIVER})|về(?= ${RECEIVER}))`,
      'gu',
    ),
  },
  // "Danh sách đề nghị khen thưởng gửi về …"
  { what: 'list', pattern: /^danh sách(?=[^;.]{0,100} gửi (?:về|đến|cho)?)/giu },
  // "gửi danh sách … về", "lập danh sách gửi"
  {
    what: 'list',
    // "báo cáo tiến độ | lập danh sách cử tri": the report is sent, not the list.
    notBehind: /(?<!\p{L})(?:báo cáo|kết quả|tình hình|tiến độ|việc)(?: \p{L}+){0,2} $/u,
    pattern:
      /(?<!sẽ )(?:gửi|lập|đăng ký|tổng hợp) (?:danh mục,? (?:và )?)?danh sách(?!(?:(?!về)[^;.]){0,60}chậm gửi)(?=[^;.]{0,160}(?:gửi|chuyển|về|trước ngày|chậm nhất))/gu,
  },
];

/** "Để kịp thời báo cáo Thủ tướng …, UBND tỉnh yêu cầu": what the asking is for. */
const IN_ORDER_TO = /^(?:để|nhằm|phục vụ)(?!\p{L})[^,;:]*$/u;

/** The acts that a clause asks for, by place, none inside another and none inside brackets. */
export function actsIn(clause: Passage, { opensList = false } = {}): readonly Act[] {
  if (opensList) return searched(clause, { opensList });
  const before = known.get(clause);
  if (before !== undefined) return before;
  const acts = searched(clause, { opensList });
  known.set(clause, acts);
  return acts;
}

/** Passages do not change, and several passes ask for the same one. */
const known = new WeakMap<Passage, readonly Act[]>();

function searched(clause: Passage, { opensList }: { readonly opensList: boolean }): Act[] {
  const { key } = clause;
  const acts: Act[] = [];
  for (const {
    what,
    pattern,
    merges = false,
    needsDay = false,
    needsBody = false,
    notBehind,
  } of ROWS) {
    for (const match of key.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      // "để Bộ … tổng hợp, báo cáo …" is what the receiver does with it.
      if (FOR_RECEIVER.test(key.slice(0, merges ? key.indexOf('tổng hợp', start) + 8 : start)))
        continue;
      const behind = key.slice(Math.max(0, start - 120), start);
      if (notBehind?.test(behind) === true || HEARD.test(behind) || FOR_SOME.test(behind)) continue;
      if (IN_ORDER_TO.test(key.slice(0, start))) continue;
      if (inBrackets(key, end) || acts.some((other) => start < other.end && other.start < end))
        continue;
      acts.push({ what, start, end, merges, needsDay, needsBody });
    }
  }
  const head = labelEnd(clause);
  const distinct = withoutSending(
    key,
    acts.filter(({ start }) => start >= head).sort((a, b) => a.start - b.start),
  );
  const sent = withSendings(clause, distinct, { opensList });
  const [first, second] = sent;
  // "Báo cáo nhanh: Công an tỉnh báo cáo …": a label is no act of its own.
  const labels =
    first?.start === 0 && second !== undefined && /^[^,;.:]{0,30}:/u.test(key.slice(first.end));
  return labels ? sent.slice(1) : sent;
}

/** Where the label of a clause ends that bodies follow: "Thời hạn báo cáo: | các sở gửi về …"; 0 without one. */
function labelEnd(clause: Passage): number {
  const end = /^[^,;.:()]{4,90}: (?=\p{L})/u.exec(clause.key)?.[0].length ?? 0;
  const sends = /(?<!\p{L})(?:gửi|nộp|báo cáo|trình|chuyển)(?!\p{L})/u.test(clause.key.slice(end));
  return end > 0 &&
    sends &&
    (bodiesIn(clause).some(({ start }) => start === end) || openBodyAt(clause, end) !== null) &&
    !bodiesIn(clause).some(({ start }) => start < end)
    ? end
    : 0;
}

/** "xây dựng kế hoạch …, báo cáo UBND tỉnh trước ngày …": to report a plan is to send it. */
function withoutSending(key: string, acts: readonly Act[]): Act[] {
  return acts.filter((act, index) => {
    const plan = acts[index - 1];
    if (act.what !== 'report' || plan?.what !== 'plan') return true;
    return !(
      key.slice(act.start, act.end) === 'báo cáo' &&
      /^[^;]{0,60},\s*$/u.test(key.slice(plan.end, act.start)) &&
      /^\s+(?:về |với )?(?:ubnd|ủy ban|sở|bộ|chủ tịch|công an|văn phòng|ban|thường trực|tỉnh ủy|hội)(?!\p{L})/u.test(
        key.slice(act.end),
      )
    );
  });
}

/** Words that tell of another document's demand: it is that document's, not this one's. */
const TOLD =
  /(?<!(?:kể từ|sau|từ) (?:ngày |khi )?)nhận được (?:công văn|kế hoạch|văn bản|thông báo|quyết định|công điện|chỉ thị) số|(?:đã )?(?:ban hành|có) (?:công văn|kế hoạch|văn bản|thông báo|quyết định|công điện|chỉ thị) số[^;]*?(?<!\p{L})(?:yêu cầu|trong đó|quy định|giao)|(?:ban hành|có) (?:công văn|văn bản|công điện) số[: ]*\S+(?: ngày \S+)?(?: (?:về|v\/v)[^,;]*)? (?:đề nghị|hướng dẫn)(?!\p{L})|trong đó,?[^;,]{0,30}?(?:yêu cầu|quy định|giao)|(?:mới|đã|chỉ|hiện) có \d|số \d[^;]*?(?<!\p{L})theo đó(?!\p{L})|như đã (?:yêu cầu|đề nghị|nêu)|(?<!\p{L})đã (?:yêu cầu|đề nghị)(?!\p{L})/u;

/** "Việc báo cáo định kỳ hằng tháng của nhiều cấp ủy chưa nghiêm": what goes wrong, asked of nobody. */
const COMPLAINT =
  /(?<!\p{L})(?:việc|chế độ|tình trạng)(?: [\p{L},]+){0,8} (?:báo cáo|gửi|nộp)(?!\p{L})[^;.]{0,90}(?<!\p{L})(?:còn|chưa|không)(?: được)? (?:nghiêm|đầy đủ|kịp thời|đúng|chậm|đều|thường xuyên|đạt)/u;
/** "nhiều đơn vị gửi báo cáo chậm so với thời hạn": the same, of those who were late. */
const LATENESS =
  /(?<!\p{L})(?:một số|nhiều|còn|có|\d+|các) [\p{L}, ]{3,60} (?:gửi|nộp|báo cáo)[^;.,()]{0,40} (?:chậm|muộn|trễ)(?! nhất)(?: so với|$|[,;.(])/u;

/** Whether a clause up to place `at` only tells of another document's demand or of what was done. */
export function isTold({ key }: Passage, at: number): boolean {
  if (COMPLAINT.test(key)) return true;
  // Asked only where it may be: looking at every "các" takes long.
  if (/(?:chậm|muộn|trễ)(?! nhất)/u.test(key) && LATENESS.test(key)) return true;
  const before = key.slice(0, at);
  // What is asked "nay" is asked anew; what stands in brackets is told aside.
  const asked = before.slice(
    Math.max(0, before.search(/(?<!\p{L})nay(?= (?:gửi|nộp|đề nghị|yêu cầu|báo cáo)(?!\p{L}))/u)),
  );
  return TOLD.test(asked.replace(/\([^()]*\)/gu, ''));
}

function inBrackets(key: string, at: number): boolean {
  const open = key.lastIndexOf('(', at - 1);
  return open !== -1 && key.lastIndexOf(')', at - 1) < open && key.includes(')', at);
}
