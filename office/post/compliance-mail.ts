import type { Data } from '../../db/tables.js';
import type { Day } from '../../domain/day.js';
import type { ComplianceNotice } from '../../mail/content.js';

/** What a mail about how duties were kept says, from what its notice keeps; null for another notice. */
export function complianceMail(
  { name, data }: { readonly name: string; readonly data: Data },
  pageUrl: (path: string) => string,
): ComplianceNotice | null {
  const text = (key: string): string => (typeof data[key] === 'string' ? data[key] : '');
  const page = pageUrl(text('page'));
  if (name === 'complianceAsked') {
    return {
      event: name,
      from: text('from') as Day,
      to: text('to') as Day,
      agencies: Number(data['agencies']),
      byName: text('byName') || 'Cán bộ theo dõi',
      pageUrl: page,
    };
  }
  if (name !== 'objected') return null;
  const [agency, report, words, saidBy] = ['agency', 'report', 'words', 'saidBy'].map(text);
  return {
    event: name,
    agency: agency ?? '',
    report: report ?? '',
    words: words ?? '',
    saidBy: saidBy ?? '',
    pageUrl: page,
  };
}
