import type { ObligationRefusal } from './obligation.js';
import type { RefusalDetails } from './result.js';
import { ACCESS_REFUSALS } from './refusals/access.js';
import { ARCHIVE_REFUSALS } from './refusals/archive.js';
import { COMPLIANCE_REFUSALS } from './refusals/compliance.js';
import { DIRECTORY_REFUSALS } from './refusals/directory.js';
import { EXCHANGE_REFUSALS } from './refusals/exchange.js';
import { OPENING_REFUSALS } from './refusals/opening.js';
import { PAPERS_REFUSALS } from './refusals/papers.js';
import { PLANS_REFUSALS } from './refusals/plans.js';
import { PROGRAMME_REFUSALS } from './refusals/programme.js';
import { REPORTING_REFUSALS } from './refusals/reporting.js';
import { REQUESTS_REFUSALS } from './refusals/requests.js';
import type { Refusal } from './refusals/refusal.js';

/** Everything dondoc refuses: one row a reason, with the sentence people read. */
export const REFUSALS = {
  ...REPORTING_REFUSALS,
  ...PLANS_REFUSALS,
  ...PAPERS_REFUSALS,
  ...ACCESS_REFUSALS,
  ...REQUESTS_REFUSALS,
  ...DIRECTORY_REFUSALS,
  ...OPENING_REFUSALS,
  ...ARCHIVE_REFUSALS,
  ...COMPLIANCE_REFUSALS,
  ...EXCHANGE_REFUSALS,
  ...PROGRAMME_REFUSALS,
} as const satisfies Readonly<Record<string, Refusal>> & Record<ObligationRefusal, Refusal>;

export type RefusalCode = keyof typeof REFUSALS;

/** The sentence of a refusal with its names and days filled in. */
export function refusalSentence(
  code: RefusalCode,
  details: RefusalDetails,
  language: 'vi' | 'en' = 'vi',
): string {
  return REFUSALS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = details[name];
    return value === undefined ? '' : Array.isArray(value) ? listed(value) : String(value);
  });
}

/** Names with commas between them; whole sentences stand one after another. */
const listed = (values: readonly unknown[]): string =>
  values.map(String).join(values.every((one) => /[.?!]$/.test(String(one))) ? ' ' : ', ');
