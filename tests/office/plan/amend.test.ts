import { expect, test } from '@jest/globals';
import { countsOfCycles } from '../../../office/counting/cycle-counts.js';
import { addPeriod } from '../../../office/plan/add-period.js';
import { amendmentEffect } from '../../../office/plan/amend.js';
import { beginAmendment } from '../../../office/plan/begin-amendment.js';
import { changeForm } from '../../../office/plan/change-form.js';
import { deleteDraft } from '../../../office/plan/delete-draft.js';
import { runningForms } from '../../../office/plan/plan-forms.js';
import { unskipCycle } from '../../../office/plan/skip-cycle.js';
import { runningPlan } from '../../../office/plan/plan-views.js';
import { saveDraft } from '../../../office/collection/draft.js';
import { closeAgency } from '../../../office/directory/close-agency.js';
import {
  decideExtension,
  requestExtension,
  submitReport,
} from '../../../office/collection/obligation-acts.js';
import { NO_EDITS } from '../../../domain/review/review-edits.js';
import { wholeText } from '../../../mail/shared-text.js';
import { day, withOffset } from '../../../domain/day.js';
import type { ConfirmedPlan } from '../../../domain/schemas/confirmed-plan.js';
import { amendedBy, amendPlan } from '../../support/amendment.js';
import { EMPTY_DRAFT } from '../../support/confirmation.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  local,
  makeOffice,
  noticesOf,
  obligationsOf,
  pokesOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-15T09:00' });

const ON_10_JULY = {
  ...dueOn(day('2026-07-10'), BEFORE_5_JULY.key),
  duePhrase: 'trước ngày 11/7/2026',
};

/** Four agencies and the standing body; the fourth is on the list of none. One report now, one in autumn, one upward. */
async function underWay() {
  world.clock.to('2026-06-15T09:00');
  const office = await makeOffice(world, { agencies: [{}, {}, {}, {}, { standing: true }] });
  const listed = office.agencyIds.filter((_, nth) => nth !== 3);
  const confirmed = confirmedPlan(listed, [
    { cycles: [BEFORE_5_JULY, dueOn(day('2026-11-13'), 'autumn')] },
    { cycles: [dueOn(day('2026-07-20'), 'upward')], what: 'consolidated-report' },
  ]);
  const plan = await startedPlan(office, confirmed);
  await office.wave();
  await office.send();
  await office.send('post');
  const [cycleId] = plan.cycleIds;
  return { office, confirmed, ...plan, cycleId: cycleId! };
}

const amend = async (
  { office, planId }: { office: TestOffice; planId: string },
  confirmed: ConfirmedPlan,
  kind: 'document' | 'hand' = 'document',
) =>
  office.inOffice(async (scope) =>
    amendPlan(scope, { planId, approver: office.staff.approver, confirmed, kind }),
  );

/** A plan with its first duty's cycles replaced, and its list. */
function changed(
  plan: ConfirmedPlan,
  { cycles, agencyIds }: { cycles?: readonly (typeof BEFORE_5_JULY)[]; agencyIds?: string[] },
): ConfirmedPlan {
  const [first, ...others] = plan.requirements;
  return {
    ...plan,
    ...(agencyIds === undefined ? {} : { agencyIds }),
    requirements: [
      { ...first!, ...(cycles === undefined ? {} : { cycles: [...cycles] }) },
      ...others,
    ],
  };
}

