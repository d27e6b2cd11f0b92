import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day, plusDays } from '../../../domain/day.js';
import { numbersAgree } from '../../../domain/register/document-number.js';
import { matchRegister } from '../../../domain/register/match-register.js';

const SEED = Number(process.env['TEST_SEED'] ?? 20_260_705);
const FROM = day('2026-06-01');
const AGENCIES = ['UBND xã Đồng Mai', 'UBND xã Đông Mai', 'Sở Y tế', 'Công an thành phố'].map(
  (name, at) => ({ id: String(at), name }),
);
const SENDERS = [
  ...AGENCIES.map(({ name }) => name),
  'Ủy ban nhân dân xã Đồng Mai',
  'UBND xa Dong Mai',
  'Công an tỉnh Quảng Trị',
  'Bộ Nội vụ',
];
const number = fc.constantFrom('3/BC-UBND', '03/BC-UBND', '3', '45/BC-SYT', '');
const someDay = fc.integer({ min: -3, max: 20 }).map((days) => plusDays(FROM, days));

const awaited = fc
  .tuple(
    ...AGENCIES.map(({ id }) =>
      fc.option(
        fc.record({
          obligationId: fc.constant(`duty ${id}`),
          agencyId: fc.constant(id),
          awaits: fc.constantFrom('claim', 'document', 'report', 'nothing'),
          number: fc.option(number),
          issuedOn: fc.option(someDay),
          signer: fc.constant(null),
        }),
      ),
    ),
  )
  .map((all) => all.filter((one) => one !== null));
const rows = fc
  .array(
    fc.record({
      arrivalNumber: fc.constant(''),
      arrivedOn: someDay,
      number,
      issuedOn: fc.option(someDay),
      sender: fc.constantFrom(...SENDERS),
      subject: fc.constantFrom('Báo cáo kết quả tháng hành động', 'Mời họp', ''),
    }),
    { maxLength: 12 },
  )
  .map((all) => all.map((row, at) => ({ ...row, line: at + 2 })));

test('whatever register comes: every row answered once, a sure one safe, of each duty one at most', () => {
  fc.assert(
    fc.property(rows, awaited, (given, duties) => {
      const facts = {
        agencies: AGENCIES,
        awaited: duties,
        from: FROM,
        planNumber: null,
        topics: ['Báo cáo kết quả tháng hành động'],
      };
      const matched = matchRegister(given, facts);
      expect(matched.map(({ row }) => row)).toEqual(given);
      const dutyOf = new Map<string, (typeof duties)[number]>(
        duties.map((one) => [one.obligationId, one]),
      );
      const held = new Set<string>();
      for (const { row, verdict, obligationId, why } of matched) {
        expect(obligationId === null).toBe(verdict === 'nobody');
        expect(why.length).toBeGreaterThan(0);
        const duty = dutyOf.get(obligationId ?? '');
        if (duty === undefined) continue;
        const isOpen = duty.awaits === 'claim' || duty.awaits === 'document';
        expect(['sure', 'likely', 'doubtful'].includes(verdict)).toBe(isOpen);
        if (verdict === 'sure' || verdict === 'likely') {
          expect(held.has(duty.obligationId)).toBe(false);
          held.add(duty.obligationId);
        }
        if (verdict !== 'sure') continue;
        expect(numbersAgree(duty.number, row.number)).toBe('same');
        expect(row.arrivedOn >= FROM).toBe(true);
        expect(why).toContain('sameSender');
        expect(row.sender).not.toBe('UBND xa Dong Mai');
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('what was confirmed is never offered again', () => {
  fc.assert(
    fc.property(rows, awaited, (given, duties) => {
      const facts = { agencies: AGENCIES, from: FROM, planNumber: null, topics: [] };
      const taken = new Set(
        matchRegister(given, { ...facts, awaited: duties })
          .filter(({ verdict }) => verdict === 'sure')
          .map(({ obligationId }) => obligationId),
      );
      const after = duties.map((one) =>
        taken.has(one.obligationId) ? { ...one, awaits: 'nothing' as const } : one,
      );
      for (const one of matchRegister(given, { ...facts, awaited: after })) {
        if (taken.has(one.obligationId)) expect(one.verdict).toBe('received');
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
});
