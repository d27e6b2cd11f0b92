/** What the office remembers of the words of documents. */
export const vi = {
  title: 'Cách gọi đã ghi nhớ',
  intro:
    'Khi cán bộ sửa đơn vị hoặc nơi nhận lúc rà soát, phần mềm ghi nhớ cơ quan mình dùng từ đó để chỉ ai và gợi ý lại ở văn bản sau, có đánh dấu. Chỉ dùng trong cơ quan này.',
  empty: 'Chưa ghi nhớ cách gọi nào. Danh sách có thêm khi bản rà soát đã sửa được trình lãnh đạo.',
  owers: 'Khi là đơn vị phải báo cáo',
  recipients: 'Khi là nơi nhận',
  allOfKind: 'tất cả: {{kind}}',
  allOfTag: 'cả nhóm “{{tag}}”',
  nobody: 'Không còn đơn vị nào trong danh bạ: không được gợi ý nữa.',
  from: 'Từ {{plan}}, {{by}}, {{at}}',
  forget: 'Bỏ',
  forgetTitle: 'Bỏ cách gọi “{{words}}”',
  forgotten:
    'Đã bỏ cách gọi “{{words}}”. Văn bản sau không được gợi ý theo cách này; kế hoạch đang theo dõi giữ nguyên.',
  filled: 'Gợi ý, văn bản không in: “{{words}}” là {{means}}.',
  setAside: 'Không dùng ở văn bản này',
  asideTitle: 'Cách gọi đã ghi nhớ mà văn bản này không dùng: {{words}}.',
  useAgain: 'Dùng lại',
};

export const en: typeof vi = {
  title: 'Remembered words',
  intro:
    'When an officer corrects agencies or receivers in a review, the office remembers whom it means by the words and suggests it for the next document, marked. Used in this office alone.',
  empty: 'Nothing is remembered yet. Words come here when a corrected review goes to the leader.',
  owers: 'As those who report',
  recipients: 'As receivers',
  allOfKind: 'all: {{kind}}',
  allOfTag: 'the group “{{tag}}”',
  nobody: 'None of them is in the directory any more: no longer suggested.',
  from: 'From {{plan}}, {{by}}, {{at}}',
  forget: 'Take back',
  forgetTitle: 'Take back “{{words}}”',
  forgotten:
    '“{{words}}” taken back. The next document gets no suggestion by it; plans under way stay as they are.',
  filled: 'Suggested, not printed: “{{words}}” is {{means}}.',
  setAside: 'Not in this document',
  asideTitle: 'Remembered words that this document does without: {{words}}.',
  useAgain: 'Use again',
};
