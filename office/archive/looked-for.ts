/** Somebody as he is looked for: by addresses, telephones and names, exactly as they are written. */
export interface LookedFor {
  readonly officeId: string;
  readonly words: readonly string[];
}
