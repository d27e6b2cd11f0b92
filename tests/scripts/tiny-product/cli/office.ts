/** The tiny product has an office from its first start on. */
export async function newSetUpCode(): Promise<string | null> {
  return null;
}
