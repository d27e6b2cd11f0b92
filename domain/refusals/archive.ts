import type { Refusal } from './refusal.js';

/** Why a plan is not filed or handed over, and why data held of a person stay. */
export const ARCHIVE_REFUSALS = {
  WORK_NOT_OVER: {
    status: 409,
    vi: 'Kế hoạch chưa kết thúc nên chưa lập hồ sơ công việc được.',
    en: 'The plan is not over yet: its file cannot be made.',
  },
  FILE_NOT_MADE: {
    status: 409,
    vi: 'Hồ sơ chưa lập xong. Đề nghị chờ ít phút rồi mở lại trang.',
    en: 'The file is not made yet. Wait a few minutes and open the page again.',
  },
  FILE_HANDED_OVER: {
    status: 409,
    vi: 'Hồ sơ đã giao nộp lưu trữ nên không lập lại, không giao lại.',
    en: 'The file was handed to the archive: it is neither made nor handed over again.',
  },
  FILE_FORGOTTEN: {
    status: 410,
    vi: 'Tệp của hồ sơ đã xóa theo thời hạn của cơ quan; bản giao nộp nằm ở lưu trữ. Mục lục vẫn xem được.',
    en: 'The papers were deleted after the office’s term; the archive has its copy, and the list is still here.',
  },
  DAY_TO_COME: {
    status: 422,
    vi: 'Ngày này chưa tới.',
    en: 'This day has not come yet.',
  },
  REQUEST_ANSWERED: {
    status: 409,
    vi: 'Yêu cầu này đã trả lời.',
    en: 'This request was answered already.',
  },
  NOTHING_HELD: {
    status: 422,
    vi: 'Không có dữ liệu nào ứng với các từ đã ghi mà xóa hoặc sửa được.',
    en: 'Nothing is held under these words that can be erased or corrected.',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
