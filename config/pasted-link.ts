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

/** Percent signs decoded one by one: one that stands for itself must not spoil the others. */
function decodedOnce(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
