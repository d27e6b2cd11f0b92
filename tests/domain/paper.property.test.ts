import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day, instantOf } from '../../domain/day.js';
import { decidePaper, evolvePaper, keepsFiles } from '../../domain/paper.js';
import type { Paper, PaperCommand, PaperKind } from '../../domain/paper.js';

const draft = (kind: PaperKind): Paper => ({
  kind,
  state: 'draft',
  step: 0,
  steps: 1,
  agreed: 0,
  outside: false,
  contentSha256: null,
  number: null,
  issuedOn: null,
  signedPdfSha256: null,
  askAt: null,
  submittedAt: null,
  approvedAt: null,
  releasedAt: null,
  acknowledgedAt: null,
  withdrawnAt: null,
});

const isFrozen = ({ contentSha256 }: Paper): boolean => contentSha256 !== null;
const kinds = fc.constantFrom<PaperKind>(
  'urgingLetter',
  'consolidatedReport',
  'extensionNotice',
  'guidanceLetter',
);
const hash = fc.integer({ min: 1, max: 4 }).map((n) => `content-${String(n)}`);
const names = fc.constantFrom<readonly string[]>([], [], ['Sở A']);

const commands: fc.Arbitrary<PaperCommand> = fc.oneof(
  fc.record({ type: fc.constant('edit' as const) }),
  fc.record({
    type: fc.constant('submit' as const),
    contentSha256: hash,
    steps: fc.constantFrom(1, 1, 2, 3),
    open: fc.constantFrom<readonly string[]>([], [], ['Chưa có họ tên người ký.']),
    outside: fc.constantFrom(false, false, true),
  }),
  fc.record({ type: fc.constant('replace' as const) }),
  fc.record({
    type: fc.constant('issuedAbove' as const),
    number: fc.constantFrom('', '9/BC-UBND'),
    on: fc.constantFrom(day('2026-07-14'), day('2026-07-20')),
  }),
  fc.record({
    type: fc.constant('approve' as const),
    isAsked: fc.constantFrom(true, true, true, false),
    mayAgree: fc.constantFrom(true, true, false),
    covers: fc.constantFrom(1, 1, 2),
  }),
  fc.record({
    type: fc.constant('sendBack' as const),
    isAsked: fc.constantFrom(true, true, false),
    reason: fc.constantFrom('', ' ', 'Sửa'),
  }),
  fc.record({
    type: fc.constant('register' as const),
    number: fc.constantFrom('', ' ', '7', '8/BC'),
    symbol: fc.constantFrom('', 'BC', 'CV'),
    otherSymbol: fc.boolean(),
    notBefore: fc.constantFrom(null, day('2026-07-01'), day('2026-08-01')),
    issuedOn: fc.constantFrom(day('2026-07-15'), day('0226-07-15'), day('9999-01-01')),
    signedPdfSha256: fc.constantFrom(null, 'pdf-1', 'pdf-2'),
  }),
  fc.record({
    type: fc.constant('release' as const),
    reportedSince: names,
    unseenDifferences: fc.constantFrom(false, false, true),
  }),
  fc.record({
    type: fc.constant('recordAgreed' as const),
    by: fc.constantFrom('', 'Phó Giám đốc'),
    on: fc.constantFrom(day('2026-07-01'), day('2026-06-30'), day('2026-07-30')),
  }),
  fc.record({
    type: fc.constant('recordSentBack' as const),
    by: fc.constant('Phó Giám đốc'),
    reason: fc.constantFrom('', 'Sửa'),
  }),
  fc.record({ type: fc.constant('acknowledge' as const), on: fc.constant(day('2026-07-16')) }),
  fc.record({ type: fc.constant('withdraw' as const), stillMissing: names }),
  fc.record({
    type: fc.constant('supersede' as const),
    by: fc.constantFrom('draft' as const, 'approval' as const),
  }),
);

const moments = fc.record({
  shown: fc.constant('now'),
  seen: fc.constantFrom(null, 'now', 'now', 'before'),
});

/** Every paper of a life: each act decided, those taken carried out. */
function lives(
  kind: PaperKind,
  acts: readonly [PaperCommand, { shown: string; seen: string | null }][],
) {
  const steps: { before: Paper; command: PaperCommand; after: Paper; refused: string | null }[] =
    [];
  let paper = draft(kind);
  for (const [index, [command, moment]] of acts.entries()) {
    const now = instantOf(Date.UTC(2026, 6, 1) + index * 3_600_000);
    const decided = decidePaper(paper, command, { now, ...moment });
    const after = decided.ok ? decided.value.reduce(evolvePaper, paper) : paper;
    steps.push({ before: paper, command, after, refused: decided.ok ? null : decided.error });
    if (decided.ok) expect(moment.seen).not.toBe('before');
    paper = after;
  }
  return steps;
}

const someLife = fc.tuple(kinds, fc.array(fc.tuple(commands, moments), { maxLength: 40 }));

