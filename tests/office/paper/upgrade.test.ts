import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { Migrator } from 'kysely';
import pg from 'pg';
import { migrate } from '../../../cli/migrate.js';
import { connect } from '../../../db/connection.js';
import * as ledger from '../../../db/migrations/001-ledger.js';
import * as dueRule from '../../../db/migrations/002-due-rule.js';
import * as sharedReport from '../../../db/migrations/003-shared-report.js';
import { instant } from '../../../domain/day.js';
import { openLedger } from '../../../office/scope.js';
import { paperDetail } from '../../../office/paper/paper-views.js';
import { createEmptyDatabase } from '../../support/ledger.js';
import { confirmedPlan } from '../../support/office.js';

const NOW = instant('2026-07-20T09:00:00+07:00');
const PDF = Buffer.from('%PDF-1.7 signed');

/** A ledger as it was before papers were frozen, with a numbered report of one agency out of two. */
async function ledgerOfBefore(url: string) {
  const { db } = connect({ databaseUrl: url, poolSize: 1, patience: 'migration' });
  const earlier = {
    '001-ledger': ledger,
    '002-due-rule': dueRule,
    '003-shared-report': sharedReport,
  };
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(earlier) },
  });
  const { error } = await migrator.migrateToLatest();
  await db.destroy();
  expect(error).toBeUndefined();
  const id = {
    office: randomUUID(),
    plan: randomUUID(),
    requirement: randomUUID(),
    cycle: randomUUID(),
    agencies: [randomUUID(), randomUUID()],
    obligations: [randomUUID(), randomUUID()],
    submission: randomUUID(),
    consolidation: randomUUID(),
    report: randomUUID(),
    draft: randomUUID(),
  };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const rows: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    [
      'office',
      {
        id: id.office,
        kind: 'live',
        name: 'UBND tỉnh',
        short_name: 'UBND',
        email_domain: 'songhuong.example',
      },
    ],
    [
      'plan',
      {
        id: id.plan,
        code: 'KH-001',
        state: 'started',
        title: 'Tháng hành động',
        identity: JSON.stringify(confirmedPlan([]).identity),
        started_at: NOW,
        created_at: NOW,
      },
    ],
    [
      'requirement',
      {
        id: id.requirement,
        plan_id: id.plan,
        ordinal: 0,
        what: 'report',
        report_name: 'báo cáo kết quả',
        channel: '',
        form: 'core',
        consolidates: true,
      },
    ],
    [
      'cycle',
      {
        id: id.cycle,
        plan_id: id.plan,
        requirement_id: id.requirement,
        key: 'dot-1',
        kind: 'collect',
        due_phrase: 'trước ngày 05/7/2026',
        opens_at: NOW,
        opened_at: NOW,
        collection_closed_at: NOW,
      },
    ],
    ...[0, 1].flatMap((nth) => [
      [
        'agency',
        { id: id.agencies[nth], name: ['Sở A', 'Sở B'][nth], kind: 'department' },
      ] as const,
      [
        'obligation',
        {
          id: id.obligations[nth],
          cycle_id: id.cycle,
          agency_id: id.agencies[nth],
          binding: true,
          chased: true,
          state: nth === 0 ? 'accepted' : 'expected',
          version: nth === 0 ? 1 : 0,
          on_time: nth === 0 ? true : null,
          changed_at: NOW,
        },
      ] as const,
    ]),
    [
      'submission',
      {
        id: id.submission,
        obligation_id: id.obligations[0],
        version: 1,
        figures: JSON.stringify({ PROP_ATTEND: '120' }),
        sender_name: 'Người lập biểu',
        channel: 'link',
        received_at: NOW,
      },
    ],
    [
      'consolidation',
      {
        id: id.consolidation,
        cycle_id: id.cycle,
        version: 1,
        made_at: NOW,
        totals: JSON.stringify({
          totals: [{ code: 'PROP_ATTEND', total: '120', reporting: 1, nil: 0, missing: 0 }],
        }),
      },
    ],
    [
      'consolidation_source',
      {
        consolidation_id: id.consolidation,
        code: 'PROP_ATTEND',
        obligation_id: id.obligations[0],
        submission_version: 1,
        value: '120',
        counted: true,
      },
    ],
    ...(['numbered', 'draft'] as const).map(
      (state, nth) =>
        [
          'document',
          {
            id: state === 'draft' ? id.draft : id.report,
            plan_id: id.plan,
            cycle_id: id.cycle,
            kind: 'consolidatedReport',
            version: nth + 1,
            state,
            paper: JSON.stringify({ sections: [], listNotReported: true }),
            consolidation_id: id.consolidation,
            changed_at: NOW,
            ...(state === 'draft'
              ? {}
              : {
                  step: 1,
                  number: '9',
                  issued_on: '2026-07-18',
                  signed_pdf: PDF,
                  signed_pdf_name: 'bc.pdf',
                  submitted_at: NOW,
                  approved_at: NOW,
                }),
          },
        ] as const,
    ),
  ];
  for (const [table, row] of rows) {
    const all = table === 'office' ? row : { office_id: id.office, ...row };
    const names = Object.keys(all);
    await client.query(
      `insert into ${table} (${names.join()}) values (${names.map((_, at) => `$${String(at + 1)}`).join()})`,
      Object.values(all),
    );
  }
  await client.end();
  return id;
}

test('an upgrade freezes what had been approved, keeps its files, and leaves drafts alive', async () => {
  const database = await createEmptyDatabase();
  try {
    const id = await ledgerOfBefore(database.url);
    await Promise.all([migrate(database.url), migrate(database.url)]);
    const { db, close } = openLedger({ databaseUrl: database.url, clock: { now: () => NOW } });
    try {
      const detail = async (documentId: string) =>
        paperDetail(db, { officeId: id.office, documentId, now: NOW });
      const before = await detail(id.report);
      expect(before).toMatchObject({
        frozen: { late: true },
        notReported: ['Sở B'],
        paper: { state: 'numbered' },
      });
      expect((await detail(id.draft))?.frozen).toBeNull();
      await db
        .updateTable('agency')
        .set({ name: 'Tên khác' })
        .where('id', '=', id.agencies[1]!)
        .execute();
      expect(await detail(id.report)).toEqual(before);
      expect((await detail(id.draft))?.notReported).toEqual(['Tên khác']);
      const files = await db
        .selectFrom('paper_file')
        .select(['document_id', 'format', 'registration'])
        .orderBy('format')
        .execute();
      expect(files).toEqual([
        { document_id: id.report, format: 'docx', registration: '9 2026-07-18' },
        { document_id: id.report, format: 'xlsx', registration: '' },
      ]);
      const { signed_pdf_sha256 } = await db
        .selectFrom('document')
        .select('signed_pdf_sha256')
        .where('id', '=', id.report)
        .executeTakeFirstOrThrow();
      expect(signed_pdf_sha256).toBe(createHash('sha256').update(PDF).digest('hex'));
    } finally {
      await close();
    }
  } finally {
    await database.drop();
  }
});
