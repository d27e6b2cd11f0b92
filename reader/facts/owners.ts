import { fold } from '../../domain/fold.js';
import type { Evidence } from '../../domain/schemas/plan-draft.js';
import { bodiesIn, HEAD_OF, runFrom, type Body } from '../bodies.js';
import type { Block } from '../outline.js';
import { evidenceOf, part, type Passage } from '../passage.js';
import { doesSomething, isCutShort, openBodyAt, openRunAt } from '../open-bodies.js';
import { clausesOf } from '../sentences.js';
import { bodyOfLabel, bracketBodies } from './brackets.js';
import { labelled, manyOfAKind, MUST } from './unknown-owners.js';
import { headAbove, headingBodies, headingPlace, isAsked, turnsOn } from './headings.js';

/** Who owes what a clause asks for. */
export interface Owners {
  readonly bodies: readonly Body[];
  /** Where they are named in the extracted text; null when nobody is. */
  readonly at: number | null;
  /** Where each is named, when prose names them; [] for the head of an item, which is an agency anyway. */
  readonly places: readonly Evidence[];
  readonly binding: boolean;
  /** Whether words ask them to act: then even those above the issuer owe. */
  readonly requested: boolean;
  /** Whether another paragraph than the clause's own names them. */
  readonly inherited: boolean;
}

/** Nobody is named. */
export const NOBODY: Owners = {
  bodies: [],
  at: null,
  places: [],
  binding: true,
  requested: false,
  inherited: true,
};

/** What before a body shows that it is not the one who acts. */
const NOT_SUBJECT =
  /(?:của|với|cho|về|tại|giữa|bởi|từ|đối với|phối hợp|hướng dẫn|đôn đốc|chỉ đạo|tham mưu|giúp|trên|trong|đến|lên|gửi|cáo|kiểm tra|là|được|qua|nghe|trước|cùng|cùng với|do|tham gia|dự|vào|thuộc|,)\s*$/u;
/** A comma ends an opening "Căn cứ …," or "Kết thúc …,": the subject comes right after it. */
const OPENING =
  /^(?:[^;.:,()]{2,30}: )?(?:đối với (?!các |sở|ubnd|ủy ban)|căn cứ|kết thúc|sau|khi|vào|nếu|trường hợp|ngoài|đến(?= ngày)|hết|mỗi|cứ|cuối|đầu|giữa|nhận được|qua|từ|do|để|sáng|chiều|thứ|trong (?:thời hạn|vòng|tháng|quý|năm|tuần|\d)|định kỳ|hằng|hàng|trước ngày|trước \d|chậm nhất|trong quá trình|trong thời gian|theo|để|nhằm|ngay sau|thực hiện|(?:kết quả|ý kiến|số liệu) (?!gửi|nộp)[^;,]{2,60}(?=,))[^;]*,\s*$/u;
/** The verb by which an issuer turns to those who are to act: "Sở Y tế yêu cầu các đơn vị …". */
const REQUEST = new RegExp(
  String.raw`(?<!\p{L})(?<verb>yêu cầu|đề nghị|giao(?! ban(?! [\p{Lu}]))|phân công)\s+(?:${HEAD_OF}|(?:các )?đồng chí )?$`,
  'u',
);
const TITLE = new RegExp(`${HEAD_OF}$`, 'u');
const TITLE_AHEAD = new RegExp(`^${HEAD_OF}`, 'u');

/** The bodies that a clause itself names as acting before place `before`, or null when it names none. */
export function namedOwners(source: string, clause: Passage, act: number): Owners | null {
  // "Báo cáo của Kho bạc … được gửi": who sends stands behind what is sent.
  const { whose, whom = whose } = PASSIVE.exec(clause.key)?.groups ?? {};
  const passive = whom?.length;
  const before = passive === undefined ? act : Math.max(act, passive);
  const known = bodiesIn(clause).filter(({ start }) => start < before);
  const bodies = withSubject(clause, known, before);
  const requested = bodies.findLastIndex(({ start }) => REQUEST.test(clause.key.slice(0, start)));
  const subject = bodies.findIndex((body) => acts(clause, body));
  const index =
    requested === -1 || isDelegating(clause, bodies[subject], bodies[requested])
      ? subject
      : requested;
  const told = directed(clause, bodies, before);
  const actors =
    index === -1
      ? actorsBefore(clause, before)
      : goneOn(clause, runFrom(clause, bodies, index), before);
  const certain = told.length > 0 ? told : actors;
  const run =
    [certain, labelled(clause, before), manyOfAKind(clause, before)].find(
      (listed) => listed.length > 0,
    ) ?? [];
  const [first] = run;
  if (first === undefined) return null;
  const verb = REQUEST.exec(clause.key.slice(0, first.start))?.groups?.['verb'];
  return {
    bodies: run,
    at: clause.from[first.start] ?? 0,
    places: run.map(({ start, end }) => evidenceOf(source, clause, start, end)),
    binding: verb === undefined ? !isAsked(clause) : verb !== 'đề nghị',
    requested: verb !== undefined || run.some(({ identity }) => identity.startsWith('ban chỉ đạo')),
    inherited: false,
  };
}

