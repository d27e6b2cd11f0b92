import react from '@vitejs/plugin-react';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { stylesWithParts } from './build/styles-with-parts.js';
import { wordsApart } from './build/words-apart.js';

const apiTarget = 'http://127.0.0.1:3000';
const here = fileURLToPath(new URL('.', import.meta.url));
/** Files beside the words that hold none. */
const NO_WORDS = new Set(['words', 'learnt', 'language', 'english']);
const areas = readdirSync(`${here}i18n`).map((file) => file.replace(/\.ts$/, ''));

export default defineConfig({
  root: here,
  plugins: [
    wordsApart(new Set(areas.filter((area) => !NO_WORDS.has(area)))),
    stylesWithParts(),
    react(),
  ],
  // Replaced by the API in each answer (api/office-pages.ts).
  html: { cspNonce: 'NONCE-OF-THIS-ANSWER' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Fonts as data: addresses would need a looser content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // On a slow line each further file costs more than the bytes it saves: what comes with the first page is one,
          // what every page of an office needs a second.
          groups: [
            { name: 'first', test: /\/web\/main\.tsx$/, priority: 2 },
            { name: 'office', test: /\/web\/layout\/office-shell\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': apiTarget },
  },
});
