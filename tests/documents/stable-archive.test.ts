import { expect, test } from '@jest/globals';
import { withoutEntryDates } from '../../documents/stable-archive.js';

test('what is no ZIP archive is refused', () => {
  expect(() => withoutEntryDates(Buffer.from('not an archive at all, only words'))).toThrow(
    'not a plain ZIP',
  );
  expect(() => withoutEntryDates(Buffer.alloc(3))).toThrow('not a plain ZIP');
});
