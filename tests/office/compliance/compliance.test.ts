import { expect, test } from '@jest/globals';
import { day } from '../../../domain/day.js';
import { logCall, submitReport } from '../../../office/collection/obligation-acts.js';
import { dutiesOfKeeper, keepersOf } from '../../../office/compliance/compliance.js';
import { complianceLists } from '../../../office/compliance/list-views.js';
import {
  agreeToList,
  putListForward,
  sendListBack,
  takeListOut,
} from '../../../office/compliance/lists.js';
import { answerObjection, objectToDuty } from '../../../office/compliance/objections.js';
import { setSettings } from '../../../office/directory/directory.js';
import { wavesOfMonth } from '../../../office/ahead/waves-of-month.js';
import { monthOrNull } from '../../../domain/month.js';
import { agencyStory } from '../../../office/story/agency-story.js';
import { dossier } from '../../../office/story/dossier.js';
import type { OfficeScope } from '../../../office/scope.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  makeOffice,
  obligationsOf,
  refusedWith,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';

const world = ledgerOfFile();

const YEAR = { from: day('2026-01-01'), to: day('2026-12-31') };

/** An office on 14 July 2026 whose one report was due by 6 July: A came in time, B two days late, C never; no mail reached C. */
async function inJuly() {
  world.clock.to('2026-06-05T08:00');
  const office = await makeOffice(world, {
    agencies: [
      { name: 'Sở A' },
      { name: 'Sở B' },
      { name: 'Sở C' },
      { name: 'Hội D', binding: false },
    ],
  });
  const { cycleIds } = await startedPlan(office);
  const [a, b, c] = await obligationsOf(office, cycleIds[0]);
  const asked = 'dv03';
  for (const at of ['2026-06-05T08:00', '2026-06-26T08:00', '2026-07-01T08:00']) {
    world.clock.to(at);
    await office.wave();
    await office.send('ladder', ({ to }) =>
      to.address.startsWith(asked)
        ? refusedWith('550 5.1.1 no such user')
        : { kind: 'sent', response: '250 ok' },
    );
  }
  const came = async (at: string, obligationId: string) => {
    world.clock.to(at);
    const content = report();
    taken(await office.inOffice((scope) => submitReport(scope, { obligationId, content })));
  };
  await came('2026-07-02T09:00', a!.id);
  await came('2026-07-08T09:00', b!.id);
  taken(await office.inOffice((scope) => setSettings(scope, { twoPersons: true })));
  world.clock.to('2026-07-14T09:00');
  const as = <T>(staffId: string, work: (scope: OfficeScope) => Promise<T>) =>
    office.ledger.inOffice({ officeId: office.officeId, actor: `staff:${staffId}` }, work);
  return { office, as, duties: { a: a!, b: b!, c: c! } };
}

