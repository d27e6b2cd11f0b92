import i18next from 'i18next';
import { dayOrNull } from '../../domain/day.js';
import type { AuditRow } from '../../contract/audit.js';
import { clockOfMinute } from '../format/clock-field.js';
import { shortDay } from '../format/day-text.js';
import { wordsFor } from './code-words.js';

/** Kept for whoever reads the ledger itself; it tells people nothing. */
const INNER: ReadonlySet<string> = new Set(['epoch', 'programmeId', 'entryId']);
/** Families of codes in which a detail may stand, likeliest first. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  state: ['obligation'],
  kind: ['paper', 'calendar'],
  entryKind: ['programme'],
  unitKind: ['kind'],
  fields: ['headField'],
  roles: ['role'],
  rolesBefore: ['role'],
};

/** What kind of thing an audit row is about; empty for kinds without words. */
export function subjectWords(subject: string): string {
  const kind = subject.slice(0, Math.max(0, subject.indexOf(':')));
  return i18next.t(`subject_${kind}`, { ns: 'audit', defaultValue: '' });
}

/** The details of an audit row as one line; empty and inner ones are left out. */
export function detailsWords(details: AuditRow['details']): string {
  return Object.entries(details)
    .map(([name, value]) => [name, INNER.has(name) ? '' : valueWords(name, value)] as const)
    .filter(([, words]) => words !== '')
    .map(([name, words]) => `${nameWords(name)}: ${words}`)
    .join('; ');
}

function nameWords(name: string): string {
  return i18next.t(`detail_${name}`, { ns: 'audit', defaultValue: name });
}

function valueWords(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return i18next.t(value ? 'yes' : 'no', { ns: 'audit' });
  if (typeof value === 'number') {
    return name.endsWith('Minute') ? clockOfMinute(value) : String(value);
  }
  if (Array.isArray(value)) return value.map((one) => valueWords(name, one)).join(', ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, one]) => `${key} ${valueWords(name, one)}`)
      .join(', ');
  }
  if (typeof value !== 'string') return '';
  const on = dayOrNull(value);
  if (on !== null) return shortDay(on);
  if (name === 'content') return value.slice(0, 12);
  for (const family of FAMILIES[name] ?? []) {
    const words = wordsFor(family, value);
    if (words !== value) return words;
  }
  return value;
}
