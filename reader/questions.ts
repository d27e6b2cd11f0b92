import type { Calendar } from '../domain/calendar.js';
import type { DraftObligation, DraftQuestion, Recurrence } from '../domain/schemas/plan-draft.js';
import { targetInsidePeriod } from '../domain/target-inside-period.js';
import type { RecipientConflict } from './facts/merging.js';
import type { UnquestionedDraft } from './unquestioned-draft.js';
import { printsDay } from './recurrence-rules.js';
import { onEnd, onHolidays, onOwner, onUnread, onWeekday } from './time-questions.js';

/** What a person must decide about a draft, in the order of its fields. */
export function questionsOn(
  draft: UnquestionedDraft,
  conflicts: readonly RecipientConflict[],
  calendar: Calendar,
): DraftQuestion[] {
  return [
    ...onDocument(draft),
    ...onWindow(draft),
    ...draft.obligations.flatMap((obligation, index) =>
      onObligation({ draft, obligation, about: `obligations[${index}]`, calendar }),
    ),
    ...conflicts.map(onConflict),
    ...onAskedBodies(draft),
    ...onUpwardReport(draft),
    ...onProgress(draft),
    ...onEnd(draft),
  ];
}

function question(
  code: DraftQuestion['code'],
  about: string,
  message: string,
  proposal: string | null = null,
  options: readonly string[] = [],
): DraftQuestion {
  return { code, about, message, proposal, options: [...options] };
}

function onDocument({ document }: UnquestionedDraft): DraftQuestion[] {
  if (document.number !== null) return [];
  return [
    question(
      'number_blank',
      'document.number',
      'Văn bản chưa có số, ký hiệu. Vui lòng nhập số và ngày ban hành trước khi gửi thông báo cho các cơ quan.',
    ),
  ];
}

function onWindow({ document, window, period, obligations }: UnquestionedDraft): DraftQuestion[] {
  // A letter asks for one report at once: it runs no campaign.
  if (document.type === 'CÔNG VĂN' || document.type === 'CÔNG ĐIỆN') return [];
  const dated = obligations.some(({ what, due }) => what === 'report' && due.date !== null);
  if (window !== null || period !== null || !dated) return [];
  return [
    question(
      'window_missing',
      'window',
      'Văn bản không ghi thời gian thực hiện. Vui lòng nhập ngày bắt đầu và ngày kết thúc của đợt thực hiện.',
    ),
  ];
}

interface Asked {
  readonly draft: UnquestionedDraft;
  readonly obligation: DraftObligation;
  readonly about: string;
  readonly calendar: Calendar;
}

function onObligation(asked: Asked): DraftQuestion[] {
  const { draft, obligation, about, calendar } = asked;
  return [
    ...onRecurrence(asked),
    ...onRecipient(asked),
    ...targetInsidePeriod({ window: draft.window, obligation, about, calendar }),
    ...onWeekday(obligation, about),
    ...onHolidays(obligation, about, calendar),
    ...onOwner(obligation, about),
    ...onUnread(obligation, about, draft),
  ];
}

/** The 18th of the last month: one working week before the 25th of Điều 13 Nghị định 09/2019. */
const PROPOSED_DAYS: Readonly<Record<Recurrence['every'], readonly string[]>> = {
  'half-year': ['18/6', '18/12'],
  year: ['18/12'],
  quarter: ['18/3', '18/6', '18/9', '18/12'],
  month: ['ngày 18 hằng tháng'],
  week: ['thứ Năm hằng tuần'],
  day: [],
};

function onRecurrence({ obligation: { due }, about }: Asked): DraftQuestion[] {
  const { recurrence } = due;
  if (recurrence === null) return [];
  const open = recurrence.filter((rule) => rule.every !== 'day' && !printsDay(rule));
  if (open.length === 0) return [];
  const days = [...new Set(open.flatMap(({ every }) => PROPOSED_DAYS[every]))];
  return [
    question(
      'recurrence_day_missing',
      `${about}.due`,
      `Văn bản yêu cầu báo cáo “${due.phrase}” nhưng không ghi ngày cụ thể. Vui lòng xác định ngày hết hạn của từng kỳ.`,
      days.join(', '),
    ),
  ];
}

