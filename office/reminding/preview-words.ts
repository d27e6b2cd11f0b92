import { dueOf, firstDueOf } from '../../domain/amendment/shown-due.js';
import { isDated } from '../../domain/dated-cycle.js';
import { LEFT_OUT_WORDS } from '../../domain/explain/why-words.js';
import { RUNG_WORDS } from '../../domain/words.js';
import { isConfirmed } from '../../domain/calendar.js';
import type { Calendar } from '../../domain/calendar.js';
import { dayAt, plusDays } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import type { LeftOut } from '../../domain/left-out.js';
import type { PlanPreview, PreviewAgency } from '../../domain/preview.js';
import { allOwers, owingAgencies } from '../../domain/owing-agencies.js';
import type { OwingAgency } from '../../domain/owing-agency.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import type { DraftObligation, PlanDraft } from '../../domain/schemas/plan-draft.js';
import { count, dayText, momentText } from '../../mail/wording.js';

/** Names one sentence lists; the rest is counted. */
const NAMED = 12;

/** Why one rung of one cycle is left out, in plain Vietnamese. */
export function skipReason({ cycle, rung, why }: LeftOut): string {
  return `${upperFirst(RUNG_WORDS[rung])} (thời hạn ${dueOf(cycle)}): ${LEFT_OUT_WORDS[why]}.`;
}

interface PreviewFacts {
  readonly confirmed: ConfirmedPlan;
  readonly draft: PlanDraft;
  /** What a person answered, by `code@about`. */
  readonly answers: Readonly<Record<string, string>>;
  readonly untracked: readonly DraftObligation[];
  /** What only bodies outside the list owe. */
  readonly unowed: readonly ConfirmedRequirement[];
  readonly list: readonly OwingAgency[];
  readonly agencies: readonly PreviewAgency[];
  readonly told: PlanPreview;
  readonly calendar: Calendar;
}

/** What a person should know before they trust the table of mails, one sentence each. */
export function previewWarnings(facts: PreviewFacts): readonly string[] {
  return [
    ...identityWarnings(facts),
    ...answerWarnings(facts),
    ...untrackedWarnings(facts),
    ...strangerWarnings(facts),
    ...pastWarnings(facts),
    ...contactWarnings(facts),
    ...collisionWarnings(facts),
    ...calendarWarnings(facts),
    ...headWarnings(facts),
  ];
}

function identityWarnings({ confirmed: { identity } }: PreviewFacts): readonly string[] {
  if (identity.number !== null && identity.issuedOn !== null) return [];
  return [
    'Văn bản chưa có số hoặc ngày: phải nhập trước khi bắt đầu theo dõi, thư sẽ ghi số và ngày đó.',
  ];
}

/** A question nobody has answered took the reader's proposal. */
function answerWarnings({ draft, answers }: PreviewFacts): readonly string[] {
  return draft.questions
    .filter(({ code, about, proposal }) => proposal !== null && !(`${code}@${about}` in answers))
    .map(
      ({ message, proposal }) =>
        `Tạm tính theo đề xuất “${proposal ?? ''}” cho câu hỏi: ${message}`,
    );
}

function untrackedWarnings({ untracked }: PreviewFacts): readonly string[] {
  return untracked.map(({ due, evidence }) => {
    const words = shortened(due.phrase === '' ? evidence.text : due.phrase);
    return `Không theo dõi vì văn bản không nêu ngày cụ thể: “${words}”.`;
  });
}

/** Who is named as owing and does not stand in the list. */
function strangerWarnings({ confirmed, unowed, list }: PreviewFacts): readonly string[] {
  const strangers = (owedBy: readonly string[]) => owingAgencies(owedBy, list).unknown;
  const kept = confirmed.requirements
    .filter(({ onward }) => !onward)
    .flatMap(({ owedBy = [] }) => strangers(owedBy));
  return [
    ...unowed.map(
      ({ reportName, owedBy = [], cycles }) =>
        `Không nhắc ai nội dung “${reportName}” (${firstDueOf({ cycles })}): danh sách không có ${listed(owedBy)}.`,
    ),
    ...(kept.length === 0
      ? []
      : [`Văn bản nêu nhưng danh sách không có: ${listed([...new Set(kept)])}.`]),
  ];
}

function pastWarnings({ told: { past } }: PreviewFacts): readonly string[] {
  if (past.length === 0) return [];
  const phrases = past.map(dueOf);
  return [`Đã quá hạn trước khi bắt đầu, không theo dõi: ${listed(phrases)}.`];
}

