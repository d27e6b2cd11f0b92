import type { FormDefinition } from '../schemas/form-definition.js';
import { ADMIN_REFORM_QUARTER } from './admin-reform-quarter.js';
import { CAMPAIGN } from './campaign.js';
import { DRUG_ACTION_MONTH } from './drug-action-month.js';
import { DRUG_ANNUAL } from './drug-annual.js';
import { TRAFFIC_MONTH } from './traffic-month.js';
import { BLANK, IMPLEMENTATION_PLAN, ONE_OFF } from './without-figures.js';

/** The forms that every office has, in the order in which they are offered. */
export const FORM_LIBRARY: readonly FormDefinition[] = [
  DRUG_ACTION_MONTH,
  DRUG_ANNUAL,
  TRAFFIC_MONTH,
  ADMIN_REFORM_QUARTER,
  CAMPAIGN,
  IMPLEMENTATION_PLAN,
  ONE_OFF,
  BLANK,
];

/** The form of the library with a key; null when there is none. */
export function libraryForm(key: string): FormDefinition | null {
  return FORM_LIBRARY.find((form) => form.key === key) ?? null;
}

const DRUGS = /ma\s+t(?:úy|uý)/iu;
const TRAFFIC = /an toàn giao thông|trật tự,? an toàn giao thông/iu;
const ADMIN_REFORM = /cải cách hành chính/iu;
/** Which form of the library the subject of a plan and the kind of the duty call for, and whether it comes again. */
export function proposedForm({
  subject,
  what,
  isRepeated,
}: {
  readonly subject: string;
  readonly what: 'report' | 'plan' | 'list' | 'consolidated-report';
  readonly isRepeated: boolean;
}): FormDefinition {
  if (what === 'plan') return IMPLEMENTATION_PLAN;
  if (what === 'list') return BLANK;
  const text = subject.normalize('NFC');
  if (DRUGS.test(text)) return isRepeated ? DRUG_ANNUAL : DRUG_ACTION_MONTH;
  if (TRAFFIC.test(text)) return TRAFFIC_MONTH;
  if (ADMIN_REFORM.test(text)) return ADMIN_REFORM_QUARTER;
  return CAMPAIGN;
}
