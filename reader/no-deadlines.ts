/** What stands around a match and shows that it is no deadline; in the order of the traps of the contract. */
const NO_DEADLINES: readonly NoDeadlineRow[] = [
  {
    reads: 'số liệu tính đến hết ngày …; chốt số liệu vào ngày …: a data cut-off',
    phrase: /^(?:đến|hết|vào|trong|trước|chậm nhất)/u,
    before: /(?:tính|số liệu(?: \p{L}+){0,2}|chốt|cập nhật|lũy kế|lấy)[:,]? $/u,
  },
  {
    reads: 'từ 8 giờ ngày 01/6 đến ngày 30/6: a span',
    phrase: /^đến/u,
    before: /(?:từ|kể từ|bắt đầu)\s[^;,()]{0,45}\d[^;,()]{0,25}$/u,
  },
  {
    reads: 'đến ngày 30/6/2026, toàn tỉnh đã có …; trước ngày 01/7/2026 đã được cấp phép: a state',
    phrase: /^(?:đến|hết|trước)/u,
    after: /^,?(?:(?! gửi | báo cáo)[^;.,]){0,60} (?:đã|hiện|có \d)/u,
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
    reads: 'lễ phát động tổ chức vào ngày …; họp vào lúc …: an event',
    phrase: /^(?:vào|trong ngày)/u,
    before:
      /^(?:(?!báo cáo|gửi|nộp).)*(?<!\p{L})(?:lễ|hội nghị|mít tinh|họp|ra quân|tập huấn|diễn ra|khai mạc|bế mạc)[^;.]{0,60}$/u,
  },
  {
    reads: 'có hiệu lực sau 45 ngày kể từ ngày ký: an effect',
    phrase: /./u,
    before: /hiệu lực(?: thi hành)? $/u,
  },
];

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
