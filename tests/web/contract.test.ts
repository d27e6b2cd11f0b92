import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../contract/index.js';
import * as acts from '../../web/i18n/acts.js';
import * as admin from '../../web/i18n/admin.js';
import * as board from '../../web/i18n/board.js';
import * as common from '../../web/i18n/common.js';
import * as obligation from '../../web/i18n/obligation.js';
import * as paper from '../../web/i18n/paper.js';
import * as plan from '../../web/i18n/plan.js';
import * as review from '../../web/i18n/review.js';
import type { SkipReason } from '../../domain/ladder.js';
import * as states from '../../web/i18n/states.js';
import * as work from '../../web/i18n/work.js';
import type { AnswerOf, Asked, Head } from '../../contract/asked.js';
import { addressOf } from '../../web/requests/ask.js';
import type { AskedArgument } from '../../web/requests/ask.js';

const WEB = new URL('../../web/', import.meta.url);

function sources(): readonly string[] {
  return readdirSync(WEB, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('agency'))
    .map((path) => readFileSync(new URL(path.replaceAll('\\', '/'), WEB), 'utf8'));
}

describe('what the pages ask of the server', () => {
  const declared = new Set(
    Object.values(ROUTES).flatMap((area) =>
      Object.values(area).map(({ method, path }) => `${method} ${path}`),
    ),
  );
  const asked = sources().flatMap((text) =>
    [...text.matchAll(/'((?:GET|POST|PUT|DELETE) \/api\/[^']+)'/g)].map(([, head]) => head ?? ''),
  );

  test('is something the contract declares', () => {
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter((head) => !declared.has(head))).toEqual([]);
  });

  test('leaves no act of the contract without a button', () => {
    const unused = [...declared].filter(
      (head) => !head.startsWith('GET ') && !asked.includes(head),
    );
    expect(unused.sort()).toEqual([
      // Other programs bring their figures so; people bring the same as a file.
      'POST /api/cycles/:cycleId/data-value-set',
      // Taken as files, from addresses put together.
      'POST /api/papers/:documentId/edxml',
      'POST /api/plans/:planId/edxml',
      // Programs that confirm a plan without the review page ask it what is proposed.
      'POST /api/plans/:planId/proposal',
    ]);
  });

  test('goes to an address with every name filled in and escaped', () => {
    expect(
      addressOf('/api/cycles/:cycleId/figures/:code', { params: { cycleId: 'a b', code: 'X/Y' } }),
    ).toBe('/api/cycles/a%20b/figures/X%2FY');
    expect(addressOf('/api/audit', { query: { before: 12, subject: '' } })).toBe(
      '/api/audit?before=12',
    );
    expect(() => addressOf('/api/plans/:planId', {})).toThrow('missing planId');
  });
});

type IsA<Given, Wanted> = [Given] extends [Wanted] ? true : false;
type Return = 'POST /api/obligations/:obligationId/return';

/** Read by the compiler: a line whose type says otherwise does not compile. */
const taken: {
  readonly declaredRoute: IsA<'GET /api/plans', Head>;
  readonly unknownRoute: IsA<'GET /api/plan', Head>;
  readonly listAskedPlainly: IsA<[], AskedArgument<'GET /api/plans'>>;
  readonly planNotSaid: IsA<[], AskedArgument<'GET /api/plans/:planId'>>;
  readonly planSaid: IsA<{ planId: string }, Asked<'GET /api/plans/:planId'>['params']>;
  readonly planByAnotherName: IsA<{ id: string }, Asked<'GET /api/plans/:planId'>['params']>;
  readonly returnWithItsDay: IsA<{ reason: string; newDueDay: string }, Asked<Return>['body']>;
  readonly returnWithoutItsDay: IsA<{ reason: string }, Asked<Return>['body']>;
  readonly mailboxByQ: IsA<'q', keyof NonNullable<Asked<'GET /api/mailbox'>['query']>>;
  readonly mailboxByWords: IsA<'words', keyof NonNullable<Asked<'GET /api/mailbox'>['query']>>;
  readonly planHasCode: IsA<'code', keyof AnswerOf<'GET /api/plans/:planId'>['plan']>;
  readonly planHasDueOn: IsA<'dueOn', keyof AnswerOf<'GET /api/plans/:planId'>['plan']>;
} = {
  declaredRoute: true,
  unknownRoute: false,
  listAskedPlainly: true,
  planNotSaid: false,
  planSaid: true,
  planByAnotherName: false,
  returnWithItsDay: true,
  returnWithoutItsDay: false,
  mailboxByQ: true,
  mailboxByWords: false,
  planHasCode: true,
  planHasDueOn: false,
};

test('the types of requests and answers take what the contract declares, and nothing else', () => {
  expect(Object.values(taken).filter(Boolean)).toHaveLength(6);
});

describe('the words of the pages', () => {
  const areas = { acts, admin, board, common, obligation, paper, plan, review, states, work };

  test.each(Object.entries(areas))('%s fills the same names in both languages', (_name, area) => {
    const en: Readonly<Record<string, string>> = area.en;
    const unequal = Object.entries(area.vi).filter(
      ([key, words]) => namesIn(words).join() !== namesIn(en[key] ?? '').join(),
    );
    expect(unequal).toEqual([]);
  });

  test('never call a cycle a campaign, nor a start an issue', () => {
    const words = Object.values(areas).flatMap(({ vi }) => Object.values(vi));
    expect(words.filter((text) => /chiến dịch|chuyên viên|vi phạm|diễn tập/i.test(text))).toEqual(
      [],
    );
    expect(plan.vi.start).toBe('Bắt đầu theo dõi');
    expect(states.vi.obligation_returned).toBe('Đề nghị bổ sung');
  });
});

test('every reason for which a start leaves a reminder out has words', () => {
  const reasons: Readonly<Record<SkipReason, true>> = {
    past: true,
    sameDay: true,
    collapsed: true,
    beforeCutOff: true,
    askedBody: true,
    returned: true,
  };
  const words: Readonly<Record<string, string>> = states.vi;
  expect(Object.keys(reasons).filter((why) => words[`skip_${why}`] === undefined)).toEqual([]);
});

test('every act that the ledger records has words', () => {
  const office = new URL('../../office/', import.meta.url);
  const recorded = readdirSync(office, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(new URL(path.replaceAll('\\', '/'), office), 'utf8'))
    .flatMap((text) => [...text.matchAll(/\brecord\(\s*\w+,\s*'(\w+)'/g)])
    .map(([, act]) => act ?? '');
  expect(recorded).toContain('startPlan');
  expect(recorded.filter((act) => !(act in acts.vi))).toEqual([]);
});

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}
