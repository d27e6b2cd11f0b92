import { expect, test } from '@jest/globals';
import { pausePlan } from '../../../office/plan/pause-and-cancel.js';
import { timelineOf } from '../../../office/obligation/timeline.js';
import { agencyStory } from '../../../office/story/agency-story.js';
import { dossier } from '../../../office/story/dossier.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { makeOffice, obligationsOf, startedPlan, taken } from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

/** What the story of the agency, its dossier and the page of its duty say of the mails that wait. */
async function saidOf(office: TestOffice) {
  const [duty] = await obligationsOf(office);
  return office.inOffice(async (scope) => {
    const story = (await agencyStory(scope, duty!.agency_id))!;
    const ofDuty = (await timelineOf(scope, duty!.id)).flatMap((entry) =>
      entry.kind === 'notice' ? [{ story: entry.story, why: entry.explanation }] : [],
    );
    const ofAgency = story.entries.flatMap((entry) =>
      entry.kind === 'mail' ? [{ story: entry.story, why: entry.why }] : [],
    );
    return { ofDuty, ofAgency, onPaper: JSON.stringify(dossier(scope, story, null).blocks) };
  });
}

test('a mail that waits is told alike on the page of its duty, in the story of its agency and in its dossier', async () => {
  const office = await makeOffice(world, { agencies: [{ name: 'Sở A' }] });
  const plan = await startedPlan(office);
  await office.wave();
  const its = await saidOf(office);
  expect(its.ofAgency).toEqual([{ story: 'planned', why: 'Đang chờ đến lượt gửi.' }]);
  expect(its.ofAgency).toEqual(its.ofDuty);

  await world.ledger.db
    .insertInto('relay_state')
    .values({ relay: 'live', standing: 'held', reason: '421 4.7.0 busy' })
    .execute();
  const stopped = await saidOf(office);
  expect(stopped.ofAgency).toEqual([
    { story: 'held', why: 'Máy chủ thư đang tạm ngừng nhận thư: 421 4.7.0 busy.' },
  ]);
  expect(stopped.ofAgency).toEqual(stopped.ofDuty);
  expect(stopped.onPaper).toContain('Máy chủ thư đang tạm ngừng nhận thư: 421 4.7.0 busy.');
  await world.ledger.db.deleteFrom('relay_state').execute();

  taken(
    await office.inOffice((scope) =>
      pausePlan(scope, { planId: plan.planId, reason: 'Chờ ý kiến lãnh đạo' }),
    ),
  );
  const paused = await saidOf(office);
  expect(paused.ofAgency).toMatchObject([{ why: expect.stringContaining('tạm dừng') }]);
  expect(paused.ofAgency).toEqual(paused.ofDuty);
});
