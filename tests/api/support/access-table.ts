import type { z } from 'zod';
import { ROUTES } from '../../../contract/index.js';
import type { Route } from '../../../contract/route.js';
import { STAFF_ROLES } from '../../../domain/staff-role.js';

type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

/** One route of the contract under the name of its place there, `plans.start`. */
export interface NamedRoute {
  readonly name: string;
  readonly route: AnyRoute;
}

const tables: Readonly<Record<string, Readonly<Record<string, AnyRoute>>>> = ROUTES;

/** Every route of the contract. */
export const CONTRACT_ROUTES: readonly NamedRoute[] = Object.entries(tables).flatMap(
  ([group, table]) =>
    Object.entries(table).map(([name, route]) => ({ name: `${group}.${name}`, route })),
);

/** The pages of agencies: those anybody may open, and those of a session that a link has opened. */
export const AGENCY_ROUTES: Readonly<Record<string, 'anybody' | 'link'>> = {
  'GET /b': 'anybody',
  // What a mail gateway makes of the fragment of a link.
  'GET /b:rest(^(?:%23|#).*)': 'anybody',
  'GET /b/:rest(^(?:%23|#).*)': 'anybody',
  'GET /b/assets/:name': 'anybody',
  'POST /b/open': 'anybody',
  'POST /b/close': 'anybody',
  'GET /b/resend': 'anybody',
  'POST /b/resend': 'anybody',
  'GET /b/reports': 'link',
  'POST /b/keep': 'link',
  'GET /b/reports/:id': 'link',
  'POST /b/reports/:id/draft': 'link',
  'POST /b/reports/:id/review': 'link',
  'POST /b/reports/:id/send': 'link',
  'GET /b/reports/:id/receipts/:version': 'link',
  'GET /b/reports/:id/sent': 'link',
  'POST /b/reports/:id/sent': 'link',
  'GET /b/reports/:id/extension': 'link',
  'POST /b/reports/:id/extension': 'link',
  'GET /b/reports/:id/word': 'link',
  'POST /b/reports/:id/annex': 'link',
  'GET /b/attachments/:id': 'link',
  'GET /b/materials/:id': 'link',
  'GET /b/workbook': 'link',
  'POST /b/workbook': 'link',
  'POST /b/workbook/send': 'link',
  'GET /b/compliance': 'link',
  'GET /b/compliance/:id': 'link',
  'POST /b/compliance/:id': 'link',
  'GET /b/contacts': 'link',
  'POST /b/contacts': 'link',
  // By the token of the mail that asks the registered mailbox.
  'POST /b/contacts/answer': 'anybody',
};

/** What an office below asks of the one above, by the token of its agency's link in each request. */
export const UPWARD_ROUTES: readonly string[] = [
  'POST /api/up/reports',
  'GET /api/up/reports/:sha256',
];

const COLUMNS = ['nobody', ...STAFF_ROLES] as const;

/** What each may do, as a table in Markdown; the walk of tests/api/access.test.ts goes by the same data. */
export function accessTable(): string {
  return [
    '# Who may do what',
    '',
    'Made from the routes of the contract; `tests/api/access.test.ts` walks every row with real ids, `tests/architecture/access-table.test.ts` holds this page to them (with `WRITE_DOCS=1` it writes it anew).',
    '',
    '- **nobody**: without a session, else 401. A change also needs the header of our own pages, else 403.',
    '- **a role**: yes, or 403. Roles add up; a deputy has the roles given to him, and mails to whom he stands in for.',
    '- **another office**: naming an office that one does not belong to is 403; an id of another office is 404, as is one that nobody has.',
    '- **rehearsal**: a copy of the office that can be read by the same roles and not changed, unless the row says so.',
    '- **an office that is being prepared**: the same rows; its mails reach its own staff and the built-in mailbox alone.',
    '- **by a token**: programs of others read with a token of that scope, of one office, until its end; one that is unknown, revoked or over is 401, another scope or a change 403.',
    '- **the set-up**: open to nobody once there is an office of one’s own (404), and before that only by a printed code (403).',
    '',
    `| route | ${COLUMNS.join(' | ')} | in a rehearsal | by a token |`,
    `| --- | ${COLUMNS.map(() => '---').join(' | ')} | --- | --- |`,
    ...CONTRACT_ROUTES.map(({ route }) => contractRow(route)).sort(),
    '',
    '## Agencies',
    '',
    'A link opens a session of one agency. With the link of another agency, of this office or of another, whatever has an id is 404; a link that was revoked, or whose agency or mailbox has ended, opens nothing (410).',
    '',
    '| page | nobody | by one’s own link | by the link of another agency |',
    '| --- | --- | --- | --- |',
    ...Object.entries(AGENCY_ROUTES).map(([head, who]) => agencyRow(head, who)),
    '',
    '## An office below',
    '',
    'Each request carries the token of the link of the agency that the office is here; without a good one it is 404, and only reports of this agency are seen.',
    '',
    ...UPWARD_ROUTES.map((head) => `- \`${head}\``),
    '',
  ].join('\n');
}

function contractRow({ method, path, roles, inRehearsal, ofOffice, token }: AnyRoute): string {
  const may = COLUMNS.map((column) => {
    if (roles === 'anyone') return 'yes';
    if (column === 'nobody') return '401';
    return roles === 'staff' || roles.includes(column) ? 'yes' : '403';
  });
  const there = ofOffice ? (inRehearsal ? 'yes' : '409') : '–';
  const byToken = token ?? (roles === 'anyone' ? '–' : '403');
  return `| \`${method} ${path}\` | ${may.join(' | ')} | ${there} | ${byToken} |`;
}

function agencyRow(route: string, who: 'anybody' | 'link'): string {
  const head = route.replaceAll('|', '\\|');
  if (who === 'anybody') return `| \`${head}\` | yes | yes | yes |`;
  const foreign = head.includes(':id') ? '404' : 'its own';
  return `| \`${head}\` | 401 | yes | ${foreign} |`;
}
