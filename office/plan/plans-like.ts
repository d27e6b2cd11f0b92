import { sql } from 'kysely';
import type { ReviewStanding } from '../../contract/reviews.js';
import { isSamePaper } from '../../domain/model/same-paper.js';
import type { PaperIdentity } from '../../domain/model/same-paper.js';
import type { LedgerDb } from '../../db/connection.js';

/** More than these nobody compares. */
const SHOWN = 5;

/**
 * Other plans of an office that are likely the same as one under review: by the bytes of their files, or by
 * number, date and issuer, as these stand now in the review and as the others were confirmed, or read and typed.
 */
export async function plansLike(
  db: LedgerDb,
  {
    officeId,
    planId,
    identity,
  }: { readonly officeId: string; readonly planId: string; readonly identity: PaperIdentity },
): Promise<ReviewStanding['sameAs']> {
  const { rows } = await sql<Row>`
    select p.id as "planId", p.title, p.state, v.sha256 = m.sha256 as "isSameFile",
           coalesce(v.confirmed->'identity', v.draft->'document' || coalesce(r.edits->'identity', '{}')) as paper
      from plan mine
      join plan_version m on m.office_id = mine.office_id and m.plan_id = mine.id and m.version = mine.version
      join plan p on p.office_id = mine.office_id and p.id <> mine.id and p.state <> 'cancelled'
      join plan_version v on v.office_id = p.office_id and v.plan_id = p.id and v.version = p.version
      left join plan_review r on r.office_id = v.office_id and r.plan_id = v.plan_id and r.version = v.version
     where mine.office_id = ${officeId} and mine.id = ${planId} and mine.amends is null and p.amends is null
       and (v.sha256 = m.sha256
         or coalesce(v.confirmed->'identity', v.draft->'document' || coalesce(r.edits->'identity', '{}'))->>'issuedOn' = ${identity.issuedOn})
     order by p.created_at desc`.execute(db);
  return rows
    .filter(({ isSameFile, paper }) => isSameFile || isSamePaper(identity, paper))
    .slice(0, SHOWN)
    .map(({ planId: id, title, state }) => ({ planId: id, title, state }));
}

type Row = ReviewStanding['sameAs'][number] & {
  readonly isSameFile: boolean;
  readonly paper: PaperIdentity;
};
