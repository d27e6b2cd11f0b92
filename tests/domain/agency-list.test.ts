import { describe, expect, test } from '@jest/globals';
import { changeOfContacts, changeOfList } from '../../domain/agency-list.js';
import type { ContactInput, KnownAgency } from '../../domain/agency-list.js';
import { agencyNameKey } from '../../domain/agency-match.js';
import type { AgencyLine } from '../../domain/agency-lines.js';

const mailbox = (email: string): ContactInput => ({
  role: 'mailbox',
  name: null,
  email,
  phone: null,
});

const says = (name: string, given: Partial<AgencyLine> = {}): AgencyLine => ({
  line: 2,
  name,
  kind: null,
  tags: null,
  emails: [],
  headEmail: null,
  organId: null,
  phone: null,
  binding: null,
  unit: null,
  ...given,
});

const known = (name: string, given: Partial<KnownAgency> = {}): KnownAgency => ({
  name,
  kind: 'commune',
  tags: [],
  standing: false,
  binding: true,
  organId: null,
  id: `id of ${name}`,
  unit: null,
  contacts: [{ ...mailbox('xa@songhuong.example'), id: 'c1' }],
  ...given,
});

describe('a list brought in', () => {
  test('adds new names, changes what differs and leaves the rest alone', () => {
    const change = changeOfList(
      [
        says('Xã Ân'),
        says('Xã Bình', { binding: false }),
        says('Xã Cần', { emails: ['c@x.example'] }),
      ],
      [known('Xã Ân'), known('Xã Bình')],
    );
    expect(change.added).toEqual([
      { ...known('Xã Cần'), id: undefined, line: 2, contacts: [mailbox('c@x.example')] },
    ]);
    expect(change.changed.map((one) => [one.known.id, one.fields])).toEqual([
      ['id of Xã Bình', [{ field: 'binding', before: 'true', after: 'false' }]],
    ]);
    expect([change.unchanged, change.unsure]).toEqual([1, []]);
  });

  test('leaves what the file does not carry: who stands for the office, groups, further contacts', () => {
    const contacts = [
      { ...mailbox('cu@xa.example'), id: 'c1' },
      { ...mailbox('hai@xa.example'), id: 'c2' },
      {
        role: 'person' as const,
        name: 'Lê B',
        email: 'b@xa.example',
        phone: '0900 000 001',
        id: 'c3',
      },
      { role: 'head' as const, name: 'Chủ tịch', email: 'ct@xa.example', phone: null, id: 'c4' },
    ];
    const agency = known('Công an tỉnh', { standing: true, tags: ['Khối nội chính'], contacts });
    const line = says('Công an tỉnh', { emails: ['MOI@xa.example'], phone: '0912345678' });
    const [changed] = changeOfList([line], [agency]).changed;
    expect(changed?.input).toMatchObject({
      standing: true,
      tags: ['Khối nội chính'],
      binding: true,
    });
    expect(
      changed?.input.contacts.map(({ role, name, email, phone }) => [role, name, email, phone]),
    ).toEqual([
      ['mailbox', null, 'MOI@xa.example', '0912345678'],
      ['mailbox', null, 'hai@xa.example', null],
      ['person', 'Lê B', 'b@xa.example', '0900 000 001'],
      ['head', 'Chủ tịch', 'ct@xa.example', null],
    ]);
    expect(changed?.fields.map(({ field }) => field)).toEqual(['mailboxes', 'phone']);
    const named = { ...agency, organId: 'H26.19' };
    expect(changeOfList([line], [named]).changed[0]?.input.organId).toBe('H26.19');
    expect(
      changeOfList([{ ...line, organId: 'H26.20' }], [named]).changed[0]?.fields,
    ).toContainEqual({ field: 'organId', before: 'H26.19', after: 'H26.20' });
  });

  test('an address written in capitals, or known further down, is the same address', () => {
    expect(
      changeOfList([says('Xã Ân', { emails: ['XA@songhuong.example'] })], [known('Xã Ân')])
        .unchanged,
    ).toBe(1);
    const two = known('Xã Ân', {
      contacts: [
        { ...mailbox('mot@x.example'), id: 'c1' },
        { ...mailbox('hai@x.example'), id: 'c2' },
      ],
    });
    expect(changeOfList([says('Xã Ân', { emails: ['hai@x.example'] })], [two]).unchanged).toBe(1);
  });

  test.each([
    ['Sở Văn hoá và Thể thao', 'Sở Văn hóa và Thể thao'],
    ['Sở Văn  hóa và Thể thao ', 'Sở Văn hóa và Thể thao'],
    ['Công an Tỉnh', 'Công an tỉnh'],
    ['UBND xã Chân Mây – Lăng Cô', 'UBND xã Chân Mây - Lăng Cô'],
    ['Sở Y tế'.normalize('NFD'), 'Sở Y tế'],
  ])('%s is %s otherwise written', (written, name) => {
    expect(changeOfList([says(written)], [known(name)])).toMatchObject({ added: [], unsure: [] });
  });

  test.each([
    ['Sở GD&ĐT', 'Sở Giáo dục và Đào tạo'],
    ['Công an tỉnh Sông Hương', 'Công an tỉnh'],
    ['Xã Văn Lăng', 'Xã Văn Lang'],
    ['Xã Đồng Mai', 'UBND xã Đồng Mai'],
  ])('whether %s is %s is asked, and done as it is answered', (written, name) => {
    const list = [known(name)];
    const asked = changeOfList([says(written)], list);
    expect(asked.unsure).toMatchObject([{ name: written, candidates: [{ id: `id of ${name}` }] }]);
    expect([asked.added, asked.changed]).toEqual([[], []]);
    const key = agencyNameKey(written);
    expect(changeOfList([says(written)], list, { [key]: 'new' }).added).toHaveLength(1);
    expect(changeOfList([says(written)], list, { [key]: `id of ${name}` })).toMatchObject({
      added: [],
      unsure: [],
      unchanged: 1,
    });
  });

  test('two communes that differ by a mark are two where the file names both', () => {
    const list = [known('Xã Văn Lang'), known('Xã Văn Lăng')];
    const change = changeOfList([says('Xã Văn Lăng'), says('Xã Văn Lang')], list);
    expect([change.unchanged, change.unsure]).toEqual([2, []]);
    const half = changeOfList([says('Xã Văn Lang'), says('Xã Văn Lăng')], [known('Xã Văn Lang')]);
    expect([half.added.length, half.unsure]).toEqual([1, []]);
  });
});

test('a contact whose address and role stay keeps its id wherever it is moved; others come and go', () => {
  const present = [
    { ...mailbox('mot@songhuong.example'), id: 'one' },
    { ...mailbox('hai@songhuong.example'), id: 'two' },
  ];
  const wanted = [
    mailbox('Hai@songhuong.example'),
    mailbox('ba@songhuong.example'),
    { ...mailbox('mot@songhuong.example'), role: 'head' as const },
  ];
  const { put, gone } = changeOfContacts(present, wanted);
  expect(put.map(({ id, position }) => [id, position])).toEqual([
    ['two', 1],
    [null, 2],
    [null, 3],
  ]);
  expect(gone).toEqual(['one']);
});
