import { expect, test } from '@jest/globals';
import { agencyKindOf } from '../../domain/agency-kind.js';
import { indicatorsAsked } from '../../domain/asked-indicators.js';
import { formForSubject, indicatorsOf } from '../../domain/indicators.js';
import type { AgencyKind } from '../../domain/indicators.js';

test('a form names each indicator once, with a label, a unit and sensible decimals', () => {
  const all = indicatorsOf('drugPrevention');
  expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
  expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
  for (const { code, label, unit, decimals } of all) {
    expect(code).toMatch(/^[A-Z][A-Z_]+$/);
    expect(label).toBe(label.normalize('NFC').trim());
    expect(unit).not.toBe('');
    expect(decimals).toBe(unit === 'gam' ? 3 : 0);
  }
});

test('a special form contains the common core', () => {
  const codes = new Set(indicatorsOf('drugPrevention').map(({ code }) => code));
  expect(indicatorsOf('core').every(({ code }) => codes.has(code))).toBe(true);
});

test('one case is asked of one kind of reporter: seizures of the police alone', () => {
  const asked = (kind: AgencyKind) =>
    indicatorsAsked({ what: 'report', form: 'drugPrevention', kind }).map(({ code }) => code);
  expect(asked('police')).toContain('SEIZ_HEROIN');
  expect(asked('commune')).not.toContain('SEIZ_HEROIN');
  expect(asked('commune')).toContain('ADD_FILE');
  expect(asked('department')).not.toContain('ADD_FILE');
  expect(asked('other')).toEqual(
    indicatorsAsked({ what: 'report', form: 'core', kind: 'other' }).map(({ code }) => code),
  );
});

test('plans and lists ask for no figures', () => {
  for (const what of ['plan', 'list'] as const) {
    expect(indicatorsAsked({ what, form: 'drugPrevention', kind: 'police' })).toEqual([]);
  }
});

test.each([
  ['Tháng hành động phòng, chống ma túy năm 2026', 'drugPrevention'],
  ['phòng, chống MA TUÝ', 'drugPrevention'],
  ['phòng chống ma túy'.normalize('NFD'), 'drugPrevention'],
  ['Tuần lễ nước sạch', 'core'],
])('the subject "%s" calls for the form %s', (subject, form) => {
  expect(formForSubject(subject)).toBe(form);
});

test.each([
  ['UBND các xã, phường', 'commune'],
  ['Ủy ban nhân dân phường Bến Ngự', 'commune'],
  ['UBND đặc khu Hòn Mun', 'commune'],
  ['Công an tỉnh', 'police'],
  ['Bộ Chỉ huy Quân sự tỉnh', 'military'],
  ['Bộ Chỉ huy Bộ đội Biên phòng tỉnh', 'military'],
  ['Báo và Đài Phát thanh, Truyền hình tỉnh', 'press'],
  ['Đài Phát thanh - Truyền hình', 'press'],
  ['Ngân hàng Nhà nước chi nhánh Khu vực 9', 'bank'],
  ['Tòa án nhân dân tỉnh', 'judiciary'],
  ['Toà án nhân dân tỉnh', 'judiciary'],
  ['Viện kiểm sát nhân dân tỉnh', 'judiciary'],
  ['Ban Tuyên giáo và Dân vận Tỉnh ủy', 'party'],
  ['Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', 'party'],
  ['Hội Liên hiệp Phụ nữ tỉnh', 'party'],
  ['Sở Y tế', 'department'],
  ['Sở Y tế'.normalize('NFD'), 'department'],
  [' Ban Quản lý khu kinh tế', 'department'],
  ['Thanh tra tỉnh', 'department'],
  ['Trường Đại học Sông Hương', 'other'],
])('%s reports as %s', (name, kind) => {
  expect(agencyKindOf(name)).toBe(kind);
});
