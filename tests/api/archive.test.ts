import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { keepFiles } from '../../office/collection/upload.js';
import { day } from '../../domain/day.js';
import { forgetWhenDue } from '../../office/archive/forget.js';
import { makeWorkFiles } from '../../office/archive/work-file.js';
import * as obligationActs from '../../office/collection/obligation-acts.js';
import { pageCountOfPdf } from '../../reader/extract/pdf-page-count.js';
import { archiveRoutes, HeldDataView, WorkFile } from '../../contract/archive.js';
import { unzip } from '../documents/unzip.js';
import { programmeRoutes } from '../../contract/programme.js';
import { enterUnits } from '../../office/programme/programme-acts.js';
import { taken } from '../support/office.js';
import { ask, aReport, multipart, openOffice, openSite, startedPlan } from './support/office.js';
import type { TestOffice, TestPlan, TestSite } from './support/office.js';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj <</Type /Pages /Kids [] /Count 3>> endobj');

let site: TestSite;
let office: TestOffice;
let plan: TestPlan;

beforeAll(async () => {
  site = await openSite();
  office = await openOffice(site, 'luutru');
  plan = await startedPlan(site, office);
  const attachments = await keepFiles(site.ledger.db, { officeId: office.id, sender: 'system' }, [
    { fileName: 'bao-cao.pdf', contentType: 'application/pdf', bytes: PDF },
  ]);
  await site.ledger.inOffice({ officeId: office.id, actor: 'system' }, (scope) =>
    obligationActs.submitReport(scope, {
      obligationId: plan.obligationIds.commune,
      content: { ...aReport(), channel: 'link', attachments },
    }),
  );
  await sql`
    update message m set state = 'sent', sent_at = now(), to_name = 'Lê Thị B', response = '250 ok lethib'
      from notice n where n.message_id = m.id and n.obligation_id = ${plan.obligationIds.commune}`.execute(
    site.ledger.db,
  );
}, 60_000);

afterAll(async () => {
  await site.close();
});

const as = (
  role: 'officer' | 'clerk' | 'admin',
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  body?: object,
) =>
  ask(site, method, url, {
    cookie: office.cookies[role],
    office: office.id,
    ...(body === undefined ? {} : { body }),
  });
const fileAddress = () => `/api/plans/${plan.planId}/work-file`;
const fileNow = async () => WorkFile.parse((await as('clerk', 'GET', fileAddress())).json());
const make = () =>
  makeWorkFiles(
    site.ledger,
    {
      pageCount: pageCountOfPdf,
      failed: (error) => {
        throw error;
      },
    },
    { now: site.now },
  );
const close = () =>
  site.ledger.db
    .updateTable('plan')
    .set({ state: 'closed', closed_at: site.now() })
    .where('id', '=', plan.planId)
    .execute();
const sender = async () => {
  const row = await site.ledger.db
    .selectFrom('submission')
    .select(['sender_name as name', 'document_number as number'])
    .where('office_id', '=', office.id)
    .executeTakeFirstOrThrow();
  return row;
};

const contactOf = (id: string) => ({
  ...{ office_id: office.id, id, agency_id: office.agencyIds.police, position: 3 },
  ...{ role: 'person' as const, name: 'Vũ Thị C', email: `${id}@police.example`, phone: null },
  ...{ bounced_at: null, valid_from: null, valid_to: null },
});

