import type { FactorNotice, StaffNotice } from '../content.js';
import { paragraph, shownLink } from '../letter.js';
import type { Letter } from '../letter.js';
import { oneLine } from '../shorten.js';

/** A mail to one of the staff about the office itself. */
export function staffLetter(notice: StaffNotice | FactorNotice): Letter {
  if (notice.event === 'factorTakenAway') return factorLetter(notice);
  return notice.event === 'testMail' ? testLetter(notice) : resetLetter(notice);
}

function testLetter({ officeName, pageUrl }: StaffNotice): Letter {
  return {
    subject: '[Theo dõi] Thư thử: máy chủ thư hoạt động',
    parts: [
      paragraph(
        `Thư này do quản trị của ${oneLine(officeName)} gửi để thử máy chủ thư. Nhận được thư nghĩa là thư của hệ thống đến nơi.`,
      ),
      paragraph(
        'Đề nghị xem tên và địa chỉ người gửi ở đầu thư: các cơ quan, đơn vị sẽ thấy đúng như vậy. Nếu thư nằm trong mục thư rác, đề nghị báo bộ phận quản trị thư.',
      ),
      { kind: 'page', label: 'Mở trang chuẩn bị', link: shownLink(pageUrl) },
      { kind: 'small', text: 'Thư tự động trong nội bộ cơ quan theo dõi; xin không chuyển tiếp.' },
    ],
  };
}

function factorLetter({ officeName, whose, pageUrl }: FactorNotice): Letter {
  const person = whose === null ? 'đồng chí' : oneLine(whose);
  return {
    subject: '[Theo dõi] Đã gỡ mã xác thực thứ hai',
    parts: [
      paragraph(
        `Người vận hành hệ thống vừa gỡ mã xác thực thứ hai của ${person} tại ${oneLine(officeName)}, vì điện thoại và mã dự phòng được báo là đã mất. Mọi phiên đăng nhập của tài khoản đã kết thúc; từ nay chỉ cần mật khẩu cho đến khi bật lại.`,
      ),
      paragraph(
        whose === null
          ? 'Nếu đồng chí không yêu cầu, đề nghị đổi mật khẩu ngay và báo người vận hành hệ thống.'
          : 'Nếu việc này không được yêu cầu, đề nghị báo ngay người vận hành hệ thống.',
      ),
      {
        kind: 'page',
        label: whose === null ? 'Bật lại mã xác thực' : 'Mở danh sách cán bộ',
        link: shownLink(pageUrl),
      },
      { kind: 'small', text: 'Thư tự động trong nội bộ cơ quan theo dõi; xin không chuyển tiếp.' },
    ],
  };
}

function resetLetter({ officeName, pageUrl }: StaffNotice): Letter {
  return {
    subject: '[Theo dõi] Đặt lại mật khẩu',
    parts: [
      paragraph(
        `Có yêu cầu đặt lại mật khẩu tài khoản của đồng chí tại ${oneLine(officeName)}. Đường dẫn dưới đây dùng một lần, trong 30 phút.`,
      ),
      { kind: 'page', label: 'Chọn mật khẩu mới', link: shownLink(pageUrl) },
      paragraph(
        'Nếu đồng chí không yêu cầu, xin bỏ qua thư này: mật khẩu cũ vẫn dùng được. Không đưa đường dẫn cho người khác; không ai hỏi đồng chí mật khẩu.',
      ),
      { kind: 'small', text: 'Thư tự động trong nội bộ cơ quan theo dõi; xin không chuyển tiếp.' },
    ],
  };
}
