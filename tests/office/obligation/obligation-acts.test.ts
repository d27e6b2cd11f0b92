import { saveDraft } from '../../../office/collection/draft.js';
import { describe, expect, test } from '@jest/globals';
import { wholeText } from '../../../mail/shared-text.js';
import { sql } from 'kysely';
import { releaseToHeads } from '../../../office/cycle/cycle.js';
import {
  acceptReport,
  claimSent,
  confirmClaims,
  decideExtension,
  logCall,
  receiptCode,
  rejectClaim,
  reopenReport,
  requestExtension,
  returnReport,
  setDue,
  submitReport,
  waive,
  withdrawOnTime,
} from '../../../office/collection/obligation-acts.js';
import { bulkSummary, doBulk } from '../../../office/bulk/bulk-acts.js';
import { toDoPage } from '../../../office/to-do/to-do.js';
import { day } from '../../../domain/day.js';
import type { StaffRole } from '../../../domain/staff-role.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
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

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

/** A started plan of some agencies whose assignment has gone out. */
async function underWay(agencies = 2) {
  const office = await makeOffice(world, {
    agencies: Array.from({ length: agencies }, () => ({})),
  });
  const plan = await startedPlan(office);
  await office.wave();
  await office.send();
  await office.send('post');
  const obligations = await obligationsOf(office);
  return { office, plan, cycleId: plan.cycleIds[0]!, ids: obligations.map(({ id }) => id) };
}

const submitted = (office: TestOffice, obligationId: string, content = report()) =>
  office.inOffice(async (scope) => submitReport(scope, { obligationId, content }));
const accepted = (office: TestOffice, obligationId: string) =>
  office.inOffice(async (scope) => acceptReport(scope, { obligationId }));
const claim = (office: TestOffice, obligationId: string) =>
  office.inOffice(async (scope) =>
    claimSent(scope, {
      obligationId,
      documentNumber: '45/BC-SYT',
      documentDate: day('2026-07-03'),
      signer: 'Giám đốc',
      senderName: 'Văn thư',
    }),
  );

