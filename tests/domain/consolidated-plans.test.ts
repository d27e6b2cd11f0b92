import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { AgencyKind } from '../../domain/agency-kinds.js';
import { indicatorsAsked } from '../../domain/asked-indicators.js';
import { proposeConfirmation } from '../../domain/confirm.js';
import { decimal, vietnamese } from '../../domain/decimal.js';
import { formOfPlan } from '../../domain/form-of.js';
import { annexForm } from '../../domain/forms/annex-form.js';
import { mergeFigures } from '../../domain/merge.js';
import { madeText } from '../../domain/report-text.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { readBytes } from '../../reader/main.js';
import { confirmationOf } from '../support/confirmation.js';
import { describeWith } from '../support/probe.js';
import { trafficPlan } from '../support/traffic-plan.js';

const AGENCIES: readonly (readonly [string, AgencyKind])[] = [
  ['Công an tỉnh', 'police'],
  ['Sở Xây dựng', 'department'],
  ['UBND xã Tân Tiến', 'commune'],
  ['UBND xã An Bình', 'commune'],
];
const WORDS = 'Đã ban hành văn bản triển khai, phân công nhiệm vụ cho từng bộ phận.';

/** Every agency reports each figure it is asked for (7, 14, 21 …) and the same words in every section. */
function consolidated(form: FormDefinition) {
  const reports = AGENCIES.map(([agency, kind], nth) => ({
    obligationId: agency,
    agency,
    agencyKind: kind,
    agencyTags: [],
    version: 1,
    receivedOrder: nth,
    values: Object.fromEntries(
      indicatorsAsked({ what: 'report', form, kind, tags: [] }).map(({ code }) => [
        code,
        decimal(String((nth + 1) * 7)),
      ]),
    ),
    nil: [],
    narrative: Object.fromEntries(form.sections.map(({ key }) => [key, WORDS])),
  }));
  const merged = mergeFigures(form.indicators, reports);
  const totals = Object.fromEntries(merged.map(({ code, total }) => [code, total]));
  return { merged, sections: madeText(form, { totals, before: {}, words: reports }) };
}

/** What holds of every consolidated text: nothing is left to fill in, every figure is said, equal words are said once. */
function expectWritten(form: FormDefinition): void {
  const { merged, sections } = consolidated(form);
  const text = sections
    .flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.text))
    .join('\n');
  expect(text).not.toMatch(/[{}[\]]|undefined|NaN/u);
  for (const { total } of merged) {
    if (total !== null && total !== '0') expect(text).toContain(vietnamese(total));
  }
  for (const { paragraphs } of sections) {
    expect(paragraphs.filter(({ from }) => from === 'agencies')).toMatchObject([
      { agency: '04 cơ quan, đơn vị', text: WORDS },
    ]);
  }
}

describeWith('seeds', 'the five plans', ({ seeds }) => {
  test('each come to a written report by a form of its own kind', async () => {
    const keys: string[][] = [];
    for (const name of readdirSync(seeds)
      .filter((file) => file.endsWith('.txt'))
      .sort()) {
      const { draft } = await readBytes({ name, bytes: readFileSync(join(seeds, name)) });
      const plan = proposeConfirmation(confirmationOf(draft));
      const forms = plan.requirements.map(({ form }) => formOfPlan(plan, form)!);
      for (const form of forms) expectWritten(form);
      keys.push([...new Set(forms.map(({ key }) => key))]);
    }
    expect(keys).toEqual([
      ['drugPrevention'],
      ['implementationPlan', 'drugAnnual'],
      ['drugPrevention'],
      ['drugPrevention'],
      ['drugAnnual'],
    ]);
  });
});

test('a month of traffic safety, with the table of its own annex as the form', async () => {
  const bytes = await trafficPlan();
  const { draft, text } = await readBytes({ name: 'ke-hoach.docx', bytes });
  expect(draft.obligations.map(({ due }) => due.date)).toEqual(['2027-10-05']);
  const form = annexForm(text)!.form;
  expect(form.indicators.map(({ label, unit }) => [label, unit])).toEqual([
    ['Số buổi tuyên truyền tại trường học', 'buổi'],
    ['Số mũ bảo hiểm trao tặng', 'chiếc'],
    ['Số biển báo được thay mới', 'biển'],
    ['Chiều dài vạch sơn kẻ lại', 'km'],
  ]);
  expectWritten(form);
  const said = consolidated(form).sections.flatMap(({ paragraphs }) =>
    paragraphs.filter(({ from }) => from === 'figures').map((paragraph) => paragraph.text),
  );
  // 7 + 14 + 21 + 28 of four agencies; nothing of drugs or banners is asked.
  expect(said.join(' ')).toContain('số mũ bảo hiểm trao tặng 70 chiếc');
  expect(said.join(' ')).not.toMatch(/ma túy|băng rôn/iu);
});
