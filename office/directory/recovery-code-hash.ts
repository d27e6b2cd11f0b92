import { randomBytes, scrypt } from 'node:crypto';

/** What a hashed code begins with; the salt and the hash follow, in base64url. */
const HASHED = 'scrypt$';
/** Twenty milliseconds a try: with the fifty bits of a code, chosen by chance, hundreds of thousands of years of one core. */
const WORK = { N: 2 ** 13, r: 8, p: 1 };

/**
 * How the library keeps recovery codes: a JSON array of hashes, one salt for those of one time. It takes the array out
 * and puts it back without the one used, so what is hashed already stays; and compares what `asKept` makes of a code.
 */
export const hashedRecoveryCodes = {
  encrypt: async (codes: string): Promise<string> => {
    const salt = randomBytes(16);
    const kept: string[] = [];
    for (const code of JSON.parse(codes) as string[]) {
      kept.push(code.startsWith(HASHED) ? code : await hashOf(code, salt));
    }
    return JSON.stringify(kept);
  },
  // Codes that were only encrypted are hashed before they are looked at.
  decrypt: (kept: string): Promise<string> => Promise.resolve(isHashed(kept) ? kept : '[]'),
};

/** Whether what stands for an account are hashes; else an earlier build has encrypted its codes. */
export function isHashed(kept: string): boolean {
  return kept.startsWith('[');
}

/** A code as it is kept, with a salt. */
export async function hashOf(code: string, salt: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, 32, WORK, (error, hash) => {
      if (error === null) {
        resolve(`${HASHED}${salt.toString('base64url')}$${hash.toString('base64url')}`);
      } else reject(error);
    });
  });
}

/** The salt of a code as it is kept. */
export function saltOf(kept: string): Buffer {
  return Buffer.from(kept.split('$')[1] ?? '', 'base64url');
}
