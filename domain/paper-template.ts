import { folded } from './folded.js';

/** The papers for which an office may use a layout of its own. */
export const TEMPLATE_KINDS = ['urgingLetter', 'consolidatedReport'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** A place of a template that the paper fills in; with `inner` a part that is repeated. */
export interface TemplateField {
  readonly name: string;
  readonly says: string;
  readonly required: boolean;
  readonly inner?: readonly TemplateField[];
}

/** A field as it stands in a template: `{Kính gửi}`, or the begin and end of a repeated part, `{#Các đoạn}` and `{/Các đoạn}`. */
export interface TemplateTag {
  readonly name: string;
  readonly kind: 'field' | 'begin' | 'end';
}

const must = (name: string, says: string): TemplateField => ({ name, says, required: true });
const may = (name: string, says: string): TemplateField => ({ name, says, required: false });
const NTH = may('STT', 'Số thứ tự');
const AGENCY = must('Tên đơn vị', 'Tên cơ quan, đơn vị');

const HEAD: readonly TemplateField[] = [
  may('Cơ quan chủ quản', 'Tên cơ quan cấp trên, chữ in hoa'),
  must('Cơ quan ban hành', 'Tên cơ quan ban hành, chữ in hoa'),
  must('Số và ký hiệu', '“Số: 05/BC-CAT”; để trống số đến khi văn thư cấp'),
  must('Địa danh và ngày', '“Sông Hương, ngày 05 tháng 01 năm 2026”'),
  must('Trích yếu', 'Nội dung văn bản'),
  must('Kính gửi', 'Nơi nhận chính, mỗi nơi một dòng'),
];
const FOOT: readonly TemplateField[] = [
  must('Thẩm quyền ký', '“KT. GIÁM ĐỐC”, “PHÓ GIÁM ĐỐC”, mỗi dòng một chức danh'),
  must('Người ký', 'Họ tên người ký'),
  must('Nơi nhận', 'Các dòng của mục Nơi nhận'),
];
const PARAGRAPHS: TemplateField = {
  ...must('Các đoạn', 'Các đoạn của văn bản'),
  inner: [must('Đoạn', 'Một đoạn')],
};

/** The part that is printed in front of a report which is put before the committee as a draft. */
export const PROPOSAL_PART = 'Tờ trình';

/** A page that is left out as a whole where it has nothing to say. */
function annex(page: TemplateField, rows: TemplateField): TemplateField {
  return { ...page, inner: [rows] };
}

/** What each kind of paper fills in, in the order of the paper. */
export const TEMPLATE_FIELDS: Readonly<Record<TemplateKind, readonly TemplateField[]>> = {
  urgingLetter: [
    ...HEAD,
    PARAGRAPHS,
    ...FOOT,
    annex(
      must(
        'Phụ lục danh sách',
        'Cả trang phụ lục, chỉ in khi tên các đơn vị không đứng ở Kính gửi',
      ),
      { ...must('Danh sách đơn vị', 'Các đơn vị chưa gửi'), inner: [NTH, AGENCY] },
    ),
  ],
  consolidatedReport: [
    {
      ...may(
        PROPOSAL_PART,
        'Cả trang Tờ trình đứng trước dự thảo, chỉ in khi trình UBND ban hành; không có phần này thì văn bản trình UBND dùng mẫu chung',
      ),
      inner: [...HEAD, PARAGRAPHS, ...FOOT],
    },
    ...HEAD,
    may('Dự thảo', '“DỰ THẢO” khi trình UBND ban hành, nếu không thì để trống'),
    must('Mở đầu', 'Căn cứ và câu mở đầu'),
    must('Tình hình nhận báo cáo', 'Bao nhiêu đơn vị đã gửi, đúng hạn, sau hạn'),
    {
      ...must('Các mục', 'Các mục của báo cáo'),
      inner: [must('Tên mục', '“I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO”'), PARAGRAPHS],
    },
    must('Kết thúc', 'Câu kết thúc'),
    ...FOOT,
    annex(must('Phụ lục số liệu', 'Cả trang phụ lục, chỉ in khi có chỉ tiêu'), {
      ...must('Các chỉ tiêu', 'Số liệu tổng hợp, mỗi chỉ tiêu một dòng của bảng'),
      inner: [
        NTH,
        must('Chỉ tiêu', 'Tên chỉ tiêu'),
        may('Đơn vị tính', 'Đơn vị tính'),
        must('Kết quả', 'Số liệu tổng hợp'),
        may('Lũy kế', 'Lũy kế từ đầu năm'),
        may('Cùng kỳ', 'Số liệu cùng kỳ năm trước'),
        may('So sánh', 'Tăng, giảm so với cùng kỳ'),
        may('Ghi chú', 'Ghi chú của chỉ tiêu'),
      ],
    }),
    annex(may('Phụ lục đơn vị', 'Cả trang phụ lục số liệu của từng đơn vị'), {
      ...must('Số liệu từng đơn vị', 'Mỗi đơn vị một dòng của bảng'),
      inner: [NTH, AGENCY, must('Số liệu', 'Các chỉ tiêu của đơn vị, mỗi chỉ tiêu một dòng')],
    }),
    annex(may('Phụ lục chưa gửi', 'Cả trang phụ lục; không in khi danh sách để nội bộ'), {
      ...must('Chưa gửi báo cáo', 'Các đơn vị chưa gửi báo cáo'),
      inner: [NTH, AGENCY],
    }),
  ],
};

/** What keeps a template from being used, a sentence each, in the order of the document; none: it can be. */
export function templateProblems(kind: TemplateKind, tags: readonly TemplateTag[]): string[] {
  const problems: string[] = [];
  const open: TemplateField[] = [];
  const found = new Set<string>();
  const fieldsHere = () => open.at(-1)?.inner ?? TEMPLATE_FIELDS[kind];
  for (const tag of tags) {
    const name = tag.name.normalize('NFC').trim();
    if (tag.kind === 'end') {
      const begun = open.pop();
      if (begun === undefined) problems.push(`“{/${name}}” đóng một phần chưa được mở.`);
      else if (name !== '' && name !== begun.name)
        problems.push(`Phần “{#${begun.name}}” được đóng bằng “{/${name}}”.`);
      continue;
    }
    const field = fieldsHere().find((one) => one.name === name);
    if (field === undefined) {
      problems.push(unknownField(name, { open, kind }));
      // Whatever it was to repeat is looked at no further than its end.
      if (tag.kind === 'begin') open.push({ name, says: '', required: false, inner: [] });
      continue;
    }
    found.add(pathOf([...open, field]));
    if (tag.kind === 'begin') {
      if (field.inner === undefined)
        problems.push(`“${name}” không phải phần lặp: ghi {${name}}, không ghi {#${name}}.`);
      open.push(field.inner === undefined ? { ...field, inner: [] } : field);
    } else if (field.inner !== undefined) {
      problems.push(`“${name}” là phần lặp: cần {#${name}} … {/${name}}.`);
    }
  }
  for (const { name } of open) problems.push(`Phần “{#${name}}” chưa được đóng bằng “{/${name}}”.`);
  return [...new Set([...problems, ...missingIn(TEMPLATE_FIELDS[kind], [], found)])];
}

/** A required part that is there must have its own required fields too. */
function missingIn(
  fields: readonly TemplateField[],
  above: readonly TemplateField[],
  found: ReadonlySet<string>,
): string[] {
  return fields.flatMap((field) => {
    const isFound = found.has(pathOf([...above, field]));
    const where = above.length === 0 ? '' : ` trong phần “${above.at(-1)?.name ?? ''}”`;
    if (!isFound) {
      if (!field.required) return [];
      const written = field.inner === undefined ? `{${field.name}}` : `{#${field.name}}`;
      return [`Thiếu trường bắt buộc ${written}${where}.`];
    }
    return missingIn(field.inner ?? [], [...above, field], found);
  });
}

function unknownField(
  name: string,
  { open, kind }: { readonly open: readonly TemplateField[]; readonly kind: TemplateKind },
): string {
  const home = homeOf(name, TEMPLATE_FIELDS[kind]);
  if (home !== null) return `Trường “{${name}}” chỉ dùng được trong phần “{#${home}}”.`;
  const here = (open.at(-1)?.inner ?? TEMPLATE_FIELDS[kind]).map((field) => field.name);
  const meant = here.find((one) => letters(one) === letters(name));
  const hint = meant === undefined ? '' : ` Có phải “{${meant}}”?`;
  return `Không có trường “{${name}}”.${hint}`;
}

/** A name however its words are marked and parted: "kinh_gui" is "Kính gửi". */
function letters(name: string): string {
  return folded(name).replace(/[^a-z0-9]/gu, '');
}

/** The repeated part to which a field belongs; null where it belongs to none. */
function homeOf(name: string, fields: readonly TemplateField[]): string | null {
  for (const { name: part, inner = [] } of fields) {
    if (inner.some((one) => one.name === name)) return part;
    const deeper = homeOf(name, inner);
    if (deeper !== null) return deeper;
  }
  return null;
}

function pathOf(fields: readonly TemplateField[]): string {
  return fields.map(({ name }) => name).join(' › ');
}