test('a paper moves a day, releases one agency and adds another: one mail each, the calendar entry moved, cancelled or new; who sent stays in', async () => {
  const { office, confirmed, planId, cycleId } = await underWay();
  const [sent] = await obligationsOf(office, cycleId);
  taken(
    await office.inOffice(async (scope) =>
      submitReport(scope, { obligationId: sent!.id, content: report() }),
    ),
  );
  await office.send('post');
  const [a, , c, d, standing] = office.agencyIds;
  const next = amendedBy(
    changed(confirmed, {
      cycles: [ON_10_JULY, dueOn(day('2026-11-13'), 'autumn')],
      agencyIds: [a!, c!, d!, standing!],
    }),
  );
  const before = { cycle: await pokesOf(office, cycleId), plan: await pokesOf(office, planId) };
  expect(taken(await amend({ office, planId }, next))).toEqual({ planId });

  const told = (await office.send('post')).filter(({ to }) => to.address.startsWith('dv'));
  expect(told.map(({ to, ics }) => [to.address, ics.map(({ method }) => method)]).sort()).toEqual([
    ['dv02.1@songhuong.example', ['CANCEL']],
    ['dv03.1@songhuong.example', ['REQUEST']],
    ['dv04.1@songhuong.example', ['REQUEST']],
  ]);
  const textTo = (n: string): string =>
    wholeText(told.find(({ to }) => to.address === n)?.text ?? '');
  expect(told[0]?.subject).toMatch(
    /^\[UBND tỉnh Sông Hương\] Điều chỉnh nội dung báo cáo của Sở số 0\d theo Kế hoạch số 120\/KH-UBND$/u,
  );
  expect(textTo('dv02.1@songhuong.example')).toContain('Không phải gửi báo cáo kết quả');
  expect(textTo('dv03.1@songhuong.example')).toMatch(
    /Theo Công văn số 20\/UBND-NC .*trước ngày 11\/7\/2026.*\(trước đây: trước ngày 05\/7\/2026\)/su,
  );
  expect(textTo('dv04.1@songhuong.example')).toMatch(/Gửi báo cáo kết quả .*Cách gửi/su);

  const owed = await obligationsOf(office, cycleId);
  expect(
    owed.map(({ agency_id, state, target_at }) => [
      office.agencyIds.indexOf(agency_id) + 1,
      state,
      withOffset(target_at!).slice(0, 10),
    ]),
  ).toEqual([
    [1, 'submitted', '2026-07-03'],
    [2, 'waived', '2026-07-03'],
    [3, 'expected', '2026-07-10'],
    [4, 'expected', '2026-07-10'],
    [5, 'expected', '2026-07-10'],
  ]);
  expect(await countedIn(office, cycleId)).toMatchObject({ expected: 2, submitted: 1, waived: 1 });
  expect(await pokesOf(office, cycleId)).toBeGreaterThan(before.cycle);
  expect(await pokesOf(office, planId)).toBeGreaterThan(before.plan);
  const row = await planRow(office, planId);
  expect(row).toMatchObject({ version: 2, state: 'started' });
  expect(await draftsOf(office)).toEqual([]);

  // The ladder goes on by the new day, and nobody is assigned once more.
  office.clock.to('2026-07-08T08:00');
  await office.wave();
  const reminded = await office.send();
  expect(reminded.map(({ to }) => to.address).sort()).toEqual([
    'dv03.1@songhuong.example',
    'dv04.1@songhuong.example',
  ]);
  expect(reminded[0]?.subject).toMatch(/Nhắc gửi .* trước ngày 11\/7\/2026/u);
  // Whoever was added owes in autumn as well, whoever was released does not.
  const autumn = await obligationsOf(office, await cycleOf(office, 'autumn'));
  expect(
    autumn.map(({ agency_id, state }) => [office.agencyIds.indexOf(agency_id) + 1, state]),
  ).toEqual([
    [1, 'expected'],
    [2, 'waived'],
    [3, 'expected'],
    [4, 'expected'],
    [5, 'expected'],
  ]);
});

