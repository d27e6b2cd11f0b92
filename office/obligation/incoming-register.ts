import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { isOpen, matchRegister } from '../../domain/register/match-register.js';
import type {
  AwaitedDocument,
  MatchedRow,
  RegisterFacts,
} from '../../domain/register/match-register.js';
import type { IncomingRow } from '../../domain/register/incoming-rows.js';
import { ok, refuse } from '../../domain/result.js';
import type { LedgerDb } from '../../db/connection.js';
import { cyclesOfRequirements, reportNameOfCycle } from '../../db/joined.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { formerAgencies } from '../lineage.js';
import type { OfficeScope } from '../scope.js';
import { lockObligations } from './apply-command.js';
import { confirmClaims } from './claim.js';
import { documentArrived } from './document-arrived.js';

interface GivenRegister {
  readonly cycleId: string;
  readonly rows: readonly IncomingRow[];
}

/** A row of a register chosen for a duty. */
export interface ChosenRow {
  readonly line: number;
  readonly obligationId: string;
}

/** What the rows of a register are for a cycle, with the names of the agencies by duty; nothing is changed. */
export async function registerMatches(
  db: LedgerDb,
  officeId: string,
  { cycleId, rows }: GivenRegister,
): ActResult<{
  readonly matched: readonly MatchedRow[];
  readonly agencyOf: ReadonlyMap<string, string>;
}> {
  const facts = await registerFacts(db, officeId, cycleId);
  if (facts === null) return refuse('NOT_FOUND');
  const names = new Map(facts.agencies.map(({ id, name }) => [id, name]));
  return ok({
    matched: matchRegister(rows, facts),
    agencyOf: new Map(
      facts.awaited.map(({ obligationId, agencyId }) => [obligationId, names.get(agencyId) ?? '']),
    ),
  });
}

/** What became of the rows of a register. */
export interface TakenRows {
  readonly confirmed: number;
  readonly arrived: number;
  /** Duties whose document had come in the meantime. */
  readonly passed: number;
  readonly taken: readonly { readonly row: IncomingRow; readonly obligationId: string }[];
}

/** Confirms the chosen rows of a register, all or none, and writes into the audit which. */
export async function takeRegister(
  scope: OfficeScope,
  {
    sha256,
    ...given
  }: GivenRegister & { readonly chosen: readonly ChosenRow[]; readonly sha256: string },
): ActResult<TakenRows> {
  const done = await takeRows(scope, given);
  if (!done.ok || done.value.taken.length === 0) return done;
  await record(scope, 'takeRegister', `cycle:${given.cycleId}`, {
    sha256,
    rows: done.value.taken.map(({ row: { line, arrivedOn }, obligationId }) => ({
      obligationId,
      line,
      arrivedOn,
    })),
  });
  return done;
}

/**
 * Confirms chosen rows, all or none: claims as arrived on their day, signed documents whose figures are here.
 * What came in the meantime is passed over, so that the same rows taken twice change nothing.
 */
export async function takeRows(
  scope: OfficeScope,
  { cycleId, rows, chosen }: GivenRegister & { readonly chosen: readonly ChosenRow[] },
): ActResult<TakenRows> {
  // Held together and in their order before the first is changed: days would take them in another.
  const held = await lockObligations(
    scope,
    chosen.map(({ obligationId }) => obligationId),
  );
  const facts = await registerFacts(scope.trx, scope.officeId, cycleId);
  if (held === null || facts === null) return refuse('NOT_FOUND');
  const awaited = new Map(facts.awaited.map((one) => [one.obligationId, one]));
  const matched = new Map(matchRegister(rows, facts).map((one) => [one.row.line, one]));
  const taken: { readonly row: IncomingRow; readonly of: AwaitedDocument }[] = [];
  let passed = 0;
  for (const { line, obligationId } of chosen) {
    const of = awaited.get(obligationId);
    if (of === undefined) return refuse('NOT_FOUND');
    const found = matched.get(line);
    if (of.awaits === 'nothing') passed += 1;
    else if (found?.obligationId !== obligationId || !isOpen(of.awaits)) {
      return refuse('REGISTER_CHANGED', { line });
    } else taken.push({ row: found.row, of });
  }
  const done = await enterArrived(scope, taken);
  if (!done.ok) return done;
  return ok({
    ...done.value,
    passed,
    taken: taken.map(({ row, of }) => ({ row, obligationId: of.obligationId })),
  });
}

