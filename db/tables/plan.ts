import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Amendment } from '../../domain/amendment/amendment.js';
import type { ListedAgency } from '../../domain/agreed-plan.js';
import type { Day, Instant } from '../../domain/day.js';
import type { Meaning } from '../../domain/memory/office-memory.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import type { PlanState } from '../../domain/plan.js';
import type { FormerPlanFate } from '../../domain/amendment/former-plan.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import type { DutyLadder } from '../../domain/ladder-rules.js';
import type { Basis } from '../../domain/schemas/basis.js';
import type { ReviewEdits } from '../../domain/schemas/review-edits.js';
import type { Data, Json, PlanIdentity, Watched } from './columns.js';

/** The rows of plan, plan_version, plan_review, office_memory, requirement, former_form, former_plan, plan_attachment, plan_officer. */
export interface PlanTables {
  plan: {
    office_id: string;
    id: string;
    code: string;
    state: PlanState;
    version: Generated<number>;
    title: string;
    identity: Json<PlanIdentity>;
    window_from: Day | null;
    window_to: Day | null;
    started_at: Instant | null;
    paused_at: Instant | null;
    cancelled_at: Instant | null;
    closed_at: Instant | null;
    revision: Generated<number>;
    seen_revision: Generated<number>;
    resting: Generated<boolean>;
    /** Letters to heads of agencies go only when a leader says so. */
    heads_need_word: Generated<boolean>;
    last_error: string | null;
    /** The staff whose work on it somebody does until one is named; null: nobody has left. */
    handed_from: Generated<string | null>;
    /** The plan that runs, of which this is a new version in the making; null for a plan of its own. */
    amends: Generated<string | null>;
    created_at: Instant;
  } & Watched;
  plan_version: {
    office_id: string;
    plan_id: string;
    version: number;
    file_name: string;
    bytes: Buffer | null;
    sha256: string;
    text: string;
    draft: Json<Data>;
    confirmed: JSONColumnType<ConfirmedPlan> | null;
    consent_by: string | null;
    consent_at: Instant | null;
    /** How often it was confirmed in this round, each time otherwise; 0 before the first. */
    confirmations: Generated<number>;
    uploaded_by: string;
    uploaded_at: Instant;
    sent_back_reason: Generated<string | null>;
    /** The actor who confirmed it last. */
    confirmed_by: Generated<string | null>;
    /** The list as the approver was shown it; null before the consent, and for one from before this was kept. */
    agreed_agencies: ColumnType<
      readonly ListedAgency[] | null,
      string | null | undefined,
      string | null
    >;
    /** What it amends and how; null for a first version. */
    amendment: ColumnType<Amendment | null, string | null | undefined, string | null>;
  };
  plan_review: {
    office_id: string;
    plan_id: string;
    version: number;
    revision: number;
    edits: Json<ReviewEdits>;
    /** Who wrote a field last, and with which revision. */
    places: Json<Readonly<Record<string, { readonly revision: number; readonly by: string }>>>;
    changed_by: string;
    changed_at: Instant;
  };
  office_memory: {
    office_id: string;
    id: string;
    use: Meaning['use'];
    key: string;
    words: string;
    meaning: Json<Meaning>;
    source: string;
    plan_id: string;
    taught_by: string;
    taught_at: Instant;
    forgotten_at: Instant | null;
  };
  requirement: {
    office_id: string;
    id: string;
    plan_id: string;
    ordinal: number;
    what: ConfirmedRequirement['what'];
    report_name: string;
    recipients: string[];
    via: string | null;
    channel: string;
    /** The key of its form. */
    form: string;
    form_definition: ColumnType<FormDefinition | null, string | null | undefined, string | null>;
    /** Goes up when another form takes its place while the plan runs. */
    form_version: Generated<number>;
    consolidates: boolean;
    onward: Generated<boolean>;
    basis: Json<Basis> | null;
    covering: Generated<string | null>;
    /** The rungs chosen for it; null: the office's ladder. */
    ladder: ColumnType<DutyLadder | null, string | null | undefined, string | null>;
  };
  former_form: {
    office_id: string;
    requirement_id: string;
    version: number;
    definition: Json<FormDefinition>;
    replaced_by: string;
    replaced_at: Instant;
  };
  /** Who follows a plan: the officer whom its mails name, and those beside him. */
  plan_officer: {
    office_id: string;
    plan_id: string;
    staff_id: string;
    named: boolean;
  };
  /** Files that a request brings to its agencies. */
  plan_attachment: {
    office_id: string;
    plan_id: string;
    id: string;
    file_name: string;
    content_type: string;
    sha256: string;
    bytes: Buffer;
    added_by: string;
    added_at: Instant;
  };
  /** Plans in the making that are gone, and where to. */
  former_plan: {
    office_id: string;
    id: string;
    fate: FormerPlanFate;
    /** The plan that it amended; null for a draft of its own. */
    amends: string | null;
    at: Instant;
  };
}
