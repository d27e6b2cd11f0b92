import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const styles = fileURLToPath(new URL('../../node_modules/@mantine/core/styles/', import.meta.url));

/** Each part of the kit brings its own styles, so that a page fetches those of the parts it shows and no others. */
export function stylesWithParts(): Plugin {
  return {
    name: 'styles-with-parts',
    transform: (code, id) => {
      const part = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/.exec(id)?.[1];
      return part !== undefined && existsSync(`${styles}${part}.css`)
        ? `import '@mantine/core/styles/${part}.layer.css';\n${code}`
        : null;
    },
  };
}
