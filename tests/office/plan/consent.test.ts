import { describe, expect, test } from '@jest/globals';
import { day } from '../../../domain/day.js';
import type { ConfirmedPlan } from '../../../domain/schemas/confirmed-plan.js';
import { changeCalendar } from '../../../office/calendar/change-day.js';
import { confirmPlan, consentPlan, returnPlan } from '../../../office/plan/confirm-and-consent.js';
import { previewStart, startPlan } from '../../../office/plan/start.js';
import { createRehearsal } from '../../../office/rehearsal/create.js';
import { planDetail, planReview } from '../../../office/plan/plan-views.js';
import { uploadPlan } from '../../../office/plan/upload.js';
import { EMPTY_DRAFT } from '../../support/confirmation.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  local,
  makeOffice,
  taken,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

const uploaded = async ({ inOffice }: TestOffice): Promise<string> =>
  taken(
    await inOffice(async (scope) =>
      uploadPlan(scope, {
        fileName: 'ke-hoach.docx',
        bytes: Buffer.from('x'),
        text: 'x',
        draft: EMPTY_DRAFT,
      }),
    ),
  ).planId;

const confirm = ({ inOffice }: TestOffice, planId: string, confirmed: ConfirmedPlan) =>
  inOffice(async (scope) => confirmPlan(scope, { planId, confirmed }));
const consent = ({ inOffice, staff }: TestOffice, planId: string, seen?: string | null) =>
  inOffice(async (scope) => consentPlan(scope, { planId, staffId: staff.approver, seen }));
const seenOf = async ({ officeId }: TestOffice, planId: string) => {
  const { db } = world.ledger;
  const detail = await planDetail(db, { officeId, planId, now: world.clock.now() });
  const review = await planReview(db, { officeId, planId });
  // Both pages show the same plan: an act from either is about the same.
  expect(detail?.seen).toBe(review?.seen);
  return detail?.seen ?? null;
};
const storedOf = async (planId: string) =>
  (
    await world.ledger.db
      .selectFrom('plan_version')
      .select('confirmed')
      .where('plan_id', '=', planId)
      .executeTakeFirstOrThrow()
  ).confirmed!;

async function waiting() {
  const office = await makeOffice(world, { agencies: [{}, {}, {}] });
  const planId = await uploaded(office);
  const first = confirmedPlan(office.agencyIds.slice(0, 2));
  taken(await confirm(office, planId, first));
  return { office, planId, first };
}

describe('consent', () => {
  test('is to what was shown: a list confirmed in between is refused, the new one agreed to', async () => {
    const { office, planId } = await waiting();
    const looked = await seenOf(office, planId);
    taken(await confirm(office, planId, confirmedPlan(office.agencyIds)));
    expect(await consent(office, planId, looked)).toMatchObject({ error: 'PLAN_CHANGED' });
    // Who does not say what he saw may have seen the first one.
    expect(await consent(office, planId)).toMatchObject({ error: 'PLAN_CHANGED' });
    const again = await seenOf(office, planId);
    expect(again).not.toBe(looked);
    taken(await consent(office, planId, again));
    const { details } = await world.ledger.db
      .selectFrom('audit')
      .select('details')
      .where('subject', '=', `plan:${planId}`)
      .where('act', '=', 'consentPlan')
      .executeTakeFirstOrThrow();
    expect(details).toEqual({ version: 1, content: again });
  });

  test('stands when the very same was confirmed once more, whether the caller says what he saw or not', async () => {
    const { office, planId, first } = await waiting();
    const looked = await seenOf(office, planId);
    taken(await confirm(office, planId, first));
    expect(await seenOf(office, planId)).toBe(looked);
    taken(await consent(office, planId));
  });

  test('is not to a list whose agency has been renamed since', async () => {
    const { office, planId } = await waiting();
    const looked = await seenOf(office, planId);
    await world.ledger.db
      .updateTable('agency')
      .set({ name: 'Tên khác' })
      .where('office_id', '=', office.officeId)
      .where('id', '=', office.agencyIds[0]!)
      .execute();
    expect(await consent(office, planId, looked)).toMatchObject({ error: 'PLAN_CHANGED' });
  });

  test('without a mark is open again in a new round, after the list was sent back', async () => {
    const { office, planId } = await waiting();
    taken(await confirm(office, planId, confirmedPlan(office.agencyIds)));
    taken(
      await office.inOffice(async (scope) => returnPlan(scope, { planId, reason: 'Bớt đơn vị' })),
    );
    taken(await confirm(office, planId, confirmedPlan(office.agencyIds.slice(0, 1))));
    taken(await consent(office, planId));
  });

  test('is kept from whoever confirmed, where the office wants two persons', async () => {
    const office = await makeOffice(world, { agencies: [{}], settings: { twoPersons: true } });
    const planId = await uploaded(office);
    taken(await confirm(office, planId, confirmedPlan(office.agencyIds)));
    expect(await consent(office, planId)).toMatchObject({ error: 'SAME_PERSON' });
    const approver = { officeId: office.officeId, actor: `staff:${office.staff.approver}` };
    taken(
      await world.ledger.inOffice(approver, async (scope) =>
        consentPlan(scope, { planId, staffId: office.staff.approver }),
      ),
    );
  });

  test('before anything was confirmed has nothing to agree to', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    const planId = await uploaded(office);
    expect(await seenOf(office, planId)).toBeNull();
    expect(await consent(office, planId)).toMatchObject({ error: 'PLAN_STATE' });
  });
});