test('a register’s own workbook, and a list saved as text, are read back as lines to enter', async () => {
  await site.ledger.db
    .insertInto('programme')
    .values({
      ...{ office_id: office.id, plan_id: plan.planId, subject: 'Xã không ma túy' },
      ...{ unit_kind: 'commune', indicator: null, opened_by: 'system', opened_at: site.now() },
    })
    .execute();
  taken(
    await site.ledger.inOffice({ officeId: office.id, actor: 'system' }, (scope) =>
      enterUnits(scope, {
        planId: plan.planId,
        agencyIds: [office.agencyIds.commune],
        content: { kind: 'registered', on: day('2026-05-20'), year: 2026 },
      }),
    ),
  );
  const book = await as('officer', 'GET', `/api/plans/${plan.planId}/programme/file`);
  const read = async (name: string, bytes: Buffer) => {
    const form = multipart({}, [{ name, bytes }]);
    return ask(site, 'POST', `/api/plans/${plan.planId}/programme/lines/file`, {
      ...{ cookie: office.cookies.officer, office: office.id },
      ...{ body: form.payload, headers: form.headers },
    });
  };
  const lines = programmeRoutes.readLines.answer
    .parse((await read('so-dang-ky.xlsx', book.rawPayload)).json())
    .text.split('\n');
  expect(lines.at(-1)).toMatch(/^UBND xã Đồng Mai\tĐăng ký\t20\/5\/2026\t2026\t/u);
  expect(lines.some((line) => line.startsWith('Đơn vị\tViệc\tTính từ ngày'))).toBe(true);
  const text = programmeRoutes.readLines.answer.parse(
    (await read('danh-sach.csv', Buffer.from('Đơn vị,Việc\n\n"xã Đồng Mai","Đăng ký"\n'))).json(),
  ).text;
  expect(text).toBe('Đơn vị\tViệc\t\n\nxã Đồng Mai\tĐăng ký\t');
  expect((await read('hong.xlsx', Buffer.from('PK'))).json()).toMatchObject({
    error: { code: 'FILE_KIND' },
  });
});

