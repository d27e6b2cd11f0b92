import { expect, test } from '@jest/globals';
import { acknowledgedOn, makesAcknowledged } from '../../../domain/axis/acknowledging.js';
import { answerMatch } from '../../../domain/axis/answered.js';
import { codeOf, documentIdOf, wholeCode } from '../../../domain/axis/document-code.js';
import { matchStatus } from '../../../domain/axis/match-status.js';
import { axisDay, axisInstant } from '../../../domain/axis/moments.js';
import { statusCodeOf, statusMeaning, statusWords } from '../../../domain/axis/status-code.js';
import { citedReference } from '../../../domain/axis/trigger.js';
import { day, instant } from '../../../domain/day.js';

const OWN = { number: '15/KH-UBND', issuedOn: day('2026-05-12'), organIds: ['000.00.00.H99'] };
const ID = '000.00.00.H99,2026/05/12,15/KH-UBND';
const says = (given: object) => ({
  ...{ organId: '', code: '', issuedOn: null, documentId: '' },
  ...given,
});

test('a document is meant by its id, by office and number, by its number alone, or not', () => {
  expect(documentIdOf({ ...OWN, organId: '000.00.00.H99' })).toBe(ID);
  const by = (given: object) => answerMatch(says(given), OWN);
  expect(by({ documentId: ID })).toBe('documentId');
  expect(by({ documentId: ` ${ID.toLowerCase()}`, code: '015/KH-UBND' })).toBe('documentId');
  expect(by({ documentId: ID, code: '16/KH-UBND' })).toBe('unclear');
  expect(by({ code: '15/KH-UBND', organId: 'H99' })).toBe('code');
  expect(by({ code: '15/KH-UBND', organId: 'H99', documentId: '3f0c-uuid' })).toBe('code');
  expect(by({ code: '15/KH-UBND', organId: 'H98' })).toBe('numberAlone');
  expect(by({ code: '15/KH-UBND' })).toBe('numberAlone');
  expect(by({ code: '15/KH-UBND', organId: 'H99', issuedOn: day('2025-05-12') })).toBe('unclear');
  expect(by({ code: '16/KH-UBND', organId: 'H99' })).toBe('other');
  expect(by({})).toBe('other');
});

test('a status is about one document, or for a person to look at', () => {
  const status = (given: object) => ({
    ...{ kind: 'status' as const, code: '01', description: '', at: null },
    ...{ responseFor: says(given), from: organ },
  });
  const other = { ...OWN, number: '31/CAT-PV01', issuedOn: day('2026-07-08') };
  const twin = { ...OWN, issuedOn: day('2025-05-12') };
  expect(matchStatus(status({ documentId: ID }), [other, OWN])).toEqual({
    ...{ verdict: 'sure', document: OWN, by: 'documentId' },
  });
  expect(matchStatus(status({ code: '31/CAT-PV01' }), [other, OWN])).toMatchObject({
    ...{ verdict: 'doubtful', document: other },
  });
  // Two years used one number: without a day nobody can say which.
  expect(matchStatus(status({ code: '15/KH-UBND' }), [OWN, twin]).verdict).toBe('nobody');
  expect(
    matchStatus(status({ code: '15/KH-UBND', issuedOn: day('2025-05-12') }), [OWN, twin]).document,
  ).toBe(twin);
  expect(matchStatus(status({ code: '99/BC' }), [OWN]).verdict).toBe('nobody');
});

const organ = {
  ...{ organId: '', inCharge: '', name: '', address: '', email: '', telephone: '' },
  ...{ fax: '', website: '' },
};

test('01, 03 and 06 acknowledge a report with the first, a letter with the last of its receivers', () => {
  const report = { kind: 'consolidatedReport', state: 'released' } as const;
  const letter = { kind: 'urgingLetter', state: 'released', receivers: 2 } as const;
  const codes = ['01', '02', '03', '04', '05', '06', '13', '15', '16', '99'];
  expect(
    codes.filter((code) => makesAcknowledged(code, { ...report, receivers: 0, acknowledged: 1 })),
  ).toEqual(['01', '03', '06']);
  expect(makesAcknowledged('01', { ...letter, acknowledged: 1 })).toBe(false);
  expect(makesAcknowledged('01', { ...letter, acknowledged: 2 })).toBe(true);
  expect(
    makesAcknowledged('01', { ...report, state: 'numbered', receivers: 0, acknowledged: 1 }),
  ).toBe(false);
  expect(codes.map(statusMeaning)).toEqual([
    ...['acknowledged', 'refused', 'acknowledged', 'underWay', 'underWay', 'acknowledged'],
    ...['takenBack', 'takenBack', 'takenBack', 'unknown'],
  ]);
  expect(statusWords('02')).toBe('Từ chối tiếp nhận (02)');
  expect(statusCodeOf(' 3 ')).toBe('03');
  const bounds = {
    releasedAt: instant('2026-07-10T08:00:00+07:00'),
    now: instant('2026-07-12T08:00:00+07:00'),
  };
  expect(acknowledgedOn(instant('2026-07-11T08:00:00+07:00'), bounds)).toBe('2026-07-11');
  expect(acknowledgedOn(instant('2026-07-01T08:00:00+07:00'), bounds)).toBe('2026-07-10');
  expect(acknowledgedOn(instant('2027-07-01T08:00:00+07:00'), bounds)).toBe('2026-07-12');
});

test('numbers, days and citations as systems write them', () => {
  expect(codeOf('45/BC-UBND')).toEqual({ number: '45', notation: 'BC-UBND' });
  expect(wholeCode({ number: '45', notation: 'BC-UBND' })).toBe('45/BC-UBND');
  expect(wholeCode({ number: '45', notation: '045/BC-UBND' })).toBe('045/BC-UBND');
  expect(wholeCode({ number: '', notation: '45/BC' })).toBe('45/BC');
  expect(
    ['2026/07/04', '04/07/2026', '2026-07-04T08:00:00', '2026/02/30', ''].map(axisDay),
  ).toEqual([...['2026-07-04', '2026-07-04', '2026-07-04', null, null]]);
  expect(axisInstant('2026/07/04 08:30:05')).toBe('2026-07-04T01:30:05.000Z');
  expect(axisInstant('04/07/2026')).toBe('2026-07-03T17:00:00.000Z');
  expect(axisInstant('2026/07/04 25:00:00')).toBeNull();
  expect(
    citedReference('Công văn số 573/TTg-KGVX ngày 25/5/2026 của Thủ tướng Chính phủ về ma túy'),
  ).toEqual({ code: '573/TTg-KGVX', issuedOn: '2026-05-25', issuer: 'Thủ tướng Chính phủ' });
  expect(citedReference('theo chỉ đạo của Bộ')).toBeNull();
});
