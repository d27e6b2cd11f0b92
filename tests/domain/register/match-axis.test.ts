import { expect, test } from '@jest/globals';
import { day, instant } from '../../../domain/day.js';
import { messageKey } from '../../../domain/axis/message-key.js';
import type { AxisHead } from '../../../domain/axis/message.js';
import { outgoingHead } from '../../../domain/axis/outgoing.js';
import { matchMessages } from '../../../domain/register/match-axis.js';
import type { AxisFacts } from '../../../domain/register/match-axis.js';

const awaited = (agency: string, given: object = {}) => ({
  ...{ obligationId: `duty ${agency}`, agencyId: agency, awaits: 'report' as const },
  ...{ number: null, issuedOn: null, signer: null },
  ...given,
});
const FACTS: AxisFacts = {
  agencies: [
    { id: 'mai', name: 'UBND xã Đồng Mai' },
    { id: 'yte', name: 'Sở Y tế' },
    { id: 'other', name: 'Sở Nội vụ' },
  ],
  awaited: [awaited('mai'), awaited('yte')],
  from: day('2026-06-01'),
  planNumber: '15/KH-UBND',
  topics: ['Báo cáo kết quả Tháng hành động phòng chống ma túy'],
  organs: [
    { agencyId: 'mai', organId: '000.01.19.H26' },
    { agencyId: 'yte', organId: '000.00.20.H26' },
  ],
  own: [{ number: '15/KH-UBND', issuedOn: day('2026-05-12'), organIds: ['H26'] }],
};
const PLAN = { organId: 'H26', code: '15/KH-UBND', issuedOn: null, documentId: '' };

const head = ({
  from = { name: 'UBND xã Đồng Mai', organId: '000.01.19.H26' },
  ...given
}: Partial<Omit<AxisHead, 'from'>> & {
  from?: { name: string; organId: string };
} = {}): AxisHead => ({
  ...outgoingHead({
    ...{ number: '45/BC-UBND', issuedOn: day('2026-07-02'), from, to: [], place: 'Đồng Mai' },
    ...{ typeName: 'Báo cáo', subject: 'Báo cáo', signingCapacity: [], signerName: null },
    ...{ dueOn: null, toPlaces: [], pages: null, responseFor: [PLAN], steering: 'reports' },
  }),
  ...given,
});

const judged = (one: AxisHead, facts: Partial<AxisFacts> = {}, message: object = {}) => {
  const brought = { head: one, signed: null, files: 1, isTaken: false, ...message };
  const [found] = matchMessages([brought], {
    facts: { ...FACTS, ...facts },
    arrivedOn: day('2026-07-05'),
  });
  return found && [found.verdict, found.obligationId];
};

test('a report is sure by its sender and what it answers, though nobody said that it was sent', () => {
  expect(judged(head())).toEqual(['sure', 'duty mai']);
  // The id knows the agency whatever name the packet carries.
  expect(judged(head({ from: { name: 'Văn phòng xã', organId: 'H26.19.01' } }))).toEqual([
    ...['sure', 'duty mai'],
  ]);
  expect(judged(head({ from: { name: 'UBND xã Đồng Mai', organId: '' } }))).toEqual([
    ...['sure', 'duty mai'],
  ]);
});

test('what one of the two ways does not confirm is for a person to look at', () => {
  const named = { subject: 'Báo cáo kết quả Tháng hành động phòng chống ma túy' };
  expect(judged(head({ responseFor: [{ ...PLAN, organId: 'G01' }] }))).toEqual([
    ...['likely', 'duty mai'],
  ]);
  expect(judged(head({ responseFor: [], ...named }))).toEqual(['likely', 'duty mai']);
  expect(judged(head({ responseFor: [] }))).toEqual(['doubtful', 'duty mai']);
  expect(judged(head({ responseFor: [], steering: '1', ...named }))).toEqual([
    ...['doubtful', 'duty mai'],
  ]);
  expect(judged(head({ from: { name: 'Sở Y tế', organId: '000.01.19.H26' } }))).toEqual([
    ...['doubtful', 'duty mai'],
  ]);
  expect(judged(head({ business: '3' }))).toEqual(['doubtful', 'duty mai']);
  expect(judged(head(), {}, { files: 0 })).toEqual(['doubtful', 'duty mai']);
});

test('what is no report of this cycle is taken for nobody’s', () => {
  const nobody = ['nobody', null];
  expect(judged(head({ responseFor: [], steering: '1' }))).toEqual(nobody);
  expect(judged(head({ responseFor: [{ ...PLAN, code: '90/KH-UBND' }] }))).toEqual(nobody);
  expect(judged(head({ business: '1' }))).toEqual(nobody);
  expect(judged(head({ from: { name: 'Sở Nội vụ', organId: '' } }))).toEqual(nobody);
  expect(judged(head({ from: { name: 'Bộ Nội vụ', organId: 'G09' } }))).toEqual(nobody);
  expect(judged(head(), { awaited: [awaited('mai', { awaits: 'nothing' })] })).toEqual(nobody);
  expect(judged(head(), { from: day('2026-07-06') })).toEqual(nobody);
});

test('a claim is sure by its number, and doubtful where the message says another', () => {
  const claim = (number: string | null) => ({
    awaited: [awaited('mai', { awaits: 'claim', number })],
  });
  expect(judged(head({ responseFor: [] }), claim('045/BC-UBND'))).toEqual(['sure', 'duty mai']);
  expect(judged(head(), claim(null))).toEqual(['sure', 'duty mai']);
  expect(judged(head(), claim('46/BC-UBND'))).toEqual(['doubtful', 'duty mai']);
  expect(
    judged(head({ responseFor: [{ ...PLAN, code: '90/KH-UBND' }] }), claim('45/BC-UBND')),
  ).toEqual(['doubtful', 'duty mai']);
});

test('the day of the last trace counts where it can be true, and a message taken before changes nothing', () => {
  const arrival = (at: string) => {
    const trace = [{ organId: 'H26', at: instant(at) }];
    const brought = { head: head({ trace }), signed: null, files: 1, isTaken: false };
    const [found] = matchMessages([brought], { facts: FACTS, arrivedOn: day('2026-07-05') });
    return [found?.row.arrivedOn, found?.byTrace];
  };
  expect(arrival('2026-07-03T09:00:00+07:00')).toEqual(['2026-07-03', true]);
  expect(arrival('2026-07-01T09:00:00+07:00')).toEqual(['2026-07-05', false]);
  expect(arrival('2026-07-06T09:00:00+07:00')).toEqual(['2026-07-05', false]);
  expect(judged(head(), {}, { isTaken: true })).toEqual(['received', 'duty mai']);
});

test('of two messages for one duty one stays sure; each is known by its sender and id', () => {
  const brought = [head(), head({ issuedOn: day('2026-07-01') })].map((one) => ({
    ...{ head: one, signed: null, files: 1, isTaken: false },
  }));
  const found = matchMessages(brought, { facts: FACTS, arrivedOn: day('2026-07-05') });
  expect(found.map(({ verdict }) => verdict)).toEqual(['sure', 'doubtful']);
  expect(messageKey(head(), 'a')).toBe(messageKey(head({ subject: 'khác' }), 'b'));
  expect(messageKey(head({ documentId: '' }), 'a')).not.toBe(
    messageKey(head({ documentId: '' }), 'b'),
  );
});