test('a plan that is over is filed, checked, handed over, and only then are its papers forgotten', async () => {
  expect((await as('officer', 'POST', fileAddress(), {})).statusCode).toBe(409);
  site.setNow('2026-07-20T09:00:00+07:00');
  await site.ledger.db
    .insertInto('compliance_objection')
    .values({
      ...{ office_id: office.id, id: '22222222-2222-4222-8222-222222222222' },
      ...{ obligation_id: plan.obligationIds.commune, said_by: 'Lê Thị B', said_at: site.now() },
      ...{ words: 'Báo cáo đã gửi đúng hạn.', answer: null, answered_by: null, answered_at: null },
    })
    .execute();
  await close();

  expect((await as('officer', 'GET', `${fileAddress()}/package`)).json()).toMatchObject({
    error: { code: 'FILE_NOT_MADE' },
  });
  expect((await as('officer', 'POST', fileAddress(), {})).statusCode).toBe(200);
  expect(await make()).toBe(1);
  const { plan: filed, list } = await fileNow();
  expect(filed).toMatchObject({ state: 'made', handOverBy: '2027-07-20', parts: 1 });
  expect(list.map(({ subject }) => subject.split(':')[0])).toEqual([
    'Triển khai Tháng hành động phòng, chống ma túy năm 2026',
    'báo cáo kết quả Tháng hành động phòng, chống ma túy năm 2026',
    'Đôn đốc và trả lời',
    'Biên nhận báo cáo',
    'Số liệu và nội dung báo cáo',
    ...['Sổ đăng ký, công nhận', 'Sổ đăng ký, công nhận', 'Sổ đăng ký, công nhận'],
  ]);
  expect(list[1]).toMatchObject({ number: '25/BC-UBND', author: 'UBND xã Đồng Mai', pages: 3 });

  const answer = await as('clerk', 'GET', `${fileAddress()}/package`);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip']);
  const files = await unzip(answer.rawPayload);
  for (const { path, sha256 } of list) {
    const text = files.get(path) ?? 'missing';
    // Reading as text takes the mark away by which Excel knows UTF-8.
    const whole = path.endsWith('.csv') ? `\uFEFF${text}` : text;
    expect([path, createHash('sha256').update(whole).digest('hex')]).toEqual([path, sha256]);
  }
  expect(files.get('Mục lục văn bản.csv')).toContain(list[1]!.sha256);
  expect(files.has('Mục lục văn bản.docx')).toBe(true);
  const told = [...files].find(([path]) => path.includes('Đôn đốc và trả lời'))?.[1];
  expect(told).toContain('Gửi báo cáo');
  expect(told).toContain('lethib');
  const register = [...files].find(([path]) => path.includes('Diễn biến'))?.[1];
  expect(register).toContain('UBND xã Đồng Mai,Đăng ký,20/5/2026,2026,');

  const ended = {
    ...contactOf('44444444-4444-4444-8444-444444444444'),
    valid_to: day('2026-07-20'),
  };
  await site.ledger.db
    .insertInto('contact')
    .values([ended, contactOf('55555555-5555-4555-8555-555555555555')])
    .execute();
  const contacts = async () => {
    const own = site.ledger.db.selectFrom('contact').select('id').where('name', '=', 'Vũ Thị C');
    return (await own.orderBy('id').execute()).map(({ id }) => id.slice(0, 4));
  };

  // The office's own term: nothing before it, and before the archive has the file only the traces.
  await as('admin', 'PUT', '/api/settings', { dataTermMonths: 12 });
  site.setNow('2027-07-19T09:00:00+07:00');
  expect(await forgetWhenDue(site.ledger, site.now())).toBe(0);
  expect((await sender()).name).toBe('Lê Thị B');
  expect(await contacts()).toEqual(['4444', '5555']);
  site.setNow('2027-07-21T09:00:00+07:00');
  expect(await forgetWhenDue(site.ledger, site.now())).toBe(1);
  expect(await forgetWhenDue(site.ledger, site.now())).toBe(0);
  expect(await sender()).toEqual({ name: 'đã xóa', number: '25/BC-UBND' });
  expect(await contacts()).toEqual(['5555']);
  const forgotten = await site.ledger.db
    .selectFrom('audit')
    .select('details')
    .where('office_id', '=', office.id)
    .where('act', '=', 'forgetContacts')
    .execute();
  expect(forgotten).toEqual([{ details: { contacts: 1, agencies: 1 } }]);
  const objection = site.ledger.db.selectFrom('compliance_objection').select(['said_by', 'words']);
  expect(await objection.executeTakeFirstOrThrow()).toEqual({
    ...{ said_by: 'đã xóa', words: 'Báo cáo đã gửi đúng hạn.' },
  });
  const left = await sql<{ n: number }>`
    select count(*)::int as n from message where to_address is not null and state = 'sent'`.execute(
    site.ledger.db,
  );
  expect(left.rows[0]?.n).toBe(0);
  const again = await as('clerk', 'GET', `${fileAddress()}/package`);
  const still = await unzip(again.rawPayload);
  expect(still.get(list[1]!.path)).toBe(PDF.toString());

  const hand = (on: string) =>
    as('clerk', 'POST', `${fileAddress()}/hand-over`, {
      takenBy: 'Trần Văn Lưu, Lưu trữ cơ quan',
      on,
    });
  expect((await hand('2027-07-22')).json()).toMatchObject({ error: { code: 'DAY_TO_COME' } });
  expect((await hand('2027-07-21')).statusCode).toBe(200);
  expect((await hand('2027-07-21')).json()).toMatchObject({ error: { code: 'FILE_HANDED_OVER' } });
  expect((await as('officer', 'POST', fileAddress(), {})).json()).toMatchObject({
    error: { code: 'FILE_HANDED_OVER' },
  });
  expect(await forgetWhenDue(site.ledger, site.now())).toBe(1);
  expect((await as('clerk', 'GET', `${fileAddress()}/package`)).json()).toMatchObject({
    error: { code: 'FILE_FORGOTTEN' },
  });
  const { plan: gone, list: kept } = await fileNow();
  expect(gone).toMatchObject({
    state: 'handed',
    takenBy: 'Trần Văn Lưu, Lưu trữ cơ quan',
    takenOn: '2027-07-21',
    forgotten: 'papers',
  });
  expect(kept).toHaveLength(8);
  await site.ledger.db.deleteFrom('contact').where('name', '=', 'Vũ Thị C').execute();

  const audit = await site.ledger.db
    .selectFrom('audit')
    .select(['act', 'details'])
    .where('office_id', '=', office.id)
    .where('subject', '=', `plan:${plan.planId}`)
    .orderBy('ordinal')
    .execute();
  const acts = audit.map(({ act }) => act).filter((act) => /WorkFile|forget/.test(act));
  expect(acts).toEqual([
    ...['askWorkFile', 'makeWorkFile', 'forgetPersons', 'handWorkFileOver', 'forgetPersons'],
  ]);
  expect(JSON.stringify(audit)).not.toContain('Trần Văn Lưu');
}, 30_000);

