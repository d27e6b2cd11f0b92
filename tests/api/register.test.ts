import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ObligationDetail } from '../../contract/obligations.js';
import { RegisterEffect, registerRoutes } from '../../contract/register.js';
import { day } from '../../domain/day.js';
import { ErrorAnswer } from '../../contract/values.js';
import * as acts from '../../office/collection/obligation-acts.js';
import { aReport, ask, multipart, openOffice, openSite, startedPlan } from './support/office.js';
import type { TestOffice, TestPlan, TestSite } from './support/office.js';
import { aWorkbook } from '../support/workbook.js';

let site: TestSite;
let office: TestOffice;
let plan: TestPlan;

beforeAll(async () => {
  site = await openSite();
  office = await openOffice(site, 'register');
  plan = await startedPlan(site, office);
  await site.ledger.inOffice({ officeId: office.id, actor: 'agency:x' }, (scope) =>
    acts.claimSent(scope, {
      obligationId: plan.obligationIds.commune,
      documentNumber: '3/BC-UBND',
      documentDate: null,
      signer: null,
      senderName: 'Lê Thị B',
    }),
  );
  await site.ledger.inOffice({ officeId: office.id, actor: 'agency:y' }, (scope) =>
    acts.claimSent(scope, {
      obligationId: plan.obligationIds.police,
      documentNumber: null,
      documentDate: null,
      signer: null,
      senderName: 'Trần Văn C',
    }),
  );
  site.setNow('2026-06-10T09:00:00+07:00');
}, 60_000);

afterAll(async () => {
  await site.close();
});

const HEAD = ['Trích yếu', 'Cơ quan gửi', 'Số/ký hiệu', 'Ngày đến', 'Số đến', 'Ngày văn bản'];
const ROWS = [
  ['Báo cáo', 'Ủy ban nhân dân xã Đồng Mai', '03/BC-UBND', new Date('2026-06-02'), 17, '01/6/2026'],
  ['Mời họp', 'Công an thành phố', '9/GM-CATP', '05/06/2026 08:30', '18', '04/6/2026'],
  ['Mời họp', 'Bộ Nội vụ', '1/GM-BNV', 'hôm qua', '19', ''],
  ['Mời họp', 'Bộ Nội vụ', '1/GM-BNV', '05/6/2026', '20', ''],
];

async function sheet(rows: readonly (string | number | Date)[][]): Promise<Buffer> {
  return aWorkbook({ Sổ: [['SỔ VĂN BẢN ĐẾN'], ...rows] });
}

/** Brings a register, with what is chosen in it, or only to be looked at. */
async function bring(
  bytes: Buffer,
  chosen?: readonly { readonly line: number; readonly obligationId: string }[],
  where = { office, plan },
) {
  const fields = chosen === undefined ? {} : { chosen: JSON.stringify(chosen) };
  const form = multipart(fields, [{ name: 'so-den.xlsx', bytes }]);
  const end = chosen === undefined ? '/effect' : '';
  return ask(site, 'POST', `/api/cycles/${where.plan.cycleId}/register${end}`, {
    cookie: where.office.cookies.officer,
    body: form.payload,
    headers: form.headers,
  });
}

const states = () =>
  site.ledger.db
    .selectFrom('obligation')
    .select(['state', 'version', 'received_at'])
    .where('office_id', '=', office.id)
    .where('id', 'in', [plan.obligationIds.commune, plan.obligationIds.police])
    .orderBy('state', 'desc')
    .execute();