describe('a start', () => {
  const ruled = {
    ...BEFORE_5_JULY,
    rule: { boundary: 'before_day' as const, time: null, point: null, endOfDueDay: false },
  };
  const agreedTo = async () => {
    const office = await makeOffice(world, { agencies: [{ name: 'Sở Y tế' }, {}] });
    const confirmed = confirmedPlan(office.agencyIds, [{ cycles: [ruled] }]);
    const planId = await uploaded(office);
    taken(await confirm(office, planId, confirmed));
    taken(await consent(office, planId, await seenOf(office, planId)));
    return { office, planId, confirmed };
  };
  const start = ({ inOffice }: TestOffice, planId: string) =>
    inOffice(async (scope) => startPlan(scope, { planId, publicUrlProblem: null }));
  const problemsOf = async ({ inOffice }: TestOffice, planId: string) =>
    taken(await inOffice(async (scope) => previewStart(scope, { planId }))).problems;
  const askAgain = async (office: TestOffice, planId: string, confirmed: ConfirmedPlan) => {
    const back = { planId, reason: 'Danh bạ đã thay đổi' };
    taken(await office.inOffice(async (scope) => returnPlan(scope, back)));
    taken(await confirm(office, planId, confirmed));
    taken(await consent(office, planId, await seenOf(office, planId)));
  };
  const set = async (office: TestOffice, change: object) => {
    await world.ledger.db
      .updateTable('agency')
      .set(change)
      .where('office_id', '=', office.officeId)
      .where('id', '=', office.agencyIds[0]!)
      .execute();
  };

  test.each([{ binding: false }, { standing: true }, { name: 'Sở Y tế (mới)' }])(
    'with an agency that is %j since is refused until the approver agrees to that',
    async (change) => {
      const { office, planId, confirmed } = await agreedTo();
      expect(await problemsOf(office, planId)).toEqual([]);
      await set(office, change);
      const names = { agencies: ['name' in change ? change.name : 'Sở Y tế'] };
      const refused = { error: 'AGREED_TO_OTHER_AGENCIES', details: names };
      expect(await problemsOf(office, planId)).toMatchObject([refused]);
      expect(await start(office, planId)).toMatchObject(refused);
      await askAgain(office, planId, confirmed);
      taken(await start(office, planId));
    },
  );

  test('with a due day that the calendar has moved since is refused until the approver agrees to the new one', async () => {
    const { office, planId, confirmed } = await agreedTo();
    const row = { kind: 'swap_off' as const, confirmed: true, name: 'Nghỉ', source: null };
    const friday = { day: day('2026-07-03'), row };
    taken(await office.inOffice(async (scope) => changeCalendar(scope, friday)));
    const refused = {
      error: 'AGREED_TO_OTHER_DAYS',
      details: { phrases: [BEFORE_5_JULY.duePhrase] },
    };
    expect(await problemsOf(office, planId)).toMatchObject([refused]);
    expect(await start(office, planId)).toMatchObject(refused);
    // A rehearsal asks nobody: it shows the days as they would be.
    const { officeId } = office;
    taken(
      await createRehearsal(world.ledger, {
        ...{ officeId, planId, seed: 1, secondsPerDay: 0, actor: 'system' },
      }),
    );
    await askAgain(office, planId, confirmed);
    taken(await start(office, planId));
    const { target_at } = await world.ledger.db
      .selectFrom('cycle')
      .select('target_at')
      .where('office_id', '=', officeId)
      .executeTakeFirstOrThrow();
    expect(target_at).toBe(local('2026-07-02T17:00'));
  });

  test('of a consent from before the list was kept takes the list as it is', async () => {
    const { office, planId } = await agreedTo();
    await world.ledger.db
      .updateTable('plan_version')
      .set({ agreed_agencies: null })
      .where('plan_id', '=', planId)
      .execute();
    await set(office, { binding: false });
    taken(await start(office, planId));
  });
});

