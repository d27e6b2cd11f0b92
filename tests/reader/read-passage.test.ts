import { describe, expect, test } from '@jest/globals';
import { day } from '../../domain/day.js';
import { readPassage, readPhrase } from '../../reader/read-passage.js';
import { EMPTY_DRAFT } from '../support/confirmation.js';

const around = {
  ...EMPTY_DRAFT,
  document: {
    ...EMPTY_DRAFT.document,
    issuer: 'UBND tỉnh Sông Hương',
    issuedOn: day('2026-06-01'),
  },
};

describe('a passage that a person points at', () => {
  test('is read as the duty it states', () => {
    const read = readPassage(
      '2. UBND các xã, phường gửi danh sách đầu mối về Sở Y tế trước ngày 30/6/2026.',
      around,
    );
    expect(read).toMatchObject({
      what: 'list',
      owedBy: ['UBND các xã, phường'],
      recipients: ['Sở Y tế'],
      due: { phrase: 'trước ngày 30/6/2026', date: '2026-06-30', boundary: 'before_day' },
    });
  });

  test('gives its bodies, receiver and day where it states no duty', () => {
    const read = readPassage(
      'Sở Nội vụ, Sở Y tế hoàn thành phiếu khảo sát, về Công an tỉnh, ngày 12/7.',
      around,
    );
    expect(read).toMatchObject({
      what: 'list',
      owedBy: ['Sở Nội vụ', 'Sở Y tế'],
      recipients: ['Công an tỉnh'],
    });
  });

  test('gives nothing that it does not say', () => {
    expect(readPassage('Nâng cao nhận thức của người dân.', around)).toMatchObject({
      owedBy: [],
      recipients: [],
      via: null,
      channel: '',
      due: { boundary: 'none', phrase: '', date: null },
    });
  });
});

describe('a due phrase that a person types', () => {
  test.each([
    ['trước ngày 05/7/2026', { boundary: 'before_day', date: '2026-07-05' }],
    [
      'chậm nhất 16 giờ 30 ngày 05/7',
      { boundary: 'before_time', date: '2026-07-05', time: '16:30' },
    ],
    ['ngày 20 hằng tháng', { boundary: 'recurring' }],
    ['khi thuận tiện', { boundary: 'none', date: null }],
  ])('“%s” is read at once', (phrase, due) => {
    expect(readPhrase(phrase, around)).toMatchObject(due);
  });
});
