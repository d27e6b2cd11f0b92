import pg from 'pg';

export async function migrate(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('create table if not exists office (id int)');
  await client.end();
}