test('who asks about the data held of him is answered in two working days, and only what need not stay goes', async () => {
  site.setNow('2026-07-17T09:00:00+07:00');
  const db = site.ledger.db;
  await db
    .insertInto('contact')
    .values({
      ...{ office_id: office.id, id: '11111111-1111-4111-8111-111111111111' },
      ...{ agency_id: office.agencyIds.police, position: 2, role: 'person' },
      ...{ name: 'Phạm Văn Đi', email: 'di@police.example', phone: '0912 345 678' },
      ...{ bounced_at: null, valid_from: null, valid_to: null },
    })
    .execute();
  const said = ['Ông PHẠM VĂN ĐI (0912.345 678) bận, gọi lại.', 'Phạm Văn Điềm không nghe máy.'];
  const texts = said.map((text, nth) => ({
    ...{ office_id: office.id, id: `33333333-3333-4333-8333-33333333333${String(nth)}` },
    ...{ text, at: site.now() },
  }));
  await db.insertInto('reason').values(texts).execute();
  await db
    .updateTable('plan_version')
    .set({ sent_back_reason: 'Hỏi di@police.example trước.' })
    .where('plan_id', '=', plan.planId)
    .execute();
  const noted = await as('admin', 'POST', '/api/person-requests', {
    kind: 'erase',
    person: 'Phạm Văn Đi',
    words: ['DI@police.example', '0912345678', 'police@luutru.example', 'Phạm Văn Đi'],
    receivedOn: '2026-07-17',
  });
  const { requestId } = archiveRoutes.notePersonRequest.answer.parse(noted.json());
  const asked = await as('admin', 'GET', '/api/person-requests');
  const { requests } = archiveRoutes.personRequests.answer.parse(asked.json());
  // A Friday: Monday and Tuesday follow.
  expect(requests[0]).toMatchObject({ state: 'open', dueOn: '2026-07-21' });

  const looked = await as('admin', 'GET', `/api/person-requests/${requestId}/held`);
  const { held } = HeldDataView.parse(looked.json());
  expect(held).toContainEqual({
    ...{ place: 'contact', about: 'Công an thành phố', count: 1, keptBecause: null },
  });
  expect(held).toContainEqual({
    ...{ place: 'mailbox', about: 'Công an thành phố', count: 1, keptBecause: 'official' },
  });
  const table = await as('admin', 'GET', `/api/person-requests/${requestId}/held-file`);
  expect(table.payload).toContain('Hộp thư của đơn vị,Công an thành phố,1,"hộp thư công vụ');

  expect(held).toContainEqual({ place: 'text', about: '', count: 2, keptBecause: null });
  const answer = (decision: string) =>
    as('admin', 'POST', `/api/person-requests/${requestId}/answer`, {
      decision,
      answer: 'Đã xóa đầu mối; hộp thư công vụ được giữ.',
    });
  const done = archiveRoutes.answerPersonRequest.answer.parse((await answer('erased')).json());
  expect(done.touched).toBeGreaterThan(0);
  // The rest of a text stays, and so does whoever has a longer name.
  const reasons = db.selectFrom('reason').select('text').where('office_id', '=', office.id);
  expect((await reasons.execute()).map(({ text }) => text)).toEqual(
    expect.arrayContaining(['Ông [đã xóa] ([đã xóa]) bận, gọi lại.', said[1]]),
  );
  const { sent_back_reason: back } = await db
    .selectFrom('plan_version')
    .select('sent_back_reason')
    .where('plan_id', '=', plan.planId)
    .executeTakeFirstOrThrow();
  expect(back).toBe('Hỏi [đã xóa] trước.');
  const contacts = await db
    .selectFrom('contact')
    .select('email')
    .where('agency_id', '=', office.agencyIds.police)
    .execute();
  expect(contacts).toEqual([{ email: 'police@luutru.example' }]);
  expect((await answer('refused')).json()).toMatchObject({ error: { code: 'REQUEST_ANSWERED' } });
});
