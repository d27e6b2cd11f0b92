import type { Refusal } from './refusal.js';

/** What is refused of how agencies kept their duties, and of what they say against it. */
export const COMPLIANCE_REFUSALS = {
  COMPLIANCE_PERIOD: {
    status: 422,
    vi: 'Khoảng thời gian không đúng: ngày đầu không sau ngày cuối, không quá ba năm.',
    en: 'The period is wrong: it does not end before it begins, and covers at most three years.',
  },
  COMPLIANCE_EMPTY: {
    status: 409,
    vi: 'Trong khoảng thời gian này không có nội dung nào phải báo cáo.',
    en: 'Nothing was owed in this period.',
  },
  COMPLIANCE_NOT_AGREED: {
    status: 409,
    vi: 'Danh sách chưa được lãnh đạo duyệt nên chưa xuất ra ngoài được.',
    en: 'The list cannot leave the office before an approver has agreed to it.',
  },
  COMPLIANCE_OBJECTED: {
    status: 409,
    vi: 'Sau khi trình duyệt, các đơn vị sau có ý kiến chưa được trả lời: {names}. Đề nghị trả lời, hoặc lập lại danh sách.',
    en: 'Since it was put forward these agencies have objected and were not answered: {names}.',
  },
  OBJECTION_OPEN: {
    status: 409,
    vi: 'Đơn vị đã có ý kiến về nội dung này, đang chờ trả lời.',
    en: 'An objection about this waits for its answer already.',
  },
  OBJECTION_NOTHING: {
    status: 409,
    vi: 'Nội dung này không ghi nhận chậm nên không cần ý kiến.',
    en: 'There is nothing to object to.',
  },
  OBJECTION_ANSWERED: {
    status: 409,
    vi: 'Ý kiến này đã được trả lời.',
    en: 'This objection was answered already.',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
