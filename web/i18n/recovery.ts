/** What follows a restore. */
export const vi = {
  title: 'Sau khi khôi phục dữ liệu',
  banner: 'Dữ liệu đã được khôi phục về {{at}}. Có việc chờ cán bộ quyết định.',
  open: 'Xem và quyết định',
  none: 'Chưa lần nào khôi phục dữ liệu.',
  lostTitle: 'Khoảng thời gian không còn dữ liệu',
  lostSpan: 'Từ {{from}} đến {{until}}.',
  lostIntro:
    'Báo cáo, bổ sung, đề nghị gia hạn gửi đến trong khoảng này không còn trong hệ thống. Cho đến khi có quyết định, không thư nào hỏi báo cáo được gửi đi.',
  tell: 'Báo cho các đơn vị',
  tellIntro:
    'Gửi một thư cho {{count}} đơn vị có kỳ báo cáo đang mở, nêu khoảng thời gian và đề nghị gửi lại nếu đã gửi. Hai ngày làm việc sau đó không thư nào nhắc báo cáo.',
  nothing: 'Không mất gì',
  nothingIntro:
    'Không đơn vị nào gửi gì trong khoảng này. Các mốc nhắc tới đây chạy như thường; không đơn vị nào nhận thư.',
  told: 'Đã báo các đơn vị; không nhắc báo cáo trước {{until}}.',
  nothingLost: 'Đã xác nhận không mất gì.',
  heldTitle: 'Thư và mốc nhắc đang giữ lại ({{count}})',
  heldIntro:
    '“Có thể đã gửi”: thư có thể đã đến nơi nhận trước khi mất dữ liệu. Cho gửi thì thư đi với cùng mã thư; mỗi nội dung nhiều nhất một thư, theo mốc đúng lúc đó.',
  heldNone: 'Không còn gì đang giữ lại.',
  mayHaveGone: 'có thể đã gửi',
  notGone: 'chưa gửi',
  choose: 'Chọn {{what}}',
  chooseAll: 'Chọn tất cả trên trang',
  release: 'Cho gửi ({{count}})',
  releaseTitle: 'Cho gửi các thư đã chọn',
  releaseIntro: 'Thư nào không còn cần (đã có báo cáo, đã quá lúc) sẽ không gửi.',
  drop: 'Bỏ, không gửi ({{count}})',
  dropTitle: 'Bỏ các thư đã chọn',
  dropIntro: 'Các thư này sẽ không bao giờ được gửi. Mốc nhắc sau đó vẫn chạy.',
};

export const en: typeof vi = {
  title: 'After the restore',
  banner: 'The data was restored to {{at}}. An officer has to decide.',
  open: 'Look and decide',
  none: 'The data was never restored.',
  lostTitle: 'The time without data',
  lostSpan: 'From {{from}} to {{until}}.',
  lostIntro:
    'Reports, corrections and requests that came in then are gone. Until somebody decides, no mail asks for a report.',
  tell: 'Tell the agencies',
  tellIntro:
    'One mail to {{count}} agencies with an open cycle names the time and asks to send again what was sent. No reminder for two working days after it.',
  nothing: 'Nothing was lost',
  nothingIntro:
    'No agency sent anything in that time. Reminders go on as usual; no agency gets a mail.',
  told: 'The agencies were told; no reminder before {{until}}.',
  nothingLost: 'Confirmed that nothing was lost.',
  heldTitle: 'Mails and rungs held back ({{count}})',
  heldIntro:
    '“May have gone”: the mail may have arrived before the data was lost. Released, it goes under the same Message-ID; one mail for each duty at most, for the rung that is true then.',
  heldNone: 'Nothing is held back.',
  mayHaveGone: 'may have gone',
  notGone: 'not sent',
  choose: 'Choose {{what}}',
  chooseAll: 'Choose all on this page',
  release: 'Release ({{count}})',
  releaseTitle: 'Release what is chosen',
  releaseIntro: 'What is no longer wanted (the report is in, its time is over) will not be sent.',
  drop: 'Drop ({{count}})',
  dropTitle: 'Drop what is chosen',
  dropIntro: 'These will never be sent. Later rungs go on.',
};
