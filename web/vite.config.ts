import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const apiTarget = 'http://127.0.0.1:3000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [englishApart(), react()],
  // Replaced by the API in each answer (api/office-pages.ts).
  html: { cspNonce: 'NONCE-OF-THIS-ANSWER' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Fonts as data: addresses would need a looser content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': apiTarget },
  },
});

/**
 * The words of an area stand in one file in both languages, so that neither is forgotten; built, the Vietnamese
 * ones go with the pages, and `?english` (web/i18n/english.ts) asks for the others, which make a file of their own.
 */
function englishApart(): Plugin {
  const without = (name: string) =>
    new RegExp(`^export const ${name}\\b[^=]*= \\{\\n.*?^\\};\\n`, 'ms');
  return {
    name: 'english-apart',
    enforce: 'pre',
    load: (id) =>
      id.endsWith('.ts?english')
        ? readFileSync(id.replace('?english', ''), 'utf8').replace(without('vi'), '')
        : null,
    transform: (code, id) =>
      /\/web\/i18n\/\w+\.ts$/.test(id) && code.includes('export const en')
        ? code.replace(without('en'), '')
        : null,
  };
}