test('by hand the phrase of the plan stays, with the office’s own day beside it', async () => {
  const { office, confirmed, planId, cycleId } = await underWay();
  const moved = {
    ...ON_10_JULY,
    duePhrase: BEFORE_5_JULY.duePhrase,
    officeDue: 'đến hết ngày 10/7/2026',
  };
  taken(
    await amend(
      { office, planId },
      changed(confirmed, { cycles: [moved, dueOn(day('2026-11-13'), 'autumn')] }),
      'hand',
    ),
  );
  const told = (await office.send('post')).filter(({ to }) => to.address.startsWith('dv'));
  expect(told).toHaveLength(3);
  expect(wholeText(told[0]?.text ?? '')).toMatch(
    /trước ngày 05\/7\/2026 \(nay: đến hết ngày 10\/7\/2026\)/u,
  );
  expect(wholeText(told[0]?.text ?? '')).toContain('Lý do: Lịch họp thay đổi');
  const cycle = await office.ledger.db
    .selectFrom('cycle')
    .select(['due_phrase', 'office_due'])
    .where('id', '=', cycleId)
    .executeTakeFirstOrThrow();
  expect(cycle).toEqual({
    due_phrase: 'trước ngày 05/7/2026',
    office_due: 'đến hết ngày 10/7/2026',
  });
});

test('what concerns one agency is told to that one; a period of the office’s own and a later day of one stay', async () => {
  const { office, confirmed, planId, cycleId } = await underWay();
  const [, second, third] = await obligationsOf(office, cycleId);
  const added = taken(
    await office.inOffice(async (scope) =>
      addPeriod(scope, {
        ...{ cycleId, name: 'bổ sung', dueDay: day('2026-09-30') },
        reason: 'Bộ yêu cầu',
      }),
    ),
  );
  const { extensionId } = taken(
    await office.inOffice(async (scope) =>
      requestExtension(scope, {
        ...{ obligationId: second!.id, wantedDay: day('2026-07-15') },
        ...{ reason: 'Thiếu người', requestedBy: 'Văn thư' },
      }),
    ),
  );
  taken(
    await office.inOffice(async (scope) =>
      decideExtension(scope, { extensionId, grantedDay: day('2026-07-15'), answer: '' }),
    ),
  );
  await office.send('post');
  // Only the third is moved to a duty of its own.
  const [first] = confirmed.requirements;
  const next: ConfirmedPlan = {
    ...amendedBy(confirmed),
    requirements: [
      { ...first!, agencyIds: confirmed.agencyIds.filter((id) => id !== third!.agency_id) },
      {
        ...{ ...first!, cycles: [dueOn(day('2026-07-13'), 'own')], what: 'list' as const },
        ...{ reportName: 'danh sách cơ sở', agencyIds: [third!.agency_id] },
      },
      ...confirmed.requirements.slice(1),
    ],
  };
  taken(await amend({ office, planId }, next));
  const told = (await office.send('post')).filter(({ to }) => to.address.startsWith('dv'));
  expect(told.map(({ to, ics }) => [to.address, ics.map(({ method }) => method).sort()])).toEqual([
    ['dv03.1@songhuong.example', ['CANCEL', 'REQUEST']],
  ]);
  expect(wholeText(told[0]?.text ?? '')).toMatch(
    /Không phải gửi báo cáo.*Gửi danh sách cơ sở.*Cách gửi/su,
  );
  const [, granted] = await obligationsOf(office, cycleId);
  expect(granted).toMatchObject({ granted_day: '2026-07-15', state: 'expected' });
  expect(await obligationsOf(office, added.cycleId)).toHaveLength(4);
  // The list begins with the amendment: no wave assigns it.
  const before = (await noticesOf(office, 'ladder')).length;
  await office.wave();
  expect(await noticesOf(office, 'ladder')).toHaveLength(before);
});

