export const vi = {
  form: 'Biểu mẫu báo cáo',
  look: 'Xem biểu mẫu',
  fromAnnex:
    'Đọc từ bảng trong phụ lục của Kế hoạch. Đề nghị xem lại đơn vị tính và cách tổng hợp trước khi dùng.',
  asSeenBy: 'Xem như cơ quan loại',
  countAsked: 'Cơ quan loại này được hỏi {{n}} trên {{of}} chỉ tiêu.',
  across_sum: 'cộng các đơn vị',
  across_max: 'lấy giá trị lớn nhất',
  across_last: 'lấy số gửi sau cùng',
  across_ratio: 'tính lại từ số gốc',
  nature_flow: 'phát sinh trong kỳ',
  nature_stock: 'có đến cuối kỳ',
};

export const en: typeof vi = {
  form: 'Report form',
  look: 'Look at the form',
  fromAnnex:
    'Read from the table in the annex of the plan. Check units and rules before it is used.',
  asSeenBy: 'As seen by agencies of the kind',
  countAsked: 'Agencies of this kind are asked for {{n}} of {{of}} figures.',
  across_sum: 'summed over agencies',
  across_max: 'the largest value',
  across_last: 'the value sent last',
  across_ratio: 'computed from its parts',
  nature_flow: 'of the period',
  nature_stock: 'at the end of the period',
};
