import { inSentence } from '../domain/in-sentence.js';
import type { Annex } from './annexes.js';
import { NOTHING_REPORTED } from './figure-annexes.js';
import { TEXT_WIDTH } from './official-layout.js';
import { gridTable } from './official-table.js';
import type { ReplacedReport } from './paper-shapes.js';
import { countInText, shortDate, vietnameseNumber } from './text.js';

export const CHANGED_FIGURES = 'Số liệu thay đổi so với báo cáo đã gửi';

/** Which report this one replaces and where its changed figures stand; without an annex they are told in the sentence. */
export function replacingSentence(
  { number, issuedOn, figures }: ReplacedReport,
  annex: string | null,
): string {
  const replaces = `Báo cáo này thay thế Báo cáo số ${number} ngày ${shortDate(issuedOn)}`;
  if (figures.length === 0) return `${replaces}.`;
  if (annex !== null) {
    return `${replaces}; ${countInText(figures.length)} số liệu thay đổi so với báo cáo đã gửi được nêu tại ${annex}.`;
  }
  const told = figures.map(
    ({ label, unit, before, after }) =>
      `${inSentence(label)} từ ${shown(before)} thành ${shown(after)}${unit === '' ? '' : ` ${unit}`}`,
  );
  return `${replaces}; số liệu thay đổi: ${told.join('; ')}.`;
}

/** The changed figures, before and after. */
export function changedFigures({ figures, number }: ReplacedReport): Annex {
  const value = (heading: string) => ({ heading, width: 1700, align: 'right' as const });
  return {
    title: CHANGED_FIGURES,
    landscape: false,
    children: [
      gridTable({
        columns: [
          { heading: 'STT', width: 700, align: 'center' },
          { heading: 'Chỉ tiêu', width: TEXT_WIDTH - 700 - 1400 - 2 * 1700, align: 'left' },
          { heading: 'Đơn vị tính', width: 1400, align: 'center' },
          value(`Báo cáo số ${number}`),
          value('Nay báo cáo'),
        ],
        rows: figures.map(({ label, unit, before, after }, index) => [
          String(index + 1),
          label,
          unit,
          shown(before),
          shown(after),
        ]),
      }),
    ],
  };
}

function shown(value: string | null): string {
  return value === null ? NOTHING_REPORTED : vietnameseNumber(value);
}
