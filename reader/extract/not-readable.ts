/** Text that stands for what a file holds and nobody can read from it; `unread` shows it. */
export function notReadable(what: string): string {
  return `[Không đọc được: ${what}]`;
}

/** What `notReadable` leaves in a text. */
export const NOT_READABLE = /\[Không đọc được: [^\]\n]{1,80}\]/gu;