/** "UBND cấp xã, | Chi nhánh Văn phòng đăng ký đất đai | lập báo cáo": a list that goes on with those whom no table knows, up to what they do. */
function goneOn(clause: Passage, run: readonly Body[], before: number): readonly Body[] {
  const last = run.at(-1);
  // "Các khoa, viện: nộp …": the kinds of a group go on without their word for many.
  const kinds =
    last?.group === true && last.start === 0
      ? /^(?:,|,? và) [\p{Ll}, ]{2,40}(?=:)/u.exec(clause.plain.slice(last.end))?.[0].length
      : undefined;
  if (last !== undefined && kinds !== undefined) {
    const end = last.end + kinds;
    const name = clause.text.slice(0, end);
    return [{ ...last, end, name, identity: fold(name).replace(/^các /u, '') }];
  }
  const link =
    last === undefined
      ? null
      : /^(?:,| và|, và) (?=\p{Lu}|các |những )/u.exec(clause.plain.slice(last.end));
  if (last === undefined || link === null) return run;
  const more = openRunAt(clause, last.end + link[0].length, bodiesIn(clause), before);
  const end = more.at(-1)?.end;
  return end !== undefined && end < before && doesSomething(clause.key.slice(end))
    ? [...run, ...more]
    : run;
}

/** "Chỉ đạo các sở, ngành | gửi báo cáo …": whom somebody directs to send, right before the verb; else []. */
function directed(clause: Passage, bodies: readonly Body[], act: number): readonly Body[] {
  const first = bodies.findIndex(({ start }) =>
    /(?<!\p{L})(?:chỉ đạo|đôn đốc|hướng dẫn)\s+$/u.test(clause.key.slice(0, start)),
  );
  const run = first === -1 ? [] : runFrom(clause, bodies, first).filter(({ end }) => end <= act);
  const end = run.at(-1)?.end;
  return end !== undefined && MUST.test(clause.key.slice(end, act)) ? run : [];
}

/** "các Đội Thuế phân công công chức rà soát", "Đảng ủy các xã: phân công cấp ủy viên …": who sends somebody owes it still. */
function isDelegating(
  { key }: Passage,
  subject: Body | undefined,
  sent: Body | undefined,
): boolean {
  if (subject === undefined || sent === undefined || subject.start >= sent.start) return false;
  const between = key.slice(subject.end, sent.start);
  return (
    /(?<!\p{L})(?:phân công|giao)\s+(?:các )?$/u.test(between) &&
    (subject.group || /^[^;.]{0,60}:/u.test(between))
  );
}

/** Those right before a verb, where nothing sets them off from what comes before: "khi có yêu cầu các thành viên | báo cáo". */
export function actorsBefore(clause: Passage, act: number, since = 0): readonly Body[] {
  // Without a verb behind them they are whatever the sentence ends with.
  if (act >= clause.text.length) return [];
  const from = Math.max(since, act - 100);
  const known = bodiesIn(clause);
  for (const { index } of clause.key.slice(from, act).matchAll(/(?<=\s)\p{L}/gu)) {
    const at = from + index;
    // Behind another act a comma sets off who does the next one.
    const lead =
      since > 0 ? clause.key.slice(since, at).replace(/,\s*$/u, '') : clause.key.slice(0, at);
    if (NOT_SUBJECT.test(lead) && !OPENING.test(lead)) continue;
    const isName = /^(?:\p{Lu}|(?:các|những|mỗi|từng) )/u.test(clause.plain.slice(at, at + 8));
    if (!isName) continue;
    const run = openRunAt(clause, at, known, act);
    const end = run.at(-1)?.end;
    const isSetOff = run[0]?.group === true || /,\s$/u.test(clause.key.slice(0, at));
    if (end !== undefined && isSetOff && MUST.test(clause.key.slice(end, act))) return run;
  }
  return [];
}

