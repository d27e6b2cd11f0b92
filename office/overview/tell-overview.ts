import { sql } from 'kysely';
import { monthToTell } from '../../domain/overview.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { record } from '../audit/record.js';
import { tellPeople } from '../reminding/notices.js';
import { peopleAtWork } from '../reminding/people-at-work.js';
import type { KeptOverview } from '../post/overview-mail.js';
import { overviewBook } from './overview-book.js';
import { overviewOf } from './overview.js';

/** Mails last month's register in every live office to whom it names in its settings; answers how many offices were told. */
export async function tellOverviews(ledger: Ledger): Promise<number> {
  const { rows } = await sql<{ readonly id: string }>`
    select id from office
     where kind = 'live' and opened_at is not null
       and jsonb_array_length(coalesce(settings -> 'overviewReaders', '[]')) > 0`.execute(
    ledger.db,
  );
  let told = 0;
  for (const { id: officeId } of rows) {
    if (await ledger.inOffice({ officeId, actor: 'system' }, tellOverview)) told += 1;
  }
  return told;
}

/** Mails the register of the month before, once: a month that anybody was told stays told, whoever is named later. */
async function tellOverview(scope: OfficeScope): Promise<boolean> {
  const { office, settings, now } = scope;
  const { lost_from: from, lost_until: until } = office;
  const month = monthToTell({
    now,
    settings,
    lost: from === null || until === null ? null : { from, until },
  });
  if (month === null) return false;
  const key = `desk/overview/${month}`;
  const { people } = await peopleAtWork(scope);
  const keys = people.map(({ id }) => `${key}/${id}`);
  if (await wasTold(scope, keys)) return false;
  const readers = people.filter(
    ({ id, active }) => active && office.parsed.overviewReaders.includes(id),
  );
  const lines = await overviewOf(scope.trx, { officeId: scope.officeId, month, now });
  if (readers.length === 0 || lines.length === 0) return false;
  const about = { officeName: office.name, month, countedAt: now, rehearsal: false };
  const data: KeptOverview = { month, countedAt: now, lines, book: overviewBook(lines, about) };
  await tellPeople(scope, readers, [{ key, name: 'overview', planId: null, cycleId: null, data }]);
  await record(scope, 'tellOverview', `office:${scope.officeId}`, {
    month,
    readers: readers.length,
    reports: lines.length,
  });
  return true;
}

/** Whether a month's register has gone to anybody of the office. */
async function wasTold({ trx, officeId }: OfficeScope, keys: readonly string[]): Promise<boolean> {
  const row = await trx
    .selectFrom('notice')
    .select('id')
    .where('office_id', '=', officeId)
    .where((eb) => eb('key', '=', sql<string>`any(${[...keys]}::text[])`))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