async function countOf(table: 'submission' | 'audit' | 'notice', office: TestOffice) {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${sql.table(table)} where office_id = ${office.officeId}`.execute(
    world.ledger.db,
  );
  return rows[0]!.n;
}

describe('a report', () => {
  test('is kept whole as a version, stops the ladder and is confirmed to the mailbox', async () => {
    const { office, ids } = await underWay();
    await office.inOffice(async (scope) =>
      saveDraft(scope, { obligationId: ids[0]!, content: { signer: 'x' } }),
    );
    const done = taken(
      await submitted(office, ids[0]!, report({ figures: { PROP_ATTEND: '1.250' } })),
    );
    expect(done).toEqual({
      version: 1,
      receiptCode: receiptCode(ids[0]!, 1),
      onTime: true,
    });
    expect((await obligationsOf(office))[0]).toMatchObject({
      state: 'submitted',
      version: 1,
      on_time: true,
      next_at: null,
      received_at: local('2026-06-01T09:00'),
    });
    const kept = await world.ledger.db
      .selectFrom('submission')
      .selectAll()
      .where('obligation_id', '=', ids[0]!)
      .executeTakeFirstOrThrow();
    expect(kept).toMatchObject({ figures: { PROP_ATTEND: '1250' }, channel: 'link', version: 1 });
    const drafts = await world.ledger.db
      .selectFrom('form_draft')
      .selectAll()
      .where('obligation_id', '=', ids[0]!)
      .execute();
    expect(drafts).toEqual([]);
    const [receipt] = await office.send('post');
    expect(receipt?.subject).toMatch(/^\[UBND tỉnh Sông Hương\] Đã nhận số liệu báo cáo/);
  });

  test('whose figures are no numbers leaves nothing behind', async () => {
    const { office, ids } = await underWay();
    const before = [await countOf('submission', office), await countOf('audit', office)];
    const refused = await submitted(office, ids[0]!, report({ figures: { PROP_ATTEND: 'nhiều' } }));
    expect(refused).toMatchObject({
      ok: false,
      error: 'FIGURES_INVALID',
      details: { fields: ['PROP_ATTEND'] },
    });
    expect([await countOf('submission', office), await countOf('audit', office)]).toEqual(before);
    expect((await obligationsOf(office))[0]).toMatchObject({ state: 'expected', version: 0 });
  });

  test('after the end of edits is refused', async () => {
    const { office, ids } = await underWay();
    world.clock.to('2026-07-24T17:00');
    expect(await submitted(office, ids[0]!)).toMatchObject({ error: 'CLOSED_FOR_EDITS' });
    expect(await countOf('submission', office)).toBe(0);
  });

  test('that is not the last one tells no workflow; the last one to be accepted does', async () => {
    const { office, ids, cycleId } = await underWay(2);
    const before = await pokesOf(office, cycleId);
    // With its document: a half that is still to come is asked for, and somebody has to wake for it.
    const whole = report({ documentNumber: '12/BC-UBND' });
    taken(await submitted(office, ids[0]!, whole));
    taken(await accepted(office, ids[0]!));
    taken(await submitted(office, ids[1]!, whole));
    expect(await pokesOf(office, cycleId)).toBe(before);
    taken(await accepted(office, ids[1]!));
    expect(await pokesOf(office, cycleId)).toBe(before + 1);
  });

  test('whose document is still to come wakes the workflow for it once', async () => {
    const { office, ids, cycleId } = await underWay(2);
    const before = await pokesOf(office, cycleId);
    taken(await submitted(office, ids[0]!));
    const once = await pokesOf(office, cycleId);
    expect(once).toBeLessThanOrEqual(before + 1);
    taken(await submitted(office, ids[1]!));
    expect(await pokesOf(office, cycleId)).toBe(once);
  });

  test('is refused in an office that is not its own', async () => {
    const { ids } = await underWay();
    const stranger = await makeOffice(world, { agencies: [{}] });
    expect(await submitted(stranger, ids[0]!)).toMatchObject({ error: 'NOT_FOUND' });
    expect(await accepted(stranger, ids[0]!)).toMatchObject({ error: 'NOT_FOUND' });
  });
});

describe('two people at once', () => {
  test('on one report: one accepts, the other hears that it is done', async () => {
    const { office, ids } = await underWay(1);
    taken(await submitted(office, ids[0]!));
    const results = await Promise.all([accepted(office, ids[0]!), accepted(office, ids[0]!)]);
    expect(results.map((result) => (result.ok ? 'ok' : result.error)).sort()).toEqual([
      'ALREADY_ACCEPTED',
      'ok',
    ]);
  });

  test('sending two reports leaves two versions, none lost', async () => {
    const { office, ids } = await underWay(1);
    const results = await Promise.all([submitted(office, ids[0]!), submitted(office, ids[0]!)]);
    expect(results.map((result) => (result.ok ? result.value.version : 0)).sort()).toEqual([1, 2]);
  });

  test('on many agencies of one cycle follow each other without an error', async () => {
    const { office, ids } = await underWay(8);
    const results = await Promise.all(ids.map(async (id) => submitted(office, id)));
    expect(results.every(({ ok }) => ok)).toBe(true);
  });
});

/** How many statements reconciling some claims takes. */
async function statementsOf(office: TestOffice, obligationIds: readonly string[]): Promise<number> {
  return office.inOffice(async (scope) => {
    let statements = 0;
    const counted = {
      ...scope,
      trx: scope.trx.withPlugin({
        transformQuery: ({ node }) => {
          statements += 1;
          return node;
        },
        transformResult: async ({ result }) => result,
      }),
    };
    taken(await confirmClaims(counted, { obligationIds, arrivedOn: day('2026-06-01') }));
    return statements;
  });
}

describe('a claim', () => {
  test('stops the ladder; reconciled, the document counts from the claim', async () => {
    const { office, ids } = await underWay(1);
    world.clock.to('2026-07-06T15:00');
    taken(await claim(office, ids[0]!));
    expect((await obligationsOf(office))[0]).toMatchObject({ state: 'claimed', next_at: null });
    world.clock.to('2026-07-09T10:00');
    const arrivedOn = day('2026-07-06');
    const done = await office.inOffice(async (scope) =>
      confirmClaims(scope, { obligationIds: ids, arrivedOn }),
    );
    expect(taken(done)).toEqual({ confirmed: 1 });
    expect((await obligationsOf(office))[0]).toMatchObject({
      state: 'submitted',
      on_time: true,
      first_received_at: local('2026-07-06T15:00'),
    });
    const kept = await world.ledger.db
      .selectFrom('submission')
      .selectAll()
      .where('obligation_id', '=', ids[0]!)
      .executeTakeFirstOrThrow();
    expect(kept).toMatchObject({
      channel: 'document-system',
      document_number: '45/BC-SYT',
      document_date: '2026-07-03',
    });
  });

  test('whose document came days later counts from the day it came', async () => {
    const { office, ids } = await underWay(1);
    world.clock.to('2026-07-03T15:00');
    taken(await claim(office, ids[0]!));
    world.clock.to('2026-07-09T18:00');
    const arrivedOn = day('2026-07-09');
    taken(
      await office.inOffice(async (scope) =>
        confirmClaims(scope, { obligationIds: ids, arrivedOn }),
      ),
    );
    expect((await obligationsOf(office))[0]).toMatchObject({
      on_time: false,
      first_received_at: local('2026-07-09T17:00'),
    });
  });

  test('keeps the document it names in a row of its own, and what was decided of it', async () => {
    const { office, ids } = await underWay(2);
    world.clock.to('2026-07-01T09:00');
    taken(await claim(office, ids[0]!));
    taken(await claim(office, ids[1]!));
    taken(
      await office.inOffice(async (scope) =>
        rejectClaim(scope, { obligationId: ids[1]!, reason: 'Không thấy văn bản' }),
      ),
    );
    taken(await claim(office, ids[1]!));
    taken(
      await office.inOffice(async (scope) =>
        confirmClaims(scope, { obligationIds: ids, arrivedOn: day('2026-07-01') }),
      ),
    );
    const claims = await world.ledger.db
      .selectFrom('claim')
      .select(['obligation_id', 'state', 'document_number', 'signer', 'reason', 'arrived_at'])
      .where('office_id', '=', office.officeId)
      .orderBy('claimed_at')
      .orderBy('state', 'desc')
      .execute();
    const named = { document_number: '45/BC-SYT' };
    expect(claims.filter(({ obligation_id }) => obligation_id === ids[1]!)).toMatchObject([
      { ...named, state: 'rejected', reason: 'Không thấy văn bản', arrived_at: null },
      { ...named, state: 'confirmed', reason: null, arrived_at: local('2026-07-01T09:00') },
    ]);
  });

  test('reconciled for a day to come is refused, and nothing is confirmed', async () => {
    const { office, ids } = await underWay(2);
    world.clock.to('2026-07-01T09:00');
    taken(await claim(office, ids[0]!));
    const done = await office.inOffice(async (scope) =>
      confirmClaims(scope, { obligationIds: ids, arrivedOn: day('2026-07-02') }),
    );
    expect(done).toMatchObject({ ok: false, error: 'DAY_INVALID' });
    expect((await obligationsOf(office))[0]).toMatchObject({ state: 'claimed' });
  });

  test('reconciled with two hundred others takes a few statements, not some for each', async () => {
    const { office, ids } = await underWay(40);
    for (const id of ids) taken(await claim(office, id));
    const few = await statementsOf(office, ids.slice(0, 2));
    const many = await statementsOf(office, ids.slice(2));
    expect(many).toBeLessThanOrEqual(few + 2);
  });

  test('reconciled in bulk passes over what is no claim', async () => {
    const { office, ids } = await underWay(3);
    taken(await claim(office, ids[1]!));
    const done = await office.inOffice(async (scope) =>
      confirmClaims(scope, { obligationIds: ids, arrivedOn: day('2026-06-01') }),
    );
    expect(taken(done)).toEqual({ confirmed: 1 });
  });

  test('rejected, the ladder goes on with what is still to come, nothing at once', async () => {
    const { office, ids } = await underWay(1);
    world.clock.to('2026-07-01T08:00');
    await office.wave();
    await office.send();
    taken(await claim(office, ids[0]!));
    world.clock.to('2026-07-02T09:00');
    taken(
      await office.inOffice(async (scope) =>
        rejectClaim(scope, { obligationId: ids[0]!, reason: 'Không thấy văn bản' }),
      ),
    );
    expect((await obligationsOf(office))[0]).toMatchObject({
      state: 'expected',
      epoch: 1,
      next_rung: 'lastDay',
      next_at: local('2026-07-03T08:00'),
    });
    taken(await claim(office, ids[0]!));
    const claims = (await noticesOf(office, 'event')).filter(({ name }) => name === 'claimed');
    expect(claims).toHaveLength(2);
  });
});

describe('what a person decides', () => {
  test('a return arms the ladder anew for its day and pokes the workflow', async () => {
    const { office, ids, cycleId } = await underWay(1);
    world.clock.to('2026-07-02T10:00');
    taken(await submitted(office, ids[0]!));
    const before = await pokesOf(office, cycleId);
    taken(
      await office.inOffice(async (scope) =>
        returnReport(scope, {
          obligationId: ids[0]!,
          reason: 'Thiếu biểu số liệu',
          newDueDay: day('2026-07-10'),
        }),
      ),
    );
    expect((await obligationsOf(office))[0]).toMatchObject({
      state: 'returned',
      epoch: 1,
      reached: null,
      next_rung: 'prepare',
      next_at: local('2026-07-03T08:00'),
      target_at: local('2026-07-10T17:00'),
      overdue_at: local('2026-07-11T00:00'),
      original_overdue_at: local('2026-07-07T00:00'),
      on_time: true,
    });
    expect(await pokesOf(office, cycleId)).toBeGreaterThan(before);
    expect((await noticesOf(office, 'event')).at(-1)).toMatchObject({ name: 'returned', epoch: 1 });
  });

  test('a day moved close by does not fire the rungs that lie behind it', async () => {
    const { office, ids } = await underWay(1);
    world.clock.to('2026-07-02T10:00');
    taken(
      await office.inOffice(async (scope) =>
        setDue(scope, { obligationId: ids[0]!, day: day('2026-07-06'), reason: 'Bão' }),
      ),
    );
    expect((await obligationsOf(office))[0]).toMatchObject({
      next_rung: 'lastDay',
      next_at: local('2026-07-06T08:00'),
    });
    expect((await office.wave()).rungs).toEqual({});
  });

  test('an extension is asked for, granted for another day and keeps the first clock', async () => {
    const { office, ids } = await underWay(1);
    const ask = async (wantedDay: string) =>
      office.inOffice(async (scope) =>
        requestExtension(scope, {
          obligationId: ids[0]!,
          wantedDay: day(wantedDay),
          reason: 'Chờ số liệu',
          requestedBy: 'Văn thư',
        }),
      );
    expect(await ask('2026-07-06')).toMatchObject({ error: 'DUE_NOT_LATER' });
    // The report upward is due before the day that is wanted: that day is not the officer's to give.
    await office.ledger.db
      .updateTable('cycle')
      .set({ onward_target_at: local('2026-07-10T17:00') })
      .where('office_id', '=', office.officeId)
      .execute();
    const { extensionId } = taken(await ask('2026-07-15'));
    const { officer, approver } = office.staff;
    const told = (await noticesOf(office, 'desk')).filter(({ name }) => name === 'extensionAsked');
    expect(told.map(({ key }) => key.split('/').at(-1)).sort()).toEqual([officer, approver].sort());
    const waits = async (staffId: string, role: StaffRole) =>
      (
        await toDoPage(office.ledger.db, {
          ...{ officeId: office.officeId, staffId, roles: [role], now: office.clock.now() },
        })
      ).toDos.map(({ what, n }) => [what, n]);
    expect(await waits(approver, 'approver')).toContainEqual(['leadersExtensions', 1]);
    expect(await waits(officer, 'officer')).toContainEqual(['extensions', 1]);
    const decide = async (byApprover: boolean) =>
      office.inOffice(async (scope) =>
        decideExtension(scope, {
          ...{ extensionId, grantedDay: day('2026-07-13'), answer: 'Đồng ý', byApprover },
        }),
      );
    expect(await decide(false)).toMatchObject({ error: 'DUE_AFTER_ONWARD' });
    const act = { name: 'extend', day: day('2026-07-13'), reason: 'Bão' } as const;
    for (const [byApprover, outcome] of [
      [false, { code: 'DUE_AFTER_ONWARD' }],
      [true, { kind: 'will' }],
    ] as const) {
      const asked = { act, obligationIds: ids, byApprover };
      const [line] = taken(await office.inOffice((scope) => bulkSummary(scope, asked)));
      expect(line?.outcome).toMatchObject(outcome);
    }
    taken(await decide(true));
    expect(await decide(true)).toMatchObject({ error: 'ALREADY_DONE' });
    expect((await obligationsOf(office))[0]).toMatchObject({
      granted_day: '2026-07-13',
      due_day: '2026-07-13',
      overdue_at: local('2026-07-14T00:00'),
      original_overdue_at: local('2026-07-07T00:00'),
      epoch: 1,
    });
  });

  test('an extension refused changes nothing but is answered', async () => {
    const { office, ids } = await underWay(1);
    const [before] = await obligationsOf(office);
    const { extensionId } = taken(
      await office.inOffice(async (scope) =>
        requestExtension(scope, {
          obligationId: ids[0]!,
          wantedDay: day('2026-07-15'),
          reason: 'Chờ số liệu',
          requestedBy: 'Văn thư',
        }),
      ),
    );
    taken(
      await office.inOffice(async (scope) =>
        decideExtension(scope, { extensionId, grantedDay: null, answer: 'Không thể' }),
      ),
    );
    expect((await obligationsOf(office))[0]).toEqual(before);
    expect((await noticesOf(office, 'event')).at(-1)?.name).toBe('extensionRefused');
    const told = await world.ledger.db
      .selectFrom('audit')
      .leftJoin('reason', (join) =>
        join
          .onRef('reason.office_id', '=', 'audit.office_id')
          .on(sql<boolean>`reason.id::text = audit.details ->> 'reasonId'`),
      )
      .select(['audit.act', 'audit.subject', 'audit.actor', 'reason.text'])
      .where('audit.office_id', '=', office.officeId)
      .orderBy('audit.ordinal', 'desc')
      .executeTakeFirst();
    expect(told).toEqual({
      act: 'refuseExtension',
      subject: `obligation:${ids[0]!}`,
      actor: 'staff:test',
      text: 'Không thể',
    });
  });

  test('a waiver ends the ladder, taking it back begins it again', async () => {
    const { office, ids } = await underWay(2);
    const reason = 'Sáp nhập';
    taken(await office.inOffice(async (scope) => waive(scope, { obligationId: ids[0]!, reason })));
    expect((await obligationsOf(office))[0]).toMatchObject({ state: 'waived', next_at: null });
    taken(
      await office.inOffice(async (scope) =>
        reopenReport(scope, { obligationId: ids[0]!, reason }),
      ),
    );
    expect((await obligationsOf(office))[0]).toMatchObject({
      state: 'expected',
      next_rung: 'prepare',
    });
  });

  test('who was freed and is asked again hears so at once, with the day in the calendar', async () => {
    const { office, ids } = await underWay(1);
    const obligationId = ids[0]!;
    const turn = async () => {
      taken(
        await office.inOffice(async (scope) => waive(scope, { obligationId, reason: 'Sáp nhập' })),
      );
      const [freed] = await office.send('post');
      taken(
        await office.inOffice(async (scope) =>
          reopenReport(scope, { obligationId, reason: 'Vẫn phải báo cáo' }),
        ),
      );
      return [freed, ...(await office.send('post'))];
    };
    for (let nth = 0; nth < 2; nth += 1) {
      const [freed, again, ...more] = await turn();
      expect(freed?.ics.map(({ method }) => method)).toEqual(['CANCEL']);
      expect(again?.subject).toMatch(/^\[.*\] Đề nghị gửi .* \(thay thông báo trước\)$/);
      expect(again?.text).toContain('Vẫn phải báo cáo');
      expect(again?.ics.map(({ method }) => method)).toEqual(['REQUEST']);
      expect(more).toEqual([]);
    }
  });

  test('returned with a new day, the calendar has that day, though the receipt had cancelled it', async () => {
    const { office, ids } = await underWay(1);
    const obligationId = ids[0]!;
    taken(await submitted(office, obligationId));
    const [receipt] = await office.send('post');
    expect(receipt?.ics.map(({ method }) => method)).toEqual(['CANCEL']);
    taken(
      await office.inOffice(async (scope) =>
        returnReport(scope, { obligationId, reason: 'Thiếu biểu', newDueDay: day('2026-07-10') }),
      ),
    );
    const [back] = await office.send('post');
    expect(wholeText(back?.ics[0]?.content ?? '')).toContain('DTEND:20260710T100000Z');
    expect(back?.ics.map(({ method }) => method)).toEqual(['REQUEST']);
  });

  test('an extension asked for is told to the officer at once, and mails say that it is not decided', async () => {
    const { office, ids } = await underWay(1);
    office.clock.to('2026-07-02T15:00');
    taken(
      await office.inOffice(async (scope) =>
        requestExtension(scope, {
          obligationId: ids[0]!,
          reason: 'Chờ số liệu',
          requestedBy: 'Văn thư',
          wantedDay: day('2026-07-10'),
        }),
      ),
    );
    const [told, ...others] = await office.send('post');
    expect(others).toEqual([]);
    expect(told?.to.address).toBe('officer@songhuong.example');
    expect(told?.subject).toContain('đề nghị gia hạn');
    expect(told?.text).toContain('Chờ số liệu');
    expect(told?.text).toContain(`/obligations/${ids[0]!}`);
    office.clock.to('2026-07-03T08:00');
    await office.wave();
    const [lastDay] = await office.send();
    expect(lastDay?.text).toContain('ang xem xét gia hạn đến hết ngày 10/7/2026');
  });

  test('the mark "on time" withdrawn leaves the day of acceptance alone', async () => {
    const { office, ids } = await underWay(2);
    taken(await submitted(office, ids[0]!));
    world.clock.to('2026-06-03T10:00');
    taken(await accepted(office, ids[0]!));
    world.clock.to('2026-06-05T10:00');
    taken(
      await office.inOffice(async (scope) =>
        withdrawOnTime(scope, { obligationId: ids[0]!, reason: 'Không phải báo cáo' }),
      ),
    );
    expect((await obligationsOf(office))[0]).toMatchObject({
      state: 'accepted',
      on_time: null,
      accepted_at: local('2026-06-03T10:00'),
    });
  });

  test('letting the heads be written to pokes and gives the overdue their next rung', async () => {
    const { office, cycleId } = await underWay(1);
    world.clock.to('2026-07-07T08:00');
    await office.wave();
    await office.send();
    expect((await obligationsOf(office))[0]).toMatchObject({ reached: 'overdue', next_at: null });
    const before = await pokesOf(office, cycleId);
    taken(await office.inOffice(async (scope) => releaseToHeads(scope, { cycleId })));
    expect(await pokesOf(office, cycleId)).toBe(before + 1);
    expect((await obligationsOf(office))[0]).toMatchObject({
      next_rung: 'toHead',
      next_at: local('2026-07-08T08:00'),
    });
    expect(
      await office.inOffice(async (scope) => releaseToHeads(scope, { cycleId })),
    ).toMatchObject({ error: 'ALREADY_DONE' });
  });

  test('a call is noted with the day promised and leaves its mark in the audit', async () => {
    const { office, ids } = await underWay(1);
    const before = await countOf('audit', office);
    taken(
      await office.inOffice(async (scope) =>
        logCall(scope, {
          obligationId: ids[0]!,
          staffId: office.staff.officer,
          answered: 'Hẹn gửi',
          promisedDay: day('2026-07-08'),
        }),
      ),
    );
    expect(await countOf('audit', office)).toBe(before + 1);
  });
});

test('an audit row holds no name, address or figure', async () => {
  const { office, ids } = await underWay(1);
  taken(await submitted(office, ids[0]!, report({ senderName: 'Trần Văn Mẫu' })));
  const rows = await world.ledger.db
    .selectFrom('audit')
    .select(['act', 'subject', 'details', 'actor'])
    .where('office_id', '=', office.officeId)
    .execute();
  const text = JSON.stringify(rows);
  expect(rows.map(({ act }) => act)).toContain('submit');
  expect(text).not.toContain('Mẫu');
  expect(text).not.toContain('@');
  // Ids and hashes have such digits by chance.
  expect(text.replace(/[0-9a-f-]{36,64}/g, '')).not.toContain('120');
});

describe('acts at once', () => {
  type Act = Parameters<typeof bulkSummary>[1]['act'];
  const kinds = (lines: readonly { duty: { row: { id: string } }; outcome: object }[]) =>
    new Map(
      lines.map(({ duty, outcome }) => [
        duty.row.id,
        'code' in outcome ? outcome.code : 'kind' in outcome ? outcome.kind : null,
      ]),
    );
  const shown = async (office: TestOffice, act: Act, obligationIds: readonly string[]) =>
    taken(await office.inOffice((scope) => bulkSummary(scope, { act, obligationIds })));
  const done = async (office: TestOffice, act: Act, lines: Awaited<ReturnType<typeof shown>>) => {
    const of = lines.map(({ duty: { row } }) => ({ obligationId: row.id, changes: row.changes }));
    return kinds(taken(await office.inOffice((scope) => doBulk(scope, { act, shown: of }))));
  };
  const auditOf = async (office: TestOffice, act: string) => {
    const rows = await office.ledger.db
      .selectFrom('audit')
      .select('subject')
      .where('office_id', '=', office.officeId)
      .where('act', '=', act)
      .execute();
    return rows.map(({ subject }) => subject.replace('obligation:', '')).sort();
  };

  test('show each line first, do what can be done, tell what cannot, and do nothing a second time', async () => {
    const { office, ids } = await underWay(4);
    const [none, here, sentBack, changing] = ids as [string, string, string, string];
    for (const id of [here, sentBack, changing]) taken(await submitted(office, id));
    await office.send('post');
    const accept = { name: 'accept' } as const;
    const before = await shown(office, accept, ids);
    expect(kinds(before)).toEqual(
      new Map([
        [none, 'NOTHING_RECEIVED'],
        ...[here, sentBack, changing].map((id) => [id, 'will'] as const),
      ]),
    );
    // Looking at it has done nothing; meanwhile one agency sends a second version.
    expect((await obligationsOf(office)).map(({ state }) => state)).not.toContain('accepted');
    taken(await submitted(office, changing));
    const did = await done(office, accept, before);
    expect(did).toEqual(
      new Map([
        [none, 'NOTHING_RECEIVED'],
        [here, 'will'],
        [sentBack, 'will'],
        [changing, 'CHANGED_MEANWHILE'],
      ]),
    );
    expect(await auditOf(office, 'accept')).toEqual([here, sentBack].sort());
    const mails = await office.send('post');
    // The second version's receipt, and one mail for each report that was taken in.
    expect(mails).toHaveLength(3);

    const again = await done(office, accept, before);
    expect([again.get(here), again.get(sentBack)]).toEqual(['already', 'already']);
    expect(await auditOf(office, 'accept')).toHaveLength(2);
    expect(await office.send('post')).toEqual([]);

    const back = { name: 'return', day: day('2026-07-10'), reason: 'Thiếu mục IV' } as const;
    expect(await done(office, back, await shown(office, back, [here, sentBack]))).toEqual(
      new Map([here, sentBack].map((id) => [id, 'will'])),
    );
    const reasons = await office.ledger.db
      .selectFrom('reason')
      .select('id')
      .where('office_id', '=', office.officeId)
      .where('text', '=', back.reason)
      .execute();
    expect(reasons).toHaveLength(1);
    expect(await auditOf(office, 'return')).toEqual([here, sentBack].sort());
  });

  test('remind each agency once a day, in one mail whatever it owes, and leave out who has sent meanwhile', async () => {
    const { office, ids } = await underWay(3);
    const [first, second, third] = ids as [string, string, string];
    const remind = { name: 'remind' } as const;
    expect([...kinds(await shown(office, remind, ids)).values()]).toEqual([
      ...['TOLD_TODAY', 'TOLD_TODAY', 'TOLD_TODAY'],
    ]);
    office.clock.to('2026-06-10T18:00');
    expect(kinds(await shown(office, remind, [first])).get(first)).toBe('OUTSIDE_HOURS');
    office.clock.to('2026-06-11T10:00');
    await done(office, remind, await shown(office, remind, [first, second]));
    expect(await auditOf(office, 'remindNow')).toEqual([first, second].sort());
    taken(await submitted(office, second));
    const mails = await office.send('post');
    const reminders = mails.filter(({ subject }) => subject.includes('Nhắc gửi'));
    expect(reminders).toHaveLength(1);
    expect(reminders[0]?.text).toContain('trước ngày 05/7/2026');
    const lines = kinds(await shown(office, remind, [first, second, third]));
    expect([...lines.values()].sort()).toEqual(['NOT_OWED', 'already', 'will'].sort());
    // What a person has done is no rung: the ladder goes on from where it stood.
    const rows = await obligationsOf(office);
    expect(rows[0]?.next_rung).toBe(rows[2]?.next_rung);
    expect(rows[0]?.epoch).toBe(0);
  });

  test('give a day to many: who had asked is answered, the others are told; a request is granted as it was made', async () => {
    const { office, ids } = await underWay(3);
    const [asking, quiet, wanting] = ids as [string, string, string];
    for (const obligationId of [asking, wanting]) {
      taken(
        await office.inOffice((scope) =>
          requestExtension(scope, {
            ...{ obligationId, wantedDay: day('2026-07-14'), reason: 'Chờ số liệu' },
            requestedBy: 'Văn thư',
          }),
        ),
      );
    }
    await office.send('post');
    const grant = { name: 'grant' } as const;
    const granted = await done(office, grant, await shown(office, grant, [quiet, wanting]));
    expect(granted).toEqual(
      new Map([
        [quiet, 'NO_EXTENSION_ASKED'],
        [wanting, 'will'],
      ]),
    );
    const extend = { name: 'extend', day: day('2026-07-16'), reason: 'Bão' } as const;
    await done(office, extend, await shown(office, extend, [asking, quiet]));
    const days = await obligationsOf(office);
    expect(days.map((row) => [row.id, row.granted_day])).toEqual([
      [asking, '2026-07-16'],
      [quiet, '2026-07-16'],
      [wanting, '2026-07-14'],
    ]);
    const waiting = await office.ledger.db
      .selectFrom('extension')
      .select('state')
      .where('office_id', '=', office.officeId)
      .execute();
    expect(waiting.map(({ state }) => state)).toEqual(['granted', 'granted']);
    const told = (await noticesOf(office, 'event')).map(({ name, obligation_id: id }) => [
      id,
      name,
    ]);
    expect(told).toEqual(
      expect.arrayContaining([
        [wanting, 'extensionGranted'],
        [asking, 'extensionGranted'],
        [quiet, 'dueMoved'],
      ]),
    );
    expect((await shown(office, extend, [asking]))[0]?.outcome.kind).toBe('already');
  });

  test('reconcile claims, and touch nobody of another office', async () => {
    const { office, ids } = await underWay(2);
    taken(await claim(office, ids[0]!));
    const reconcile = { name: 'reconcile', day: day('2026-06-01') } as const;
    const lines = await shown(office, reconcile, ids);
    expect(await done(office, reconcile, lines)).toEqual(
      new Map([
        [ids[0], 'will'],
        [ids[1], 'NOT_CLAIMED'],
      ]),
    );
    expect((await obligationsOf(office))[0]?.state).toBe('submitted');
    const other = await underWay(1);
    const theirs = { obligationId: other.ids[0]!, changes: 0 };
    expect(await shown(office, reconcile, other.ids)).toEqual([]);
    expect(
      await office.inOffice((scope) => doBulk(scope, { act: reconcile, shown: [theirs] })),
    ).toMatchObject({ error: 'NOT_FOUND' });
  });
});
