import { formOfPlan } from '../form-of.js';
import { isDated, isPast } from '../dated-cycle.js';
import { owersOf } from '../owing-agencies.js';
import type { Instant } from '../day.js';
import { ladderProblem } from '../ladder-rules.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../schemas/confirmed-plan.js';
import { isMailAddress } from '../mail-address.js';
import { formFaults } from '../forms/form-faults.js';
import type { DraftQuestion, PlanDraft } from '../schemas/plan-draft.js';
import type { ReviewEdits } from '../schemas/review-edits.js';
import { keyOf } from '../answers.js';
import { refusalSentence } from '../refusals.js';
import { unclearAnswer } from '../unclear-answer.js';

/** Something that keeps a reviewed plan from going to the leader: the field it is about and a sentence for the officer. */
export interface ReviewProblem {
  /** `identity.number`, `obligations[2].reportName`, `agencies`, `questions`. */
  readonly at: string;
  readonly message: string;
}

/** All that is still missing or wrong, in the order of the page; empty when it may go to the leader. */
export function problemsOfReview({
  confirmed,
  questions,
  edits,
  draft,
  agencyIds,
  now,
}: {
  readonly confirmed: ConfirmedPlan;
  readonly questions: readonly DraftQuestion[];
  readonly edits: Pick<ReviewEdits, 'settled' | 'answers'>;
  readonly draft: PlanDraft;
  /** Of the office's agencies. */
  readonly agencyIds: ReadonlySet<string>;
  readonly now: Instant;
}): readonly ReviewProblem[] {
  return [
    ...questionProblems(questions, edits),
    ...answerProblems(draft, edits),
    ...identityProblems(confirmed),
    ...windowProblems(confirmed),
    ...dutyProblems(confirmed, now),
    ...formProblems(confirmed),
    ...agencyProblems(confirmed, agencyIds),
  ];
}

function questionProblems(
  questions: readonly DraftQuestion[],
  { settled }: Pick<ReviewEdits, 'settled'>,
): ReviewProblem[] {
  const open = questions.filter(
    (question) => question.code !== 'due_already_past' && !settled.includes(keyOf(question)),
  );
  const past = questions.filter(({ code }) => code === 'due_already_past');
  return [
    ...(open.length === 0
      ? []
      : [{ at: 'questions', message: `Còn ${String(open.length)} câu hỏi chưa xác nhận.` }]),
    ...past.map(({ about }) => ({
      at: about.split('.')[0] ?? about,
      message: 'Thời hạn đã qua: đặt thời hạn mới, hoặc không theo dõi nội dung này.',
    })),
  ];
}

function answerProblems(draft: PlanDraft, edits: Pick<ReviewEdits, 'answers'>): ReviewProblem[] {
  const answer = unclearAnswer({ draft, answers: edits.answers });
  return answer === null
    ? []
    : [{ at: 'questions', message: refusalSentence('ANSWER_UNCLEAR', { answer }) }];
}

/** A number with its symbol: "15/KH-UBND", "1234/CAT-PV01". */
const WHOLE_NUMBER = /^\d+[a-z]?\s*\/\s*\S+/iu;

function identityProblems({ identity, requirements }: ConfirmedPlan): ReviewProblem[] {
  const number = identity.number?.trim() ?? '';
  // What rests on papers of its own goes by those.
  const citesPlan = requirements.length === 0 || requirements.some(({ basis }) => !basis);
  const blank = (field: 'issuer' | 'subject' | 'sendingBody', message: string) =>
    identity[field].trim() === '' ? [{ at: `identity.${field}`, message }] : [];
  return [
    ...(number === '' && citesPlan
      ? [{ at: 'identity.number', message: 'Chưa ghi số, ký hiệu của văn bản.' }]
      : []),
    ...(number !== '' && !WHOLE_NUMBER.test(number)
      ? [
          {
            at: 'identity.number',
            message: `“${number}” chưa đủ số và ký hiệu, ví dụ 15/KH-UBND.`,
          },
        ]
      : []),
    ...(identity.issuedOn === null && citesPlan
      ? [{ at: 'identity.issuedOn', message: 'Chưa ghi ngày ban hành.' }]
      : []),
    ...blank('issuer', 'Chưa ghi cơ quan ban hành.'),
    ...blank('subject', 'Chưa ghi trích yếu.'),
    ...(identity.shortName?.trim() === ''
      ? [{ at: 'identity.shortName', message: 'Chưa ghi tên gọi ngắn của văn bản.' }]
      : []),
    ...blank('sendingBody', 'Chưa ghi cơ quan đứng tên gửi thư.'),
    ...(isMailAddress(identity.replyTo.trim())
      ? []
      : [{ at: 'identity.replyTo', message: 'Địa chỉ nhận trả lời không đúng.' }]),
  ];
}

