/** A document to read: at most 20 MB; scans bigger than that are turned away with a sentence. */
export const PLAN_UPLOAD = {
  maxBytes: 20 * 1024 * 1024,
  maxFiles: 1,
  required: true,
  accept: ['.docx', '.pdf', '.txt', '.md'],
} as const;
