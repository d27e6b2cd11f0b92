import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reportOfAgency } from '../../../office/collection/agency-page.js';
import { saveDraft } from '../../../office/collection/draft.js';
import { submitReport } from '../../../office/collection/report.js';
import { versionsOf } from '../../../office/collection/versions.js';
import { changeForm } from '../../../office/plan/change-form.js';
import { earlierForms, runningForms } from '../../../office/plan/plan-forms.js';
import { withFigure, withNewFigure, withoutFigure } from '../../../domain/forms/edit-form.js';
import {
  makeOffice,
  obligationsOf,
  openTestLedger,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestLedger, TestOffice } from '../../support/office.js';

let world: TestLedger;
let office: TestOffice;
let planId: string;

beforeAll(async () => {
  world = await openTestLedger();
  world.clock.to('2026-06-15T08:00');
  office = await makeOffice(world, { agencies: [{}, {}] });
  ({ planId } = await startedPlan(office));
});

afterAll(async () => {
  await world.drop();
});

const dutyNow = async () => {
  const forms = await runningForms(world.ledger.db, { officeId: office.officeId, planId });
  return forms![0]!;
};

test('another version is for whoever reports from now on; what was received keeps its form', async () => {
  const { officeId } = office;
  const [first, second] = await obligationsOf(office);
  const before = await dutyNow();
  const [dropped, kept] = before.form.indicators.filter(({ reporters }) => reporters === null);
  const content = report({ figures: { [dropped!.code]: '12', [kept!.code]: '7' } });
  taken(
    await office.inOffice((scope) => submitReport(scope, { obligationId: first!.id, content })),
  );

  const where = (agencyId: string, obligationId: string) => ({ officeId, agencyId, obligationId });
  const begun = { obligationId: second!.id, content: { figures: { [kept!.code]: '7' } } };
  taken(await office.inOffice((scope) => saveDraft(scope, begun)));
  await office.send('post');
  const smaller = withoutFigure({ ...before.form, phrases: [] }, dropped!.code);
  const named = withFigure(smaller, kept!.code, { label: 'Tên mới của chỉ tiêu' });
  const given = { planId, requirementId: before.requirementId, form: named, version: 1 };
  const changed = await office.inOffice((scope) =>
    changeForm(scope, { ...given, reason: 'Cấp trên đổi mẫu' }),
  );
  expect(taken(changed)).toEqual({ version: 2 });
  // Whoever has begun is told what is asked otherwise; who has sent, or not begun, is not.
  const told = (await office.send('post')).filter(({ to }) => to.address.startsWith('dv'));
  expect(told.map(({ to }) => to.address)).toEqual(['dv02.1@songhuong.example']);
  expect(told[0]!.text).toContain(`Bỏ chỉ tiêu ${dropped!.label}`);
  expect(told[0]!.text).toContain('thành Tên mới của chỉ tiêu');

  const asked = await reportOfAgency(world.ledger.db, where(second!.agency_id, second!.id));
  const codes = asked?.indicators.map(({ code }) => code) ?? [];
  expect(codes).not.toContain(dropped!.code);
  expect(asked?.indicators.find(({ code }) => code === kept!.code)?.label).toBe(
    'Tên mới của chỉ tiêu',
  );
  const [version] = await versionsOf(world.ledger.db, { officeId, obligationId: first!.id });
  expect(version?.figures).toMatchObject([
    { code: dropped!.code, label: dropped!.label, value: '12' },
    { code: kept!.code, label: kept!.label, value: '7' },
  ]);
  expect(await dutyNow()).toMatchObject({
    version: 2,
    reports: [{ version: 1, reports: 1 }],
    form: { indicators: expect.not.arrayContaining([dropped]) },
  });
  const row = await world.ledger.db
    .selectFrom('audit')
    .select('details')
    .where('office_id', '=', officeId)
    .where('act', '=', 'changeForm')
    .executeTakeFirstOrThrow();
  expect(row.details).toMatchObject({ version: 2, figuresRemoved: [dropped!.code] });
  expect(JSON.stringify(row.details)).not.toContain('Cấp trên');
});

test('a version that somebody else has replaced, one that does not hold together, and no reason are refused', async () => {
  const { requirementId, form, version } = await dutyNow();
  const change = (over: object) =>
    office.inOffice((scope) =>
      changeForm(scope, { planId, requirementId, form, version, reason: 'Bổ sung', ...over }),
    );
  expect(await change({ version: version - 1 })).toMatchObject({ error: 'FORM_CHANGED' });
  expect(await change({ reason: ' ' })).toMatchObject({ error: 'REASON_MISSING' });
  expect(await change({ requirementId: planId })).toMatchObject({ error: 'NOT_FOUND' });
  const unnamed = withNewFigure(form, form.sections[0]!.key);
  expect(await change({ form: unnamed })).toMatchObject({
    error: 'FORM_FAULTY',
    details: { fault: 'Cần ghi tên chỉ tiêu' },
  });
});

test('the form of a plan that began is offered for the next one', async () => {
  const [earlier] = await earlierForms(world.ledger.db, { officeId: office.officeId });
  expect(earlier).toMatchObject({ form: (await dutyNow()).form });
});
