/** What is done about an agency beside its reports, by the acts of the audit. */
const AGENCY_ACT_WORDS: Readonly<Record<string, string>> = {
  openLink: 'Mở đường dẫn',
  resendLink: 'Gửi lại đường dẫn',
  revokeLink: 'Thay đường dẫn',
  addAgency: 'Thêm đơn vị',
  editAgency: 'Sửa đơn vị',
  closeAgency: 'Ghi nhận đơn vị kết thúc',
  reopenAgency: 'Bỏ ghi nhận kết thúc',
  splitAgency: 'Ghi nhận chia, tách đơn vị',
  splitFrom: 'Đơn vị mới do chia, tách',
  saveDraft: 'Lưu nháp',
  objectToDuty: 'Đơn vị nêu ý kiến về ghi nhận thời hạn',
  answerObjection: 'Trả lời ý kiến của đơn vị',
};

/** The words for an act in an agency's story; another is told as it stands. */
export function storyActWords(act: string): string {
  return AGENCY_ACT_WORDS[act] ?? act;
}