describe('a confirmation', () => {
  test('has its clocks from the rule and day, whatever instants came with them', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    const planId = await uploaded(office);
    const ruled = {
      ...BEFORE_5_JULY,
      rule: { boundary: 'before_day' as const, time: null, point: null, endOfDueDay: false },
      targetAt: local('2026-09-01T17:00'),
      overdueAt: local('2027-01-01T00:00'),
    };
    const byHand = { ...dueOn(day('2026-07-10'), 'by-hand'), targetAt: local('2026-07-09T10:00') };
    taken(
      await confirm(office, planId, confirmedPlan(office.agencyIds, [{ cycles: [ruled, byHand] }])),
    );
    const [first, second] = (await storedOf(planId)).requirements[0]!.cycles;
    expect(first).toMatchObject({
      targetAt: local('2026-07-03T17:00'),
      overdueAt: local('2026-07-07T00:00'),
    });
    expect(second).toMatchObject({ targetAt: local('2026-07-09T10:00') });
  });

  test('that cannot be kept is refused with a sentence and changes nothing', async () => {
    const { office, planId, first } = await waiting();
    const before = await storedOf(planId);
    const inverted = { ...BEFORE_5_JULY, overdueAt: local('2026-07-01T00:00') };
    const list = office.agencyIds;
    const refused: readonly (readonly [ConfirmedPlan, string])[] = [
      [confirmedPlan(list, [{ cycles: [inverted] }]), 'DUE_ORDER'],
      [confirmedPlan(list, [{ cycles: [BEFORE_5_JULY, BEFORE_5_JULY] }]), 'CYCLE_KEY_TWICE'],
      [confirmedPlan([...list, 'nobody']), 'AGENCY_UNKNOWN'],
      [confirmedPlan([]), 'NO_AGENCIES'],
      [{ ...first, requirements: [] }, 'NO_REQUIREMENTS'],
      [confirmedPlan([list[0]!], [{ cycles: [BEFORE_5_JULY], owers: [list[1]!] }]), 'NOBODY_OWES'],
    ];
    for (const [confirmed, error] of refused) {
      expect(await confirm(office, planId, confirmed)).toMatchObject({ error });
    }
    expect(await storedOf(planId)).toEqual(before);
    taken(await consent(office, planId));
  });

  test('by ten people who upload at once gives ten codes in a row', async () => {
    const office = await makeOffice(world, { agencies: [] });
    await Promise.all(Array.from({ length: 10 }, async () => uploaded(office)));
    const codes = await world.ledger.db
      .selectFrom('plan')
      .select('code')
      .where('office_id', '=', office.officeId)
      .orderBy('code')
      .execute();
    expect(codes.map(({ code }) => code)).toEqual(
      Array.from({ length: 10 }, (_, index) => `KH-${String(index + 1).padStart(3, '0')}`),
    );
  });
});