/** What before a further subject shows that it only goes along with the first. */
const GOES_ALONG =
  /(?<!\p{L})(?:phối hợp|cùng|với|đôn đốc|hướng dẫn|chỉ đạo|đề nghị|yêu cầu|giao|phân công|gồm|như|kiểm tra|giám sát|của|cho|và)(?!\p{L})/u;

/** Who takes over in the middle of a clause: "trạm y tế ghi sổ, | nhà trường | tổng hợp gửi …"; [] where nobody does. */
export function newSubject(clause: Passage, act: number): readonly Body[] {
  const comma = clause.key.lastIndexOf(', ', act);
  const since = Math.max(...[',', ';', ':'].map((mark) => clause.key.lastIndexOf(mark, comma - 1)));
  const before = clause.key.slice(since + 1, comma);
  if (comma <= 0 || GOES_ALONG.test(clause.key.slice(0, comma))) return [];
  const first = openBodyAt(clause, since + 1 + (/^\s*/u.exec(before)?.[0].length ?? 0), {
    to: comma,
  });
  // Somebody who has done something stands before it, no list of names.
  if (first === null || comma - first.end < 5) return [];
  const run = openRunAt(clause, comma + 2, bodiesIn(clause), act);
  const end = run.at(-1)?.end;
  return end !== undefined && MUST.test(clause.key.slice(end, act)) ? run : [];
}

/** What leads to those who act, where no table knows their name. */
const LEADS_TO_SUBJECT =
  /^(?:thời )?hạn (?:cuối |chót )?(?:để|cho) $|^nơi (?:tiếp )?nhận (?:báo cáo|kết quả|số liệu|hồ sơ) của $|^(?:kết quả|số liệu|danh sách|hồ sơ|ý kiến|văn bản)(?!\p{L})[^;:,]{0,60}, $|^(?:(?:yêu cầu|đề nghị|giao|phân công|riêng|đối với|còn)\s+(?:đối với )?)?$|(?<!\p{L})(?:yêu cầu|đề nghị|giao|phân công)\s+$|^[^;.:,()]{2,40}: $|^(?:[^;.:,()]{2,30}: )?(?:đối với (?!các |sở|ubnd|ủy ban)|định kỳ|hằng|hàng|trước|chậm nhất|thứ|sáng|chiều|vào|trong|sau|khi|căn cứ|kết thúc|nếu|trường hợp|ngoài|đến(?= ngày)|hết|mỗi|cứ|cuối|đầu|giữa|nhận được|qua|từ|do|để|ngay)(?!\p{L})[^;:]*,\s*$/u;
/** The bodies of a clause with its subject where the table of names does not know it, or not to its end. */
function withSubject(clause: Passage, known: readonly Body[], before: number): readonly Body[] {
  for (const at of subjectPlaces(clause.key, before)) {
    // "Thủ trưởng các sở, ngành": the body is its head's.
    const title = TITLE_AHEAD.exec(clause.key.slice(at))?.[0].length ?? 0;
    const there = known.find(({ start, end }) => start === at + title || (start <= at && at < end));
    const isKnown = there !== undefined && !(there.start >= at && isCutShort(there));
    const open = isKnown ? null : openBodyAt(clause, at, { to: before });
    if (open === null || (there !== undefined && open.end <= there.end)) continue;
    const run = openRunAt(clause, at, known, before);
    const last = run.at(-1)?.end ?? open.end;
    return [...known.filter(({ start, end }) => end <= at || start >= last), ...run].sort(
      (a, b) => a.start - b.start,
    );
  }
  return known;
}

/** Where the subject of a clause may begin: at its start, behind a word that turns to somebody, behind when. */
function subjectPlaces(key: string, before: number): number[] {
  return [
    0,
    ...[
      ...key
        .slice(0, before)
        .matchAll(
          /(?<=(?:,|:|hạn (?:cuối |chót )?(?:để|cho)|nhận (?:báo cáo|kết quả|số liệu|hồ sơ) của|yêu cầu|đề nghị|giao(?! ban (?:tháng|tuần|quý|định|hằng|hàng))|phân công|riêng|đối với) )/gu,
        ),
    ].map(({ index }) => index),
  ].filter((at) => LEADS_TO_SUBJECT.test(key.slice(0, at)));
}