test('a duty dropped is told to whoever was asked; whoever has not been asked yet is assigned by the new day', async () => {
  const { office, confirmed, planId, cycleId } = await underWay();
  const autumn = dueOn(day('2026-11-13'), 'autumn');
  taken(await amend({ office, planId }, amendedBy(changed(confirmed, { cycles: [autumn] }))));
  const told = (await office.send('post')).filter(({ to }) => to.address.startsWith('dv'));
  expect(told.map(({ ics }) => ics.map(({ method }) => method))).toEqual([
    ['CANCEL'],
    ['CANCEL'],
    ['CANCEL'],
  ]);
  const cycle = await office.ledger.db
    .selectFrom('cycle')
    .select('cancelled_at')
    .where('id', '=', cycleId)
    .executeTakeFirstOrThrow();
  expect(cycle.cancelled_at).not.toBeNull();
  // What the plan no longer asks for comes back by another amendment alone.
  expect(
    await office.inOffice(async (scope) => unskipCycle(scope, { cycleId, reason: 'Lấy lại' })),
  ).toMatchObject({ error: 'PERIOD_DROPPED' });
  // Autumn has not opened: nobody is told of its other day, it opens by that.
  const later = { ...dueOn(day('2026-12-11'), 'autumn') };
  taken(
    await amend(
      { office, planId },
      amendedBy(changed(confirmed, { cycles: [later] }), '30/UBND-NC'),
    ),
  );
  expect((await office.send('post')).filter(({ to }) => to.address.startsWith('dv'))).toEqual([]);
  const row = await office.ledger.db
    .selectFrom('cycle')
    .select(['target_at', 'opens_at'])
    .where('id', '=', await cycleOf(office, 'autumn'))
    .executeTakeFirstOrThrow();
  expect(row.target_at).toBe(local('2026-12-11T17:00'));
  expect(withOffset(row.opens_at).slice(0, 10)).toBe('2026-11-11');
});

test('an amendment before the assignment has left goes with it, in one mail', async () => {
  world.clock.to('2026-06-15T09:00');
  const office = await makeOffice(world, { agencies: [{}, { standing: true }] });
  const confirmed = confirmedPlan(office.agencyIds);
  const { planId } = await startedPlan(office, confirmed);
  await office.wave();
  taken(await amend({ office, planId }, amendedBy(changed(confirmed, { cycles: [ON_10_JULY] }))));
  const [mail, ...more] = [...(await office.send()), ...(await office.send('post'))].filter(
    ({ to }) => to.address.startsWith('dv'),
  );
  expect(more).toEqual([]);
  expect(mail?.subject).toContain('trước ngày 11/7/2026');
});

test('the report upward moves what closes for it, and says so to nobody outside', async () => {
  const { office, confirmed, planId, cycleId } = await underWay();
  const [first, upward] = confirmed.requirements;
  const next = {
    ...amendedBy(confirmed),
    requirements: [first!, { ...upward!, cycles: [dueOn(day('2026-08-10'), 'upward')] }],
  };
  taken(await amend({ office, planId }, next));
  expect((await office.send('post')).filter(({ to }) => to.address.startsWith('dv'))).toEqual([]);
  const cycle = await office.ledger.db
    .selectFrom('cycle')
    .select(['onward_target_at', 'closes_for_new_at'])
    .where('id', '=', cycleId)
    .executeTakeFirstOrThrow();
  expect(cycle).toEqual({
    onward_target_at: local('2026-08-10T17:00'),
    closes_for_new_at: local('2026-08-06T17:00'),
  });
});

test('is refused where it changes nothing, moves a day into the past, or a second is in the making; what it would do is shown first', async () => {
  const { office, confirmed, planId } = await underWay();
  const begin = async () =>
    office.inOffice(async (scope) =>
      beginAmendment(scope, {
        planId,
        amendment: {
          version: 1,
          kind: 'hand',
          reason: 'Thử',
          document: null,
          firstNew: 0,
          readCount: 0,
          removed: [],
        },
        ...{ file: null, text: 'x', draft: EMPTY_DRAFT, edits: NO_EDITS },
      }),
    );
  const { planId: madeId } = taken(await begin());
  expect(await begin()).toMatchObject({ error: 'AMENDMENT_OPEN' });
  const effect = async (given: ConfirmedPlan) =>
    office.inOffice(async (scope) => amendmentEffect(scope, { planId: madeId, confirmed: given }));
  const past = dueOn(day('2026-06-12'), BEFORE_5_JULY.key);
  expect(await effect(changed(confirmed, { cycles: [past] }))).toMatchObject({
    error: 'DUE_IN_THE_PAST',
  });
  const shown = taken(
    await effect(changed(confirmed, { cycles: [ON_10_JULY, dueOn(day('2026-11-13'), 'autumn')] })),
  );
  expect(shown.lines.map(({ kind }) => kind)).toEqual(['moved']);
  expect(shown.lines[0]?.text).toMatch(
    /trước ngày 05\/7\/2026 → trước ngày 11\/7\/2026; đề nghị gửi 03\/7\/2026 → 10\/7\/2026/u,
  );
  expect(shown.told.agencies).toBe(3);
  expect(shown.later.map(({ rung, at, duties }) => [rung, withOffset(at), duties])).toEqual([
    ['prepare', '2026-07-03T08:00:00+07:00', 3],
    ['remind', '2026-07-08T08:00:00+07:00', 3],
    ['lastDay', '2026-07-10T08:00:00+07:00', 3],
    ['overdue', '2026-07-13T08:00:00+07:00', 3],
  ]);
  expect(
    await office.inOffice(async (scope) => {
      const refused = await amendPlan(scope, {
        ...{ planId, approver: office.staff.approver, confirmed },
      });
      return refused;
    }),
  ).toMatchObject({ error: 'AMENDMENT_OPEN' });
});

