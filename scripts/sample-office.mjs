import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepSignIn } from './instance-secrets.mjs';
import { distDir } from './project.mjs';

/** Gives an empty ledger its sample office and prints, this once, how to sign in. */
export async function seedSample({ env, log }) {
  const { seedSampleOffice } = await import(pathToFileURL(join(distDir, 'cli/sample.js')).href);
  const { readBytes } = await import(pathToFileURL(join(distDir, 'reader/main.js')).href);
  const { variables } = env;
  const { created, signIn } = await seedSampleOffice({
    databaseUrl: variables.DATABASE_URL,
    publicUrl: variables.PUBLIC_URL,
    instanceId: variables.INSTANCE_ID,
    authSecret: variables.AUTH_SECRET,
    read: readBytes,
  });
  if (!created) return;
  const rows = signIn.map(({ email, password }) => `  ${email}  ${password}`);
  const text = ['a sample office has been set up; sign in with:', ...rows].join('\n');
  const path = keepSignIn(`${text}\n`);
  log(text);
  log(`(shown once; also in ${path}, remove it when the passwords have been changed)`);
}
