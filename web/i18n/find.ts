/** "Go anywhere": the button, the dialog and what it finds. */
export const vi = {
  title: 'Tìm và đi đến',
  label: 'Tên trang, kế hoạch, kỳ báo cáo, đơn vị hoặc văn bản',
  placeholder: 'Gõ tên, có dấu hoặc không dấu',
  searching: 'Đang tìm …',
  nothing: 'Không tìm thấy “{{words}}”.',
  count: '{{n}} kết quả. Phím ↑ ↓ để chọn, Enter để mở.',
  pages: 'Trang',
  kind_plan: 'Kế hoạch',
  kind_cycle: 'Kỳ báo cáo',
  kind_agency: 'Cơ quan, đơn vị',
  kind_paper: 'Văn bản',
  more: 'Xem thêm: {{kind}}',
};

export const en: typeof vi = {
  title: 'Find and go to',
  label: 'Name of a page, plan, cycle, agency or paper',
  placeholder: 'Type a name, with or without accents',
  searching: 'Looking …',
  nothing: 'Nothing found for “{{words}}”.',
  count: '{{n}} found. ↑ ↓ to choose, Enter to open.',
  pages: 'Pages',
  kind_plan: 'Plans',
  kind_cycle: 'Cycles',
  kind_agency: 'Agencies',
  kind_paper: 'Papers',
  more: 'More: {{kind}}',
};
