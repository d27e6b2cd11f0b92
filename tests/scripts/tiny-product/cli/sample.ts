import pg from 'pg';

export async function seedSampleOffice(options: { databaseUrl: string }): Promise<{
  created: boolean;
  signIn: { email: string; password: string }[];
}> {
  const client = new pg.Client({ connectionString: options.databaseUrl });
  await client.connect();
  const { rowCount } = await client.query('select 1 from office');
  const created = rowCount === 0;
  if (created) await client.query('insert into office values (1)');
  await client.end();
  return { created, signIn: [{ email: 'quantri@songhuong.example', password: 'first-password' }] };
}