function contactWarnings({ agencies, confirmed }: PreviewFacts): readonly string[] {
  const owers = allOwers(confirmed);
  const others = agencies.filter(({ standing }) => !standing);
  const chased = others.filter(({ id }) => owers.has(id));
  const idle = others.filter(({ id }) => !owers.has(id)).map(({ name }) => name);
  const silent = chased.filter(({ reachable }) => !reachable).map(({ name }) => name);
  const headless = chased
    .filter(({ binding, headReachable }) => binding && !headReachable)
    .map(({ name }) => name);
  const asked = chased.filter(({ binding }) => !binding).map(({ name }) => name);
  return [
    ...(chased.length > 0
      ? []
      : ['Danh sách không có đơn vị nào phải gửi báo cáo: không có gì để nhắc, kỳ đóng ngay.']),
    ...(idle.length === 0
      ? []
      : [
          `${count(idle.length)} đơn vị của danh sách không phải thực hiện nội dung nào, không nhận thư: ${listed(idle)}.`,
        ]),
    ...(silent.length === 0
      ? []
      : [
          `${count(silent.length)} đơn vị chưa có địa chỉ thư, không nhận được thư nào: ${listed(silent)}.`,
        ]),
    ...(headless.length === 0
      ? []
      : [
          `${count(headless.length)} đơn vị chưa có địa chỉ thư của lãnh đạo, không gửi được thư kính đề nghị lãnh đạo: ${listed(headless)}.`,
        ]),
    ...(asked.length === 0
      ? []
      : [
          `${count(asked.length)} đơn vị được đề nghị phối hợp chỉ nhận thư thông báo và một thư nhắc: ${listed(asked)}.`,
        ]),
  ];
}

/** Where one mail tells an agency of several duties, because an agency gets one mail a day. */
function collisionWarnings({ told: { agencyMails } }: PreviewFacts): readonly string[] {
  const joined = new Map<string, { at: Instant; mails: number; duties: string }>();
  for (const { at, agencies, told } of agencyMails) {
    if (told.length < 2) continue;
    const duties = listed(told.map(({ of, step }) => `${of.cycle.key} (${RUNG_WORDS[step.rung]})`));
    const key = `${at}/${duties}`;
    joined.set(key, { at, duties, mails: (joined.get(key)?.mails ?? 0) + agencies.length });
  }
  const sentences = [...joined.values()].map(
    ({ at, mails, duties }) =>
      `${upperFirst(momentText(at))}: ${count(mails)} đơn vị nhận một thư chung cho nhiều nội dung, đếm ở dòng đầu: ${duties}.`,
  );
  const rest = sentences.length - NAMED;
  return rest <= 0
    ? sentences
    : [...sentences.slice(0, NAMED), `Còn ${count(rest)} lần gửi khác cũng gộp chung một thư.`];
}

/** Days of the calendar that are not decided yet and may move a mail or a due day. */
function calendarWarnings({ told, calendar }: PreviewFacts): readonly string[] {
  const days = told.planned.flatMap(({ cycle, opensAt }) => [
    dayAt(opensAt),
    ...(isDated(cycle) ? [dayAt(cycle.overdueAt)] : []),
  ]);
  const sent = [...told.agencyMails, ...told.deskMails].map(({ at }) => dayAt(at));
  const [first, last] = [...days, ...sent]
    .sort()
    .reduce<readonly [Day | null, Day | null]>(([from], day) => [from ?? day, day], [null, null]);
  if (first === null || last === null) return [];
  const unsure: string[] = [];
  const years = new Set<string>();
  for (let on = first; on <= last; on = plusDays(on, 1)) {
    if (!calendar.filledYears.has(Number(on.slice(0, 4)))) years.add(on.slice(0, 4));
    else if (!isConfirmed(calendar, on)) {
      unsure.push(`${dayText(on)} (${calendar.days.get(on)?.name ?? ''})`);
    }
  }
  return [
    ...(years.size === 0
      ? []
      : [
          `Lịch làm việc năm ${[...years].join(', ')} chưa được nhập: chỉ tính thứ Bảy, Chủ nhật là ngày nghỉ; các mốc có thể đổi.`,
        ]),
    ...(unsure.length === 0
      ? []
      : [`Lịch chưa chốt, các mốc quanh đây có thể đổi: ${listed(unsure)}.`]),
  ];
}

function headWarnings({ told: { agencyMails } }: PreviewFacts): readonly string[] {
  return agencyMails.some(({ told: [{ step }] }) => step.rung === 'toHead')
    ? [
        'Thư kính đề nghị lãnh đạo đơn vị chỉ đi khi cán bộ theo dõi cho phép; bảng tính như được phép ngay khi quá hạn.',
      ]
    : [];
}

function listed(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return rest <= 0 ? names.join('; ') : `${names.slice(0, NAMED).join('; ')} và ${count(rest)} nữa`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= 160 ? line : `${line.slice(0, 159)}…`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
