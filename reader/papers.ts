/** Capitals that begin no body: forms, papers, places of the law. */
export const NO_BODY =
  /^(?:mẫu|phụ lục|biểu|điều|khoản|kế hoạch|công văn|nghị quyết|quyết định|thông tư|nghị định|luật|đề án|chương trình|chỉ thị|hệ thống|phần mềm|cổng|trang|tết|hội nghị|cuộc|dự án|quý|thứ|chủ nhật|đề cương|báo cáo|danh|tờ trình|hđnd|qr)(?!\p{L})/u;
