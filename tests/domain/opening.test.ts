import { describe, expect, test } from '@jest/globals';
import { decideOpening, openingSteps } from '../../domain/opening.js';
import type { OpeningFacts } from '../../domain/opening.js';
import { setUpCode, typedCode } from '../../domain/set-up-code.js';

const READY: OpeningFacts = {
  shortName: 'Sở NN&MT',
  governingBody: 'UBND tỉnh Sông Hương',
  placeOfIssue: 'Sông Hương',
  signers: [{ capacity: 'GIÁM ĐỐC', name: 'Nguyễn Văn A' }],
  testMail: 'arrived',
  agencies: { all: 3, unreachable: 0 },
  staff: [['officer'], ['approver'], ['clerk'], ['admin']],
  twoPersons: true,
  yearComplete: true,
  guidance: { number: '12/SNNMT-VP', issuedOn: '2026-01-05' },
};

const gapsOf = (change: Partial<OpeningFacts>) =>
  openingSteps({ ...READY, ...change }).flatMap(({ step, done, gaps }) =>
    gaps.map(({ gap, count }) => [step, done, gap, count]),
  );

describe('the checklist of an office', () => {
  test('lacks nothing once everything is there', () => {
    expect(gapsOf({})).toEqual([]);
    expect(openingSteps(READY).map(({ step, done }) => [step, done])).toEqual([
      ['office', true],
      ['sender', true],
      ['agencies', true],
      ['staff', true],
      ['calendar', true],
      ['guidance', true],
    ]);
  });

  test.each([
    [{ placeOfIssue: ' ' }, [['office', false, 'placeOfIssue', null]]],
    [{ signers: [] }, [['office', false, 'signers', null]]],
    [{ governingBody: null }, [['office', true, 'governingBody', null]]],
    [{ shortName: '' }, [['sender', false, 'shortName', null]]],
    [{ testMail: 'none' }, [['sender', false, 'noTestMail', null]]],
    [{ testMail: 'waiting' }, [['sender', false, 'testMailWaits', null]]],
    [{ testMail: 'failed' }, [['sender', false, 'testMailFailed', null]]],
    [{ agencies: { all: 0, unreachable: 0 } }, [['agencies', false, 'noAgencies', null]]],
    [{ agencies: { all: 9, unreachable: 2 } }, [['agencies', true, 'unreachable', 2]]],
    [{ staff: [['officer', 'admin'], ['approver']] }, [['staff', false, 'noClerk', null]]],
    [{ staff: [['officer', 'approver', 'clerk', 'admin']] }, [['staff', false, 'onePerson', null]]],
    [{ staff: [['officer', 'approver', 'clerk', 'admin']], twoPersons: false }, []],
    [
      { staff: [] },
      ['noOfficer', 'noApprover', 'noClerk', 'noAdmin'].map((gap) => ['staff', false, gap, null]),
    ],
    [{ yearComplete: false }, [['calendar', false, 'yearOpen', null]]],
    [{ guidance: null }, [['guidance', false, 'noGuidance', null]]],
  ] satisfies [Partial<OpeningFacts>, unknown[]][])('%j lacks %j', (change, gaps) => {
    expect(gapsOf(change)).toEqual(gaps);
  });
});

describe('opening an office', () => {
  const ready = { open: false, steps: openingSteps(READY) };

  test('is refused twice, unprepared, or while a plan that was tried is undecided', () => {
    expect(decideOpening({ ...ready, open: true }, [], {})).toMatchObject({ error: 'OFFICE_OPEN' });
    const unprepared = { open: false, steps: openingSteps({ ...READY, guidance: null }) };
    expect(decideOpening(unprepared, [], {})).toMatchObject({ error: 'OPENING_INCOMPLETE' });
    expect(decideOpening(ready, ['a', 'b'], { a: 'drop' })).toMatchObject({
      error: 'TRIALS_UNDECIDED',
      details: { plans: 1 },
    });
  });

  test('starts anew or drops what was chosen, and nothing that was not begun', () => {
    expect(decideOpening(ready, ['a', 'b'], { a: 'drop', b: 'anew', c: 'drop' })).toEqual({
      ok: true,
      value: { anew: ['b'], drop: ['a'] },
    });
  });
});

describe('a set-up code', () => {
  test('is four groups of four without look-alikes', () => {
    const code = setUpCode(Uint8Array.from({ length: 16 }, (_, index) => index * 17));
    expect(code).toMatch(/^(?:[A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
  });

  test('is the same however it is typed', () => {
    expect(typedCode(' k7qp-aaaa bbbb—CCCC\n')).toBe('K7QPAAAABBBBCCCC');
  });
});
