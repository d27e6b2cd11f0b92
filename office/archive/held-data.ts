import { sql } from 'kysely';
import type { RawBuilder, Transaction } from 'kysely';
import { keptBecause } from '../../domain/held-data.js';
import type { HeldData, HeldPlace } from '../../domain/held-data.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import { textsNaming } from './free-texts.js';
import type { LookedFor } from './looked-for.js';

interface Found {
  readonly place: HeldPlace;
  readonly about: string;
  readonly id: string;
  readonly hasOther: boolean;
  readonly isOver: boolean;
  readonly isHanded: boolean;
}

/** Everything held of a person, by place and what it belongs to. */
export async function heldData(
  db: LedgerDb | Transaction<Tables>,
  looked: LookedFor,
): Promise<readonly HeldData[]> {
  const groups = new Map<string, { -readonly [Key in keyof HeldData]: HeldData[Key] }>();
  for (const found of await findHeld(db, looked)) {
    const kept = keptBecause(found);
    const key = `${found.place} ${found.about} ${kept ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { place: found.place, about: found.about, count: 1, keptBecause: kept });
    } else group.count += 1;
  }
  // Where somebody is named in passing, the name alone can be taken out.
  const texts = await textsNaming(db, looked);
  const inTexts: HeldData = { place: 'text', about: '', count: texts, keptBecause: null };
  return [...groups.values(), ...(texts === 0 ? [] : [inTexts])];
}

/** The ids of what can be erased, by place. */
export async function erasableIds(
  db: Transaction<Tables>,
  looked: LookedFor,
): Promise<ReadonlyMap<HeldPlace, readonly string[]>> {
  const ids = new Map<HeldPlace, string[]>();
  for (const found of await findHeld(db, looked)) {
    if (keptBecause(found) !== null) continue;
    ids.set(found.place, [...(ids.get(found.place) ?? []), found.id]);
  }
  return ids;
}

async function findHeld(
  db: LedgerDb | Transaction<Tables>,
  { officeId, words }: LookedFor,
): Promise<readonly Found[]> {
  if (words.length === 0) return [];
  const low = words.map((word) => word.trim().toLowerCase());
  const digits = words.map(digitsOf).filter((number) => number.length >= 8);
  const same = (column: string): RawBuilder<boolean> =>
    sql<boolean>`lower(trim(${sql.ref(column)})) = any(${low}::text[])`;
  const rings = (column: string): RawBuilder<boolean> =>
    sql<boolean>`regexp_replace(coalesce(${sql.ref(column)}, ''), '\\D', '', 'g') = any(${digits}::text[])`;
  const ended = sql`p.state in ('closed', 'cancelled')`;
  const handed = sql`coalesce(w.state = 'handed', false)`;
  const duty = sql`
    join obligation o on o.office_id = it.office_id and o.id = it.obligation_id
    join cycle c on c.office_id = o.office_id and c.id = o.cycle_id
    join plan p on p.office_id = c.office_id and p.id = c.plan_id
    left join work_file w on w.office_id = p.office_id and w.plan_id = p.id`;
  const ofDuty = (place: HeldPlace, table: string, columns: readonly string[]) => sql`
    select ${sql.lit(place)}::text as place, p.title as about, it.id, true as "hasOther",
           ${ended} as "isOver", ${handed} as "isHanded"
      from ${sql.table(table)} it ${duty}
     where it.office_id = ${officeId} and (${sql.join(columns.map(same), sql` or `)})`;
  const { rows } = await sql<Found>`
    select case it.role when 'mailbox' then 'mailbox' else 'contact' end as place, a.name as about, it.id,
           exists (select 1 from contact other where other.office_id = it.office_id
                    and other.agency_id = it.agency_id and other.id <> it.id) as "hasOther",
           true as "isOver", true as "isHanded"
      from contact it join agency a on a.office_id = it.office_id and a.id = it.agency_id
     where it.office_id = ${officeId} and (${same('it.email')} or ${same('it.name')} or ${rings('it.phone')})
    union all
    select 'staff', f.name, it.id, true, true, true
      from staff it join office f on f.id = it.office_id
     where it.office_id = ${officeId} and (${same('it.email')} or ${same('it.name')} or ${rings('it.phone')})
    union all
    select 'mail', coalesce(a.name, ''), it.id, true,
           it.state in ('sent', 'bounced', 'refused', 'suppressed') and not exists (
             select 1 from notice n join obligation o on o.office_id = n.office_id and o.id = n.obligation_id
               join cycle c on c.office_id = o.office_id and c.id = o.cycle_id
               join plan p on p.office_id = c.office_id and p.id = c.plan_id
              where n.office_id = it.office_id and n.message_id = it.id and not (${ended})), true
      from message it left join agency a on a.office_id = it.office_id and a.id = it.agency_id
     where it.office_id = ${officeId} and (${same('it.to_address')} or ${same('it.to_name')})
    union all ${ofDuty('report', 'submission', ['it.sender_name', 'it.signer'])}
    union all ${ofDuty('claim', 'claim', ['it.sender_name', 'it.signer'])}
    union all ${ofDuty('extension', 'extension', ['it.requested_by'])}
    union all ${ofDuty('objection', 'compliance_objection', ['it.said_by'])}`.execute(db);
  return rows;
}

function digitsOf(word: string): string {
  return word.replace(/\D/g, '');
}