function onRecipient({ obligation, about }: Asked): DraftQuestion[] {
  const { what, recipients, via, due } = obligation;
  const asks = what === 'consolidated-report' || (what === 'report' && due.date !== null);
  if (!asks || recipients.length > 0 || via !== null) return [];
  return [
    question(
      'recipient_unknown',
      `${about}.recipients`,
      'Văn bản không ghi nơi nhận báo cáo này. Vui lòng xác định cơ quan nhận.',
    ),
  ];
}

function onConflict({ obligation, lists }: RecipientConflict): DraftQuestion {
  const options = lists.map((list) => list.join('; '));
  return question(
    'recipients_conflict',
    `obligations[${obligation}].recipients`,
    'Các chỗ trong văn bản ghi nơi nhận báo cáo tổng hợp không giống nhau. Vui lòng chọn danh sách nơi nhận.',
    options[0] ?? null,
    options,
  );
}

/** Bodies that are only asked: whether they owe the report of all, or the one they themselves are asked for. */
function onAskedBodies({ agencies, obligations }: UnquestionedDraft): DraftQuestion[] {
  const tracked = obligations.map(
    ({ what, due }) =>
      what !== 'consolidated-report' && (due.date !== null || due.recurrence !== null),
  );
  const own = obligations.flatMap(({ binding, owedBy }, index) =>
    binding || tracked[index] !== true
      ? []
      : [
          question(
            'asked_body_owes',
            `obligations[${index}].owedBy`,
            `Văn bản dùng lời “đề nghị” với ${owedBy.length === 0 ? 'nơi nhận văn bản' : owedBy.join('; ')}. Có coi đây là việc phải thực hiện đúng hạn không?`,
            'Có',
            ['Có', 'Không'],
          ),
        ],
  );
  const owing = new Set(
    obligations.filter(({ binding }) => !binding).flatMap(({ owedBy }) => owedBy),
  );
  const asked = agencies.filter(({ binding, name }) => !binding && !owing.has(name));
  const index = obligations.findIndex(
    ({ what, binding }, at) => what === 'report' && binding && tracked[at] === true,
  );
  if (asked.length === 0 || index === -1) return own;
  return [
    question(
      'asked_body_owes',
      `obligations[${index}].owedBy`,
      `Văn bản chỉ “đề nghị” các cơ quan sau: ${asked.map(({ name }) => name).join('; ')}. Các cơ quan này có phải gửi báo cáo không?`,
      'Không',
      ['Có', 'Không'],
    ),
    ...own,
  ];
}

const ABOVE =
  /^(?:Chính phủ|Thủ tướng|Bộ |Văn phòng Chính phủ|Ủy ban Quốc gia|Uỷ ban Quốc gia|Quốc hội)/u;

function onUpwardReport({ document, obligations }: UnquestionedDraft): DraftQuestion[] {
  const index = obligations.findIndex(
    ({ what, recipients }) =>
      what === 'consolidated-report' && recipients.some((name) => ABOVE.test(name)),
  );
  const owner = obligations[index]?.owedBy[0];
  if (owner === undefined) return [];
  const issuer = document.issuer ?? 'Ủy ban nhân dân';
  if (issuer === owner) return [];
  return [
    question(
      'issuer_of_report',
      `obligations[${index}].owedBy`,
      `Báo cáo tổng hợp do ${owner} ký gửi, hay ${owner} trình ${issuer} ký?`,
      owner,
      [owner, issuer],
    ),
  ];
}

function onProgress({ period, obligations, targets }: UnquestionedDraft): DraftQuestion[] {
  const manyYears = period !== null && period.toYear > period.fromYear;
  const tracked = obligations.some(
    ({ what, due }) => what === 'report' && (due.date !== null || due.recurrence !== null),
  );
  if (!manyYears || tracked || targets.length === 0) return [];
  return [
    question(
      'progress_reports',
      'period',
      `Văn bản đặt chỉ tiêu cho các năm ${period.fromYear}–${period.toYear} nhưng không ghi ngày báo cáo kết quả. Có theo dõi báo cáo hằng năm không, nếu có thì trước ngày nào?`,
      '18/12 hằng năm',
    ),
  ];
}
