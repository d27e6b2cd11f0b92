/** Characters that a page of a plan holds. */
const CHARACTERS_A_PAGE = 3_000;

const HEAD = `ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 61/KH-UBND

Sông Hương, ngày 12 tháng 5 năm 2027

KẾ HOẠCH
Tổ chức Tháng hành động vì dòng sông sạch năm 2027

Căn cứ Kế hoạch số 12/KH-UBND ngày 15/01/2027 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân tỉnh Sông Hương ban hành Kế hoạch như sau:

I. THỜI GIAN THỰC HIỆN

1. Thời gian thực hiện: Từ ngày 01/6/2027 đến ngày 30/6/2027.
`;

const FOOT = `
III. TỔ CHỨC THỰC HIỆN

1. Các sở, ngành và Ủy ban nhân dân các xã, phường báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Nông nghiệp và Môi trường) trước ngày 05/7/2027.

2. Sở Nông nghiệp và Môi trường tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 12/7/2027./.

Nơi nhận:
- Các sở, ngành;
- UBND các xã, phường;
- Lưu: VT, NN.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Hải Đăng
`;

const BODIES = [
  'Sở Y tế',
  'Sở Xây dựng',
  'Sở Tài chính',
  'Công an tỉnh',
  'Sở Nội vụ',
  'Sở Tư pháp',
];

/** A plan in our own words, so many pages long; every page says other things in other numbers, as a real one does. */
export function benchPlan(pages: number): string {
  const body = ['', 'II. NỘI DUNG VÀ PHÂN CÔNG', ''];
  const wanted = pages * CHARACTERS_A_PAGE - HEAD.length - FOOT.length;
  for (let item = 1, length = 0; length < wanted; item += 1) {
    const paragraph = itemOf(item).join('\n');
    body.push(paragraph);
    length += paragraph.length + 1;
  }
  return `${HEAD}${body.join('\n')}${FOOT}`;
}

function bodyAt(nth: number): string {
  return BODIES[nth % BODIES.length] ?? '';
}

function itemOf(item: number): string[] {
  const lead = bodyAt(item);
  const support = bodyAt(item + 2);
  return [
    `${String((item % 90) + 1)}. ${lead}`,
    '',
    `- Chủ trì, phối hợp với ${support} và các cơ quan liên quan khảo sát ${String(item + 12)} đoạn bờ sông; lập bản đồ điểm rác tồn đọng, phân loại theo mức độ và đề xuất cách xử lý phù hợp với điều kiện của từng nơi.`,
    '',
    `- Hướng dẫn người dân hai bên bờ (khoảng ${String(item * 37)} hộ) thu gom, phân loại rác; vận động mỗi hộ ký cam kết không đổ rác xuống sông, theo Công văn số ${String(item + 100)}/SNNMT-MT ngày ${String((item % 27) + 1)}/4/2027.`,
    '',
    `- Tổ chức lớp tập huấn thứ ${String(item)} cho đội tình nguyện, có hình ảnh và sổ ghi chép; số liệu tính đến ngày ${String((item % 27) + 1)}/6/2027 được lưu tại đơn vị để đối chiếu khi cần.`,
    '',
    ...(item % 12 === 0
      ? [
          `- Gửi báo cáo kết quả đợt ${String(item / 12)} về Sở Nông nghiệp và Môi trường trước ngày ${String((item % 20) + 5)}/6/2027.`,
          '',
        ]
      : []),
  ];
}
