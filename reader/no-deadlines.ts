/** What stands around a match and shows that it is no deadline; in the order of the traps of the contract. */
const NO_DEADLINES: readonly NoDeadlineRow[] = [
  {
    reads: 'số liệu tính đến hết ngày …; chốt số liệu vào ngày …: a data cut-off',
    phrase: /^(?:đến|hết|vào|trong|ngày)/u,
    before:
      /(?:tính|số liệu(?: \p{L}+){0,2}|chốt|cập nhật|lũy kế|lấy)[:,]?(?: từ ngày [^;.()]{1,30})?(?: (?:đến|tới|vào|hết))* $/u,
    after: /^(?!,? (?:rồi )?(?:báo|gửi|nộp|chuyển)(?!\p{L}))/u,
  },
  {
    reads: 'số liệu trước ngày …: a cut-off; not "báo cáo số liệu trước 10 giờ"',
    phrase: /^(?:trước|chậm nhất)/u,
    before:
      /(?:tính|(?<!(?:gửi|báo cáo|nộp|cung cấp|chuyển|tổng hợp|nhập|cập nhật|có) )số liệu(?: \p{L}+){0,2}|chốt|lũy kế|lấy)[:,]?(?: từ ngày [^;.()]{1,30})?(?: (?:đến|tới|vào|hết))* $/u,
  },
  {
    reads: 'báo cáo kết quả phòng, chống dịch đến hết ngày …: a cut-off where nothing is sent',
    phrase: /^(?:đến|hết)/u,
    before:
      /(?:^|[;.])(?:(?!gửi |nộp |chuyển |hạn |xong )[^;.])*(?:kết quả|tình hình|số liệu)(?:(?! gửi | nộp | chuyển | hạn | xong | về | cho | hoàn thành )[^;.()]){0,90} $/u,
  },
  {
    reads: 'thời điểm chốt số liệu là 0 giờ ngày 01/6: a cut-off',
    phrase: /./u,
    before: /(?<!\p{L})chốt số liệu(?: báo cáo)?(?: là| vào| lúc| tính đến|:)* $/u,
  },
  {
    reads: 'xác nhận số dư đến ngày 31/12/2026 trước ngày 10/01/2027: a cut-off before the day',
    phrase: /^(?:đến|hết|đến hết)(?!\p{L})/u,
    after: /^,? (?:trước|chậm nhất|muộn nhất)(?!\p{L})/u,
  },
  {
    reads: 'từ 8 giờ ngày 01/6 đến ngày 30/6: a span',
    phrase: /^đến/u,
    before: /(?:từ|kể từ|bắt đầu)\s[^;,()]{0,45}\d[^;,()]{0,25}$/u,
  },
  {
    reads: 'đến ngày 30/6/2026, toàn tỉnh đã có …; trước ngày 01/7/2026 đã được cấp phép: a state',
    phrase: /^(?:đến|hết|trước)/u,
    after:
      /^,?(?:(?! gửi | báo cáo)[^;.,]){0,60} (?:đã|(?<!(?:thực|thể|phát|biểu|xuất) )hiện|(?:có|là) \d|đạt)(?!\p{L})/u,
  },
  {
    reads: 'phấn đấu đến ngày …: a target',
    phrase: /^đến/u,
    before: /phấn đấu,? $/u,
  },
  {
    reads: 'được cấp trước ngày …; đã đăng ký trước ngày …: a state',
    phrase: /^trước/u,
    before:
      /(?:(?<!\p{L})đã (?:được )?\p{L}+(?: \p{L}+)?|được (?:cấp|tiếp nhận|bổ nhiệm|thành lập|công nhận)) $/u,
  },
  {
    reads:
      'hồ sơ cấp trước ngày …; văn bản ban hành trước ngày …; vụ việc xảy ra trước ngày …: what is meant',
    phrase: /^trước/u,
    before:
      /(?:hồ sơ|giấy phép|giấy chứng nhận|chứng chỉ|thẻ|văn bản|quyết định|hợp đồng|vụ việc|vụ|trường hợp)(?: (?:còn hiệu lực|bảo hiểm|y tế))? (?:cấp|ban hành|ký(?: kết)?|lập|tiếp nhận|phát sinh|xảy ra|phát hiện) $/u,
  },
  {
    reads: 'số liệu từ thứ Tư tuần trước đến hết thứ Ba: a span of figures',
    phrase: /thứ|tuần/u,
    before:
      /(?:số liệu|tính|lấy)[^;.()]{0,40}(?<!\p{L})(?:từ|đến|đến hết) $|(?:số liệu|tính|lấy) từ [^;.()]{0,60}đến (?:hết )?$/u,
  },
  {
    reads: 'trẻ em sinh trước ngày …: whom it is about',
    phrase: /^(?:trước|đến|trong)/u,
    before: /(?<!(?:học|vệ|phát|thí|khai|ký|hy|hi) )(?<!\p{L})sinh $/u,
  },
  {
    reads: 'lễ phát động tổ chức vào ngày …; họp vào lúc …: an event',
    phrase: /^(?:vào|trong ngày)/u,
    before:
      /^(?:(?!báo cáo|gửi|nộp).)*(?<!\p{L})(?:lễ|hội nghị|mít tinh|họp|ra quân|tập huấn|diễn ra|khai mạc|bế mạc)[^;.]{0,60}(?<!(?:chậm nhất|muộn nhất)(?: là)? )$/u,
  },
  {
    reads: 'Sở đã đề nghị các xã gửi báo cáo trước ngày …: what was asked before',
    phrase: /./u,
    before: /(?<!\p{L})đã (?:được )?(?:yêu cầu|đề nghị|giao|quy định)(?:(?! nay )[^;.()])*$/u,
  },
  {
    reads: 'chậm so với thời hạn quy định (trước ngày 15/6): a term that is over',
    phrase: /./u,
    before: /(?:so với|quá|chậm hơn|sau) (?:thời )?hạn(?: \p{L}+){0,3} \($/u,
  },
  {
    reads: 'số liệu từng tháng từ tháng 01 đến tháng 4: what figures are of',
    phrase: /^(?:từng|mỗi|hằng|hàng) (?:tháng|quý|năm)$/u,
    after: /^\s*\(?(?:từ|(?:của|trong) (?:năm|giai đoạn|thời kỳ)) (?:tháng|quý|năm)\s*[\divx]/u,
  },
  {
    reads: 'từ thứ Năm tuần trước đến …: a day of the week before, no five weeks',
    phrase: /^(?:hai|ba|tư|năm|sáu|bảy) /u,
    before: /(?<!\p{L})thứ $/u,
  },
  {
    reads: 'trùng ngày nghỉ hằng tuần: no report of each week',
    phrase: /^(?:hằng|hàng)/u,
    before: /(?:ngày )?nghỉ (?:lễ,? )?(?:tết,? )?$/u,
  },
  {
    reads: 'có hiệu lực sau 45 ngày kể từ ngày ký: an effect',
    phrase: /./u,
    before: /hiệu lực(?: thi hành)? $/u,
  },
];

/** A clause on days off, by which the law moves a day on anyway: nothing is due by its words. */
export const ROLLS_ON =
  /^[^;.()]{0,60}trùng (?:vào |với )?(?:các )?(?:ngày|dịp) (?:nghỉ|lễ)|ngày (?:gửi|nộp|báo cáo|hết hạn)[^;.()]{0,30}trùng|^(?:trường hợp |nếu )?thời hạn [^;.()]{0,30}trùng/u;

/** "thời hạn báo cáo về Sở theo Công văn nêu trên là ngày 05/7": the term of another document, told here; whoever owes it stands there. */
export const TELLS_TERM =
  /^(?:trong đó,? )?thời hạn [^;]{0,80} theo (?:công văn|văn bản|kế hoạch|công điện|thông báo|quyết định)(?: (?:nêu|nói) trên| số [^;,]{3,60}?)? là(?!\p{L})/u;

/** "Báo cáo tuần: số liệu tính từ thứ Sáu tuần trước đến thứ Năm tuần báo cáo": the days that figures are of; nothing is sent by them. */
export const TELLS_SPAN =
  /^(?:báo cáo [^;:,]{3,20}:\s*)?(?:số liệu )?(?:được )?(?:tính|lấy|chốt)(?: số liệu)? từ (?!.*(?:gửi|nộp|trước (?:ngày|\d)|chậm nhất))[^;]* đến [^;]*$/u;

interface NoDeadlineRow {
  readonly reads: string;
  /** How the phrase itself begins. */
  readonly phrase: RegExp;
  readonly before?: RegExp;
  readonly after?: RegExp;
}

/** Whether what stands around characters `start` to `end` of a folded text shows that they set no deadline. */
export function isNoDeadline(key: string, start: number, end: number): boolean {
  return NO_DEADLINES.some(
    ({ phrase, before, after }) =>
      phrase.test(key.slice(start, end)) &&
      (before?.test(key.slice(0, start)) ?? true) &&
      (after?.test(key.slice(end)) ?? true),
  );
}