function windowProblems({ windowFrom, windowTo }: ConfirmedPlan): ReviewProblem[] {
  return windowFrom !== null && windowTo !== null && windowFrom > windowTo
    ? [{ at: 'windowTo', message: 'Thời gian thực hiện kết thúc trước khi bắt đầu.' }]
    : [];
}

function dutyProblems(confirmed: ConfirmedPlan, now: Instant): ReviewProblem[] {
  const { requirements } = confirmed;
  if (requirements.length === 0) {
    return [
      {
        at: 'requirements',
        message:
          'Chưa có nội dung phải báo cáo kèm thời hạn: chọn câu trong văn bản hoặc thêm nội dung.',
      },
    ];
  }
  const ahead = requirements.some(({ cycles }) => cycles.some((cycle) => !isPast(cycle, now)));
  return [
    ...requirements.flatMap((requirement) => problemsOfDuty(requirement, confirmed)),
    ...(ahead
      ? []
      : [{ at: 'requirements', message: 'Mọi thời hạn đều đã qua: không còn gì để theo dõi.' }]),
  ];
}

function problemsOfDuty(requirement: ConfirmedRequirement, plan: ConfirmedPlan): ReviewProblem[] {
  const { about = 'requirements', reportName, onward, cycles } = requirement;
  const disordered = cycles.find((cycle) => isDated(cycle) && cycle.overdueAt < cycle.targetAt);
  return [
    ...(reportName.trim() === ''
      ? [{ at: `${about}.reportName`, message: 'Chưa ghi tên báo cáo trong thư.' }]
      : []),
    ...(!onward && owersOf(requirement, plan).size === 0
      ? [{ at: `${about}.agencyIds`, message: 'Chưa chọn cơ quan phải thực hiện nội dung này.' }]
      : []),
    ...(disordered === undefined
      ? []
      : [
          {
            at: `${about}.days`,
            message: `Thời hạn “${disordered.duePhrase}”: ngày tính quá hạn đứng trước ngày đề nghị gửi.`,
          },
        ]),
    ...wrongLadder(requirement).map((message) => ({ at: `${about}.ladder`, message })),
  ];
}

function wrongLadder({ ladder, cycles }: ConfirmedRequirement): readonly string[] {
  const wrong = ladder === undefined ? null : ladderProblem(ladder, cycles[0]?.periodKind ?? null);
  return wrong === null ? [] : [wrong];
}

/** A form must hold together whether a duty uses it or not: it goes to the leader with the plan. */
function formProblems({ forms = [], requirements }: ConfirmedPlan): ReviewProblem[] {
  const broken = forms.flatMap((form) => {
    const [first, ...others] = formFaults(form);
    if (first === undefined) return [];
    const more = others.length === 0 ? '' : ` (và ${String(others.length)} điểm khác)`;
    const name = form.name.trim() === '' ? 'chưa có tên' : `“${form.name}”`;
    return [{ at: `forms.${form.key}`, message: `Biểu mẫu ${name}: ${first.message}${more}.` }];
  });
  const gone = requirements.filter(({ form }) => formOfPlan({ forms }, form) === null);
  return [
    ...broken,
    ...gone.map(({ about = 'requirements' }) => ({
      at: about,
      message: 'Biểu mẫu đã chọn không còn: đề nghị chọn biểu mẫu khác.',
    })),
  ];
}

function agencyProblems({ agencyIds }: ConfirmedPlan, known: ReadonlySet<string>): ReviewProblem[] {
  if (agencyIds.length === 0) return [{ at: 'agencies', message: 'Chưa chọn cơ quan, đơn vị.' }];
  const gone = agencyIds.filter((id) => !known.has(id)).length;
  return gone === 0
    ? []
    : [
        {
          at: 'agencies',
          message: `${String(gone)} cơ quan đã chọn không còn trong danh bạ: đề nghị chọn lại.`,
        },
      ];
}
