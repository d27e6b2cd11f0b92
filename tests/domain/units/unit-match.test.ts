import { describe, expect, test } from '@jest/globals';
import { changeOfList } from '../../../domain/agency-list.js';
import type { KnownAgency } from '../../../domain/agency-list.js';
import { agencyLines } from '../../../domain/agency-lines.js';
import { agencyNameKey } from '../../../domain/agency-match.js';
import { day } from '../../../domain/day.js';
import { lineOfUnit } from '../../../domain/units/unit-lines.js';
import { communesBeyond } from '../../../domain/units/unit-match.js';
import { unitsOn } from '../../../domain/units/units.js';

const TODAY = day('2026-12-01');

const known = (name: string, unit: string | null = null): KnownAgency => ({
  id: `id of ${name}`,
  name,
  kind: 'commune',
  tags: ['Cụm 1'],
  standing: false,
  binding: true,
  unit,
  contacts: [{ id: 'c1', role: 'mailbox', name: null, email: 'a@xa.example', phone: null }],
});

const bringIn = (
  province: string,
  list: readonly KnownAgency[],
  answers: Readonly<Record<string, string>> = {},
) => changeOfList(unitsOn(province, TODAY).map(lineOfUnit), list, answers);

const namesOf = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);

describe('the units of a province brought into a directory', () => {
  test('an empty directory gets every unit with its code and no address', () => {
    const { added, changed, unsure } = bringIn('24', []);
    expect(added).toHaveLength(99);
    expect([changed, unsure]).toEqual([[], []]);
    expect(added.find(({ unit }) => unit === '07294')).toMatchObject({
      name: 'UBND phường Bố Hạ',
      kind: 'commune',
      standing: false,
      binding: true,
      contacts: [],
    });
  });

  test.each([
    ['38', 'UBND phường Hạc Thành', '14797'],
    ['24', 'Ủy ban nhân dân xã Hợp Thịnh', '07864'],
    ['24', 'Phường  Kinh Bắc, tỉnh Bắc Ninh', '09187'],
    ['56', 'ubnd phường Ninh Hoà', null],
    ['46', 'UBND xã Chân Mây – Lăng Cô', '20137'],
    ['66', 'Xã Ea H’Leo', '24184'],
  ])('in %s “%s” is known by name and keeps all it has', (province, name, code) => {
    const agency = known(name);
    const { added, changed, unsure } = bringIn(province, [agency]);
    expect(namesOf(unsure)).toEqual([]);
    expect(added).toHaveLength(unitsOn(province, TODAY).length - 1);
    expect(changed).toMatchObject([
      { known: agency, input: { name, tags: ['Cụm 1'], contacts: [{ email: 'a@xa.example' }] } },
    ]);
    if (code !== null) expect(changed[0]?.unit).toBe(code);
    expect(changed[0]?.fields.map(({ field }) => field)).toEqual(['unit']);
  });

  test('a commune that became a ward is renamed in the form in which it stands', () => {
    const { changed } = bringIn('75', [
      known('Ủy ban nhân dân xã Long Thành'),
      known('Xã Trảng Bom', '26248'),
    ]);
    expect(
      changed.map(({ input, fields }) => [input.name, fields.map((one) => one.field)]),
    ).toEqual([
      ['Phường Trảng Bom', ['name']],
      ['Ủy ban nhân dân phường Long Thành', ['name', 'unit']],
    ]);
  });

  test('two agencies that may be one ward are asked, and none takes the name of the other', () => {
    const pair = [known('UBND xã Long Thành'), known('UBND phường Long Thành')];
    const key = agencyNameKey('UBND phường Long Thành');
    expect(bringIn('75', pair).unsure).toMatchObject([
      { name: 'UBND phường Long Thành', candidates: pair.map(({ id }) => ({ id })) },
    ]);
    const { changed } = bringIn('75', pair, { [key]: 'id of UBND xã Long Thành' });
    expect(changed).toMatchObject([{ input: { name: 'UBND xã Long Thành' }, unit: '26368' }]);
  });

  test('pairs that differ by a mark alone are never merged', () => {
    const pairs = [
      ['19', 'Xã Văn Lang', 'Xã Văn Lăng'],
      ['31', 'Xã Cẩm Giang', 'Xã Cẩm Giàng'],
      ['38', 'Xã Đồng Tiến', 'Phường Đông Tiến'],
      ['51', 'Xã Sơn Hà', 'Xã Sơn Hạ'],
      ['51', 'Xã Ba Tơ', 'Xã Ba Tô'],
      ['75', 'Xã Lộc Thạnh', 'Xã Lộc Thành'],
      ['80', 'Xã Tân Thành', 'Xã Tân Thạnh'],
      ['79', 'Xã Thanh An', 'Xã Thạnh An'],
      ['82', 'Phường Mỹ Tho', 'Xã Mỹ Thọ'],
      ['82', 'Xã Tân Thành', 'Xã Tân Thạnh'],
    ] as const;
    for (const [province, one, other] of pairs) {
      const both = bringIn(province, [known(`UBND ${one}`), known(`UBND ${other}`)]);
      expect([both.changed.length, both.unsure.length]).toEqual([2, 0]);
      const alone = bringIn(province, [known(one)]);
      expect(alone.changed).toMatchObject([{ known: { name: one }, input: { name: one } }]);
      expect(namesOf(alone.added).map((name) => name.toLowerCase())).toContain(
        `ubnd ${other}`.toLowerCase(),
      );
    }
  });

  test('other marks, another kind and another province are asked', () => {
    const list = [
      known('UBND xã Hop Thinh'),
      known('UBND phường Yên Thế'),
      known('UBND phường Kinh Bắc, tỉnh Cà Mau'),
    ];
    const { changed, unsure } = bringIn('24', list);
    expect(changed).toEqual([]);
    expect(unsure.map(({ name, candidates }) => [name, namesOf(candidates)])).toEqual([
      ['UBND xã Yên Thế', ['UBND phường Yên Thế']],
      ['UBND xã Hợp Thịnh', ['UBND xã Hop Thinh']],
      ['UBND phường Kinh Bắc', ['UBND phường Kinh Bắc, tỉnh Cà Mau']],
    ]);
    const said = bringIn('24', list, {
      [agencyNameKey('UBND xã Hợp Thịnh')]: 'id of UBND xã Hop Thinh',
      [agencyNameKey('UBND xã Yên Thế')]: 'new',
    });
    expect(said.changed).toMatchObject([
      { known: { name: 'UBND xã Hop Thinh' }, input: { name: 'UBND xã Hợp Thịnh' } },
    ]);
    expect(namesOf(said.added)).toContain('UBND xã Yên Thế');
  });

  test('the police of a commune is no commune; communes that are no units of the province are named', () => {
    const list = [
      known('Công an xã Hợp Thịnh'),
      known('UBND xã Hợp Thịnh'),
      known('UBND xã Phù Vân', '99998'),
      known('Xã Không Còn'),
    ];
    const { changed, added } = bringIn('24', list);
    expect(changed.map(({ known: { name } }) => name)).toEqual(['UBND xã Hợp Thịnh']);
    expect(added).toHaveLength(98);
    const units = unitsOn('24', TODAY);
    expect(namesOf(communesBeyond(list, units))).toEqual(['UBND xã Phù Vân', 'Xã Không Còn']);
  });

  test('brought in again it changes nothing', () => {
    const first = bringIn('75', []).added;
    const list = first.map((one) => ({ ...known(one.name, one.unit), tags: [], contacts: [] }));
    expect(bringIn('75', list)).toMatchObject({
      added: [],
      changed: [],
      unsure: [],
      unchanged: 95,
    });
  });
});

