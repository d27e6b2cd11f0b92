import type { CellValue } from '../../documents/table-book.js';
import { csvOf } from '../../domain/csv.js';
import { programmeBook } from '../programme/programme-book.js';
import { programmeView } from '../programme/programme-view.js';
import type { OfficeScope } from '../scope.js';
import type { FiledText } from './filed-texts.js';

/** The register of a programme of years as it stands, a text for each of its sheets; none of a plan without one. */
export async function filedRegister(
  scope: OfficeScope,
  { planId }: { readonly planId: string },
): Promise<readonly FiledText[]> {
  const view = await programmeView(scope, { planId });
  if (!view?.register) return [];
  const { planTitle, register } = view;
  const rehearsal = scope.office.kind === 'rehearsal';
  const book = programmeBook({ planTitle, register }, { madeAt: scope.now, rehearsal });
  return book.sheets.map(({ name, columns, rows }) => ({
    subject: `${book.title} (${name})`,
    fileName: `Sổ đăng ký, công nhận - ${name}.csv`,
    text: csvOf([columns.map(({ heading }) => heading), ...rows.map((cells) => cells.map(textOf))]),
  }));
}

/** A cell as text; of a formula what it comes to. */
function textOf(cell: CellValue): string | number | null {
  return typeof cell === 'object' ? cell.figure : cell;
}
