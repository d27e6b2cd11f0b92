import { expect, test } from '@jest/globals';
import { mayAgree } from '../../domain/two-persons.js';

test.each([
  { twoPersons: true, putForwardBy: 'staff:1', actor: 'staff:1', may: false },
  { twoPersons: true, putForwardBy: 'staff:1', actor: 'staff:2', may: true },
  { twoPersons: true, putForwardBy: null, actor: 'staff:1', may: true },
  { twoPersons: true, putForwardBy: 'system', actor: 'system', may: true },
  { twoPersons: false, putForwardBy: 'staff:1', actor: 'staff:1', may: true },
  { twoPersons: null, putForwardBy: 'staff:1', actor: 'staff:1', may: true },
])('two persons $twoPersons: $actor agrees to what $putForwardBy put forward: $may', (row) => {
  expect(mayAgree(row)).toBe(row.may);
});
