import type { AgencyKind } from './agency-kinds.js';

/** What of an agency tells whether a plan means it. */
export interface OwingAgency {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  /** False for a body that the plan merely asks. */
  readonly binding: boolean;
  /** Its own figures belong to what it collects from others. */
  readonly standing: boolean;
  /** The groups an office put it in. */
  readonly tags?: readonly string[];
}
