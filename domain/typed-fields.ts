import type { Instant } from './day.js';
import type { ReportForm } from './schemas/report-content.js';

/** A report as the fields of its form, by name; blank ones are left out. */
export type TypedFields = Readonly<Record<string, string>>;

/** Who filled a field in, and when. */
export interface FilledIn {
  readonly by: string;
  readonly at: Instant;
}

const TICKED = '1';

/** What was typed, field by field. The sender's name is no part of it: two colleagues have one each. */
export function fieldsOf(content: Partial<ReportForm>): TypedFields {
  const { figures = {}, nilCodes = [], narrative = {}, notes = {} } = content;
  return filled({
    ...prefixed('figure', figures),
    ...Object.fromEntries(nilCodes.map((code) => [`nil.${code}`, TICKED])),
    ...prefixed('narrative', narrative),
    ...prefixed('note', notes),
    secretPartApart: content.secretPartApart === true ? TICKED : '',
    documentNumber: content.documentNumber ?? '',
    documentDate: content.documentDate ?? '',
    signer: content.signer ?? '',
  });
}

/** The report that some fields make. */
export function contentOf(
  fields: TypedFields,
): Pick<
  ReportForm,
  | 'figures'
  | 'nilCodes'
  | 'narrative'
  | 'notes'
  | 'secretPartApart'
  | 'documentNumber'
  | 'documentDate'
  | 'signer'
> {
  return {
    figures: named('figure', fields),
    nilCodes: Object.keys(named('nil', fields)),
    narrative: named('narrative', fields),
    notes: named('note', fields),
    secretPartApart: fields['secretPartApart'] === TICKED,
    documentNumber: fields['documentNumber'] ?? null,
    documentDate: (fields['documentDate'] ?? null) as ReportForm['documentDate'],
    signer: fields['signer'] ?? null,
  };
}

/** The section of the report that a field stands in, by the section of each indicator; null for number, date and signer. */
export function sectionOf(
  name: string,
  sectionOfCode: (code: string) => string | null,
): string | null {
  const [kind = '', ...rest] = name.split('.');
  const key = rest.join('.');
  if (kind === 'narrative') return key;
  return kind === 'figure' || kind === 'nil' || kind === 'note' ? sectionOfCode(key) : null;
}

function prefixed(kind: string, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${kind}.${key}`, value]),
  );
}

function named(kind: string, fields: TypedFields): Record<string, string> {
  const start = `${kind}.`;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name.startsWith(start))
      .map(([name, value]) => [name.slice(start.length), value]),
  );
}

function filled(fields: Readonly<Record<string, string>>): TypedFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
