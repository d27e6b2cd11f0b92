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

/** Says how an office of one's own is set up, as long as there is none; its code is another one at each start. */
export async function tellSetUp({ env: { variables }, log }) {
  const { newSetUpCode } = await import(pathToFileURL(join(distDir, 'cli/office.js')).href);
  const code = await newSetUpCode({ databaseUrl: variables.DATABASE_URL });
  if (code === null) return;
  log(`an office of your own: ${variables.PUBLIC_URL}/set-up, code ${code} (once, for 24 hours)`);
}
