/** The tiny product reads nothing; the sample office is handed this as it is. */
export function readBytes(): Promise<never> {
  return Promise.reject(new Error('the tiny product has no reader'));
}
