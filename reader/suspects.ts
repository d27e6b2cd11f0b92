import type { DraftWarning } from '../domain/schemas/plan-draft.js';
import type { DocumentParts } from './document-parts.js';

/** Slips that scanning leaves in such texts: wrong tones, wrong letters, letters of an old font. */
const SLIPS: readonly RegExp[] = [
  /(?<!\p{L})thảng (?:hành động|\d)/giu,
  /(?<!\p{L})nên tảng/giu,
  /(?<!\p{L})triên khai/giu,
  /(?<!\p{L})tự nguyên(?!\p{L})/giu,
  /người[^.;]{0,20} nghiệm ma túy|cai\s+nghiệm/giu,
  /(?<!\p{L})buru(?!\p{L})/giu,
  /nhậu cầm/giu,
  /(?<!\p{L})(?:khơng|phịng|điửu|hà nh)(?!\p{L})/giu,
];
const SHOWN = 5;

/** Warnings about the text as a whole: what looks misread, and a second document in the same file. */
export function textWarnings(parts: DocumentParts): DraftWarning[] {
  const slips = new Set<string>();
  for (const { key } of parts.paragraphs) {
    for (const slip of SLIPS) for (const [found] of key.matchAll(slip)) slips.add(found);
  }
  const warnings: DraftWarning[] = [];
  if (slips.size > 0) {
    const some = [...slips].slice(0, SHOWN).map((slip) => `“${slip}”`);
    warnings.push({
      code: 'ocr_suspect',
      about: 'source',
      message: `Văn bản có thể có lỗi nhận dạng chữ (${some.join(', ')}); vui lòng đối chiếu với bản gốc.`,
    });
  }
  if (parts.second !== null) {
    warnings.push({
      code: 'two_documents',
      about: 'source',
      message: `Tệp có thể chứa nhiều văn bản (một văn bản khác bắt đầu từ “${parts.second.text.slice(0, 60)}”); vui lòng kiểm tra nội dung nào đã được đọc.`,
    });
  }
  return warnings;
}