describe('the code of a unit in a list of agencies', () => {
  const read = (...cells: readonly string[]) =>
    agencyLines(
      [
        { line: 1, cells: ['Mã xã', 'Tên đơn vị', 'Địa chỉ thư'] },
        { line: 2, cells },
      ],
      TODAY,
    );

  test('is read with the zero that Excel took away, and finds the agency under whatever name', () => {
    const list = read('7294', 'Xã Bố Hạ', 'bh@xa.example');
    expect(list).toMatchObject({ ok: true, lines: [{ unit: { code: '07294' } }] });
    if (!list.ok) throw new Error('refused');
    const { changed } = changeOfList(list.lines, [known('UBND xã Bố Hạ', '07294')]);
    expect(changed).toMatchObject([
      { input: { name: 'UBND phường Bố Hạ', contacts: [{ email: 'bh@xa.example' }] } },
    ]);
  });

  test('is refused where it is nobody’s or another’s, and passed over beside a body that is no unit', () => {
    expect(read('12', 'Xã Bố Hạ', 'a@x.example')).toMatchObject({
      wrong: [{ line: 2, problem: 'mã đơn vị hành chính không có trong danh mục: “12”' }],
    });
    expect(read('07294', 'Xã Kép', 'a@x.example')).toMatchObject({
      wrong: [{ problem: 'mã 07294 là của Phường Bố Hạ, không phải của “Xã Kép”' }],
    });
    expect(read('07294', 'Công an xã Bố Hạ', 'a@x.example')).toMatchObject({
      lines: [{ unit: null }],
    });
  });
});
