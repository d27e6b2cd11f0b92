import type { Evidence, PlanDraft, Unread } from '../domain/schemas/plan-draft.js';
import type { DueContext } from './due-context.js';
import type { Day } from '../domain/day.js';
import { COUNT, datePattern, printedDate, resolved } from './dates.js';
import { duePhrasesIn } from './due-phrases.js';
import type { DocumentParts } from './document-parts.js';
import { NOT_READABLE } from './extract/not-readable.js';
import { isTold } from './facts/acts.js';
import { isDay } from './facts/days-of-act.js';
import { isTimed, type Duty } from './facts/duty.js';
import { isTitleOfArticle } from './facts/labelled-lines.js';
import { namesOthers } from './left-over.js';
import type { Block } from './outline.js';
import { ROLLS_ON, TELLS_SPAN } from './no-deadlines.js';
import { evidenceOf, part, type Passage } from './passage.js';
import { printsDay, units } from './recurrence-rules.js';
import { clausesOf } from './sentences.js';
import { mayEndOnPaper, opensSending, sends, worksOnPaper } from './acts-of-sending.js';
import { daylikeTimesIn, isNoTime, limitsIn, looseTimesIn, timesIn, type Time } from './times.js';

/** Work that is often sent to nobody: a time that only comes again ("hằng năm") makes it no duty. */
const DRAWS_UP =
  /(?<!\p{L}|sau )(?:quyết toán(?= (?:xong|kinh phí|[^;.]{0,60}(?:với|cho) ))|(?<!hội nghị |lễ )(?:sơ kết|tổng kết)|duyệt(?= với)|có văn bản|tham mưu(?! tổ chức)|tổng hợp|lập danh (?:sách|mục)|(?:xây dựng|ban hành|hoàn thiện|lập) (?:kế hoạch|chương trình|phương án|đề cương|đề án|dự thảo)|(?:nhập|cập nhật) (?:số liệu|dữ liệu|kết quả|tiến độ|thông tin|tình hình|trên|lên|vào|chậm nhất|muộn nhất|bổ sung))(?!\p{L})/u;
/** "Tháng 4: …", "Quý II/2027: …", "Trước 05/6: …": an item that is headed by its time. */
const PERIOD_HEAD =
  /^(?:(?:trong |vào )?(?:tháng|quý|tuần|ngày|học kỳ|đợt|giai đoạn) (?:\d|[ivx]+(?!\p{L}))[^:]{0,20}|[nt]\s?[+–-]\s?\d{1,3}|(?:(?:sáng|chiều|tối) )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\p{L})[^:]{0,30}|(?:trước|chậm nhất|cuối|đầu|giữa)(?!\p{L})[^:]{2,24}):/u;
const ONLY_AGAIN = /^(?:hằng|hàng|mỗi|từng|định kỳ)/u;
/** What was done, not what is to be: "Ngày 12/7 đã tổ chức sơ kết". */
const DONE =
  /(?<!\p{L})đã (?:tổ chức|tiến hành|hoàn thành|ban hành|triển khai|xây dựng|lập)(?!\p{L})/u;
/** A sentence about the days that figures are for. */
const CUT_OFF =
  /^(?:thời gian )?(?:chốt |lấy )?số liệu(?: (?:trong )?báo cáo(?: (?:tuần|tháng|quý|năm))?)?(?: được)? (?:tính|chốt|lấy)(?!\p{L})(?![^;]*(?<!\p{L})(?:gửi|nộp)(?!\p{L}))|^(?:thời (?:gian|điểm) )?(?:chốt|lấy) số liệu|(?<!\p{L})từ [^;]{4,40} đến [^;]{4,40} (?:năm|kỳ|tuần|tháng|quý) báo cáo$/u;
