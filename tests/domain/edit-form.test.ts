import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indicatorsAsked } from '../../domain/asked-indicators.js';
import {
  codeFor,
  withCode,
  withFigure,
  withFigureMoved,
  withNewFigure,
  withNewSection,
  withoutFigure,
  withoutSection,
  withSectionMoved,
} from '../../domain/forms/edit-form.js';
import { formChanges } from '../../domain/forms/form-changes.js';
import { asTemplate, copiedForm } from '../../domain/forms/form-sources.js';
import { FORM_LIBRARY } from '../../domain/forms/library.js';
import { TRAFFIC_MONTH } from '../../domain/forms/traffic-month.js';
import { formFaults } from '../../domain/forms/form-faults.js';
import { TypedForm } from '../../domain/schemas/form-definition.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';

const codesIn = (form: FormDefinition) => form.indicators.map(({ code }) => code);

describe('another version of a form', () => {
  const commune = { kind: 'commune' as const, tags: [], what: 'report' as const };

  test('is told in words, as far as it concerns who reports', () => {
    const [first, second] = TRAFFIC_MONTH.indicators;
    const renamed = withFigure(TRAFFIC_MONTH, first!.code, { label: 'Tên mới' });
    const counted = withFigure(renamed, second!.code, { unit: 'cái' });
    const dropped = withoutSection(counted, TRAFFIC_MONTH.sections.at(-1)!.key);
    const lines = formChanges(TRAFFIC_MONTH, { ...dropped, halves: 'figures' }, commune);
    expect(lines).toContain(
      `Đổi chỉ tiêu ${first!.label} (${first!.unit}) thành Tên mới (${first!.unit})`,
    );
    expect(lines).toContain(`${second!.label}: đơn vị tính ${second!.unit} đổi thành cái`);
    expect(lines).toContain(`Bỏ mục ${TRAFFIC_MONTH.sections.at(-1)!.heading}`);
    expect(lines).toContain('Cần gửi: chỉ số liệu');
    const police = withFigure(TRAFFIC_MONTH, 'TR_BLACKSPOT', { reporters: ['police'] });
    const added = withFigure(police, 'TR_BLACKSPOT', { label: 'Điểm đen mới' });
    expect(formChanges(police, added, commune)).toEqual([]);
    expect(formChanges(TRAFFIC_MONTH, TRAFFIC_MONTH, commune)).toEqual([]);
  });
});

