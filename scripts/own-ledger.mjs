// The ledger of this installation for a command: DATABASE_URL, else the embedded one, started for the while if nobody runs it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataDirOf, Refusal } from './project.mjs';
import { startPostgres } from './postgres.mjs';

/** Runs `work` with the URL of this installation's ledger; refuses where nothing was ever started here, unless it is to be `made`. */
export async function withLedger({ log, made = false }, work) {
  if (process.env.DATABASE_URL) return await work(process.env.DATABASE_URL);
  const dataDir = join(dataDirOf(), 'postgres');
  if (!made && !existsSync(dataDir)) {
    throw new Refusal(
      'There is no ledger here yet: run npm start once, or name it in DATABASE_URL.',
    );
  }
  const postgres = await startPostgres({ dataDir });
  if (!postgres.adopted) log('PostgreSQL is started for this command');
  try {
    return await work(postgres.url);
  } finally {
    // One that was running belongs to the office that runs it.
    if (!postgres.adopted) await postgres.stop();
  }
}