describe('whatever is done to a paper', () => {
  test('its content is settled from the moment it is put forward until it is sent back', () => {
    fc.assert(
      fc.property(someLife, ([kind, acts]) => {
        for (const { before, after, command } of lives(kind, acts)) {
          const isOpen = after.state === 'draft' || after.state === 'sentBack';
          if (after.state !== 'superseded') expect(isFrozen(after)).toBe(!isOpen);
          if (isFrozen(before) && after.contentSha256 !== before.contentSha256) {
            expect(['sendBack', 'recordSentBack']).toContain(command.type);
            expect(before.approvedAt).toBeNull();
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('what was approved keeps content and files for good', () => {
    fc.assert(
      fc.property(someLife, ([kind, acts]) => {
        let agreed: string | null = null;
        for (const { before, after, command, refused } of lives(kind, acts)) {
          if (command.type === 'approve' && refused === null) {
            expect([command.mayAgree, command.isAsked]).toEqual([true, true]);
            expect(after.agreed).toBeGreaterThan(before.agreed);
            // All of its steps have agreed, or the next is asked.
            expect(after.state).toBe(
              after.agreed === after.steps ? 'approved' : 'awaitingApproval',
            );
            if (after.state === 'approved') agreed = after.contentSha256;
          }
          if (command.type === 'submit' && refused === null) expect(after.agreed).toBe(0);
          if (command.type === 'recordAgreed' && refused === null) {
            expect([before.outside, command.by]).toEqual([true, 'Phó Giám đốc']);
            // Known by its day alone, it still comes after the putting forward.
            expect(after.approvedAt! >= before.submittedAt!).toBe(true);
            agreed = after.contentSha256;
          }
          if (agreed === null) continue;
          expect(after.contentSha256).toBe(agreed);
          expect(keepsFiles(after)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('agreed to or acknowledged on the very day, it is so after it was put forward or went out', () => {
    const [morning, evening] = [9, 16].map((hour) => instantOf(Date.UTC(2026, 6, 1, hour - 7)));
    const on = day('2026-07-01');
    const decide = (paper: Partial<Paper>, command: PaperCommand) =>
      decidePaper({ ...draft('urgingLetter'), contentSha256: 'a', ...paper }, command, {
        ...{ now: instantOf(Date.UTC(2026, 6, 1, 10)), shown: '', seen: null },
      });
    const agreed = { type: 'recordAgreed', by: 'PGĐ', on } as const;
    const waits = { state: 'awaitingApproval', outside: true } as const;
    expect(decide({ ...waits, submittedAt: evening! }, agreed)).toMatchObject({
      value: [{ type: 'approved', at: evening }],
    });
    expect(decide({ ...waits, submittedAt: morning! }, agreed)).toMatchObject({
      value: [{ at: instantOf(Date.UTC(2026, 6, 1, 5)) }],
    });
    const acknowledged = { type: 'acknowledge', on } as const;
    expect(decide({ state: 'released', releasedAt: evening! }, acknowledged)).toMatchObject({
      value: [{ type: 'acknowledged', at: evening }],
    });
  });

  test('it goes out once, with approval, number, plausible day, signed PDF and nobody in it who has reported', () => {
    fc.assert(
      fc.property(someLife, ([kind, acts]) => {
        const steps = lives(kind, acts);
        const out = steps.filter(
          ({ command, refused }) => command.type === 'release' && refused === null,
        );
        expect(out.length).toBeLessThanOrEqual(1);
        for (const { before, after, command } of out) {
          expect(before.state).toBe('numbered');
          expect(after.approvedAt).not.toBeNull();
          expect(after.number?.trim()).toBeTruthy();
          expect(after.issuedOn?.slice(0, 2)).toBe('20');
          expect(after.signedPdfSha256).not.toBeNull();
          expect(command).toMatchObject({ reportedSince: [] });
        }
        const after = steps.slice(steps.indexOf(out[0]!) + 1);
        if (out[0] === undefined) return;
        for (const { after: paper } of after) {
          expect(['released', 'acknowledged']).toContain(paper.state);
          expect(paper.number).toBe(out[0].after.number);
          expect(paper.withdrawnAt).toBeNull();
        }
      }),
      { numRuns: 500 },
    );
  });

  test('its approver is asked exactly while it waits for approval', () => {
    fc.assert(
      fc.property(someLife, ([kind, acts]) => {
        for (const { after } of lives(kind, acts)) {
          expect(after.askAt !== null).toBe(after.state === 'awaitingApproval' && !after.outside);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a new draft of a report puts away no approved one, an approval does; a letter gives way to both', () => {
    const approved = (kind: PaperKind): Paper => ({
      ...draft(kind),
      state: 'approved',
      contentSha256: 'c',
    });
    const outcome = (kind: PaperKind, by: 'draft' | 'approval') =>
      decidePaper(
        approved(kind),
        { type: 'supersede', by },
        { now: instantOf(0), shown: '', seen: null },
      ).ok;
    expect(outcome('consolidatedReport', 'draft')).toBe(false);
    expect(outcome('consolidatedReport', 'approval')).toBe(true);
    expect(outcome('urgingLetter', 'draft')).toBe(true);
    expect(outcome('urgingLetter', 'approval')).toBe(true);
  });
});
