import { parse as parseCsv } from 'csv-parse/sync';
import { readFile as readBytesOf } from 'node:fs/promises';
import { basename } from 'node:path';
import { uploadPlan } from '../db/acts/plan.js';
import { insertAgencies } from '../db/agencies.js';
import type { Ledger, OfficeScope } from '../db/ledger.js';
import { createOffice } from '../db/office-setup.js';
import { beginRehearsal, rehearsalStart, rehearsedPlan } from '../db/rehearsal/create.js';
import { agencyKindOf } from '../domain/agency-kind.js';
import { proposeConfirmation } from '../domain/confirm.js';
import { instant } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import { refusalSentence } from '../domain/refusals.js';
import type { RefusalCode } from '../domain/refusals.js';
import type { Result } from '../domain/result.js';
import { agenciesForRehearsal } from '../domain/sample-agencies.js';
import type { ListedAgency } from '../domain/sample-agencies.js';
import type { PlanDraft } from '../domain/schemas/plan-draft.js';
import { readBytes } from '../reader/main.js';
import type { RehearsalOptions } from './rehearse.js';

const DEFAULT_AGENCIES = 130;
/** Where everybody of a rehearsal from the command line has their address. */
export const DOMAIN = 'chaythu.example';

/** A shadow office for one document, its plan confirmed by proposals and started; returns its id. */
export async function setUp(ledger: Ledger, options: RehearsalOptions): Promise<string> {
  const bytes = await readBytesOf(options.file);
  const { draft, text } = await readBytes({ name: basename(options.file), bytes });
  const agencies =
    options.agenciesCsv === undefined
      ? agenciesForRehearsal(draft, options.agencyCount ?? DEFAULT_AGENCIES)
      : await listedIn(options.agenciesCsv);
  const answers = options.answersFile === undefined ? {} : await answersIn(options.answersFile);
  const name = draft.document.issuer ?? 'Cơ quan chạy thử';
  const officeId = await ledger.db.transaction().execute(async (trx) => {
    const id = await createOffice(trx, {
      kind: 'rehearsal',
      name,
      shortName: name,
      emailDomain: DOMAIN,
      settings: { ministryAddress: `bo@${DOMAIN}` },
      clockAt: instant('2000-01-01T00:00:00Z'),
      rehearsal: { seed: options.seed, secondsPerDay: options.secondsPerDay },
      staff: [
        {
          name: 'Cán bộ theo dõi',
          email: `canbo@${DOMAIN}`,
          phone: null,
          roles: ['officer'],
          userId: null,
        },
        {
          name: 'Lãnh đạo duyệt',
          email: `lanhdao@${DOMAIN}`,
          phone: null,
          roles: ['approver'],
          userId: null,
        },
        { name: 'Văn thư', email: `vanthu@${DOMAIN}`, phone: null, roles: ['clerk'], userId: null },
      ],
    });
    await insertAgencies({ trx, officeId: id }, agencies);
    return id;
  });
  const planId = await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    const { planId: id } = valueOf(
      await uploadPlan(scope, { fileName: basename(options.file), bytes, text, draft }),
    );
    await confirmForRehearsal(scope, { planId: id, draft, answers, start: options.start });
    return id;
  });
  await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    valueOf(await beginRehearsal(scope, { planId, seed: options.seed }));
  });
  return officeId;
}

/** Questions are answered by their proposals or by the file of answers; then the clock is set. */
async function confirmForRehearsal(
  scope: OfficeScope,
  input: {
    planId: string;
    draft: PlanDraft;
    answers: Readonly<Record<string, string>>;
    start: string | undefined;
  },
): Promise<void> {
  const agencies = await scope.trx
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .orderBy('name')
    .execute();
  const proposal = proposeConfirmation({
    draft: input.draft,
    answers: input.answers,
    office: {
      name: scope.office.name,
      officerName: 'Cán bộ theo dõi',
      officerPhone: '0900 000 100',
      officerEmail: `canbo@${DOMAIN}`,
      placeOfIssue: 'Nơi ban hành',
    },
    calendar: scope.settings.calendar,
    hours: scope.settings.hours,
    rollForward: scope.rollForward,
    agencyIds: agencies.map(({ id }) => id),
    year: Number((input.start ?? scope.realNow).slice(0, 4)),
  });
  if (proposal.requirements.length === 0) throw new Error(refusalSentence('NO_REQUIREMENTS', {}));
  const startAt: Instant =
    input.start === undefined ? rehearsalStart(proposal, scope) : instant(input.start);
  const confirmed = rehearsedPlan(proposal, startAt);
  await scope.trx
    .updateTable('plan_version')
    .set({ confirmed: JSON.stringify(confirmed) })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', input.planId)
    .execute();
  await scope.trx
    .updateTable('plan')
    .set({ identity: JSON.stringify(confirmed.identity), title: confirmed.identity.subject })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', input.planId)
    .execute();
  await scope.trx
    .updateTable('office')
    .set({ clock_at: startAt })
    .where('id', '=', scope.officeId)
    .execute();
}

/** A list of agencies with the header name,kind,tags,email,headEmail,phone,binding. */
async function listedIn(path: string): Promise<readonly ListedAgency[]> {
  const rows: Record<string, string>[] = parseCsv(await readBytesOf(path), {
    bom: true,
    columns: true,
    skip_empty_lines: true,
    trim: true,
  });
  return rows.map((row, index) => {
    const name = row['name'] ?? '';
    const email = row['email'] ?? '';
    if (name === '')
      throw new Error(`Dòng ${String(index + 2)} của danh sách không có tên đơn vị.`);
    return {
      name,
      kind: agencyKindOf(name),
      tags: (row['tags'] ?? '').split(/[;|]/).filter((tag) => tag !== ''),
      email,
      headEmail: row['headEmail'] === '' ? null : (row['headEmail'] ?? null),
      phone: row['phone'] === '' ? null : (row['phone'] ?? null),
      binding: (row['binding'] ?? 'true') !== 'false',
      standing: row['kind'] === 'standing',
    };
  });
}

async function answersIn(path: string): Promise<Readonly<Record<string, string>>> {
  const parsed: unknown = JSON.parse(await readBytesOf(path, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null)
    throw new Error('Tệp trả lời không đúng dạng.');
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
}

function valueOf<T>(result: Result<T, RefusalCode>): T {
  if (!result.ok) throw new Error(refusalSentence(result.error, result.details));
  return result.value;
}
