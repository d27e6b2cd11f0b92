/** What a request may bring to its agencies: few files, and none that fills a telephone. */
export const REQUEST_FILES = {
  maxBytes: 5 * 1024 * 1024,
  maxFiles: 3,
  accept: ['.pdf', '.docx', '.xlsx'],
} as const;
