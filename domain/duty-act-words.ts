/** What is done about the report that one agency owes, by the acts of the audit. */
export const DUTY_ACT_WORDS = {
  submit: 'Gửi báo cáo',
  claim: 'Báo đã gửi qua hệ thống văn bản',
  confirmClaim: 'Xác nhận đã nhận văn bản',
  documentArrived: 'Ghi nhận văn bản ký số đã đến',
  rejectClaim: 'Chưa thấy văn bản đã báo gửi',
  return: 'Đề nghị bổ sung',
  accept: 'Đưa vào tổng hợp',
  reopen: 'Mở lại',
  waive: 'Không phải báo cáo',
  setDue: 'Đặt lại thời hạn',
  extend: 'Gia hạn',
  withdrawOnTime: 'Rút đúng hạn',
  requestExtension: 'Đề nghị gia hạn',
  decideExtension: 'Trả lời đề nghị gia hạn',
  refuseExtension: 'Chưa thể gia hạn',
  logCall: 'Ghi cuộc gọi',
};

/** The words for an act on a duty; the code itself where it is none. */
export function dutyActWords(act: string): string {
  return act in DUTY_ACT_WORDS ? DUTY_ACT_WORDS[act as keyof typeof DUTY_ACT_WORDS] : act;
}
