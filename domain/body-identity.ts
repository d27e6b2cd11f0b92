import { fold } from './fold.js';

/** Short forms of departments in print and the field each stands for. */
export const SHORT_FIELDS: Readonly<Record<string, string>> = {
  'gd&đt': 'giáo dục và đào tạo',
  gdđt: 'giáo dục và đào tạo',
  vhttdl: 'văn hóa, thể thao và du lịch',
  'vhtt&dl': 'văn hóa, thể thao và du lịch',
  vhtt: 'văn hóa và thể thao',
  'lđ-tb&xh': 'lao động - thương binh và xã hội',
  'lđtb&xh': 'lao động - thương binh và xã hội',
  lđtbxh: 'lao động - thương binh và xã hội',
  'nn&ptnt': 'nông nghiệp và phát triển nông thôn',
  'nn&mt': 'nông nghiệp và môi trường',
  nnmt: 'nông nghiệp và môi trường',
  'tn&mt': 'tài nguyên và môi trường',
  tnmt: 'tài nguyên và môi trường',
  'kh&cn': 'khoa học và công nghệ',
  khcn: 'khoa học và công nghệ',
  'kh&đt': 'kế hoạch và đầu tư',
  'tt&tt': 'thông tin và truyền thông',
  tttt: 'thông tin và truyền thông',
  'dt&tg': 'dân tộc và tôn giáo',
  gtvt: 'giao thông vận tải',
};

/** Which of the communes are meant, "UBND các xã biên giới", "… có rừng", "… nơi có dự án đi qua": a source for patterns on folded text. */
export const OF_SOME_COMMUNES =
  '(?:biên giới|miền núi|đảo|vùng cao|vùng sâu(?:, vùng xa)?|ven biển|ven sông|ven đê|bãi ngang|giáp ranh|trọng điểm|có (?:rừng|biển|đê|dịch|mỏ)(?!\\p{L})|(?:nơi|nằm|có(?! (?:trách|văn|báo|ý|kế|nhiệm|biện|liên|thẩm|phương)(?!\\p{L})))(?: \\p{L}+){2,7}?(?=[,;:.()]|$| (?:gửi|báo cáo|nộp|có trách nhiệm|phải|lập|tổng hợp|trước|chậm|hoàn thành|rà soát|xây dựng|cung cấp|đăng ký|phối hợp|chủ trì|tổ chức|khẩn|nghiêm|chủ động|hằng|hàng|định kỳ|và|kiểm tra|thống kê)(?!\\p{L})))';

/** The identity under which one body is known: long and short forms, case, tone and place left out. */
export function identityOf(name: string): string {
  return fold(name)
    .replace(/^(?:thủ trưởng |lãnh đạo |chủ tịch )/u, '')
    .replace(/(?<=^sở )[\p{L}&-]+$/u, (short) => SHORT_FIELDS[short] ?? short)
    .replace(/ủy ban nhân dân/gu, 'ubnd')
    .replace(/hội đồng nhân dân/gu, 'hđnd')
    .replace(/\bmttqvn\b|mttq việt nam|mttq/gu, 'mặt trận tổ quốc')
    .replace(/ủy ban mặt trận/u, 'mặt trận')
    .replace(/mặt trận tổ quốc việt nam/u, 'mặt trận tổ quốc')
    .replace(/\s?-\s?/gu, ' ')
    .replace(/(?: chi nhánh)?(?: việt nam)? (?:tỉnh|thành phố|tp\.?|các cấp|hai cấp)(?: .*)?$/u, '')
    .replace(/^chi nhánh /u, '')
    .trim();
}
