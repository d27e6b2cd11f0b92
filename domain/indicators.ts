/** How values of one indicator become one: over agencies (`across`), over periods (`time`). */
export type MergeRule = 'sum' | 'max' | 'last' | 'ratio';

/** The kinds of reporter a form is filtered by. */
export type AgencyKind =
  | 'department'
  | 'commune'
  | 'police'
  | 'military'
  | 'press'
  | 'bank'
  | 'judiciary'
  | 'party'
  | 'other';

export interface Indicator {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly across: MergeRule;
  readonly time: MergeRule;
  /** Who is asked; null: everybody. Where one case is known to several, only one of them counts it. */
  readonly reporters: readonly AgencyKind[] | null;
  /** Digits after the decimal comma that make sense. */
  readonly decimals: number;
}

const ALL = null;
const COMMUNES = ['commune'] as const;
const POLICE = ['police'] as const;

/** Code, label, unit, across, time, reporters, decimals. */
type Row = readonly [
  string,
  string,
  string,
  MergeRule,
  MergeRule,
  readonly AgencyKind[] | null,
  number?,
];

/** The common core: what every agency can count of a campaign. */
const CORE: readonly Row[] = [
  ['PROP_SESSIONS', 'Số buổi tuyên truyền trực tiếp', 'buổi', 'sum', 'sum', ALL],
  ['PROP_ATTEND', 'Số lượt người tham dự', 'lượt người', 'sum', 'sum', ALL],
  ['PROP_MAXEVENT', 'Quy mô sự kiện lớn nhất', 'người', 'max', 'max', ALL],
  ['PROP_RALLY', 'Số lễ mít tinh, ra quân, diễu hành', 'cuộc', 'sum', 'sum', ALL],
  ['PROP_BANNER', 'Băng rôn, khẩu hiệu', 'chiếc', 'sum', 'sum', ALL],
  ['PROP_PANO', 'Pa nô, áp phích', 'tấm', 'sum', 'sum', ALL],
  ['PROP_LEAFLET', 'Tờ rơi, tài liệu', 'tờ', 'sum', 'sum', ALL],
  ['PROP_NEWS', 'Tin, bài, phóng sự', 'tin, bài', 'sum', 'sum', ['press', 'commune']],
  ['PROP_LOUD', 'Lượt phát thanh cơ sở', 'lượt', 'sum', 'sum', COMMUNES],
  ['PROP_SOCIAL', 'Bài đăng trên mạng xã hội', 'bài', 'sum', 'sum', ALL],
  ['PROP_REACH', 'Lượt tiếp cận trên mạng xã hội', 'lượt', 'sum', 'sum', ALL],
  ['PROP_PLEDGE', 'Bản cam kết đã ký', 'bản', 'sum', 'sum', COMMUNES],
];

/** What only a plan on drug prevention asks for. */
const DRUG_PREVENTION: readonly Row[] = [
  ['SCH_SESSIONS', 'Buổi tuyên truyền tại trường học', 'buổi', 'sum', 'sum', ['department']],
  ['SCH_SCHOOLS', 'Số trường học tổ chức tuyên truyền', 'trường', 'sum', 'last', ['department']],
  ['CASE_DETECTED', 'Số vụ phát hiện, bắt giữ', 'vụ', 'sum', 'sum', POLICE],
  ['CASE_PERSONS', 'Số đối tượng', 'đối tượng', 'sum', 'sum', POLICE],
  ['CASE_PROSEC', 'Số vụ khởi tố', 'vụ', 'sum', 'sum', POLICE],
  ['CASE_ACCUSED', 'Số bị can khởi tố', 'bị can', 'sum', 'sum', POLICE],
  ['CASE_ADMIN', 'Số vụ xử lý hành chính', 'vụ', 'sum', 'sum', POLICE],
  ['SEIZ_HEROIN', 'Heroin thu giữ', 'gam', 'sum', 'sum', POLICE, 3],
  ['SEIZ_ATS', 'Ma túy tổng hợp thu giữ', 'gam', 'sum', 'sum', POLICE, 3],
  ['SEIZ_CANN', 'Cần sa thu giữ', 'gam', 'sum', 'sum', POLICE, 3],
  ['PLANT', 'Cây có chứa chất ma túy bị phá nhổ', 'cây', 'sum', 'sum', COMMUNES],
  ['VENUE_CLOSED', 'Điểm, tụ điểm phức tạp đã triệt xóa', 'điểm', 'sum', 'sum', POLICE],
  ['VENUE_LEFT', 'Điểm, tụ điểm phức tạp hiện còn', 'điểm', 'sum', 'last', POLICE],
  ['ADD_FILE', 'Người nghiện có hồ sơ quản lý', 'người', 'sum', 'last', COMMUNES],
  ['USER_FILE', 'Người sử dụng trái phép có hồ sơ quản lý', 'người', 'sum', 'last', COMMUNES],
  ['ADD_NEW', 'Người nghiện phát hiện mới trong kỳ', 'người', 'sum', 'sum', COMMUNES],
  ['POST_MGMT', 'Người đang bị quản lý sau cai', 'người', 'sum', 'last', COMMUNES],
  ['REHAB_COMP', 'Hồ sơ đưa vào cai nghiện bắt buộc', 'hồ sơ', 'sum', 'sum', COMMUNES],
  ['REHAB_VOL', 'Người cai nghiện tự nguyện', 'người', 'sum', 'sum', ['department']],
  ['CONTROL', 'Cơ sở được kiểm tra', 'cơ sở', 'sum', 'sum', ['department']],
  ['COMM_FREE', 'Xã, phường, đặc khu không ma túy', 'đơn vị', 'last', 'last', POLICE],
];

const FORMS = { core: CORE, drugPrevention: [...CORE, ...DRUG_PREVENTION] } as const;

export type FormKey = keyof typeof FORMS;

/** Every indicator of a form. */
export function indicatorsOf(form: FormKey): readonly Indicator[] {
  return FORMS[form].map(([code, label, unit, across, time, reporters, decimals]) => ({
    code,
    label,
    unit,
    across,
    time,
    reporters,
    decimals: decimals ?? 0,
  }));
}

/** The form a plan's subject calls for: drug prevention has indicators of its own. */
export function formForSubject(subject: string): FormKey {
  return /ma\s+t(?:úy|uý)/iu.test(subject.normalize('NFC')) ? 'drugPrevention' : 'core';
}

/** The sections an agency's narrative and the consolidated report are written in, in order. */
export const NARRATIVE_SECTIONS = [
  { key: 'leadership', heading: 'CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO' },
  { key: 'results', heading: 'KẾT QUẢ THỰC HIỆN' },
  { key: 'assessment', heading: 'KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN' },
  { key: 'nextSteps', heading: 'NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI' },
  { key: 'proposals', heading: 'ĐỀ XUẤT, KIẾN NGHỊ' },
] as const;