/** What becomes of those who are late: no duty of its own. */
const LATE =
  /(?<!\p{L})(?:(?:gửi|nộp|báo cáo) (?:chậm|muộn|trễ)(?! nhất)|chậm (?:gửi|nộp|báo cáo)|^(?:[^;.,]{0,40} )?không (?:xét|nhận|xem xét|tiếp nhận|giải quyết)(?!\p{L})|(?:gửi|nộp|nhận) sau (?:ngày|thời)[^;.]{0,60}(?:không|chuyển|đợt sau|kỳ sau)|(?:quá|sau) (?:thời hạn|thời gian|ngày)[^;.]{0,60}(?:coi như|chịu trách nhiệm|không (?:xem xét|giải quyết|tiếp nhận)|tự động))/u;
/** A thing that is sent with a day, the verb of its sending left out: "hồ sơ chi đầu tư chậm nhất ngày 25/12". */
const LIMITED =
  /^(?:và |[^;:]{3,30}: )?(?:(?:thời )?hạn|thời gian nhận|hồ sơ|học kỳ|cả năm|báo cáo|danh sách|phiếu|văn bản|kết quả|số liệu|dữ liệu|biểu|đề cương|dự thảo|bản|đợt|lần)(?!\p{L})[^;]{0,120}(?:trước|chậm nhất|muộn nhất|hạn|không quá|đến|:)(?!\p{L})/u;
/** A sentence that says when, of what the one before it asks for: "Thời gian: hai tuần một lần". */
const ONLY_WHEN =
  /^(?:-\s*)?(?:thời (?:gian|hạn|điểm)|hạn|lịch|mốc|kỳ|chu kỳ|định kỳ)(?: (?:gửi|nộp|trình|báo cáo|thực hiện|hoàn thành|cuối|cuối cùng|chót|là)){0,3}\s*:/u;
/** What may follow such a sentence and says where to: "Nơi nhận: Thanh tra tỉnh". */
const SENT_WHERE = /^(?:nơi (?:tiếp )?nhận|gửi|nộp)(?!\p{L})/u;
/**
 * What nobody has to do: the head that leads to tasks, what a document itself sets or costs, hours of an
 * office, how long others take, and what was done without a limit for what is still to be.
 */
const NOBODYS =
  /^(?:nhân|để|nhằm|chuẩn bị|thực hiện|sau khi|căn cứ|theo|tại|qua|trong|trước|hưởng ứng|triển khai|tiếp theo)(?!\p{L})[^]*:$|^(?:sau khi )?nhận được (?:công văn|văn bản|công điện|kế hoạch|thông báo|chỉ thị) này|^(?:thông tư|quyết định|nghị định|quy định|quy chế|kế hoạch|luật) này (?:quy định|có hiệu lực|thay thế)|^ban hành kèm theo|^(?:[^;,]{2,60} )?(?:lưu|lưu trữ|lưu giữ|bảo quản) (?:hồ sơ|tài liệu|chứng từ|sổ|báo cáo)(?!\p{L})[^;]*\d (?:năm|tháng)|(?<!\p{L})đang (?:xây dựng|soạn thảo|dự thảo|hoàn thiện) (?:nghị định|thông tư|luật|dự thảo|nghị quyết|quyết định|đề án)[^;]*(?<!\p{L})dự kiến|(?<!\p{L})không được (?:cung cấp|tiết lộ|công bố|phát tán)(?!\p{L})|^(?:mức )?(?:kinh phí|lệ phí|học phí|hội phí)(?!\p{L})|giờ làm việc \d|^(?:tổng )?thời hạn (?:giải quyết|thanh tra|kiểm tra|bảo hành|sử dụng|thực hiện|giám sát|hợp đồng)|^(?!.*(?:(?<!\p{L})(?:nay|đề nghị|yêu cầu|phải|trước ngày|chậm nhất|muộn nhất|hạn)(?!\p{L})))[^]*(?<!\p{L})(?:đã (?:gửi|nộp|báo cáo|trình|ghi nhận|phát hiện|tiếp nhận|đạt|hoàn thành)|chưa (?:gửi|nộp|báo cáo)(?!\p{L})(?![^;]*(?:, | và | thì )(?:gửi|nộp|trình|báo cáo|chuyển)(?!\p{L}))|ghi nhận|phát hiện \d|(?:tăng|giảm|đạt|chiếm) (?:trên |gần |hơn )?\d)/u;