async function cycleOf(office: TestOffice, key: string): Promise<string> {
  const { id } = await office.ledger.db
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', office.officeId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return id;
}

async function planRow(office: TestOffice, planId: string) {
  return office.ledger.db
    .selectFrom('plan')
    .selectAll()
    .where('id', '=', planId)
    .executeTakeFirstOrThrow();
}

async function draftsOf(office: TestOffice) {
  return office.ledger.db
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', office.officeId)
    .where('state', '!=', 'started')
    .execute();
}

async function countedIn(office: TestOffice, cycleId: string) {
  const counts = await countsOfCycles(office.ledger.db, {
    ...{ officeId: office.officeId, cycleIds: [cycleId] },
    now: office.clock.now(),
  });
  return counts.get(cycleId);
}

test('an agency of the plan has been merged since: what is amended is put forward for its successor', async () => {
  const { office, planId } = await underWay();
  const [gone, , , successor] = office.agencyIds;
  const closing = { agencyId: gone!, successorId: successor!, on: day('2026-06-15') };
  taken(
    await office.inOffice(async (scope) => closeAgency(scope, { ...closing, basis: 'Nghị quyết' })),
  );
  await office.send('post');
  const running = await runningPlan(office.ledger.db, { officeId: office.officeId, planId });
  expect(running?.confirmed?.agencyIds).not.toContain(gone);
  expect(running?.confirmed?.agencyIds).toContain(successor);
  const next = changed(running!.confirmed!, {
    cycles: [ON_10_JULY, dueOn(day('2026-11-13'), 'autumn')],
  });
  taken(await amend({ office, planId }, amendedBy(next)));
  const told = (await office.send('post')).map(({ to }) => to.address);
  expect(told.filter((to) => to.startsWith('dv')).sort()).toEqual([
    'dv02.1@songhuong.example',
    'dv03.1@songhuong.example',
    'dv04.1@songhuong.example',
  ]);
});

