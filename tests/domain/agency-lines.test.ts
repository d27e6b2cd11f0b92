import { describe, expect, test } from '@jest/globals';
import { day } from '../../domain/day.js';
import { agencyLines, LIST_HEADINGS, LIST_KINDS } from '../../domain/agency-lines.js';

const HEAD = ['name', 'kind', 'tags', 'email', 'headEmail', 'phone', 'binding', 'unit'];

function read(...rows: readonly (readonly string[])[]) {
  return agencyLines(
    rows.map((cells, index) => ({ line: index + 1, cells })),
    day('2026-12-01'),
  );
}

/** One line with some cells, the others blank. */
function line(given: Partial<Record<string, string>>) {
  return read(
    HEAD,
    HEAD.map((name) => given[name] ?? (name === 'name' ? 'Xã Ân' : '')),
  );
}

describe('a list as Excel writes it', () => {
  test.each([
    ['912345678', '0912345678'],
    ['2043851234', '02043851234'],
    ['0912 345 678', '0912 345 678'],
    ['113', '113'],
    ['', null],
  ])('the telephone %s is %s', (phone, taken) => {
    expect(line({ phone })).toMatchObject({ ok: true, lines: [{ phone: taken }] });
  });

  test.each(['yt2@x.example', 'không có'])('the telephone %s is none', (phone) => {
    expect(line({ phone })).toMatchObject({
      lines: [],
      wrong: [{ line: 2, problem: expect.stringContaining(phone) }],
    });
  });

  test('a telephone whose digits are lost is named with its line and cause', () => {
    expect(line({ phone: '9.12E+08' })).toMatchObject({
      lines: [],
      wrong: [{ line: 2, problem: expect.stringContaining('9.12E+08') }],
    });
  });

  test.each([
    ['a@x.example; b@x.example', ['a@x.example', 'b@x.example']],
    ['a@x.example\nb@x.example', ['a@x.example', 'b@x.example']],
    ['a@x.example, A@x.example', ['A@x.example']],
  ])('two addresses in one cell, "%s", are two', (email, emails) => {
    expect(line({ email })).toMatchObject({ lines: [{ emails }] });
  });

  test.each([
    ['Có', true],
    ['x', true],
    ['KHÔNG', false],
    ['0', false],
    ['TRUE', true],
    ['', null],
  ])('"%s" in the yes/no column is %s', (binding, taken) => {
    expect(line({ binding })).toMatchObject({ lines: [{ binding: taken }] });
  });

  test('an unknown word in the yes/no column is refused, not taken for yes', () => {
    expect(line({ binding: 'Đề nghị' })).toMatchObject({
      lines: [],
      wrong: [{ line: 2, problem: expect.stringContaining('“Đề nghị”') }],
    });
  });

  test('headings in Vietnamese, a title above them, columns in any order and empty ones at the end', () => {
    const answer = read(
      ['DANH SÁCH CÁC CƠ QUAN', '', '', '', ''],
      ['', '', '', '', ''],
      ['STT', 'Địa chỉ thư', 'Tên cơ quan, đơn vị', 'Khối, cụm', 'Thư lãnh đạo', '', ''],
      ['1', 'xa@x.example', 'UBND  xã Đồng Mai', 'Cụm 1; Vùng cao', 'ct@x.example', '', ''],
      ['', '', '', '', '', '', ''],
      ['2', 'so@x.example', 'Sở Y tế', '', '', '', ''],
    );
    expect(answer).toMatchObject({
      ok: true,
      lines: [
        {
          line: 4,
          name: 'UBND xã Đồng Mai',
          tags: ['Cụm 1', 'Vùng cao'],
          headEmail: 'ct@x.example',
        },
        { line: 6, name: 'Sở Y tế', tags: null, headEmail: null },
      ],
    });
  });

  test('a mã định danh is taken where the list has one, and refused where it is none', () => {
    const head = ['Tên cơ quan', 'Email', 'Mã định danh (QCVN 102)'];
    expect(
      read(head, ['Sở A', 'a@x.example', '000.00.19.H26'], ['Sở B', 'b@x.example', '']),
    ).toMatchObject({ lines: [{ organId: '000.00.19.H26' }, { organId: null }] });
    expect(read(head, ['Sở A', 'a@x.example', 'chưa rõ'])).toMatchObject({
      wrong: [{ line: 2, problem: expect.stringContaining('mã định danh không đúng dạng') }],
    });
  });

  test('every wrong line is named at once, and the others can be taken without them', () => {
    const answer = read(
      HEAD,
      ['', '', '', 'a@x.example'],
      ['Sở X', 'siêu thị', '', 'không phải thư'],
      ['Sở  Văn hoá', '', '', ''],
      ['Sở Văn hóa', '', '', ''],
    );
    expect(answer).toMatchObject({
      ok: true,
      lines: [{ line: 4, name: 'Sở Văn hoá' }],
      wrong: [
        { line: 2, problem: 'thiếu tên cơ quan' },
        { line: 3, problem: expect.stringContaining('siêu thị') },
        { line: 3, problem: expect.stringContaining('không phải thư') },
        { line: 5, problem: expect.stringContaining('dòng 4') },
      ],
    });
  });

  test('a list without names or addresses says which column is missing', () => {
    expect(read(['Cột A', 'email'], ['x', 'y'])).toMatchObject({
      problems: [{ line: 1, problem: expect.stringContaining('tên cơ quan') }],
    });
    expect(read(HEAD)).toMatchObject({ problems: [{ problem: 'không có cơ quan nào' }] });
  });
});

describe('headings as offices write them', () => {
  test('those of the list that is offered are read, and each of its kinds', () => {
    for (const kind of LIST_KINDS) {
      const cells = ['Sở A', kind, 'Khối 1; Khối 2', 'a@x.example', 'b@x.example', '0900', 'Không'];
      expect(read(Object.values(LIST_HEADINGS), [...cells, 'H26.19'])).toMatchObject({
        ok: true,
        lines: [
          {
            name: 'Sở A',
            kind: expect.any(String),
            tags: ['Khối 1', 'Khối 2'],
            emails: ['a@x.example'],
            headEmail: 'b@x.example',
            phone: '0900',
            binding: false,
            organId: 'H26.19',
          },
        ],
      });
    }
  });

  test('in any order, below a title, with columns that say more and some of no use', () => {
    const answer = read(
      ['DANH SÁCH CÁC CƠ QUAN, ĐƠN VỊ'],
      ['STT', 'Số ĐT liên hệ', 'Email của Chủ tịch', 'Email nhận thư', 'Địa chỉ', 'Tên các đơn vị'],
      ['1', '0900', 'ct@x.example', 'xa@x.example', '12 đường Ven Sông', 'UBND xã Đồng Mai'],
    );
    expect(answer).toMatchObject({
      ok: true,
      lines: [
        {
          line: 3,
          name: 'UBND xã Đồng Mai',
          emails: ['xa@x.example'],
          headEmail: 'ct@x.example',
          phone: '0900',
        },
      ],
    });
  });

  test('an exact heading goes before one that only says more', () => {
    expect(
      read(['Tên cơ quan', 'Email cũ', 'Email'], ['Sở A', 'cu@x.example', 'moi@x.example']),
    ).toMatchObject({ lines: [{ emails: ['moi@x.example'] }] });
  });
});
