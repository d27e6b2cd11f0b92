import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';

const ANNEX = [
  ['STT', 'Chỉ tiêu', 'Đơn vị tính', 'Kết quả'],
  ['I', 'Tuyên truyền', '', ''],
  ['1', 'Số buổi tuyên truyền tại trường học', 'buổi', ''],
  ['2', 'Số mũ bảo hiểm trao tặng', 'chiếc', ''],
  ['II', 'Hạ tầng', '', ''],
  ['1', 'Số biển báo được thay mới', 'biển', ''],
  ['2', 'Chiều dài vạch sơn kẻ lại', 'km', ''],
];

/** A plan of another subject than drugs as Word writes it: a month of traffic safety, with the table of its annex as the form of its reports. */
export async function trafficPlan(): Promise<Buffer> {
  const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });
  const file = new Document({
    sections: [
      {
        children: [
          'ỦY BAN NHÂN DÂN',
          'TỈNH SÔNG HƯƠNG',
          'Số: 88/KH-UBND',
          'Sông Hương, ngày 10 tháng 8 năm 2027',
          'KẾ HOẠCH',
          'Tổ chức Tháng cao điểm bảo đảm an toàn giao thông năm 2027',
          'I. THỜI GIAN',
          'Từ ngày 01/9/2027 đến ngày 30/9/2027.',
          'II. TỔ CHỨC THỰC HIỆN',
          '1. Các sở, ngành, Ủy ban nhân dân các xã, phường báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh (qua Sở Xây dựng) trước ngày 05/10/2027.',
          'Phụ lục: Biểu mẫu báo cáo',
        ].map((text) => new Paragraph(text)),
      },
      {
        children: [
          new Table({ rows: ANNEX.map((row) => new TableRow({ children: row.map(cell) })) }),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}
