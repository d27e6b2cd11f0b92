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