test('a register is looked at, confirmed as chosen in one act, and taken twice does nothing', async () => {
  const register = await sheet([HEAD, ...ROWS]);
  const { commune, police } = plan.obligationIds;
  const looked = RegisterEffect.parse((await bring(register)).json());
  expect(looked.rows.map(({ line, verdict, duty }) => [line, verdict, duty?.obligationId])).toEqual(
    [
      [3, 'sure', commune],
      [4, 'doubtful', police],
      [6, 'nobody', undefined],
    ],
  );
  expect(looked.wrong).toEqual([{ line: 5, problem: 'ngày đến không đọc được: “hôm qua”' }]);
  expect((await states()).map(({ state }) => state)).toEqual(['claimed', 'claimed']);

  // A row that was never offered for a duty takes nothing with it.
  const forged = await bring(register, [
    { line: 3, obligationId: commune },
    { line: 6, obligationId: police },
  ]);
  expect(ErrorAnswer.parse(forged.json()).error.code).toBe('REGISTER_CHANGED');
  expect((await states()).map(({ state }) => state)).toEqual(['claimed', 'claimed']);

  const chosen = [
    { line: 3, obligationId: commune },
    { line: 4, obligationId: police },
  ];
  expect((await bring(register, chosen)).json()).toMatchObject({
    confirmed: 2,
    arrived: 0,
    passed: 0,
  });
  const after = await states();
  expect(after.map(({ state }) => state)).toEqual(['submitted', 'submitted']);
  // What the claim did not name is taken from the register; what it named stays.
  const kept = await site.ledger.db
    .selectFrom('submission')
    .select(['obligation_id', 'document_number', 'document_date'])
    .where('office_id', '=', office.id)
    .execute();
  expect(Object.fromEntries(kept.map((one) => [one.obligation_id, one]))).toMatchObject({
    [commune]: { document_number: '3/BC-UBND', document_date: '2026-06-01' },
    [police]: { document_number: '9/GM-CATP', document_date: '2026-06-04' },
  });
  expect((await bring(register, chosen)).json()).toMatchObject({ confirmed: 0, passed: 2 });
  expect(await states()).toEqual(after);
  const audited = await site.ledger.db
    .selectFrom('audit')
    .select('details')
    .where('office_id', '=', office.id)
    .where('act', '=', 'takeRegister')
    .execute();
  expect(audited).toMatchObject([
    { details: { rows: [{ line: 3, arrivedOn: '2026-06-02' }, { line: 4 }] } },
  ]);
  const again = RegisterEffect.parse((await bring(register)).json());
  expect(again.rows.map(({ verdict }) => verdict)).toEqual(['received', 'received', 'nobody']);
}, 30_000);

test('the signed document of figures that are here arrives by the register', async () => {
  const beside = await openOffice(site, 'halves');
  const halves = await startedPlan(site, beside);
  const obligationId = halves.obligationIds.commune;
  await site.ledger.inOffice({ officeId: beside.id, actor: 'agency:x' }, (scope) =>
    acts.submitReport(scope, {
      obligationId,
      content: { ...aReport(), documentNumber: null, channel: 'link', attachments: [] },
    }),
  );
  const title = 'Báo cáo thực hiện Kế hoạch số 15/KH-UBND';
  const row = [title, 'UBND xã Đồng Mai', '4/BC-UBND', '10/6/2026', '21', '09/6/2026'];
  const register = await sheet([HEAD, row]);
  const where = { office: beside, plan: halves };
  const looked = RegisterEffect.parse((await bring(register, undefined, where)).json());
  expect(looked.rows).toMatchObject([{ line: 3, duty: { obligationId } }]);
  const chosen = [{ line: 3, obligationId }];
  expect((await bring(register, chosen, where)).json()).toMatchObject({ confirmed: 0, arrived: 1 });
  expect((await bring(register, chosen, where)).json()).toMatchObject({ arrived: 0, passed: 1 });
  const kept = await site.ledger.db
    .selectFrom('obligation')
    .innerJoin('submission', 'submission.obligation_id', 'obligation.id')
    .select(['missing_half', 'submission.document_number'])
    .where('obligation.id', '=', obligationId)
    .execute();
  expect(kept).toEqual([{ missing_half: null, document_number: '4/BC-UBND' }]);
}, 30_000);

