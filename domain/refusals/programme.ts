import type { Refusal } from './refusal.js';

/** What is refused of the register of a programme. */
export const PROGRAMME_REFUSALS = {
  PROGRAMME_PLAN_STATE: {
    status: 409,
    vi: 'Chỉ mở sổ đăng ký, công nhận cho Kế hoạch đã được lãnh đạo đồng ý.',
    en: 'A register is kept of a plan that the leader has consented to.',
  },
  PROGRAMME_NO_TARGETS: {
    status: 422,
    vi: 'Kế hoạch không có chỉ tiêu nào về “{subject}”. Đề nghị nhập chỉ tiêu tại trang rà soát hoặc bản sửa đổi.',
    en: 'The plan states no target for “{subject}”.',
  },
  PROGRAMME_OPEN_ALREADY: {
    status: 409,
    vi: 'Kế hoạch này đã có sổ đăng ký, công nhận.',
    en: 'This plan has a register already.',
  },
  PROGRAMME_DAY_AHEAD: {
    status: 422,
    vi: 'Ngày {on} chưa đến.',
    en: '{on} has not come yet.',
  },
  PROGRAMME_UNIT_NOT_THEN: {
    status: 422,
    vi: 'Ngày {on} chưa có hoặc không còn {unit}.',
    en: 'There was no {unit} on {on}.',
  },
  PROGRAMME_YEAR_PAST: {
    status: 422,
    vi: 'Đăng ký ngày {on} cho năm {year}: năm đăng ký đã qua.',
    en: 'A registration of {on} cannot be for {year}.',
  },
  PROGRAMME_REGISTERED_ALREADY: {
    status: 409,
    vi: 'Đến ngày {on}, đơn vị đã đăng ký cho năm {year}. Nếu chuyển sang năm khác, đề nghị ghi “Chuyển năm”.',
    en: 'On {on} the unit was registered for {year} already.',
  },
  PROGRAMME_RECOGNISED_ALREADY: {
    status: 409,
    vi: 'Đến ngày {on}, đơn vị đang được công nhận.',
    en: 'On {on} the unit was recognised already.',
  },
  PROGRAMME_NOT_REGISTERED: {
    status: 409,
    vi: 'Đến ngày {on}, đơn vị chưa đăng ký cho năm nào.',
    en: 'On {on} the unit was registered for no year.',
  },
  PROGRAMME_NOT_RECOGNISED: {
    status: 409,
    vi: 'Đến ngày {on}, đơn vị không ở trạng thái được công nhận.',
    en: 'On {on} the unit was not recognised.',
  },
  PROGRAMME_LOST_BEFORE: {
    status: 409,
    vi: 'Đến ngày {on}, đơn vị đã từng được công nhận và không còn đạt. Đề nghị ghi “Công nhận lại”.',
    en: 'On {on} the unit had lost its recognition: note that it regains it.',
  },
  PROGRAMME_NOT_LOST: {
    status: 409,
    vi: 'Ngày {on} không thể công nhận lại: trước đó đơn vị không có quyết định không còn đạt.',
    en: 'On {on} there was nothing to regain.',
  },
  PROGRAMME_CARRIED_BACK: {
    status: 422,
    vi: 'Chuyển năm ngày {on}: năm mới phải sau năm đã đăng ký ({year}).',
    en: 'On {on} it can only be carried over to a year after {year}.',
  },
  PROGRAMME_BEGIN_AFTER: {
    status: 422,
    vi: 'Ngày này sau một việc đã ghi của {unit}, hoặc sau ngày đơn vị kết thúc.',
    en: 'That is after something noted of {unit}, or after its end.',
  },
  PROGRAMME_LINES_NONE: {
    status: 422,
    vi: 'Không có dòng nào nhập được.',
    en: 'No line can be entered.',
  },
  PROGRAMME_LINES_CHANGED: {
    status: 409,
    vi: 'Sổ đã thay đổi sau khi xem trước. Đề nghị xem trước lại.',
    en: 'The register has changed since: look at the lines again.',
  },
  PROGRAMME_FIGURE_CHANGED: {
    status: 409,
    vi: 'Số theo sổ đã thay đổi: hiện là {value}. Đề nghị xem lại.',
    en: 'The figure of the register is {value} now: look again.',
  },
  PROGRAMME_FIGURE_NONE: {
    status: 422,
    vi: 'Biểu mẫu của kỳ này không có chỉ tiêu lấy từ sổ.',
    en: 'The form of this period asks for no figure of the register.',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