/** What leads to a task is told before it: "Thực hiện Công văn …, UBND tỉnh yêu cầu". */
const RECITAL =
  /^(?:(?:thực hiện|căn cứ|theo|triển khai|tiếp theo|để (?:chuẩn bị|có|kịp|phục vụ|đảm bảo|bảo đảm|thực hiện|triển khai|tổ chức))(?!\p{L})[^]*?(?:yêu cầu|đề nghị|ban hành|như sau|hướng dẫn|thông báo)|tại (?:cuộc|buổi|hội nghị|phiên)(?!\p{L})[^]*?(?:kết luận|chỉ đạo|thống nhất|yêu cầu)|ngày \d[^,]{4,30}, (?=[^,;]{4,90}(?:ban hành|chủ trì|có (?:công văn|kế hoạch|văn bản|thông báo|quyết định|công điện|chỉ thị) số|đã |nhận )))/u;
/** What moves a day for some, said apart from it: "tổ trên 500 hộ được gia hạn thêm 05 ngày", "gửi chậm hơn 02 ngày". */
const MOVES_DAYS = new RegExp(
  String.raw`(?<!\p{L})(?:gia hạn|lùi|kéo dài|cộng|(?:gửi|nộp|báo cáo) (?:chậm|muộn|trễ|sớm))(?: (?:thời hạn|hạn|thời gian|lại|thêm|hơn|không quá|tối đa))+ ${COUNT} ngày`,
  'u',
);
/** Words that take somebody or something out, or let another day hold for some: part of what is owed. */
const EXCEPTION =
  /(?<!\p{L})(?:trừ (?!khi)|ngoại trừ|không bao gồm|riêng (?:tháng|quý|năm|kỳ|đợt|đối với|các|ubnd|sở|công an))[^();.]*/gu;

/** A stretch of the extracted text. */
type Span = Pick<Evidence, 'start' | 'end'>;

/** What the draft has understood. */
interface Read {
  readonly duties: readonly Duty[];
  /** Where time was read: that of duties, targets, cited documents. */
  readonly times: readonly Span[];
  /** Where days of observance and the window were read: a clause that sends something may print them and a deadline. */
  readonly events: readonly Span[];
}

/**
 * The passages that may be a duty and became none, and the parts of a duty's sentence that were not
 * understood, by place.
 */
export function unreadIn(
  { source, blocks, tail }: DocumentParts,
  duties: readonly Duty[],
  draft: Pick<PlanDraft, 'window' | 'events' | 'targets' | 'document'>,
  context: DueContext,
): Unread[] {
  const subjectEnd = draft.document.evidence['subject']?.end ?? 0;
  const facts = [...draft.targets, ...draft.document.legalBases];
  const read: Read = {
    duties,
    times: [...facts.map(({ evidence }) => evidence), ...duties.flatMap(({ times }) => times)],
    events: [...draft.events, ...(draft.window === null ? [] : [draft.window])].map(
      ({ evidence }) => evidence,
    ),
  };
  const found = blocks
    .filter(({ kind, passage }) => kind !== 'section' && (passage.from[0] ?? 0) >= subjectEnd)
    .filter((block, index, all) => !isTitleOfArticle(block, all[index + 1]))
    .flatMap((block) => {
      const sending: number[] = [];
      return clausesOf(block.passage).flatMap(({ passage, sentence }, index, clauses) => {
        const isAfterSending =
          LIMITED.test(passage.key) || ONLY_WHEN.test(passage.key)
            ? sending.length > 0 || SENT_WHERE.test(clauses[index + 1]?.passage.key ?? '')
            : sending.includes(sentence);
        if (sending.at(-1) !== sentence && sends(passage.key)) sending.push(sentence);
        return unreadInClause(source, { block, isAfterSending }, passage, { ...read, context });
      });
    });
  const nobodys = duties.filter(({ owners, due }) => owners.length === 0 && isDay(due.boundary));
  return distinct([
    ...found,
    ...unreadLines(source, blocks, read),
    ...nobodys.map(({ said }) => ({ ...said, why: 'part_not_understood' as const })),
    ...unreadBehind(source, tail, blocks),
    ...notReadableIn(source),
  ]);
}

