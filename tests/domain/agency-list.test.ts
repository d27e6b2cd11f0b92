import { describe, expect, test } from '@jest/globals';
import { changeOfContacts, changeOfList } from '../../domain/agency-list.js';
import type { AgencyInput, KnownAgency } from '../../domain/agency-list.js';

const mailbox = (email: string) => ({ role: 'mailbox' as const, name: null, email, phone: null });

function input(name: string, given: Partial<AgencyInput> = {}): AgencyInput {
  return {
    name,
    kind: 'commune',
    tags: [],
    standing: false,
    binding: true,
    contacts: [mailbox('xa@songhuong.example')],
    ...given,
  };
}

const known = (name: string): KnownAgency => ({
  ...input(name),
  id: `id of ${name}`,
  contacts: [{ ...mailbox('xa@songhuong.example'), id: 'c1' }],
});

describe('many agencies entered at once', () => {
  test('adds new names, changes what differs and leaves the rest alone', () => {
    const change = changeOfList(
      [input('Xã A'), input('Xã B', { binding: false }), input('Xã C')],
      [known('Xã A'), known('Xã B')],
    );
    expect(change.added.map(({ name }) => name)).toEqual(['Xã C']);
    expect(change.changed.map((one) => one.known.id)).toEqual(['id of Xã B']);
    expect(change.counts).toEqual({ added: 1, changed: 1, unchanged: 1 });
  });

  test('an address written in capitals is the same address', () => {
    const same = input('Xã A', { contacts: [mailbox('XA@songhuong.example')] });
    expect(changeOfList([same], [known('Xã A')]).counts.unchanged).toBe(1);
  });

  test('of two lines of one new name the last one holds, and it is added once', () => {
    const change = changeOfList([input('Xã C'), input('Xã C', { tags: ['vùng cao'] })], []);
    expect(change.added).toEqual([input('Xã C', { tags: ['vùng cao'] })]);
    expect(change.counts).toEqual({ added: 1, changed: 1, unchanged: 0 });
  });

  test('a second line that takes the first one back changes nothing', () => {
    const change = changeOfList(
      [input('Xã A', { binding: false }), input('Xã A')],
      [known('Xã A')],
    );
    expect([change.added, change.changed]).toEqual([[], []]);
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
