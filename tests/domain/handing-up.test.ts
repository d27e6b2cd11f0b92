import { describe, expect, test } from '@jest/globals';
import { day } from '../../domain/day.js';
import { dutiesNamed, dutyFor, momentNamed } from '../../domain/handing-up.js';

const SEPTEMBER = { from: day('2026-09-01'), to: day('2026-09-30') };
const OCTOBER = { from: day('2026-10-01'), to: day('2026-10-31') };
const duty = (
  id: string,
  period: { from: typeof SEPTEMBER.from; to: typeof SEPTEMBER.to } | null,
) => ({
  ...{ id, name: 'Báo cáo tháng', duePhrase: 'trước ngày 05' },
  ...{ periodFrom: period?.from ?? null, periodTo: period?.to ?? null },
});
const chosen = (dutyId: string | null, period: typeof SEPTEMBER | null) => ({ dutyId, period });

describe('the duty of a report that is handed up', () => {
  test('is the only one, unless it is of another period: that a person has to say', () => {
    const only = [duty('september', SEPTEMBER)];
    expect(dutyFor(chosen(null, SEPTEMBER), only)?.id).toBe('september');
    expect(dutyFor(chosen(null, OCTOBER), only)).toBeNull();
    expect(dutyFor(chosen('september', OCTOBER), only)?.id).toBe('september');
    expect(dutyFor(chosen(null, null), only)?.id).toBe('september');
    expect(dutyFor(chosen(null, OCTOBER), [duty('whenever', null)])?.id).toBe('whenever');
  });

  test('of several is the one of its period', () => {
    const both = [duty('september', SEPTEMBER), duty('october', OCTOBER)];
    expect(dutyFor(chosen(null, OCTOBER), both)?.id).toBe('october');
    expect(dutyFor(chosen(null, null), both)).toBeNull();
  });
});

test('what an office above answers is taken only in the shape of the contract', () => {
  const named = { id: '3f0d5b0e-8f6f-4f4c-9d52-0c7b5a3c1a11', name: 'Báo cáo', duePhrase: 'quý' };
  expect(dutiesNamed([{ ...named, more: 1 }])).toEqual([named]);
  expect(dutiesNamed([named, { ...named, id: 7 }])).toBeNull();
  expect(dutiesNamed([null])).toBeNull();
  expect(dutiesNamed('none')).toBeNull();
  expect(momentNamed('2026-07-08T08:00:00+07:00')).not.toBeNull();
  expect(momentNamed('hôm qua')).toBeNull();
  expect(momentNamed(7)).toBeNull();
});
