import { expect, test } from '@jest/globals';
import { day } from '../../domain/day.js';
import { TRAFFIC_MONTH } from '../../domain/forms/traffic-month.js';
import { withFigure } from '../../domain/forms/edit-form.js';
import { knownFigures } from '../../domain/forms/known-figures.js';
import type { BegunDuty } from '../../domain/forms/known-figures.js';

const asked = TRAFFIC_MONTH.indicators.filter(({ ratio }) => ratio === null);
const [first, second] = [asked[0]!, asked[1]!];
const duty: BegunDuty = {
  requirementId: '0d0c0e7e-0000-4000-8000-000000000001',
  reportName: 'báo cáo quý II',
  planTitle: 'Kế hoạch an toàn giao thông',
  form: { ...TRAFFIC_MONTH, indicators: [first] },
  reports: 3,
  periodFrom: day('2026-04-01'),
  periodTo: day('2026-06-30'),
};

test('a figure of the same code or label in the same unit is known, from the latest duty with reports', () => {
  const other = { ...duty, requirementId: '0d0c0e7e-0000-4000-8000-000000000002', reports: 0 };
  const found = knownFigures(TRAFFIC_MONTH, [other, duty]);
  expect(found.map(({ code, source }) => [code, source])).toEqual([
    [
      first.code,
      {
        requirementId: duty.requirementId,
        code: first.code,
        from: 'báo cáo quý II, Kế hoạch an toàn giao thông',
      },
    ],
  ]);
  const renamed = withFigure(duty.form, first.code, { code: 'KHAC' });
  expect(knownFigures(TRAFFIC_MONTH, [{ ...duty, form: renamed }])[0]?.source.code).toBe('KHAC');
});

test('another unit is another figure, and nothing is known of what nobody reported', () => {
  const form = withFigure(duty.form, first.code, { unit: 'tỷ đồng' });
  expect(knownFigures(TRAFFIC_MONTH, [{ ...duty, form }])).toEqual([]);
  expect(knownFigures({ ...TRAFFIC_MONTH, indicators: [second] }, [duty])).toEqual([]);
});
