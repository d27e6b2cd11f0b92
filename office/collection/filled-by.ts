import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { draftIn } from '../../domain/schemas/report-content.js';
import type { ReportForm } from '../../domain/schemas/report-content.js';
import { fieldsOf, sectionOf } from '../../domain/typed-fields.js';
import type { OfficeScope } from '../scope.js';

/** Who filled in each section of a report that is being sent, by the draft it was typed in, which ends with it; the sender where that does not say. */
export async function takeDraft(
  scope: OfficeScope,
  {
    obligationId,
    content,
    form,
  }: { obligationId: string; content: ReportForm; form: FormDefinition },
): Promise<Readonly<Record<string, readonly string[]>>> {
  const draft = await scope.trx
    .deleteFrom('form_draft')
    .where('office_id', '=', scope.officeId)
    .where('obligation_id', '=', obligationId)
    .returning(['content', 'filled'])
    .executeTakeFirst();
  const typed = draft === undefined ? {} : fieldsOf(draftIn(draft.content));
  const names: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(fieldsOf(content))) {
    const section = sectionOf(name, (code) => sectionOfCode(form, code));
    if (section === null) continue;
    const by = typed[name] === value ? (draft?.filled[name]?.by ?? '') : '';
    const who = by === '' ? content.senderName : by;
    if (names[section]?.includes(who) !== true) names[section] = [...(names[section] ?? []), who];
  }
  return names;
}

/** The section in which a form asks for a figure; null for one it does not have. */
export function sectionOfCode(form: FormDefinition, code: string): string | null {
  return form.indicators.find((indicator) => indicator.code === code)?.section ?? null;
}