/** A line whose columns only spaces part. */
const SPACED = /\S {3,}\S[^\n]* {3,}\S/u;
const A_TIME =
  /\d{1,2}[/.]\d{1,2}[/.]\d{4}|(?:tháng|quý|tuần|hằng|hàng)(?: \d| [ivx]| tháng| quý| năm| tuần)/u;
/** A line typed without its marks, "gui ve phong truoc ngay 5": no table of words knows it. */
const UNMARKED =
  /^(?=.*(?<![a-z])(?:gui|nop|bao cao|trinh|cung cap|dang ky|thong bao)(?![a-z]))(?=.*(?:(?<![a-z])(?:truoc|ngay|hang|tuan|thang|quy|han|chieu|sang)(?![a-z])|\d))[\x20-\x7e]{20,}$/u;

/** The lines of a table that only spaces make, where one of them speaks of papers, and lines without their marks. */
function unreadLines(source: string, blocks: readonly Block[], read: Read): Unread[] {
  const lines = blocks.map(({ passage }) => ({ ...evidenceOf(source, passage), key: passage.key }));
  const spaced = lines.filter(({ text, key }) => SPACED.test(text) && A_TIME.test(key));
  const table = spaced.some(({ key }) => sends(key) || worksOnPaper(key)) ? spaced : [];
  const isStated = (line: Span) => read.duties.some(({ said }) => overlap(said, line));
  return [
    ...table
      .filter((line) => !isStated(line))
      .map(({ start, end, text }) => ({ start, end, text, why: 'table_not_read' as const })),
    ...lines
      .filter(({ key }) => UNMARKED.test(key))
      .map(({ start, end, text }) => ({ start, end, text, why: 'time_without_duty' as const })),
  ];
}

/** Where a clause stands. */
interface Place {
  readonly block: Block;
  /** Whether its sentence spoke of sending before. */
  readonly isAfterSending: boolean;
}

