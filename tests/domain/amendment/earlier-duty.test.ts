import { expect, test } from '@jest/globals';
import { proposedEarlier } from '../../../domain/amendment/earlier-duty.js';
import type { ConfirmedRequirement } from '../../../domain/schemas/confirmed-plan.js';
import { BEFORE_5_JULY, confirmedPlan } from '../../support/office.js';

const [REPORT] = confirmedPlan(['a'], [{ cycles: [BEFORE_5_JULY] }]).requirements;

function duty(nth: number, change: Partial<ConfirmedRequirement>): ConfirmedRequirement {
  return {
    ...REPORT!,
    about: `obligations[${String(nth)}]`,
    recipients: ['Công an tỉnh'],
    ...change,
  };
}

test('of two duties of a paper only that of the same agencies takes the place of the one that runs', () => {
  const running = [duty(0, { agencyIds: ['xã', 'phường'] })];
  const communes = duty(5, { agencyIds: ['phường'] });
  const departments = duty(4, { agencyIds: ['sở'] });
  expect([...proposedEarlier([departments, communes], running)]).toEqual([
    ['obligations[5]', 'obligations[0]'],
  ]);
});

test('no two take one place: the more alike has it, the other is new', () => {
  const running = [duty(0, { owedBy: ['UBND các xã'] })];
  const vague = duty(4, { owedBy: ['các địa phương'] });
  const exact = duty(5, { owedBy: ['UBND các xã'] });
  expect([...proposedEarlier([vague, exact], running)]).toEqual([
    ['obligations[5]', 'obligations[0]'],
  ]);
});

test('nothing is proposed between another kind, or where two are as likely', () => {
  expect(proposedEarlier([duty(4, { what: 'list' })], [duty(0, {})]).size).toBe(0);
  expect(proposedEarlier([duty(4, {})], [duty(0, {}), duty(1, {})]).size).toBe(0);
});