test('an amendment brings another version of a form: the difference in words, whoever has begun or sent hears what is asked besides, what came keeps its form', async () => {
  const { office, planId, cycleId } = await underWay();
  const { officeId } = office;
  const [sent, begun] = await obligationsOf(office, cycleId);
  await office.inOffice(async (scope) => {
    taken(await submitReport(scope, { obligationId: sent!.id, content: report() }));
    return saveDraft(scope, { obligationId: begun!.id, content: { figures: {} } });
  });
  await office.send('post');
  const running = await runningPlan(office.ledger.db, { officeId, planId });
  const [form, ...others] = running!.confirmed!.forms!;
  const [model, gone] = form!.indicators.filter(({ reporters }) => reporters === null);
  const fresh = { ...model!, code: 'MOI', label: 'Số băng rôn', unit: 'chiếc' };
  const indicators = [...form!.indicators.filter(({ code }) => code !== gone!.code), fresh];
  const next = amendedBy({
    ...running!.confirmed!,
    forms: [{ ...form!, indicators, phrases: [] }, ...others],
  });
  const effect = await office.inOffice(async (scope) => {
    const made = await beginAmendment(scope, {
      planId,
      amendment: {
        ...{ version: 1, kind: 'hand', reason: 'Đổi mẫu', document: null },
        ...{ firstNew: 0, readCount: 0, removed: [] },
      },
      ...{ file: null, text: 'y', draft: EMPTY_DRAFT, edits: NO_EDITS },
    });
    const shown = await amendmentEffect(scope, { planId: taken(made).planId, confirmed: next });
    // What is changed meanwhile would be undone by it.
    const beside = await changeForm(scope, {
      ...{
        planId,
        requirementId: (await runningForms(scope.trx, { officeId, planId }))![0]!.requirementId,
      },
      ...{ form: { ...form!, indicators, phrases: [] }, version: 1, reason: 'Bổ sung' },
    });
    expect(beside).toMatchObject({ error: 'AMENDMENT_OPEN' });
    taken(await deleteDraft(scope, { planId: taken(made).planId }));
    return shown;
  });
  expect(taken(effect).lines).toEqual([
    expect.objectContaining({
      kind: 'form',
      text: expect.stringContaining(
        `Thêm chỉ tiêu Số băng rôn (chiếc); Bỏ chỉ tiêu ${gone!.label}`,
      ),
    }),
  ]);
  taken(await amend({ office, planId }, next));
  const told = (await office.send('post')).filter(({ to }) => to.address.startsWith('dv'));
  expect(told.map(({ to }) => to.address).sort()).toEqual([
    'dv01.1@songhuong.example',
    'dv02.1@songhuong.example',
  ]);
  const textTo = (n: string): string =>
    wholeText(told.find(({ to }) => to.address === n)?.text ?? '');
  expect(textTo('dv01.1@songhuong.example')).toMatch(
    /đã gửi vẫn được ghi nhận.*Thêm chỉ tiêu Số băng rôn/su,
  );
  expect(textTo('dv01.1@songhuong.example')).not.toContain('Bỏ chỉ tiêu');
  expect(textTo('dv02.1@songhuong.example')).toMatch(
    /Thời hạn không đổi: trước ngày 05\/7\/2026.*Thêm chỉ tiêu Số băng rôn.*Bỏ chỉ tiêu/su,
  );
  const [now] = (await runningForms(office.ledger.db, { officeId, planId }))!;
  expect(now).toMatchObject({ version: 2, reports: [{ version: 1, reports: 1 }] });
  // Another amendment leaves the form as it is filled in now.
  const later = await runningPlan(office.ledger.db, { officeId, planId });
  const moved = changed(later!.confirmed!, {
    cycles: [ON_10_JULY, dueOn(day('2026-11-13'), 'autumn')],
  });
  taken(await amend({ office, planId }, amendedBy(moved, '21/UBND-NC')));
  const [kept] = (await runningForms(office.ledger.db, { officeId, planId }))!;
  expect(kept).toEqual(now);
});

