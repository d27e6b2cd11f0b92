import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Counter } from '../domain/counting.js';
import type { ClockRule } from '../domain/due-clock.js';
import type { Day, Instant } from '../domain/day.js';
import type { AgencyKind, FormKey } from '../domain/indicators.js';
import type { ObligationState } from '../domain/obligation.js';
import type { Paper, PaperKind } from '../domain/paper.js';
import type { PlanState } from '../domain/plan.js';
import type { RelayStanding } from '../domain/relay-pause.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../domain/schemas/confirmed-plan.js';
import type { OfficeSettings } from '../domain/schemas/office-settings.js';
import type { WorkflowTarget } from '../domain/workflow-id.js';

type Json<T> = ColumnType<T, string, string>;
/** Plain data of an open shape, read back as it was written. */
export type Data = Readonly<Record<string, unknown>>;

export interface Tables {
  instance: {
    id: string;
    created_at: Generated<Instant>;
    released_after_restore_at: Instant | null;
  };
  office: {
    id: string;
    kind: 'live' | 'rehearsal';
    name: string;
    short_name: string;
    email_domain: string;
    settings: Json<OfficeSettings>;
    mother_office_id: string | null;
    clock_at: Instant | null;
    rehearsal: Json<Data> | null;
    created_at: Generated<Instant>;
  };
  calendar_day: {
    office_id: string;
    day: Day;
    kind: 'holiday' | 'compensatory' | 'swap_off' | 'swap_work';
    confirmed: boolean;
    name: string;
    source: string | null;
  };
  staff: {
    office_id: string;
    id: string;
    user_id: string | null;
    name: string;
    email: string;
    phone: string | null;
    roles: string[];
    deputy_of: string | null;
    active: Generated<boolean>;
    joined_at: Generated<Instant>;
  };
  /** Wrong passwords by the hash of the address they were entered for. */
  sign_in_failure: {
    address_hash: string;
    failures: number;
    last_at: Instant;
    paused_until: Instant | null;
  };
  agency: {
    office_id: string;
    id: string;
    name: string;
    kind: AgencyKind;
    tags: Generated<string[]>;
    standing: Generated<boolean>;
    binding: Generated<boolean>;
    valid_from: Day | null;
    valid_to: Day | null;
    successor_id: string | null;
    /** The name without case and marks, made by the database. */
    folded: ColumnType<string, never, never>;
  };
  contact: {
    office_id: string;
    id: string;
    agency_id: string;
    position: number;
    role: 'mailbox' | 'person' | 'head';
    name: string | null;
    email: string;
    phone: string | null;
    bounced_at: Instant | null;
    failing_since: Generated<Instant | null>;
    bounced_by: Generated<string | null>;
    valid_from: Day | null;
    valid_to: Day | null;
  };
  link: {
    office_id: string;
    id: string;
    agency_id: string;
    generation: Generated<number>;
    revoked_at: Instant | null;
    created_at: Generated<Instant>;
  };
  link_session: {
    token_hash: string;
    office_id: string;
    agency_id: string;
    generation: number;
    expires_at: Instant;
  };
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
    last_error: string | null;
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
    form: FormKey;
    consolidates: boolean;
    onward: Generated<boolean>;
  };
  cycle: {
    office_id: string;
    id: string;
    plan_id: string;
    requirement_id: string;
    key: string;
    kind: 'collect' | 'onward';
    feeds_from: string | null;
    /** The cycle in whose report this one's go up; null for one with a report of its own. */
    merged_in: string | null;
    period_from: Day | null;
    period_to: Day | null;
    cut_off: Day | null;
    due_phrase: string;
    due_day: Day | null;
    due_rule: Json<ClockRule> | null;
    hour_bound: Generated<boolean>;
    show_target: Generated<boolean>;
    target_at: Instant | null;
    overdue_at: Instant | null;
    onward_target_at: Instant | null;
    closes_for_new_at: Instant | null;
    closes_for_edits_at: Instant | null;
    letter_at: Instant | null;
    letter_on_first_late_day: Generated<boolean>;
    letter_drafted_at: Instant | null;
    head_released_at: Instant | null;
    opens_at: Instant;
    opened_at: Instant | null;
    paused_at: Instant | null;
    cancelled_at: Instant | null;
    collection_closed_at: Instant | null;
    edits_closed_at: Instant | null;
    closed_at: Instant | null;
    desk_told_at: Instant | null;
    desk_rung: string | null;
    desk_at: Instant | null;
    revision: Generated<number>;
    seen_revision: Generated<number>;
    resting: Generated<boolean>;
    last_error: string | null;
  } & Watched;
  obligation: {
    office_id: string;
    id: string;
    cycle_id: string;
    agency_id: string;
    binding: boolean;
    chased: boolean;
    state: ObligationState;
    epoch: Generated<number>;
    original_target_at: Instant | null;
    original_overdue_at: Instant | null;
    target_at: Instant | null;
    overdue_at: Instant | null;
    due_day: Day | null;
    granted_day: Day | null;
    armed_at: Instant | null;
    version: Generated<number>;
    on_time: boolean | null;
    first_received_at: Instant | null;
    received_at: Instant | null;
    claimed_at: Instant | null;
    accepted_at: Instant | null;
    nil: Generated<boolean>;
    ever_returned: Generated<boolean>;
    reason: string | null;
    reached: string | null;
    next_rung: string | null;
    next_at: Instant | null;
    changed_at: Instant;
    /** The counters this row adds one to, by the rule of `domain/counting.ts`. */
    counted: Generated<Counter[]>;
    /** The groups (khối, cụm, kind) in which it does so besides its cycle. */
    groups: Generated<string[]>;
  };
  submission: {
    office_id: string;
    id: string;
    obligation_id: string;
    version: number;
    figures: Json<Readonly<Record<string, string>>>;
    nil_codes: Generated<string[]>;
    narrative: Json<Readonly<Record<string, string>>>;
    nil: Generated<boolean>;
    secret_part_apart: Generated<boolean>;
    document_number: string | null;
    document_date: Day | null;
    signer: string | null;
    sender_name: string;
    channel: 'link' | 'officer' | 'document-system' | 'dondoc';
    received_at: Instant;
    received_order: Generated<number>;
    /** What one pressing of the button sent: pressed again it is the same report. */
    sending: Generated<string | null>;
  };
  upload: {
    office_id: string;
    id: string;
    sender: string;
    sha256: string;
    started_at: Generated<Instant>;
    taken_at: Instant | null;
  };
  upload_piece: {
    office_id: string;
    upload_id: string;
    n: number;
    bytes: Buffer;
  };
  attachment: {
    office_id: string;
    id: string;
    submission_id: string;
    file_name: string;
    content_type: string;
    sha256: string;
    bytes: Buffer | null;
    /** Where its bytes stand in pieces; those of before stand in the row. */
    upload_id: string | null;
  };
  form_draft: {
    office_id: string;
    obligation_id: string;
    content: Json<Data>;
    saved_at: Instant;
  };
  extension: {
    office_id: string;
    id: string;
    obligation_id: string;
    reason: string;
    wanted_day: Day;
    requested_by: string;
    requested_at: Instant;
    state: 'asked' | 'granted' | 'refused';
    granted_day: Day | null;
    answer: string | null;
    decided_at: Instant | null;
  };
  claim: {
    office_id: string;
    id: string;
    obligation_id: string;
    state: 'open' | 'confirmed' | 'rejected' | 'overtaken';
    document_number: string | null;
    document_date: Day | null;
    signer: string | null;
    sender_name: string;
    claimed_at: Instant;
    arrived_at: Instant | null;
    reason: string | null;
    decided_at: Instant | null;
  };
  call: {
    office_id: string;
    id: string;
    obligation_id: string;
    answered: string;
    promised_day: Day | null;
    by_staff: string;
    at: Instant;
  };
  wave: {
    office_id: string;
    id: string;
    as_of: Instant;
    notices: number;
    messages: number;
    rungs: Json<Readonly<Record<string, number>>>;
  };
  message: {
    office_id: string;
    id: string;
    header_id: string;
    class: MessageClass;
    agency_id: string | null;
    contact_id: string | null;
    staff_id: string | null;
    to_name: string | null;
    to_address: string | null;
    day: Day;
    wave_id: string | null;
    planned_for: Instant;
    state: MessageState;
    why: string | null;
    subject: string | null;
    attempts: Generated<number>;
    retry_at: Instant | null;
    lease_until: Instant | null;
    lease_by: string | null;
    sent_at: Instant | null;
    sent_real_at: Instant | null;
    response: string | null;
    unanswered: Generated<number>;
    answered_at: Generated<Instant | null>;
    refusal: Generated<string | null>;
    refusal_about: Generated<string | null>;
    failing_since: Generated<Instant | null>;
    ordinal: Generated<number>;
  };
  notice: {
    office_id: string;
    id: string;
    key: string;
    kind: 'ladder' | 'event' | 'desk';
    name: string;
    plan_id: string | null;
    cycle_id: string | null;
    obligation_id: string | null;
    agency_id: string | null;
    document_id: string | null;
    epoch: Generated<number>;
    replaces: Generated<string[]>;
    planned_for: Instant;
    message_id: string | null;
    /** Since when it no longer stands for its rung, which may come again; null while it does. */
    given_back_at: Generated<Instant | null>;
    why: string | null;
    data: ColumnType<Data, string | undefined, string>;
    ordinal: Generated<number>;
  };
  consolidation: {
    office_id: string;
    id: string;
    cycle_id: string;
    version: number;
    made_at: Instant;
    totals: Json<Data>;
  };
  consolidation_source: {
    office_id: string;
    consolidation_id: string;
    code: string;
    obligation_id: string;
    submission_version: number;
    value: string;
    counted: boolean;
  };
  document: {
    office_id: string;
    id: string;
    plan_id: string;
    cycle_id: string;
    kind: PaperKind;
    version: number;
    state: Paper['state'];
    paper: Json<Data>;
    agency_ids: Generated<string[]>;
    consolidation_id: string | null;
    step: Generated<number>;
    number: string | null;
    issued_on: Day | null;
    signed_pdf: Buffer | null;
    signed_pdf_name: string | null;
    changed_at: Instant;
    ask_at: Instant | null;
    asked: Generated<number>;
    submitted_at: Instant | null;
    approved_at: Instant | null;
    released_at: Instant | null;
    released_by: string | null;
    copy_wanted: Generated<boolean>;
    copy_planned_at: Instant | null;
    acknowledged_at: Instant | null;
    /** The actor who put it before the approver last. */
    submitted_by: Generated<string | null>;
    withdrawn_at: Instant | null;
    /** Of the content put forward; null while the paper is drawn from the ledger. */
    content_sha256: string | null;
    signed_pdf_sha256: string | null;
    /** The files of its present content and number are still to be made and kept. */
    files_owed: Generated<boolean>;
  };
  /** What was put forward in each round, word for word. */
  paper_content: {
    office_id: string;
    document_id: string;
    step: number;
    sha256: string;
    content: string;
    frozen_at: Instant;
    /** Frozen only after the approval, by the upgrade that began to freeze papers. */
    late: Generated<boolean>;
  };
  paper_file: {
    office_id: string;
    document_id: string;
    format: 'docx' | 'xlsx';
    content_sha256: string;
    /** Number and date it carries; empty before they are given. */
    registration: string;
    bytes: Buffer;
    sha256: string;
    kept_at: Generated<Instant>;
  };
  approval: {
    office_id: string;
    document_id: string;
    step: number;
    decision: 'approved' | 'sentBack';
    reason: string | null;
    by_staff: string;
    at: Instant;
    /** What it is about; null for one given before papers were frozen. */
    content_sha256: string | null;
  };
  audit: {
    office_id: string;
    ordinal: Generated<number>;
    at: Instant;
    real_at: Generated<Instant>;
    actor: string;
    act: string;
    subject: string;
    details: ColumnType<Data, string | undefined, string>;
    sealed_as: number | null;
    seal: string | null;
  };
  audit_head: {
    office_id: string;
    sealed_as: number;
    seal: string;
    mac: string;
    at: Generated<Instant>;
    /** Offices in the register when this head was made; null in heads made before there was one. */
    registered: number | null;
  };
  audit_register: {
    office_id: string;
    registered_as: number;
    at: Generated<Instant>;
  };
  reason: {
    office_id: string;
    id: string;
    text: string;
    at: Instant;
  };
  outbox: {
    id: Generated<number>;
    office_id: string;
    target: WorkflowTarget | 'ended';
    target_id: string;
    created_at: Generated<Instant>;
    delivered_at: Instant | null;
    attempts: Generated<number>;
    next_try_at: Generated<Instant>;
    last_error: string | null;
    workflow_ids: Generated<string[]>;
  };
  script_act: {
    office_id: string;
    id: number;
    at: Instant;
    act: string;
    obligation_id: string | null;
    data: ColumnType<Data, string | undefined, string>;
    done_at: Instant | null;
    outcome: string | null;
  };
  relay_state: {
    relay: string;
    standing: Generated<RelayStanding>;
    stopped_at: Instant | null;
    reason: string | null;
    refusal: Generated<string | null>;
    try_at: Generated<Instant | null>;
    pause_ms: Generated<number | null>;
    probe: Generated<string | null>;
    opened_at: Generated<Instant | null>;
  };
  mail_try: {
    id: Generated<number>;
    office_id: string;
    message_id: string;
    at: Generated<Instant>;
    response: string;
    conversation: string | null;
  };
}

/** What tells whether the workflow of a plan or cycle is alive; real time, but for `wakes_at`. */
interface Watched {
  last_error_at: Instant | null;
  last_error_step: string | null;
  /** Since when something told has not been seen. */
  told_at: Instant | null;
  looked_at: Generated<Instant>;
  /** Business time up to which the workflow sleeps; null: until it is told. */
  wakes_at: Instant | null;
  told_again_at: Instant | null;
  alarm_at: Instant | null;
}

/** `formal` is a letter copy that must not be sent twice without a person's word. */
export type MessageClass = 'ladder' | 'event' | 'desk' | 'formal';

export type MessageState =
  'planned' | 'sending' | 'sent' | 'bounced' | 'refused' | 'suppressed' | 'doubtful';

/** Identity belongs to the plan, not to the office: who signs, who answers the telephone. */
export type PlanIdentity = ConfirmedPlan['identity'];