describe('a form that is made', () => {
  test('names a figure by its words, without marks, and no two alike', () => {
    expect(codeFor('Số vụ tai nạn giao thông', [])).toBe('SO_VU_TAI_NAN_GIAO_THONG');
    expect(codeFor('Số vụ', ['SO_VU'])).toBe('SO_VU_2');
    expect(codeFor('1.200 đợt', [])).toBe('DOT');
    expect(codeFor('', ['CHI_TIEU', 'CHI_TIEU_2'])).toBe('CHI_TIEU_3');
  });

  test('asks a new figure of whom its neighbour is asked, and says that it has no name yet', () => {
    const police = withFigure(TRAFFIC_MONTH, 'TR_BLACKSPOT', { reporters: ['police'] });
    const form = withNewFigure(police, 'results');
    const added = form.indicators.at(-1);
    expect(added).toMatchObject({ label: '', unit: 'điểm', reporters: ['police'] });
    expect(formFaults(form)).toEqual([
      {
        path: ['indicators', form.indicators.length - 1, 'label'],
        message: 'Cần ghi tên chỉ tiêu',
      },
    ]);
    expect(TypedForm.safeParse(form).success).toBe(true);
  });

  test('takes the last of a stock over periods, and for a ratio two other figures and nobody to type it', () => {
    const stock = withFigure(TRAFFIC_MONTH, 'TR_BLACKSPOT', { nature: 'stock' });
    expect(stock.indicators.at(-1)).toMatchObject({ nature: 'stock', time: 'last' });
    const ratio = withFigure(stock, 'TR_BLACKSPOT', { across: 'ratio' });
    expect(ratio.indicators.at(-1)).toMatchObject({ time: 'ratio', reporters: null });
    expect(formFaults(ratio).map(({ path }) => path.slice(0, 3))).toContainEqual([
      'indicators',
      ratio.indicators.length - 1,
      'ratio',
    ]);
    const back = withFigure(ratio, 'TR_BLACKSPOT', { across: 'sum' });
    expect(back.indicators.at(-1)).toMatchObject({ ratio: null, time: 'sum' });
  });

  test('calls a figure by another code in rules and sentences too', () => {
    const form = withCode(TRAFFIC_MONTH, 'TR_STOPPED', 'XU_LY');
    expect(JSON.stringify(form)).not.toContain('TR_STOPPED');
    expect(form.rules[0]).toMatchObject({ code: 'TR_ALCOHOL', of: ['XU_LY'] });
    expect(form.phrases[2]?.text).toContain('{XU_LY} trường hợp');
    expect(formFaults(form)).toEqual([]);
  });

  test('drops the checks of a figure with it and says which sentence still tells it', () => {
    const form = withoutFigure(TRAFFIC_MONTH, 'TR_STOPPED');
    expect(form.rules).toEqual([]);
    expect(formFaults(form)).toEqual([
      { path: ['phrases', 2, 'text'], message: 'Không có chỉ tiêu mã TR_STOPPED' },
    ]);
  });

  test('keeps its figures when their section goes; the last section stays', () => {
    const form = withoutSection(TRAFFIC_MONTH, 'results');
    expect(codesIn(form)).toEqual(codesIn(TRAFFIC_MONTH));
    expect(new Set(form.indicators.map(({ section }) => section))).toEqual(new Set(['leadership']));
    const single = { ...form, sections: form.sections.slice(0, 1) };
    expect(withoutSection(single, 'leadership')).toEqual(single);
  });

  test('is moved about without losing anything, and back again', () => {
    const moves = fc.array(
      fc.tuple(
        fc.constantFrom('figure' as const, 'section' as const),
        fc.nat(20),
        fc.constantFrom(-1 as const, 1 as const),
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...FORM_LIBRARY), moves, (form, list) => {
        const moved = list.reduce((now, [what, n, by]) => {
          const figure = now.indicators[n % Math.max(1, now.indicators.length)];
          const section = now.sections[n % now.sections.length]!;
          return what === 'section'
            ? withSectionMoved(now, section.key, by)
            : figure === undefined
              ? now
              : withFigureMoved(now, figure.code, by);
        }, form);
        expect(codesIn(moved).sort()).toEqual(codesIn(form).sort());
        expect(moved.sections.map(({ key }) => key).sort()).toEqual(
          form.sections.map(({ key }) => key).sort(),
        );
        expect(formFaults(moved)).toEqual([]);
      }),
    );
  });

  test('has sections with keys of their own', () => {
    const form = withNewSection(withNewSection(TRAFFIC_MONTH));
    const keys = form.sections.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('keeps its key for this plan, by which the same period before is found, unless the plan has one of it', () => {
    const copy = copiedForm(TRAFFIC_MONTH, { taken: [], source: 'edited' });
    expect(copy).toMatchObject({ key: 'trafficMonth', source: 'edited' });
    const second = copiedForm(copy, { taken: [copy.key], source: 'edited' });
    expect(second.key).toBe('trafficMonth-1');
    const third = copiedForm(second, { taken: [copy.key, second.key], source: 'lastPeriod' });
    expect(third.key).toBe('trafficMonth-2');
    expect(asTemplate(TRAFFIC_MONTH, 'Bieu_mau ATGT.xlsx')).toMatchObject({
      name: 'Bieu mau ATGT',
      source: 'template',
    });
  });
});

test('a figure of one group is asked of that group alone, and of the kinds that it names', () => {
  const form = withFigure(TRAFFIC_MONTH, 'TR_ENCROACH', { groups: ['Cụm 1'] });
  const asked = (kind: 'commune' | 'police', tags: string[]) =>
    indicatorsAsked({ what: 'report', form, kind, tags }).some(
      ({ code }) => code === 'TR_ENCROACH',
    );
  expect(asked('commune', ['Cụm 1', 'Miền núi'])).toBe(true);
  expect(asked('commune', ['Cụm 2'])).toBe(false);
  expect(asked('police', ['Cụm 1'])).toBe(false);
});
