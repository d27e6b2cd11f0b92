/** What a token of a program may read. */
export const TOKEN_SCOPES = ['plans', 'boards', 'figures'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];
