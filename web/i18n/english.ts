/** The English words of every area, by the name of its file; in a file of their own, which few need (web/vite.config.ts). */
export const ENGLISH: Readonly<Record<string, Readonly<Record<string, string>>>> =
  Object.fromEntries(
    Object.entries(
      import.meta.glob<Readonly<Record<string, string>>>(
        ['./*.ts', '!./words.ts', '!./learnt.ts', '!./language.ts', '!./english.ts'],
        { query: '?english', import: 'en', eager: true },
      ),
    ).map(([file, words]) => [file.replace(/^\.\/|\.ts$/g, ''), words]),
  );
