import { describe, expect, test } from '@jest/globals';
import { CAMPAIGN } from '../../domain/forms/campaign.js';
import { DRUG_ACTION_MONTH } from '../../domain/forms/drug-action-month.js';
import { checkReport } from '../../domain/report-check.js';
import type { CheckableReport } from '../../domain/report-check.js';

const empty: CheckableReport = {
  figures: {},
  nilCodes: [],
  narrative: {},
  nil: false,
  documentNumber: null,
};

function check(
  report: Partial<CheckableReport>,
  context: Partial<Parameters<typeof checkReport>[1]> = {},
) {
  return checkReport(
    { ...empty, ...report },
    { form: DRUG_ACTION_MONTH, kind: 'police', tags: [], what: 'report', files: 0, ...context },
  );
}

describe('the figures of a report', () => {
  test('become exact numbers, blanks stay missing', () => {
    const checked = check({
      figures: { CASE_DETECTED: '1.204', SEIZ_HEROIN: ' 7,385 ', CASE_PERSONS: ' ' },
    });
    expect(checked).toEqual({
      ok: true,
      value: {
        figures: { CASE_DETECTED: '1204', SEIZ_HEROIN: '7.385' },
        approximate: {},
        nilCodes: [],
        notes: {},
      },
    });
  });

  test('that are no numbers are refused together, each by its name', () => {
    expect(
      check({ figures: { CASE_DETECTED: 'năm', PROP_ATTEND: '12x', PROP_NEWS: 'x' } }),
    ).toEqual({
      ok: false,
      error: 'FIGURES_INVALID',
      details: {
        fields: ['PROP_ATTEND', 'CASE_DETECTED'],
        labels: ['Số lượt người tham dự', 'Số vụ phát hiện, bắt giữ'],
      },
    });
  });

  test('with more decimals than the indicator can have are refused', () => {
    expect(check({ figures: { CASE_PERSONS: '7,385' } })).toMatchObject({
      error: 'FIGURES_INVALID',
    });
    expect(check({ figures: { SEIZ_HEROIN: '7,3851' } })).toMatchObject({
      error: 'FIGURES_INVALID',
    });
    expect(check({ figures: { CASE_PERSONS: '7,0' } })).toMatchObject({ ok: true });
  });

  test('that can be read in two ways are asked back, each with both ways to write it', () => {
    const refused = check({ figures: { SEIZ_HEROIN: '7.385', CASE_PERSONS: '7.385' } });
    expect(refused).toEqual({
      ok: false,
      error: 'FIGURES_UNCLEAR',
      details: { figures: 'Heroin thu giữ: “7.385”, đề nghị ghi 7385 hoặc 7,385' },
    });
    expect(check({ figures: { SEIZ_HEROIN: '7385' } })).toMatchObject({
      value: { figures: { SEIZ_HEROIN: '7385' } },
    });
    expect(check({ figures: { SEIZ_HEROIN: '1.007.385' } }).ok).toBe(true);
  });

  test('marked nil do not count, whatever was typed beside', () => {
    expect(check({ figures: { CASE_DETECTED: 'x' }, nilCodes: ['CASE_DETECTED'] })).toEqual({
      ok: true,
      value: { figures: {}, approximate: {}, nilCodes: ['CASE_DETECTED'], notes: {} },
    });
  });

  test('of what this reporter is not asked for are left out', () => {
    const checked = check(
      { figures: { CASE_DETECTED: '3', PROP_LOUD: '2' }, nilCodes: ['SEIZ_ATS'] },
      { kind: 'commune' },
    );
    expect(checked).toEqual({
      ok: true,
      value: { figures: { PROP_LOUD: '2' }, approximate: {}, nilCodes: [], notes: {} },
    });
  });

  test('a report nil as a whole is nil in every indicator asked for', () => {
    const checked = check({ nil: true, figures: { PROP_LOUD: '2' } }, { form: CAMPAIGN });
    expect(checked).toMatchObject({ ok: true, value: { figures: {} } });
    expect(checked.ok && checked.value.nilCodes).toContain('PROP_SESSIONS');
    expect(checked.ok && checked.value.nilCodes).not.toContain('PROP_LOUD');
  });
});

describe('a report that says nothing', () => {
  test('is refused, spaces being nothing', () => {
    expect(check({})).toMatchObject({ ok: false, error: 'REPORT_EMPTY' });
    expect(check({ narrative: { results: ' \n' }, documentNumber: ' ' })).toMatchObject({
      error: 'REPORT_EMPTY',
    });
  });

  test.each([
    ['a figure', { figures: { PROP_ATTEND: '0' } }, {}],
    ['an indicator marked nil', { nilCodes: ['PROP_ATTEND'] }, {}],
    ['words', { narrative: { results: 'Đã triển khai.' } }, {}],
    ['a file', {}, { files: 1 }],
    ['the number of the signed document', { documentNumber: '12/BC' }, {}],
    ['nil as a whole, where the form has no indicators', { nil: true }, { what: 'list' as const }],
  ])('says something with %s', (_with, report, context) => {
    expect(check(report, context).ok).toBe(true);
  });

  test('a plan has no figures to be checked', () => {
    expect(check({ figures: { PROP_ATTEND: 'x' } }, { what: 'plan', files: 1 })).toEqual({
      ok: true,
      value: { figures: {}, approximate: {}, nilCodes: [], notes: {} },
    });
  });
});