function unreadInClause(
  source: string,
  { block, isAfterSending }: Place,
  clause: Passage,
  { context, ...read }: Read & { readonly context: DueContext },
): Unread[] {
  const place = evidenceOf(source, clause);
  const stated = read.duties.filter(({ said }) => overlap(said, place));
  const isNear = isNearSending(block, clause);
  const isPaper =
    worksOnPaper(clause.key) || (mayEndOnPaper(clause.key) && limitsIn(clause.key).length > 0);
  // Most clauses speak of no sending: looking for times in them would take long.
  const mayOwe =
    isNear || isAfterSending || DRAWS_UP.test(clause.key) || isPaper || MOVES_DAYS.test(clause.key);
  if (stated.length === 0 && !mayOwe) return [];
  const isEvents = stated.some(isTimed) || !sends(clause.key);
  const known = [...read.times, ...(isEvents ? read.events : [])].filter((one) =>
    overlap(one, place),
  );
  const told = RECITAL.exec(clause.key)?.[0].length ?? 0;
  const search = clause.key.endsWith(':')
    ? timesIn
    : sends(clause.key) || isPaper || isAfterSending
      ? looseTimesIn
      : daylikeTimesIn;
  const times = allTimesIn(clause.key, context, search).filter(
    ({ start, end }) =>
      start >= told && !isUnderstood(evidenceOf(source, clause, start, end), known),
  );
  if (stated.length > 0) {
    if (namesOthers(source, clause, stated) && !isTold(clause, clause.text.length))
      return [{ ...place, why: 'part_not_understood' }];
    const except = stated.some((duty) => duty.except.length > 0);
    const exceptions = exceptionsIn(clause.key).filter(({ start, end }) => {
      const said = evidenceOf(source, clause, start, end);
      // "Riêng các địa phương chưa ban hành …" owe it themselves.
      const owe = stated.some(({ ownerPlaces }) => ownerPlaces.some((one) => overlap(one, said)));
      return !except && !owe && !isUnderstood(said, known);
    });
    const parts = [
      ...times.filter(
        (time) =>
          !(namesPeriod(clause.key, time) && stated.some(isTimed)) &&
          !saysAgain(clause.key.slice(time.start, time.end), stated),
      ),
      ...exceptions,
    ];
    // Where the term itself is not understood, the whole is for a person to look at.
    const isOpen = times.length > 0 && !stated.some(isTimed);
    if (isOpen && !ROLLS_ON.test(clause.key) && !isTold(clause, clause.text.length))
      return [{ ...place, why: 'part_not_understood' }];
    return parts
      .map((time) => segmentOf(clause, time))
      .filter(({ key }) => !ROLLS_ON.test(key) && !isTold(clause, clause.text.length))
      .map((passage) => ({ ...evidenceOf(source, passage), why: 'part_not_understood' }));
  }
  if (MOVES_DAYS.test(clause.key)) return [{ ...place, why: 'part_not_understood' }];
  if (isOver(clause.key, times, context.issuedOn)) return [];
  const days = times.filter(({ start, end }) => {
    const said = clause.key.slice(start, end);
    return !ONLY_AGAIN.test(said) || /\d/u.test(said);
  });
  const isFollowing = isAfterSending && (clause.text.length < 120 || LIMITED.test(clause.key));
  const isOwed =
    isNear ||
    (isAfterSending && ONLY_WHEN.test(clause.key)) ||
    (days.length > 0 && (isFollowing || isPaper || DRAWS_UP.test(clause.key)));
  // "- Tháng 4: …; báo cáo Hội …": the head of the item says when, of all that follows.
  const isHeaded = PERIOD_HEAD.test(block.passage.key) && sends(clause.key);
  if ((times.length === 0 || !isOwed) && !isHeaded) return [];
  if (!isNear && DONE.test(clause.key)) return [];
  if (isTold(clause, clause.text.length) || ROLLS_ON.test(clause.key)) return [];
  if (CUT_OFF.test(clause.key) || TELLS_SPAN.test(clause.key) || LATE.test(clause.key)) return [];
  if (NOBODYS.test(clause.key)) return [];
  return [{ ...place, why: isRow(place) ? 'table_not_read' : 'time_without_duty' }];
}

/** A period that a report is of, by its name alone: "6 tháng | đầu năm", "mẫu C12 tháng 9/2027". */
const PERIOD_NAME =
  /^(?:(?:đầu|cuối) năm|(?:quý (?:iv|i{1,3}|[1-4])|tháng \d{1,2})(?:(?: năm |\s*\/\s*)\d{4})?)$/u;

/** "định kỳ hằng quý (trước ngày 20 tháng cuối quý)": how often, of a duty whose rule says so too. */
function saysAgain(said: string, stated: readonly Duty[]): boolean {
  if (said.trim() === 'định kỳ') return stated.some(({ due }) => due.recurrence?.some(printsDay));
  const period = /^(?:định kỳ )?(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)$/u.test(said.trim());
  const [unit] = period ? (units(said) ?? []) : [];
  return (
    unit !== undefined &&
    stated.some(({ due }) =>
      due.recurrence?.some((rule) => rule.every === unit.every && printsDay(rule)),
    )
  );
}

/** Whether words of time only name the period that something is of: nothing is sent right behind them. */
function namesPeriod(key: string, { start, end }: Time): boolean {
  return (
    PERIOD_NAME.test(key.slice(start, end).trim()) &&
    !/^[,:]?\s*(?:gửi|nộp|báo cáo|trình|sơ kết|tổng kết)(?!\p{L})/u.test(key.slice(end))
  );
}

/** The words of time by their shape and by the phrases that duties are read by; none inside another. */
function allTimesIn(
  key: string,
  context: DueContext,
  search: (key: string) => readonly Time[],
): readonly Time[] {
  const times = search(key);
  const phrases = duePhrasesIn(key, context).filter(
    ({ boundary, isName, start, end }) =>
      isName !== true &&
      !['none', 'by_reference', 'anchor'].includes(boundary) &&
      !isNoTime(key, { start, end }),
  );
  return [...times, ...phrases.filter((one) => !times.some((time) => overlap(one, time)))];
}

