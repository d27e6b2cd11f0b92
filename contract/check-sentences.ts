import type { z } from 'zod';

/** What is wrong with a field, in Vietnamese, where its shape says nothing better; undefined leaves it to the library. */
export function checkSentence(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Thiếu nội dung này' : 'Nội dung không đúng loại';
    case 'too_big':
      return tooBig(issue.origin, String(issue.maximum));
    case 'too_small':
      return tooSmall(issue.origin, String(issue.minimum));
    case 'invalid_format':
      return 'Nội dung không đúng định dạng';
    case 'invalid_value':
    case 'invalid_union':
      return 'Giá trị không có trong danh mục';
    case 'invalid_key':
      return 'Tên trường không đúng';
    case 'unrecognized_keys':
      return 'Có trường không nhận';
    case 'custom':
    case 'invalid_element':
    case 'not_multiple_of':
      return undefined;
  }
}

function tooBig(of: string, most: string): string {
  if (of === 'string') return `Dài quá ${most} ký tự`;
  return of === 'array' ? `Nhiều quá ${most} mục` : `Không lớn hơn ${most}`;
}

function tooSmall(of: string, least: string): string {
  if (of === 'string') return `Cần ít nhất ${least} ký tự`;
  return of === 'array' ? `Cần ít nhất ${least} mục` : `Không nhỏ hơn ${least}`;
}
