/** Who watches over an office's mails, cycles and audit. */
export const watchers = ['officer', 'admin'] as const;