const FULL_DAY = new RegExp(datePattern('a'), 'u');

/** "Ngày 12/6/2028, Đoàn có báo cáo kết quả" in a document of the 30th: days before it that set no limit are told. */
function isOver(key: string, times: readonly Time[], issuedOn: Day | null): boolean {
  if (issuedOn === null || times.length === 0 || limitsIn(key).length > 0) return false;
  return times.every(({ start, end }) => {
    const printed = printedDate(FULL_DAY.exec(key.slice(start, end))?.groups, 'a');
    const day = printed?.year == null ? null : resolved(printed, { planYear: null });
    return day !== null && day < issuedOn;
  });
}

/** Whether a passage is a row whose cells strokes or tabs part. */
function isRow({ text }: Evidence): boolean {
  return /\||\S\t+\S[^]*\t/u.test(text);
}

/** Whether words of time are a duty's, or of what is no duty: of a cell with several days all of them. */
function isUnderstood(place: Evidence, known: readonly Span[]): boolean {
  return (
    known.some((one) => overlap(one, place)) &&
    [...place.text.matchAll(/\d{1,2}[/.]\d{1,2}/gu)].every(({ index }) =>
      known.some(({ start, end }) => start <= place.start + index && place.start + index < end),
    )
  );
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function exceptionsIn(key: string): Time[] {
  return [...key.matchAll(EXCEPTION)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
  }));
}

/** The part of a clause between the commas or brackets around some words. */
function segmentOf(clause: Passage, { start, end }: Time): Passage {
  const before = Math.max(...[', ', '; ', '('].map((mark) => clause.key.lastIndexOf(mark, start)));
  const after = /[,;)](?!\d)/u.exec(clause.key.slice(end))?.index ?? clause.key.length - end;
  return part(clause, before === -1 ? 0 : before + 1, end + after);
}

/** Whether a clause, or what it stands under, speaks of sending something. */
function isNearSending(block: Block, clause: Passage): boolean {
  if (sends(clause.key)) return true;
  if (opensSending(block.sectionTitle) && clause.text.length < 160) return true;
  for (let above = block.parent; above !== null; above = above.parent)
    if (above.kind !== 'section' && opensSending(above.passage.key)) return true;
  return false;
}

/** A word of limit or of what comes again, behind the body of the document. */
const SURE =
  /(?<!\p{L})(?:trước|chậm nhất|muộn nhất|hạn)[^;.]{0,30}(?:ngày|\d{1,2}[/.]\d)|(?:hằng|hàng) (?:ngày|tuần|tháng|quý)/u;

/** "Điều 4. Báo cáo định kỳ hằng quý": what an article of an annexed regulation is about. */
const TITLE = /^điều \d{1,3}[.:] [^.;:\d]{4,90}$/u;

/** Below the signature forms and lists are annexed: only what plainly asks for something is shown. */
function unreadBehind(
  source: string,
  tail: readonly Passage[],
  blocks: readonly Block[],
): Unread[] {
  // What is issued with a decision stands behind its signature and was read as its body.
  const after = tail[0]?.from[0] ?? source.length;
  const read = blocks
    .map(({ passage }) => evidenceOf(source, passage))
    .filter(({ end }) => end > after);
  return tail
    .filter(
      ({ key }) => !TITLE.test(key) && SURE.test(key) && sends(key) && timesIn(key).length > 0,
    )
    .map((line) => evidenceOf(source, line))
    .filter((line) => !read.some((one) => overlap(one, line)))
    .map((line) => ({ ...line, why: 'time_without_duty' }));
}

/** What the file holds and nobody can read from it. */
function notReadableIn(source: string): Unread[] {
  return [...source.matchAll(NOT_READABLE)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    text,
    why: 'not_readable',
  }));
}

/** The passages by place, none inside another. */
function distinct(found: readonly Unread[]): Unread[] {
  const ordered = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Unread[] = [];
  for (const one of ordered) if ((kept.at(-1)?.end ?? -1) < one.end) kept.push(one);
  return kept;
}
