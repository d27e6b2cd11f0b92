/** A document as it goes over the document axis, and what comes back. */
export const vi = {
  title: 'Trục liên thông văn bản (.edxml)',
  take: 'Tải .edxml',
  from: 'Nơi gửi: {{name}} ({{organId}})',
  directs: 'Loại chỉ đạo 2 (chỉ đạo), gửi {{n}} cơ quan',
  reports: 'Loại chỉ đạo 3 (báo cáo), gửi {{n}} cơ quan',
  dueOn: 'Hạn xử lý: {{day}}',
  answers: 'Trả lời văn bản: {{codes}}',
  files: 'Tệp đính kèm: {{names}}',
  withoutId: 'Chưa có mã định danh của {{n}} nơi nhận: {{names}}',
  unconfirmed:
    'Gói tin theo QCVN 102:2016, chưa xác nhận với trục của từng tỉnh; thử với một văn bản trước khi dùng.',
  statuses: 'Trạng thái nơi nhận trả về',
  refused: 'Từ chối tiếp nhận: {{names}}. Cần liên hệ và gửi lại.',
  seeTo: 'Đã xử lý',
  seeToOf: 'Đã xử lý việc {{from}} từ chối tiếp nhận',
  seeToIntro:
    '{{from}} đã được liên hệ, văn bản đã gửi lại hoặc gửi bằng cách khác. Việc này không còn chờ ở “Việc của tôi”.',
  seenTo: 'đã xử lý',
};

export const en: typeof vi = {
  title: 'Document axis (.edxml)',
  take: 'Take as .edxml',
  from: 'From: {{name}} ({{organId}})',
  directs: 'Kind of direction 2 (directs), to {{n}} offices',
  reports: 'Kind of direction 3 (reports), to {{n}} offices',
  dueOn: 'Due: {{day}}',
  answers: 'Answers: {{codes}}',
  files: 'Files: {{names}}',
  withoutId: 'No organ id of {{n}} receivers yet: {{names}}',
  unconfirmed:
    'Made by QCVN 102:2016, not confirmed with the axis of each province; try it with one document first.',
  statuses: 'Statuses that came back',
  refused: 'Refused by: {{names}}. Ask them, and send it again.',
  seeTo: 'Seen to',
  seeToOf: 'The refusal of {{from}} is seen to',
  seeToIntro:
    '{{from}} was asked, and the document was sent again or by another way. It waits in “My work” no more.',
  seenTo: 'seen to',
};
