/** The tiny product reads nothing; its sample office is handed this as it is. */
export async function readBytes(): Promise<never> {
  throw new Error('the tiny product has no reader');
}
