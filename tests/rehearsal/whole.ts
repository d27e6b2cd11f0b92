import { expect } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { RehearsalResult } from '../../cli/rehearsal-command.js';
import { createTestDatabase } from '../support/ledger.js';
import type { Played } from '../support/temporal-rehearsal.js';
import { rehearseOn } from '../support/temporal-rehearsal.js';

/** A rehearsal alone takes seconds; beside others on two cores it may take a minute. */
export const REHEARSAL_MS = 300_000;

/** The stages of a plan that is consolidated and reported upward, in order. */
export const STAGES = [
  'issued',
  'campaign',
  'collecting',
  'consolidating',
  'awaitingApproval',
  'reportingUp',
  'acknowledged',
  'closed',
];
/** Plays a plan on a database of its own; `meanwhile` does something while it goes on and returns what is to hold in the end. */
export async function play(
  env: TestWorkflowEnvironment,
  plan: { readonly file: string; readonly agencyCount: number; readonly seed: number },
  meanwhile?: (databaseUrl: string) => Promise<() => Promise<void>>,
): Promise<Played> {
  const database = await createTestDatabase();
  try {
    const [played, holds] = await Promise.all([
      rehearseOn({ ...plan, databaseUrl: database.url, temporalAddress: env.address }),
      meanwhile?.(database.url),
    ]);
    await holds?.();
    return played;
  } finally {
    await database.drop();
  }
}

/** What holds of every rehearsal, whatever the plan. */
export function expectWhole({ result, papers }: Played, agencies: number): void {
  expect(Object.keys(result).sort()).toEqual(
    [
      'stages',
      'mails',
      'obligations',
      'letters',
      'report',
      'cycles',
      'acknowledgedAt',
      'historyEvents',
    ].sort(),
  );
  const names = result.stages.map(({ name }) => name);
  expect(names).toEqual(STAGES.filter((name) => names.includes(name as (typeof names)[number])));
  expect(names[0]).toBe('issued');
  expect(names.at(-1)).toBe('closed');
  const moments = result.stages.map(({ businessAt }) => Date.parse(businessAt));
  expect(moments.every((moment) => !Number.isNaN(moment))).toBe(true);
  expectMails(result);
  for (const counts of [result.obligations, ...result.cycles.map((cycle) => cycle.obligations)]) {
    const { expected, onTime, late, missing, waived, claimed } = counts;
    expect(onTime + late + missing + waived + claimed).toBe(expected);
  }
  expect(result.obligations.expected % agencies).toBe(0);
  expect(result.obligations.expected).toBeGreaterThanOrEqual(agencies);
  expect(result.cycles.every(({ closedAt }) => closedAt !== null)).toBe(true);
  expect(result.historyEvents.largest).toBeGreaterThan(20);
  expect(result.historyEvents.largest).toBeLessThanOrEqual(500);
  expect(result.historyEvents.sum).toBeGreaterThanOrEqual(result.historyEvents.largest);
  expectPapers(result, papers);
}

function expectMails({ mails }: RehearsalResult): void {
  expect(mails.sent).toBeGreaterThan(0);
  expect(mails.distinctMessageIds).toBe(mails.sent);
  expect(mails.byRung['assigned']).toBeGreaterThan(0);
}

function expectPapers(result: RehearsalResult, papers: Played['papers']): void {
  const named = [
    ...result.letters.map(({ docx }) => docx),
    ...result.cycles.flatMap(({ report }) => (report === null ? [] : [report.docx, report.xlsx])),
  ].map((path) => path.slice(path.lastIndexOf('/') + 1));
  expect(Object.keys(papers).sort()).toEqual([...named].sort());
  for (const bytes of Object.values(papers)) expect(bytes.subarray(0, 2).toString()).toBe('PK');
}
