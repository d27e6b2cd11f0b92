/** A plan's short name as it may stand in subjects: never cut there, so it is never longer. */
export const LONGEST_SHORT_NAME = 60;
/** What a title begins with before it says what the plan is: "Triển khai", "về việc tổ chức". */
const LEAD =
  /^(?:(?:kế hoạch|về việc|về|việc|v\/v|triển khai|thực hiện|tổ chức|phát động|hưởng ứng|tăng cường|đẩy mạnh)\s+)+/iu;
/** What a title says besides: where it holds, and by whom. */
const BESIDES =
  /\s+(?:trên địa bàn|trong phạm vi|tại các|của (?:tỉnh|thành phố|Ủy ban|UBND))\s.*?(?=\s+(?:năm|giai đoạn|quý|tháng)\s+[\dIVX]|$)/iu;
/** The time at the end, which tells one plan from the next. */
const TIME =
  /\s+(?:giai đoạn\s+\d{4}\s*[-–]\s*\d{4}|từ năm\s+\d{4}\s+đến năm\s+\d{4}|(?<!đến\s+)năm\s+\d{4})$/iu;
/** How far a plan looks ahead, which is not the time it is of. */
const VISION = /[\s,;–-]*(?:và\s+)?(?:tầm nhìn|định hướng)(?:\s+đến)?(?:\s+năm)?\s+\d{4}$/iu;

/** What a name cannot end with. */
const DANGLING =
  /(?:[\s,;:.–-]|(?<=\s)(?:và|của|về|với|cho|trong|các|những|để|gắn|trên|tại|theo|nhằm|thuộc|đối|góp|góp phần))+$/iu;

/** Where a title can be left off without tearing a word apart: "an toàn giao thông" is one, "phòng, chống" another. */
const JOINT =
  /(?<=[”"»)])\s|[,;:.–]?\s(?=(?:và|của|về|với|cho|trong|trên|tại|theo|nhằm|để|gắn|thuộc|đối với|góp phần)\s)|(?<!(?:^|\s)(?:phòng|xã|sở|ban|ủy|cứu nạn|chữa cháy))[,;:.–](?=\s)/giu;
/** Fewer letters say too little of what a plan is about. */
const SHORTEST = 10;

/** The short name proposed for a plan: what its title is about, with its time, left off at the last joint that fits. */
export function proposedShortName(subject: string): string {
  const plain = subject.replace(/\s+/gu, ' ').trim();
  const about =
    plain
      .replace(LEAD, '')
      .replace(BESIDES, '')
      .replace(VISION, '')
      .replace(/[\s,;:.–-]+$/u, '') || plain;
  if (about.length <= LONGEST_SHORT_NAME) return capital(about);
  const time = TIME.exec(about)?.[0] ?? '';
  const title = about.slice(0, about.length - time.length);
  const room = LONGEST_SHORT_NAME - time.length;
  const kept = (at: RegExp, shortest: number) =>
    [...title.matchAll(at)]
      .map(({ index }) => title.slice(0, index).replace(DANGLING, ''))
      .findLast((name) => name.length >= shortest && name.length <= room && isClosed(name));
  // One word longer than all that there is room for.
  const name =
    kept(JOINT, SHORTEST) ?? kept(/\s/gu, 1) ?? title.slice(0, room).replace(DANGLING, '');
  return capital(`${name}${time}`.slice(0, LONGEST_SHORT_NAME));
}

/** Whether every quotation mark and bracket that opens closes again. */
function isClosed(name: string): boolean {
  const count = (marks: RegExp) => name.match(marks)?.length ?? 0;
  return (
    count(/[“«(]/gu) === count(/[”»)]/gu) && count(/"/gu) % 2 === 0 && !/[“«(]$/u.test(name.trim())
  );
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
