/** A plan's short name as it may stand in subjects: never cut there, so it is never longer. */
export const LONGEST_SHORT_NAME = 60;
/** What is proposed is shorter than what a person may choose. */
const LONGEST_PROPOSED = 48;

/** What a title begins with before it says what the plan is: "Triển khai", "về việc tổ chức". */
const LEAD =
  /^(?:(?:kế hoạch|về việc|về|việc|v\/v|triển khai|thực hiện|tổ chức|phát động|hưởng ứng|tăng cường|đẩy mạnh)\s+)+/iu;
/** What a title says besides: where it holds, and by whom. */
const BESIDES =
  /\s+(?:trên địa bàn|trong phạm vi|tại các|của (?:tỉnh|thành phố|Ủy ban|UBND))\s.*?(?=\s+(?:năm|giai đoạn|quý|tháng)\s+[\dIVX]|$)/iu;
/** The time at the end, which tells one plan from the next. */
const TIME = /\s+(?:năm\s+\d{4}|giai đoạn\s+\d{4}\s*[-–]\s*\d{4})$/iu;

/** What a name cannot end with. */
const DANGLING = /(?:[\s,;:.–-]|(?<=\s)(?:và|của|về|với|cho|trong|các|những|để))+$/iu;

/** The short name proposed for a plan: what its title is about, with the year, in at most 48 characters where words allow. */
export function proposedShortName(subject: string): string {
  const plain = subject.replace(/\s+/gu, ' ').trim();
  const about =
    plain
      .replace(LEAD, '')
      .replace(BESIDES, '')
      .replace(/[\s,;:.–-]+$/u, '') || plain;
  if (about.length <= LONGEST_PROPOSED) return capital(about);
  const time = TIME.exec(about)?.[0] ?? '';
  const words = about.slice(0, about.length - time.length).split(' ');
  let kept = '';
  for (const word of words) {
    if (`${kept} ${word}`.trim().length + time.length > LONGEST_PROPOSED) break;
    kept = `${kept} ${word}`.trim();
  }
  // One word longer than all that there is room for.
  const name = kept === '' ? about.slice(0, LONGEST_PROPOSED) : kept;
  return capital(`${name.replace(DANGLING, '')}${time}`.slice(0, LONGEST_SHORT_NAME));
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
