const TOKEN = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d{1,9}\.[A-Za-z0-9_-]{43}/;
const MOST_DECODED = 4;

/**
 * The token in whatever somebody pastes or a mail gateway makes of a link: the whole address, the part
 * behind the #, an address wrapped into another and encoded again and again; null when there is none.
 */
export function tokenIn(pasted: string): string | null {
  let text = pasted.replace(/\s+/g, '');
  for (let round = 0; round <= MOST_DECODED; round += 1) {
    const found = TOKEN.exec(text)?.[0];
    if (found !== undefined) return found;
    const decoded = decodedOnce(text);
    if (decoded === text) return null;
    text = decoded;
  }
  return null;
}

/**
 * Where the system behind a pasted link takes reports, and its token; null for what is no such link, or one that
 * would carry the token in the clear over a network.
 */
export function upwardLineIn(
  pasted: string,
): { readonly address: string; readonly token: string } | null {
  const token = tokenIn(pasted);
  if (token === null || !URL.canParse(pasted)) return null;
  const { protocol, hostname, origin } = new URL(pasted);
  const isHere = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  return protocol === 'https:' || (protocol === 'http:' && isHere)
    ? { address: origin, token }
    : null;
}

/** Percent signs decoded one by one: one that stands for itself must not spoil the others. */
function decodedOnce(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
