import { expect, test } from '@jest/globals';
import { day } from '../../domain/day.js';
import { dueLabel } from '../../domain/due-source.js';
import { oneOffDraft } from '../../domain/one-off.js';

const on = day('2026-07-01');

test('a phrase is said to be of the plan only where the plan prints it', () => {
  const plan = { documentType: 'KẾ HOẠCH' };
  expect(dueLabel(plan, null)).toBe('Thời hạn theo Kế hoạch');
  expect(dueLabel({ documentType: 'QUYẾT ĐỊNH' }, null)).toBe('Thời hạn theo Quyết định');
  expect(dueLabel(plan, { kind: 'directed', by: 'Chủ tịch UBND tỉnh', on })).toBe(
    'Thời hạn theo chỉ đạo',
  );
  const paper = { documentType: 'CÔNG VĂN', number: '45/UBND-NC', issuedOn: on };
  expect(dueLabel(plan, { kind: 'document', ...paper, issuer: 'UBND tỉnh' })).toBe(
    'Thời hạn theo Công văn',
  );
  const { type } = oneOffDraft('Thiệt hại do mưa lũ', 'x').document;
  expect(dueLabel({ documentType: type! }, null)).toBe('Thời hạn theo yêu cầu');
});