test('signed PDF files dropped at once are laid beside claims, and taken with their reports in one act', async () => {
  const beside = await openOffice(site, 'signed');
  const given = await startedPlan(site, beside);
  const { commune, police } = given.obligationIds;
  for (const obligationId of [commune, police]) {
    await site.ledger.inOffice({ officeId: beside.id, actor: 'agency:x' }, (scope) =>
      acts.claimSent(scope, {
        obligationId,
        documentNumber: '45/BC-UBND',
        documentDate: day('2026-07-03'),
        signer: obligationId === commune ? 'Nguyễn Văn An' : null,
        senderName: 'Lê Thị B',
      }),
    );
  }
  const signed = readFileSync(new URL('../reader/signed/bao-cao.pdf', import.meta.url));
  const changed = Buffer.from(signed);
  changed.write('x', changed.indexOf('%%EOF') + 1, 'latin1');
  const post = async (end: string, body: object, headers: Record<string, string> = {}) =>
    ask(site, 'POST', `/api/cycles/${given.cycleId}/signed-files${end}`, {
      cookie: beside.cookies.officer,
      body,
      headers,
    });
  const form = multipart({}, [
    { name: 'bao-cao.pdf', bytes: signed },
    { name: 'da-sua.pdf', bytes: changed },
    { name: 'trang-trang.pdf', bytes: Buffer.from('%PDF-1.4 trống') },
  ]);
  const { uploadIds } = registerRoutes.keepSigned.answer.parse(
    (await post('', form.payload, form.headers)).json(),
  );
  const arrivedOn = '2026-06-10';
  const { rows } = registerRoutes.signedEffect.answer.parse(
    (await post('/effect', { uploadIds, arrivedOn })).json(),
  );
  expect(
    rows.map(({ fileName, verdict, duty, check }) => [
      fileName,
      verdict,
      duty?.obligationId ?? null,
      check.verdict,
    ]),
  ).toEqual([
    ['bao-cao.pdf', 'sure', commune, 'good'],
    ['da-sua.pdf', 'doubtful', commune, 'bad'],
    ['trang-trang.pdf', 'nobody', null, 'open'],
  ]);
  const [uploadId = ''] = uploadIds;
  const choose = async (obligationId: string) =>
    post('/take', { arrivedOn, chosen: [{ uploadId, obligationId }] });
  expect(ErrorAnswer.parse((await choose(police)).json()).error.code).toBe('SIGNED_FILE_CHANGED');
  expect((await choose(commune)).json()).toMatchObject({ confirmed: 1, arrived: 0, passed: 0 });
  expect(ErrorAnswer.parse((await choose(commune)).json()).error.code).toBe('SIGNED_FILE_GONE');
  const detail = await ask(site, 'GET', `/api/obligations/${commune}`, {
    cookie: beside.cookies.officer,
  });
  expect(ObligationDetail.parse(detail.json())).toMatchObject({
    row: { state: 'submitted' },
    versions: [
      {
        documentNumber: '45/BC-UBND',
        attachments: [{ fileName: 'bao-cao.pdf', check: { verdict: 'good' } }],
      },
    ],
  });
}, 30_000);

test('what is no register, and a choice that is none, are refused in words', async () => {
  const noRegister = await bring(
    await sheet([
      ['Tên', 'Email'],
      ['Sở Y tế', 'a@b.example'],
    ]),
  );
  expect(ErrorAnswer.parse(noRegister.json()).error).toMatchObject({
    code: 'REGISTER_INVALID',
    message: expect.stringContaining('không phải sổ văn bản đến: thiếu cột “Ngày đến”') as unknown,
  });
  const line = { line: 3, obligationId: plan.obligationIds.commune };
  const twice = await bring(await sheet([HEAD, ...ROWS]), [line, { ...line, line: 4 }]);
  expect(ErrorAnswer.parse(twice.json()).error.fields).toEqual([
    { path: 'chosen', message: 'Mỗi đơn vị chỉ chọn một văn bản' },
  ]);
});
