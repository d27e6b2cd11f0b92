import { describe, expect, test } from '@jest/globals';
import { indicatorsAsked } from '../../domain/asked-indicators.js';
import type { AgencyKind } from '../../domain/agency-kinds.js';
import { formOf, withForms } from '../../domain/form-of.js';
import { CAMPAIGN } from '../../domain/forms/campaign.js';
import { DRUG_ACTION_MONTH } from '../../domain/forms/drug-action-month.js';
import { FORM_LIBRARY, proposedForm } from '../../domain/forms/library.js';
import { FormDefinition } from '../../domain/schemas/form-definition.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';

describe.each(FORM_LIBRARY.map((form) => [form.key, form] as const))(
  'the form %s',
  (_key, form) => {
    test('holds together: every code, section and rule of it is its own', () => {
      const checked = FormDefinition.safeParse(form);
      expect(checked.error?.issues ?? []).toEqual([]);
    });

    test('names each figure once, with unit, sensible decimals and an English label', () => {
      const labels = form.indicators.map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
      for (const { label, labelEn, unit, decimals } of form.indicators) {
        expect(label).toBe(label.normalize('NFC').trim());
        expect(labelEn).not.toBe('');
        expect(unit).not.toBe('');
        if (unit === 'gam') expect(decimals).toBe(3);
      }
    });

    test('makes its sentences of figures that it asks for', () => {
      const codes = new Set(form.indicators.map(({ code }) => code));
      const used = form.phrases.flatMap(({ text }) =>
        [...text.matchAll(/\{([A-Z0-9_]+)~?\}/gu)].map(([, code]) => code),
      );
      expect(used.filter((code) => !codes.has(code ?? ''))).toEqual([]);
    });
  },
);

test('a month of traffic safety asks for accidents and for no banners', () => {
  const form = proposedForm({
    subject: 'Tháng an toàn giao thông năm 2026',
    what: 'report',
    isRepeated: false,
  });
  const codes = form.indicators.map(({ code }) => code);
  expect(codes).toContain('TR_ACCIDENTS');
  expect(codes).not.toContain('PROP_BANNER');
  expect(form.warning).toBeNull();
});

test.each([
  ['Tháng hành động phòng, chống ma túy năm 2026', 'report', false, 'drugPrevention'],
  ['phòng, chống MA TUÝ', 'report', false, 'drugPrevention'],
  ['phòng chống ma túy'.normalize('NFD'), 'report', false, 'drugPrevention'],
  ['công tác phòng, chống ma túy năm 2026', 'report', true, 'drugAnnual'],
  ['công tác phòng, chống ma túy năm 2026', 'plan', false, 'implementationPlan'],
  ['cải cách hành chính năm 2026', 'report', true, 'adminReformQuarter'],
  ['Tuần lễ nước sạch', 'report', false, 'core'],
] as const)(
  'the subject "%s" of a %s (again: %s) calls for %s',
  (subject, what, isRepeated, key) => {
    expect(proposedForm({ subject, what, isRepeated }).key).toBe(key);
  },
);

test('one case is asked of one kind of reporter: seizures of the police alone', () => {
  const asked = (kind: AgencyKind) =>
    indicatorsAsked({ what: 'report', form: DRUG_ACTION_MONTH, kind, tags: [] }).map(
      ({ code }) => code,
    );
  expect(asked('police')).toContain('SEIZ_HEROIN');
  expect(asked('commune')).not.toContain('SEIZ_HEROIN');
  expect(asked('commune')).toContain('ADD_FILE');
  expect(asked('department')).not.toContain('ADD_FILE');
  expect(asked('other')).toEqual(
    indicatorsAsked({ what: 'report', form: CAMPAIGN, kind: 'other', tags: [] }).map(
      ({ code }) => code,
    ),
  );
});

test('plans and lists ask for no figures, and nobody types a ratio', () => {
  for (const what of ['plan', 'list'] as const) {
    expect(indicatorsAsked({ what, form: DRUG_ACTION_MONTH, kind: 'police', tags: [] })).toEqual(
      [],
    );
  }
  for (const form of FORM_LIBRARY) {
    const asked = indicatorsAsked({ what: 'report', form, kind: 'police', tags: [] });
    expect(asked.every(({ ratio }) => ratio === null)).toBe(true);
  }
});

describe('the forms of a plan', () => {
  const planWith = (form: string) => ({ requirements: [{ form }] }) as unknown as ConfirmedPlan;
  const plan = planWith('trafficMonth');

  test('are written out when it is confirmed: a later library changes nothing of it', () => {
    const kept = withForms(plan);
    expect(kept).toMatchObject({ ok: true, value: { forms: [{ key: 'trafficMonth' }] } });
  });

  test('a form of its own stands before the one of the library', () => {
    const own = {
      ...CAMPAIGN,
      key: 'trafficMonth',
      name: 'Biểu mẫu riêng',
      source: 'edited' as const,
    };
    const kept = withForms({ ...plan, forms: [own, { ...own, key: 'unused' }] });
    expect(kept).toMatchObject({ ok: true, value: { forms: [{ name: 'Biểu mẫu riêng' }] } });
  });

  test('a form that nobody has is refused by its key', () => {
    expect(withForms(planWith('nobody'))).toEqual({
      ok: false,
      error: 'FORM_UNKNOWN',
      details: { forms: ['nobody'] },
    });
  });

  test('what was kept by its key alone comes from the library', () => {
    expect(formOf({ form: 'drugPrevention', formDefinition: null })).toBe(DRUG_ACTION_MONTH);
    expect(formOf({ form: 'gone', formDefinition: null })).toBe(CAMPAIGN);
  });
});