test('a day and a form in one amendment are one mail to each agency, and the leader has read it', async () => {
  const { office, planId, cycleId } = await underWay();
  const { officeId } = office;
  const [sent, begun, moved, released] = await obligationsOf(office, cycleId);
  await office.inOffice(async (scope) => {
    taken(await submitReport(scope, { obligationId: sent!.id, content: report() }));
    await saveDraft(scope, { obligationId: moved!.id, content: { figures: {} } });
    return saveDraft(scope, { obligationId: begun!.id, content: { figures: {} } });
  });
  await office.send('post');
  const running = await runningPlan(office.ledger.db, { officeId, planId });
  const [form, ...others] = running!.confirmed!.forms!;
  const [model] = form!.indicators;
  const fresh = { ...model!, code: 'MOI', label: 'Số băng rôn', unit: 'chiếc' };
  const [a, b, , d] = office.agencyIds;
  const next = amendedBy({
    ...changed(running!.confirmed!, {
      cycles: [ON_10_JULY, dueOn(day('2026-11-13'), 'autumn')],
      // The third is released with its figures half typed, the fourth begins.
      agencyIds: [a!, b!, d!, office.agencyIds[4]!],
    }),
    forms: [{ ...form!, indicators: [...form!.indicators, fresh], phrases: [] }, ...others],
  });
  expect(released).toMatchObject({ agency_id: office.agencyIds[4] });
  const shown = await office.inOffice(async (scope) => {
    const made = await beginAmendment(scope, {
      planId,
      amendment: {
        ...{ version: 1, kind: 'document', reason: '', document: null },
        ...{ firstNew: 0, readCount: 0, removed: [] },
      },
      file: { fileName: 'sua-doi.docx', bytes: Buffer.from('y') },
      ...{ text: 'y', draft: EMPTY_DRAFT, edits: NO_EDITS },
    });
    const effect = await amendmentEffect(scope, { planId: taken(made).planId, confirmed: next });
    taken(await deleteDraft(scope, { planId: taken(made).planId }));
    return effect;
  });
  taken(await amend({ office, planId }, next));
  const told = (await office.send('post')).filter(({ to }) => to.address.startsWith('dv'));
  const addresses = ['dv01', 'dv02', 'dv03', 'dv04'].map((dv) => `${dv}.1@songhuong.example`);
  expect(told.map(({ to }) => to.address).sort()).toEqual(addresses);
  const textTo = (nth: number): string =>
    wholeText(told.find(({ to }) => to.address === addresses[nth])?.text ?? '');
  expect(textTo(0)).toMatch(/thay đổi biểu mẫu.*Thêm chỉ tiêu Số băng rôn/su);
  expect(textTo(1)).toMatch(
    /trước ngày 11\/7\/2026.*\(trước đây: trước ngày 05\/7\/2026\).*Biểu mẫu báo cáo kết quả .*: Thêm chỉ tiêu Số băng rôn \(chiếc\)/su,
  );
  expect(textTo(2)).toContain('Không phải gửi báo cáo kết quả');
  expect(textTo(2)).not.toContain('Biểu mẫu');
  expect(textTo(3)).not.toContain('Biểu mẫu');

  const { agencies, mails, more } = taken(shown).told;
  expect([agencies, mails.length, more]).toEqual([4, 4, 0]);
  for (const { to, subject, text } of mails) {
    const left = told.find(({ text: own }) => wholeText(own).startsWith(`Kính gửi ${to},`));
    expect(left?.subject).toBe(subject);
    // The personal link is not the leader's to see; all else is word for word what leaves.
    const whole = wholeText(left?.text ?? '').replaceAll(
      /https:\S+ \(tên miền \S+\)/gu,
      '[đường dẫn riêng của đơn vị]',
    );
    expect(text).toBe(whole);
  }
});

test('a form changed since the plan was agreed to is not undone by an amendment that does not name it', async () => {
  const { office, confirmed, planId } = await underWay();
  const { officeId } = office;
  const forms = async () => (await runningForms(office.ledger.db, { officeId, planId }))!;
  const [before] = await forms();
  const { requirementId, version } = before!;
  const form = { ...before!.form, indicators: before!.form.indicators.slice(1), phrases: [] };
  taken(
    await office.inOffice(async (scope) =>
      changeForm(scope, { planId, requirementId, form, version, reason: 'Bổ sung' }),
    ),
  );
  const [inForce] = await forms();
  const running = await runningPlan(office.ledger.db, { officeId, planId });
  const next = changed(running!.confirmed!, {
    cycles: [ON_10_JULY, dueOn(day('2026-11-13'), 'autumn')],
  });
  expect(next.forms).not.toEqual(confirmed.forms);
  taken(await amend({ office, planId }, amendedBy(next)));
  const [after] = await forms();
  // Of two duties of one form it has a name of its own.
  expect({ ...after!, form: { ...after!.form, key: form.key } }).toEqual(inForce);
});
