import { createHmac, timingSafeEqual } from 'node:crypto';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The secret part of an agency's link, for the URL fragment: link id, generation and their HMAC-SHA256. */
export function linkToken(
  key: string,
  { linkId, generation }: { readonly linkId: string; readonly generation: number },
): string {
  return `${linkId}.${String(generation)}.${macOf(key, linkId, generation).toString('base64url')}`;
}

/** The link a token names, or null when it was not made with this key. */
export function readLinkToken(
  key: string,
  token: string,
): { readonly linkId: string; readonly generation: number } | null {
  const [linkId = '', generationText = '', mac = '', ...more] = token.split('.');
  const generation = Number(generationText);
  if (more.length > 0 || !UUID.test(linkId) || !Number.isSafeInteger(generation)) return null;
  const given = Buffer.from(mac, 'base64url');
  const wanted = macOf(key, linkId, generation);
  return given.length === wanted.length && timingSafeEqual(given, wanted)
    ? { linkId, generation }
    : null;
}

function macOf(key: string, linkId: string, generation: number): Buffer {
  return createHmac('sha256', key)
    .update(`${linkId}\n${String(generation)}`)
    .digest();
}
