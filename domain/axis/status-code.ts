/** What a status means to who sent the document. */
export type StatusMeaning = 'acknowledged' | 'refused' | 'underWay' | 'takenBack';

interface StatusWords {
  readonly meaning: StatusMeaning;
  readonly vi: string;
  readonly en: string;
}

/** The codes of status messages (QCVN 102:2016). */
const CODES: Readonly<Record<string, StatusWords>> = {
  '01': { meaning: 'acknowledged', vi: 'Đã đến', en: 'Arrived' },
  '02': { meaning: 'refused', vi: 'Từ chối tiếp nhận', en: 'Refused' },
  '03': { meaning: 'acknowledged', vi: 'Đã tiếp nhận', en: 'Registered' },
  '04': { meaning: 'underWay', vi: 'Chờ phân công', en: 'To be assigned' },
  '05': { meaning: 'underWay', vi: 'Đang xử lý', en: 'In work' },
  '06': { meaning: 'acknowledged', vi: 'Đã xử lý xong', en: 'Done' },
  '13': { meaning: 'takenBack', vi: 'Thu hồi văn bản', en: 'Recalled' },
  '15': {
    meaning: 'takenBack',
    vi: 'Đồng ý thu hồi hoặc cập nhật',
    en: 'Agrees to a recall or update',
  },
  '16': {
    meaning: 'takenBack',
    vi: 'Từ chối thu hồi hoặc cập nhật',
    en: 'Refuses a recall or update',
  },
};

/** The codes by which an office says that it does not take a document. */
export const REFUSALS: readonly string[] = Object.entries(CODES)
  .filter(([, { meaning }]) => meaning === 'refused')
  .map(([code]) => code);

/** "1" and " 01" as "01". */
export function statusCodeOf(text: string): string {
  const figures = text.trim();
  return /^\d$/u.test(figures) ? `0${figures}` : figures;
}

/** What a code means; one that the regulation does not know is only shown. */
export function statusMeaning(code: string): StatusMeaning | 'unknown' {
  return CODES[code]?.meaning ?? 'unknown';
}

/** A code in words, with the code itself. */
export function statusWords(code: string, language: 'vi' | 'en' = 'vi'): string {
  const words = CODES[code]?.[language];
  return words === undefined ? code : `${words} (${code})`;
}
