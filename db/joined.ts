import { sql } from 'kysely';
import type { LedgerDb } from './connection.js';

/** Obligations with the agency that owes each. */
export function obligationsOfAgencies(db: LedgerDb) {
  return db
    .selectFrom('obligation')
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    );
}

/** The order in which Vietnamese names stand in lists: Đ after D, Ủ with U. */
export const BY_AGENCY_NAME = sql`agency.name collate "vi-x-icu"`;

/** Obligations with the cycle each belongs to. */
export function obligationsInCycles(db: LedgerDb) {
  return db
    .selectFrom('obligation')
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id'),
    );
}

/** Cycles with the requirement of the plan that each comes from. */
export function cyclesOfRequirements(db: LedgerDb) {
  return db
    .selectFrom('cycle')
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.office_id', '=', 'cycle.office_id')
        .onRef('requirement.id', '=', 'cycle.requirement_id'),
    );
}

/** Plans with the version that stands: the one a plan names, not the newest. */
export function plansAsTheyStand(db: LedgerDb) {
  return db
    .selectFrom('plan')
    .innerJoin('plan_version', (join) =>
      join
        .onRef('plan_version.office_id', '=', 'plan.office_id')
        .onRef('plan_version.plan_id', '=', 'plan.id')
        .onRef('plan_version.version', '=', 'plan.version'),
    );
}

/** Papers with the plan, the cycle and the requirement that each is about. */
export function papersOfDuties(db: LedgerDb) {
  return db
    .selectFrom('document')
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'document.office_id')
        .onRef('cycle.id', '=', 'document.cycle_id'),
    )
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.office_id', '=', 'cycle.office_id')
        .onRef('requirement.id', '=', 'cycle.requirement_id'),
    )
    .innerJoin('plan', (join) =>
      join
        .onRef('plan.office_id', '=', 'document.office_id')
        .onRef('plan.id', '=', 'document.plan_id'),
    );
}

/** Obligations with agency, cycle and requirement: all that says who owes what and when. */
export function dutiesOfAgencies(db: LedgerDb) {
  return obligationsOfAgencies(db)
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id'),
    )
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.office_id', '=', 'cycle.office_id')
        .onRef('requirement.id', '=', 'cycle.requirement_id'),
    );
}

/** What a cycle's report is called: with its period, where it comes again. */
export function reportNameOfCycle() {
  return sql<string>`coalesce(cycle.report_name, requirement.report_name)`;
}
