/** What a token of a program may read, and with `figuresIn` enter. */
export const TOKEN_SCOPES = ['plans', 'boards', 'figures', 'figuresIn'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];
