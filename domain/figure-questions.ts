import { max, vietnamese } from './decimal.js';
import type { Decimal } from './decimal.js';
import { checkFigure, isFarFromLast, readingsOf } from './figure-check.js';
import { brokenRules } from './figure-rules.js';
import { numberInWords } from './number-words.js';
import type { FormDefinition, Indicator } from './schemas/form-definition.js';

/** What is wrong with one figure, or asked about it, in a sentence for who typed it. */
export interface FigureProblem {
  readonly code: string;
  readonly sentence: string;
  /** `mend`: type it anew; `choose`: one of two readings; `explain`: a word of why it is so. */
  readonly wants: 'mend' | 'choose' | 'explain';
  /** Of `choose`: what may be meant, as it is typed without doubt, and in words. */
  readonly choices: readonly { readonly typed: string; readonly words: string }[];
}

/** What is wrong with the figures of one report and what is asked back; `notes` are the words given already. */
export function figureProblems({
  form,
  asked,
  typed,
  notes,
  last,
}: {
  readonly form: FormDefinition;
  readonly asked: readonly Indicator[];
  readonly typed: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
  /** The figures of the period before; none where there was none. */
  readonly last: Readonly<Record<string, Decimal>>;
}): readonly FigureProblem[] {
  const values: Record<string, Decimal> = {};
  const problems: FigureProblem[] = [];
  for (const indicator of asked) {
    const text = typed[indicator.code]?.trim() ?? '';
    if (text === '') continue;
    const checked = checkFigure(text, indicator);
    if (!checked.ok) {
      problems.push(misread(indicator, text));
      continue;
    }
    values[indicator.code] = checked.value;
    const before = last[indicator.code] ?? null;
    if (isFarFromLast(checked.value, before) && isSilent(notes, indicator.code)) {
      problems.push(explain(indicator.code, farSentence(checked.value, before)));
    }
  }
  return [...problems, ...ofRules({ form, asked, values, notes })];
}

function ofRules({
  form,
  asked,
  values,
  notes,
}: {
  readonly form: FormDefinition;
  readonly asked: readonly Indicator[];
  readonly values: Readonly<Record<string, Decimal>>;
  readonly notes: Readonly<Record<string, string>>;
}): readonly FigureProblem[] {
  const labels = new Map(asked.map(({ code, label }) => [code, label]));
  return brokenRules(form.rules, values).flatMap(({ rule, against }) => {
    const names = rule.of.map((code) => `“${labels.get(code) ?? code}”`).join(' + ');
    const sentence =
      rule.kind === 'atMost'
        ? `Không thể lớn hơn ${names} (${vietnamese(against)}).`
        : `Phải bằng ${names} (${vietnamese(against)}).`;
    if (rule.severity === 'error') {
      return [{ code: rule.code, sentence, wants: 'mend' as const, choices: [] }];
    }
    const warning = `${sentence.replace('Không thể', 'Thường không').replace('Phải', 'Thường')} Đề nghị sửa hoặc giải trình.`;
    return isSilent(notes, rule.code) ? [explain(rule.code, warning)] : [];
  });
}

function misread(indicator: Indicator, text: string): FigureProblem {
  const { code, decimals, unit } = indicator;
  const readings = readingsOf(text, indicator);
  if (readings !== null) {
    const choices = [readings.whole, readings.fraction].map(({ typed, value }) => ({
      typed,
      words: `${vietnamese(value)} ${unit} (${numberInWords(value)})`,
    }));
    const sentence = `“${text}” có thể hiểu hai cách, đề nghị chọn số đúng.`;
    return { code, sentence, wants: 'choose', choices };
  }
  const isNumber = checkFigure(text, { decimals: 15 }).ok;
  const sentence = !isNumber
    ? `Chỉ nhập chữ số; dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân (ví dụ 1.250${decimals > 0 ? ' hoặc 7,385' : ''}).`
    : decimals === 0
      ? 'Chỉ tiêu này là số nguyên.'
      : `Nhiều nhất ${String(decimals)} chữ số sau dấu phẩy.`;
  return { code, sentence, wants: 'mend', choices: [] };
}

function explain(code: string, sentence: string): FigureProblem {
  return { code, sentence, wants: 'explain', choices: [] };
}

function farSentence(value: Decimal, last: Decimal | null): string {
  const before = last ?? value;
  const how = max([value, before]) === value ? 'gấp hơn 10 lần' : 'chưa bằng một phần mười';
  return `Số này ${how} kỳ trước (${vietnamese(before)}). Đề nghị kiểm tra đơn vị tính, dấu phẩy; nếu đúng, ghi lý do vào ô giải trình.`;
}

function isSilent(notes: Readonly<Record<string, string>>, code: string): boolean {
  return (notes[code]?.trim() ?? '') === '';
}
