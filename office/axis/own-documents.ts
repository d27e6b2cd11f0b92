import { organFinder } from '../../domain/axis/organ-of.js';
import type { OwnDocument } from '../../domain/axis/answered.js';
import { typeInWords } from '../../domain/citation.js';
import type { Instant } from '../../domain/day.js';
import type { PaperKind, PaperState } from '../../domain/paper.js';
import { PAPER_NAMES } from '../../domain/paper.js';
import { OfficeSettings } from '../../domain/schemas/office-settings.js';
import type { LedgerDb } from '../../db/connection.js';

/** A plan or paper of the office, as others may answer it. */
export interface AnswerableDocument extends OwnDocument {
  readonly planId: string;
  /** The cycle of a paper; null for the plan itself. */
  readonly cycleId: string | null;
  readonly paper: {
    readonly documentId: string;
    readonly kind: PaperKind;
    readonly state: PaperState | 'superseded';
    readonly releasedAt: Instant | null;
    /** The agencies that a letter goes to; none of a report. */
    readonly agencyIds: readonly string[];
  } | null;
  /** "Công văn đôn đốc", or what kind of document the plan is. */
  readonly name: string;
}

/** By what the axis knows this office and the others, as far as anybody has said. */
export interface Organs {
  readonly own: string | null;
  readonly of: (name: string) => string | null;
  readonly agencies: readonly { readonly agencyId: string; readonly organId: string }[];
}

/** The ids of the office itself, of those above it and of its agencies. */
export async function organsOf(db: LedgerDb, officeId: string): Promise<Organs> {
  const office = await db
    .selectFrom('office')
    .select(['name', 'settings'])
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  const { organId, organs } = OfficeSettings.parse(office.settings);
  const rows = await db
    .selectFrom('agency')
    .select(['id', 'name', 'organ_id as organId'])
    .where('office_id', '=', officeId)
    .where('organ_id', 'is not', null)
    .orderBy('id')
    .execute();
  const agencies = rows.flatMap((row) =>
    row.organId === null ? [] : [{ agencyId: row.id, name: row.name, organId: row.organId }],
  );
  const self = organId === null ? [] : [{ name: office.name, organId }];
  return { own: organId, of: organFinder([...self, ...organs, ...agencies]), agencies };
}

/** Every plan and paper of the office that has a number, or those of one plan. */
export async function answerable(
  db: LedgerDb,
  { officeId, planId }: { readonly officeId: string; readonly planId?: string | undefined },
  organs: Organs,
): Promise<readonly AnswerableDocument[]> {
  const plans = await db
    .selectFrom('plan')
    .select(['id', 'identity'])
    .where('office_id', '=', officeId)
    .$if(planId !== undefined, (query) => query.where('id', '=', planId ?? ''))
    .where('started_at', 'is not', null)
    .execute();
  const papers = await db
    .selectFrom('document')
    .select(['id', 'plan_id', 'cycle_id', 'kind', 'state', 'number', 'issued_on', 'agency_ids'])
    .select(['released_at', 'committee_number', 'committee_issued_on'])
    .where('office_id', '=', officeId)
    .$if(planId !== undefined, (query) => query.where('plan_id', '=', planId ?? ''))
    .where('number', 'is not', null)
    .where('state', 'in', ['numbered', 'released', 'acknowledged'])
    .execute();
  const issuers = new Map(plans.map(({ id, identity }) => [id, identity.issuer]));
  const inNameOf = (id: string) => {
    const issuer = issuers.get(id);
    return [organs.own, issuer === undefined ? null : organs.of(issuer)].flatMap(
      (organId) => organId ?? [],
    );
  };
  return [
    ...plans.flatMap(({ id, identity }): AnswerableDocument[] =>
      identity.number === null
        ? []
        : [
            {
              number: identity.number,
              issuedOn: identity.issuedOn,
              organIds: inNameOf(id),
              ...{
                planId: id,
                cycleId: null,
                paper: null,
                name: typeInWords(identity.documentType),
              },
            },
          ],
    ),
    ...papers.flatMap((row): AnswerableDocument[] => {
      const numbers = [
        { number: row.number, issuedOn: row.issued_on },
        { number: row.committee_number, issuedOn: row.committee_issued_on },
      ];
      const common = {
        organIds: inNameOf(row.plan_id),
        ...{ planId: row.plan_id, cycleId: row.cycle_id, name: PAPER_NAMES[row.kind] },
        paper: {
          ...{ documentId: row.id, kind: row.kind, state: row.state },
          releasedAt: row.released_at,
          agencyIds: row.agency_ids,
        },
      };
      return numbers.flatMap(({ number, issuedOn }) =>
        number === null ? [] : [{ ...common, number, issuedOn }],
      );
    }),
  ];
}