/** Documents that are here: claims are confirmed as arrived on their day, and of figures that are here the document has come. */
export async function enterArrived(
  scope: OfficeScope,
  taken: readonly {
    readonly row: IncomingRow;
    readonly of: Pick<AwaitedDocument, 'obligationId' | 'awaits'>;
  }[],
): ActResult<Pick<TakenRows, 'confirmed' | 'arrived'>> {
  let confirmed = 0;
  const claims = taken.filter(({ of }) => of.awaits === 'claim');
  for (const arrivedOn of new Set(claims.map(({ row }) => row.arrivedOn))) {
    const ofDay = claims.filter(({ row }) => row.arrivedOn === arrivedOn);
    const done = await confirmClaims(scope, {
      obligationIds: ofDay.map(({ of }) => of.obligationId),
      arrivedOn,
      found: new Map(ofDay.map(({ row, of }) => [of.obligationId, documentIn(row)])),
    });
    if (!done.ok) return done;
    confirmed += done.value.confirmed;
  }
  const documents = taken.filter(({ of }) => of.awaits === 'document');
  for (const { row, of } of documents) {
    const { obligationId } = of;
    const { arrivedOn } = row;
    const done = await documentArrived(scope, { obligationId, arrivedOn, ...documentIn(row) });
    if (!done.ok) return done;
  }
  return ok({ confirmed, arrived: documents.length });
}

function documentIn({ number, issuedOn }: IncomingRow): {
  readonly documentNumber: string | null;
  readonly documentDate: Day | null;
} {
  return { documentNumber: number === '' ? null : number, documentDate: issuedOn };
}

/** What rows are matched against; null when the office has no such cycle. */
export async function registerFacts(
  db: LedgerDb,
  officeId: string,
  cycleId: string,
): Promise<RegisterFacts | null> {
  const cycle = await cyclesOfRequirements(db)
    .innerJoin('plan', (join) =>
      join.onRef('plan.office_id', '=', 'cycle.office_id').onRef('plan.id', '=', 'cycle.plan_id'),
    )
    .select([
      'cycle.opened_at',
      'cycle.opens_at',
      'plan.title',
      'plan.identity',
      reportNameOfCycle().as('reportName'),
    ])
    .where('cycle.office_id', '=', officeId)
    .where('cycle.id', '=', cycleId)
    .executeTakeFirst();
  if (cycle === undefined) return null;
  const agencies = await db
    .selectFrom('agency')
    .select(['id', 'name'])
    .where('office_id', '=', officeId)
    .orderBy('id')
    .execute();
  const { identity } = cycle;
  return {
    agencies,
    former: await formerAgencies(db, officeId),
    awaited: await awaitedDocuments(db, officeId, cycleId),
    from: dayAt(cycle.opened_at ?? cycle.opens_at),
    planNumber: 'number' in identity ? identity.number : null,
    topics: [cycle.reportName, cycle.title],
  };
}

/** Every duty of a cycle with what of it may still arrive and the number its agency named. */
async function awaitedDocuments(
  db: LedgerDb,
  officeId: string,
  cycleId: string,
): Promise<readonly AwaitedDocument[]> {
  const rows = await db
    .selectFrom('obligation')
    .leftJoin('claim', (join) =>
      join
        .onRef('claim.office_id', '=', 'obligation.office_id')
        .onRef('claim.obligation_id', '=', 'obligation.id')
        .on('claim.state', '=', 'open')
        .on((eb) =>
          eb.or([
            eb('obligation.state', '=', 'claimed'),
            eb('obligation.missing_half', '=', 'document'),
          ]),
        ),
    )
    .leftJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'obligation.office_id')
        .onRef('submission.obligation_id', '=', 'obligation.id')
        .onRef('submission.version', '=', 'obligation.version'),
    )
    .select([
      'obligation.id',
      'obligation.agency_id',
      'obligation.state',
      'obligation.missing_half',
      'claim.id as claimId',
      'claim.document_number as claimedNumber',
      'claim.document_date as claimedDate',
      'claim.signer as claimedSigner',
      'submission.document_number as number',
      'submission.document_date as issuedOn',
      'submission.signer',
    ])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .where('obligation.state', '!=', 'waived')
    .orderBy('obligation.id')
    .execute();
  return rows.map((row) => {
    const isClaimed = row.claimId !== null;
    return {
      obligationId: row.id,
      agencyId: row.agency_id,
      awaits: awaitedOf(row),
      number: isClaimed ? row.claimedNumber : row.number,
      issuedOn: isClaimed ? row.claimedDate : row.issuedOn,
      signer: isClaimed ? row.claimedSigner : row.signer,
    };
  });
}

function awaitedOf({
  state,
  missing_half,
}: {
  readonly state: string;
  readonly missing_half: string | null;
}): AwaitedDocument['awaits'] {
  if (state === 'claimed') return 'claim';
  if (state === 'submitted' || state === 'accepted') {
    return missing_half === 'document' ? 'document' : 'nothing';
  }
  return 'report';
}