/** What a report is, that somebody's sending is told of in the passive: "Báo cáo của Kho bạc … được gửi". */
const OWN_REPORT =
  /^(?:(?:toàn bộ |các )?(?:báo cáo|kết quả|số liệu|danh sách|hồ sơ|kế hoạch)(?: (?!gửi|nộp|về|trước)\p{L}+){0,6}?|nơi (?:tiếp )?nhận \p{L}+ \p{L}+) của (?:các đồng chí )?$/u;

const PASSIVE =
  /^(?<whose>nơi (?:tiếp )?nhận \p{L}+ \p{L}+ của [^;]{0,100}?)(?<!\p{L})là(?!\p{L})|^(?<whom>(?:toàn bộ |các )?(?:báo cáo|kết quả|số liệu|danh sách|hồ sơ|kế hoạch)(?: (?!gửi|nộp|về|trước)\p{L}+){0,6}? của [^;]{0,160}?)(?<!\p{L})(?:được )?(?:gửi|nộp|trình|chuyển)(?!\p{L})/u;

/** What shows that those whom a clause turns to first do what follows: a colon, or a comma and their term. */
const SET_OFF =
  /^\s*(?:[:(]|, (?:thời (?:hạn|gian)|hạn|chậm nhất|muộn nhất|trước|gửi|nộp|báo cáo|phải|khẩn trương)(?!\p{L}))/u;

function acts({ key }: Passage, { start, end }: Body): boolean {
  const lead = key.slice(0, start).replace(TITLE, '');
  if (lead.split('(').length > lead.split(')').length) return false;
  // "Đối với chủ đầu tư: chậm nhất …, phải gửi"
  if (/^(?:riêng )?đối với $/u.test(lead) && SET_OFF.test(key.slice(end))) return true;
  return !NOT_SUBJECT.test(lead) || OPENING.test(lead) || OWN_REPORT.test(lead);
}

/** The bodies above a block that owe what it asks for: the head of its item, its closing bracket, its frame. */
export function inheritedOwners(source: string, block: Block, frame: Owners): Owners {
  const label = bodyOfLabel(block.passage);
  if (label !== null) {
    const { start, end } = label;
    const place = evidenceOf(source, block.passage, start, end);
    return { ...NOBODY, bodies: [label], at: place.start, places: [place], inherited: false };
  }
  const head = headAbove(block);
  if (head !== null) {
    const binding = !isAsked(head.passage);
    const requested = turnsOn(head);
    return { ...NOBODY, bodies: headingBodies(head), at: headingPlace(head), binding, requested };
  }
  const { bodies, passage, binding } = bracketBodies(block.passage);
  const [first] = bodies;
  if (first === undefined) return block.section > 0 && block.kind === 'text' ? NOBODY : frame;
  const places = bodies.map(({ start, end }) => evidenceOf(source, passage, start, end));
  return { ...NOBODY, bodies, at: passage.from[first.start] ?? 0, places, binding };
}

/**
 * For each block whom the sentence above its list turns to: "Sở Y tế đề nghị các đơn vị:", and when that
 * names nobody ("Chủ tịch UBND tỉnh yêu cầu:") the addressees of the letter.
 */
export function framesOf(source: string, blocks: readonly Block[]): Map<Block, Owners> {
  const addressed = addresseesOf(source, blocks);
  const frames = new Map<Block, Owners>();
  let frame = addressed;
  let section = 0;
  for (const block of blocks) {
    if (block.section !== section) {
      section = block.section;
      frame = addressed;
    }
    if (
      block.kind === 'text' &&
      (block.parent?.kind ?? 'section') === 'section' &&
      (section === 0 || block.passage.key.endsWith(':'))
    ) {
      frame = requestedIn(source, block.passage) ?? headed(block) ?? frame;
    }
    frames.set(block, frame);
  }
  return frames;
}

const ASKER =
  /(?<!\p{L})(?:yêu cầu|đề nghị|giao|phân công|thông báo|hướng dẫn|kết luận|chỉ đạo|chỉ thị|quyết nghị|điện)(?: (?:như sau|một số nội dung sau|các nội dung sau|cụ thể))?\s*:$/u;

/** What an issuer does right behind its name that makes others owe. */
export const ANNOUNCES =
  /^\s+(?:xin )?(?:thông báo|hướng dẫn|quy định|công bố|ban hành|gửi kèm|lưu ý|đề nghị|yêu cầu)(?!\p{L})/u;

/** "Các đơn vị … báo cáo về Sở Y tế:" above a list: whoever stands at its head. */
function headed(block: Block): Owners | null {
  if (!block.passage.key.endsWith(':')) return null;
  const bodies = headingBodies(block);
  // "Sở Công Thương yêu cầu:" names who asks, not whom; so does "Phòng … thông báo lịch nộp …:".
  if (bodies.length === 0 || ASKER.test(block.passage.key) || announces(block, bodies)) return null;
  return { ...NOBODY, bodies, at: headingPlace(block), binding: !isAsked(block.passage) };
}

/** Whether bodies at the head of a paragraph tell others of something: they owe none of it. */
function announces({ passage }: Block, bodies: readonly Body[]): boolean {
  return ANNOUNCES.test(passage.key.slice(bodies.at(-1)?.end ?? 0));
}

function requestedIn(source: string, passage: Passage): Owners | null {
  const last = clausesOf(passage).findLast((clause) =>
    /yêu cầu|đề nghị|giao/u.test(clause.passage.key),
  )?.passage;
  if (last === undefined) return null;
  const named = namedOwners(source, last, last.text.length);
  if (named === null) return null;
  // "… giao Bộ Nội vụ …, Bộ Nội vụ đề nghị quý cơ quan:": whom the last of them turns to.
  const turned = [
    ...last.key.matchAll(/(?<!\p{L})(?:yêu cầu|đề nghị)(?= (?:quý|các đồng chí|các vị))/gu),
  ].at(-1);
  if (turned !== undefined && (named.bodies[0]?.start ?? 0) < turned.index) return null;
  // "UBND tỉnh giao:" names who asks, not whom.
  if (/^\s*(?:yêu cầu|đề nghị|giao)/u.test(last.key.slice(named.bodies.at(-1)?.end ?? 0)))
    return null;
  const lead = last.key.slice(0, named.bodies[0]?.start ?? 0);
  return REQUEST.test(lead) ? { ...named, inherited: true } : null;
}

/** Those whom a letter is addressed to ("Kính gửi: …"), a telegram wired to ("… điện:"). */
function addresseesOf(source: string, blocks: readonly Block[]): Owners {
  const at = blocks.findIndex(
    ({ passage, kind }) => kind === 'text' && /^kính gửi|(?<!\p{L})điện\s*:$/u.test(passage.key),
  );
  const opening = blocks[at];
  if (opening === undefined) return NOBODY;
  // The sentence that follows on the same line addresses nobody.
  const { passage: line } = opening;
  const ends = /(?<!\p{L})(?:như|thực hiện|căn cứ|triển khai|theo)(?!\p{L})/u.exec(line.key)?.index;
  const list = [{ passage: part(line, 0, ends ?? line.text.length) }];
  for (const block of blocks.slice(at + 1)) {
    if (block.kind !== 'bullet') break;
    list.push({ passage: block.passage });
  }
  const found = list.flatMap(({ passage }, index) =>
    addressed(passage, index > 0)
      .filter(() => index > 0 || passage.key.startsWith('kính gửi'))
      .filter((body) => acts(passage, body) || passage.key.charAt(body.start - 2) === ',')
      .map((body) => ({ body, place: evidenceOf(source, passage, body.start, body.end) })),
  );
  return {
    ...NOBODY,
    requested: true,
    bodies: found.map(({ body }) => body),
    at: found[0]?.place.start ?? null,
    places: found.map(({ place }) => place),
  };
}

/** The bodies of one line of the addressees, known or by the shape of their names. */
function addressed(passage: Passage, isItem: boolean): readonly Body[] {
  const known = bodiesIn(passage);
  const at = isItem ? 0 : (/^kính gửi\s*:?\s*/u.exec(passage.key)?.[0].length ?? 0);
  const first = known.find(({ start, end }) => start <= at && at < end);
  const open = first === undefined || isCutShort(first) ? openBodyAt(passage, at) : null;
  if (open === null || (first !== undefined && open.end <= first.end)) return known;
  const run = openRunAt(passage, at, known);
  const end = run.at(-1)?.end ?? open.end;
  return [...run, ...known.filter(({ start }) => start >= end)];
}
