import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** `useTranslation('a')`, `useTranslation(['a', 'b'])`: what a component asks for. */
const ASKED = /useTranslation\(([^)]*)\)/g;
/** `'a:key'`, `` `a:key…` `` and `{ ns: 'a' }`: a word taken from an area by name. */
const NAMED = [/['"`](\w+):[\w$]/g, /\bns: '(\w+)'/g];

/**
 * The words of an area stand in one file in both languages, so that neither is forgotten. Built, they come apart: the
 * Vietnamese ones of an area with the modules that use it, `?english` (web/i18n/english.ts) with whoever asks.
 * `areas` are the names of the files of words.
 */
export function wordsApart(areas: ReadonlySet<string>): Plugin {
  return {
    name: 'words-apart',
    enforce: 'pre',
    load: (id) =>
      id.endsWith('.ts?english')
        ? without('vi', readFileSync(id.replace('?english', ''), 'utf8'))
        : null,
    transform: (code, id) => {
      const area = /\/web\/i18n\/(\w+)\.ts$/.exec(id)?.[1];
      if (area !== undefined) {
        return areas.has(area)
          ? `${without('en', code)}\nimport { learn } from './learnt.js';\nlearn('${area}', vi);`
          : null;
      }
      if (!/\/web\/.*\.tsx?$/.test(id) || id.includes('/node_modules/')) return null;
      const imports = areasIn(code).filter((name) => areas.has(name));
      // Behind the module, so that its lines keep their numbers; imports are hoisted.
      return code + imports.map((name) => `\nimport '/i18n/${name}.ts';`).join('');
    },
  };
}

/** The areas a module takes words from, each once. */
function areasIn(code: string): string[] {
  const asked = [...code.matchAll(ASKED)].flatMap(([, list = '']) => list.match(/\w+/g) ?? []);
  const named = NAMED.flatMap((pattern) =>
    [...code.matchAll(pattern)].map(([, name = '']) => name),
  );
  return [...new Set([...asked, ...named])];
}

const without = (language: 'vi' | 'en', code: string): string =>
  code.replace(new RegExp(`^export const ${language}\\b[^=]*= \\{\\n.*?^\\};\\n`, 'ms'), '');
