import type { PlanReader, SheetReader } from './ports.js';
import { Refused } from './refused.js';
import type { UploadedFile } from './uploads.js';

/** The text of a `.docx`, or of the first sheet of an `.xlsx`, rows of tables with ` | ` between their cells; refuses what cannot be read. */
export async function tableText(
  { readPlan, readSheet }: { readonly readPlan: PlanReader; readonly readSheet: SheetReader },
  { fileName, bytes }: UploadedFile,
): Promise<string> {
  if (fileName.toLowerCase().endsWith('.xlsx')) {
    const rows = (await readSheet(bytes)) ?? [];
    const widest = Math.max(0, ...rows.map((cells) => cells.length));
    return rows
      .map((cells) =>
        Array.from({ length: widest }, (_, n) => (cells[n] ?? '').replace(/[\s|]+/gu, ' ')).join(
          ' | ',
        ),
      )
      .join('\n');
  }
  const read = await readPlan({ name: fileName, bytes });
  if (read.kind === 'unreadable') {
    throw new Refused('FILE_UNREADABLE', { details: { problem: read.problem } });
  }
  return read.text;
}