test('each duty is counted once by agency; where no mail arrived nobody is late; asked bodies are not in it', async () => {
  const { office, duties } = await inJuly();
  const keepers = taken(await office.inOffice((scope) => keepersOf(scope, YEAR)));
  expect(
    keepers.map(({ agency, now: { owed, onTime, late, missing, unreachable, daysLate } }) => ({
      agency,
      counts: [owed, onTime, late, missing, unreachable, daysLate],
    })),
  ).toEqual([
    { agency: 'Sở A', counts: [1, 1, 0, 0, 0, 0] },
    { agency: 'Sở B', counts: [1, 0, 1, 0, 0, 2] },
    { agency: 'Sở C', counts: [1, 0, 0, 0, 1, 0] },
  ]);
  expect(keepers.every(({ before }) => before.owed === 0)).toBe(true);
  const [told] = await office.inOffice((scope) =>
    dutiesOfKeeper(scope, { agencyId: duties.c.agency_id, ...YEAR }),
  );
  expect(told?.causes).toEqual([{ kind: 'mailFailed' }]);
  // The year after, this one stands beside it.
  const next = { from: day('2027-01-01'), to: day('2027-12-31') };
  const later = taken(await office.inOffice((scope) => keepersOf(scope, next)));
  expect(later.map(({ now, before }) => [now.owed, before.owed])).toEqual([
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
});

test('a list leaves the office only as it was agreed to by another person, each time recorded', async () => {
  const { office, as } = await inJuly();
  const { officer, approver } = office.staff;
  const { listId } = taken(await as(officer, (scope) => putListForward(scope, YEAR)));
  const take = () => as(officer, (scope) => takeListOut(scope, { listId, format: 'xlsx' }));
  expect(await take()).toMatchObject({ ok: false, error: 'COMPLIANCE_NOT_AGREED' });
  const [shown] = await as(approver, complianceLists);
  const seen = shown!.sha256;
  expect(shown).toMatchObject({
    id: listId,
    agencies: 3,
    state: 'awaitingApproval',
    mayAgree: true,
  });
  expect((await as(officer, complianceLists))[0]?.mayAgree).toBe(false);
  const agree = (staffId: string, hash: string) =>
    as(staffId, (scope) => agreeToList(scope, { listId, staffId, seen: hash }));
  expect(await agree(officer, seen)).toMatchObject({ error: 'SAME_PERSON' });
  expect(await agree(approver, 'f'.repeat(64))).toMatchObject({ error: 'PAPER_CHANGED' });
  taken(await agree(approver, seen));
  expect(await agree(approver, seen)).toMatchObject({ error: 'PAPER_STATE' });
  expect(taken(await take()).agencies.map(({ agency }) => agency)).toEqual([
    'Sở A',
    'Sở B',
    'Sở C',
  ]);
  const acts = await office.ledger.db
    .selectFrom('audit')
    .select('act')
    .where('office_id', '=', office.officeId)
    .where('subject', '=', `compliance:${listId}`)
    .orderBy('ordinal')
    .execute();
  expect(acts.map(({ act }) => act)).toEqual([
    'putComplianceForward',
    'agreeCompliance',
    'takeComplianceOut',
  ]);
  const mails = await office.send('post');
  expect(mails.map(({ subject, to }) => [to.address, subject])).toContainEqual([
    'approver@songhuong.example',
    '[Trình duyệt] Tình hình chấp hành chế độ báo cáo từ ngày 01/01/2026 đến ngày 31/12/2026',
  ]);
});

test('one put forward again replaces the one that waits; one sent back says why', async () => {
  const { office, as } = await inJuly();
  const { officer, approver: staffId } = office.staff;
  const put = async () => taken(await as(officer, (scope) => putListForward(scope, YEAR))).listId;
  const first = await put();
  const listId = await put();
  expect((await as(officer, complianceLists)).map(({ id }) => id)).toEqual([listId]);
  expect((await as(officer, (scope) => complianceLists(scope, first)))[0]?.state).toBe(
    'superseded',
  );
  const seen = (await as(staffId, complianceLists))[0]!.sha256;
  taken(
    await as(staffId, (scope) =>
      sendListBack(scope, { listId, staffId, seen, reason: 'Cần hỏi lại Sở B' }),
    ),
  );
  expect((await as(officer, complianceLists))[0]).toMatchObject({
    state: 'sentBack',
    reason: 'Cần hỏi lại Sở B',
  });
});

test('an agency objects to its own row alone, and until it is answered nothing leaves', async () => {
  const { office, as, duties } = await inJuly();
  const { officer, approver: staffId } = office.staff;
  const object = (agencyId: string, obligationId: string) =>
    office.ledger.inOffice(
      { officeId: office.officeId, actor: `agency:${agencyId}` },
      async (scope) =>
        objectToDuty(scope, { agencyId, obligationId, words: 'Đã gửi ngày 06/7', saidBy: 'Bà B' }),
    );
  const { listId } = taken(await as(officer, (scope) => putListForward(scope, YEAR)));
  const seen = (await as(staffId, complianceLists))[0]!.sha256;
  taken(await as(staffId, (scope) => agreeToList(scope, { listId, staffId, seen })));
  world.clock.to('2026-07-15T09:00');
  const { a, b } = duties;
  expect(await object(a.agency_id, b.id)).toMatchObject({ error: 'NOT_FOUND' });
  expect(await object(a.agency_id, a.id)).toMatchObject({ error: 'OBJECTION_NOTHING' });
  const { objectionId } = taken(await object(b.agency_id, b.id));
  expect(await object(b.agency_id, b.id)).toMatchObject({ error: 'OBJECTION_OPEN' });
  const take = () => as(officer, (scope) => takeListOut(scope, { listId, format: 'docx' }));
  expect(await take()).toMatchObject({
    error: 'COMPLIANCE_OBJECTED',
    details: { names: ['Sở B'] },
  });
  const answer = (text: string) =>
    as(officer, (scope) => answerObjection(scope, { objectionId, staffId: officer, answer: text }));
  taken(await answer('Văn bản đến ngày 08/7'));
  expect(await answer('hai lần')).toMatchObject({ error: 'OBJECTION_ANSWERED' });
  taken(await take());
  const mails = await office.send('post');
  const told = mails.find(({ subject }) => subject.includes('Sở B có ý kiến'));
  expect(told?.to.address).toBe('officer@songhuong.example');
  expect(told?.text).toContain('Đã gửi ngày 06/7');
});

test('the story of an agency has what was asked and answered, and its dossier says it on paper', async () => {
  const { office, as, duties } = await inJuly();
  const { b, c } = duties;
  taken(
    await as(office.staff.officer, (scope) =>
      logCall(scope, {
        obligationId: c.id,
        staffId: office.staff.officer,
        answered: 'Đang chờ lãnh đạo ký',
        promisedDay: day('2026-07-16'),
      }),
    ),
  );
  const story = await office.inOffice((scope) => agencyStory(scope, c.agency_id));
  expect(story?.duties.map(({ state, timeliness }) => [state, timeliness])).toEqual([
    ['expected', 'overdue'],
  ]);
  const kinds = story?.entries.map((entry) =>
    entry.kind === 'mail' ? `${entry.name} ${entry.story}` : entry.kind,
  );
  expect(kinds).toEqual(expect.arrayContaining(['assigned notArrived', 'call']));
  expect(kinds).not.toContain('act logCall');
  expect(story?.zalo).toContain('Kính gửi Sở C');
  const came = await office.inOffice((scope) => agencyStory(scope, b.agency_id));
  expect(came?.zalo).toBeNull();
  expect(came?.entries).toContainEqual(
    expect.objectContaining({ kind: 'version', version: 1, obligationId: b.id }),
  );
  const paper = await office.inOffice(async (scope) => {
    const of = await agencyStory(scope, c.agency_id, { obligationId: c.id });
    return of === null ? null : dossier(scope, of, null);
  });
  const said = JSON.stringify(paper?.blocks);
  expect(said).toContain('Đang chờ lãnh đạo ký (hẹn gửi ngày 16/7/2026)');
  expect(said).toContain('Thư chưa đến nơi. Địa chỉ không tồn tại hoặc không nhận thư');
  const other = await makeOffice(world, { agencies: [{}] });
  expect(await other.inOffice((scope) => agencyStory(scope, c.agency_id))).toBeNull();
});

test('the calendar of waves tells by the real rule what will go, with the first mail in full and the days off', async () => {
  world.clock.to('2026-06-05T08:00');
  const office = await makeOffice(world, { agencies: [{ name: 'Sở A' }, { name: 'Sở B' }] });
  await startedPlan(office);
  await office.wave();
  await office.send();
  const month = monthOrNull('2026-07')!;
  const { waves, daysOff } = await office.inOffice((scope) => wavesOfMonth(scope, month));
  expect(daysOff.slice(0, 3)).toEqual(['2026-07-04', '2026-07-05', '2026-07-11']);
  const told = waves.filter(({ to }) => to !== null);
  expect(told.map(({ at, rung, count }) => [at.slice(0, 13), rung, count])).toEqual([
    ['2026-07-01T01', 'remind', 2],
    ['2026-07-03T01', 'lastDay', 2],
    ['2026-07-07T01', 'overdue', 2],
  ]);
  expect(told[0]?.text).toContain(`Kính gửi ${String(told[0]?.to)}`);
  world.clock.to('2026-06-26T08:00');
  await office.wave();
  await office.send();
  world.clock.to('2026-07-01T08:00');
  const prepared = await office.wave();
  expect(prepared.rungs).toEqual({ remind: 2 });
  expect((await office.send()).map(({ subject }) => subject)).toContain(told[0]?.subject);
});
