/** One mail as a list of parts, so that plain text and HTML cannot say different things. */
export interface Letter {
  readonly subject: string;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Numbered in the text itself, "(1)" or "1.", so both forms show the same marks. */
  | { readonly kind: 'steps'; readonly lead: string; readonly steps: readonly Step[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'page'; readonly label: string; readonly link: ShownLink }
  | { readonly kind: 'small'; readonly text: string };

export interface Step {
  readonly mark: string;
  readonly text: string;
  readonly link: ShownLink | null;
}

/** A link whose domain is always shown beside it. */
export interface ShownLink {
  readonly url: string;
  readonly domain: string;
}

/** A link for a mail; throws on anything but http and https, because a mail must not carry scripts. */
export function shownLink(url: string): ShownLink {
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    throw new RangeError('a mail links to http or https only');
  }
  return { url: parsed.href, domain: parsed.host };
}

/** A paragraph. */
export function paragraph(text: string): Part {
  return { kind: 'paragraph', text };
}
