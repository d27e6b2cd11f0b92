import { max, vietnamese } from './decimal.js';
import type { Decimal } from './decimal.js';
import { joinedFigure, partedFigure } from './approximate.js';
import { checkFigure, checkInexact, isFarFromLast, readingsOf } from './figure-check.js';
import { pairIn } from './figure-pair.js';
import { checksOf } from './form-checks.js';
import { brokenRules } from './figure-rules.js';
import { numberInWords } from './number-words.js';
import type { FormDefinition, Indicator, Severity } from './schemas/form-definition.js';

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
  isFinal = false,
}: {
  readonly form: FormDefinition;
  /** What is asked and not said to be nil. */
  readonly asked: readonly Indicator[];
  readonly typed: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
  /** The figures of the period before; none where there was none. */
  readonly last: Readonly<Record<string, Decimal>>;
  /** It is about to be sent: what is blank is asked about, where the form wants an answer to everything. */
  readonly isFinal?: boolean;
}): readonly FigureProblem[] {
  const checks = checksOf(form);
  const values: Record<string, Decimal> = {};
  const problems: FigureProblem[] = [];
  for (const indicator of asked) {
    const text = typed[indicator.code]?.trim() ?? '';
    const { code } = indicator;
    const raise = (severity: Severity, sentence: string, mend: string): void => {
      if (severity === 'error') problems.push(mended(code, `${sentence} ${mend}`));
      else if (severity === 'warning' && isSilent(notes, code)) {
        problems.push(explain(code, `${sentence} ${mend} Nếu đúng, ghi lý do vào ô giải trình.`));
      }
    };
    if (text === '') {
      if (isFinal) raise(checks.blank, 'Chưa có số liệu.', BLANK);
      continue;
    }
    const checked = checkInexact(text, indicator);
    if (!checked.ok) {
      problems.push(misread(indicator, text, asked));
      continue;
    }
    const { value, word } = checked.value;
    values[code] = value;
    if (word !== null) raise(checks.approximate, `“${word}” là số ước chừng.`, EXACT);
    const before = last[code] ?? null;
    if (isFarFromLast(value, before)) raise(checks.farFromLast, farSentence(value, before), FAR);
  }
  return [...problems, ...ofRules({ form, asked, values, notes })];
}

const BLANK = 'Đề nghị nhập số, hoặc đánh dấu “Không phát sinh”.';
const EXACT = 'Đề nghị ghi số chính xác.';
const FAR = 'Đề nghị kiểm tra đơn vị tính, dấu phẩy.';

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
    if (rule.severity === 'off') return [];
    if (rule.severity === 'error') return [mended(rule.code, sentence)];
    const warning = `${sentence.replace('Không thể', 'Thường không').replace('Phải', 'Thường')} Đề nghị sửa hoặc giải trình.`;
    return isSilent(notes, rule.code) ? [explain(rule.code, warning)] : [];
  });
}

function misread(indicator: Indicator, text: string, asked: readonly Indicator[]): FigureProblem {
  const { code, decimals, unit } = indicator;
  const pair = pairIn(text, indicator, asked);
  if (pair !== null) {
    const words = `Tách: ${pair.here} ${unit} ở ô này, ${pair.there} ${pair.partner.unit} ở ô “${pair.partner.label}”`;
    const sentence = `“${text}” là hai số liệu, mỗi ô một số.`;
    return { code, sentence, wants: 'choose', choices: [{ typed: pair.here, words }] };
  }
  const { number, word } = partedFigure(text);
  const readings = readingsOf(number, indicator);
  if (readings !== null) {
    const choices = [readings.whole, readings.fraction].map(({ typed, value }) => ({
      typed: joinedFigure(typed, word),
      words: `${joinedFigure(vietnamese(value), word)} ${unit} (${numberInWords(value)})`,
    }));
    const sentence = `“${text}” có thể hiểu hai cách, đề nghị chọn số đúng.`;
    return { code, sentence, wants: 'choose', choices };
  }
  const isNumber = checkFigure(number, { decimals: 15 }).ok;
  const sentence = !isNumber
    ? `Chỉ nhập chữ số; dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân (ví dụ 1.250${decimals > 0 ? ' hoặc 7,385' : ''}).`
    : decimals === 0
      ? 'Chỉ tiêu này là số nguyên.'
      : `Nhiều nhất ${String(decimals)} chữ số sau dấu phẩy.`;
  return mended(code, sentence);
}

function mended(code: string, sentence: string): FigureProblem {
  return { code, sentence, wants: 'mend', choices: [] };
}

function explain(code: string, sentence: string): FigureProblem {
  return { code, sentence, wants: 'explain', choices: [] };
}

function farSentence(value: Decimal, last: Decimal | null): string {
  const before = last ?? value;
  const how = max([value, before]) === value ? 'gấp hơn 10 lần' : 'chưa bằng một phần mười';
  return `Số này ${how} kỳ trước (${vietnamese(before)}).`;
}

function isSilent(notes: Readonly<Record<string, string>>, code: string): boolean {
  return (notes[code]?.trim() ?? '') === '';
}
