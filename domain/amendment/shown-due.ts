/** When something is due, in words: as the plan prints it, with the day that the office itself asks for beside it. */
export function shownDue(phrase: string, officeDue: string | null | undefined): string {
  return officeDue === null || officeDue === undefined ? phrase : `${phrase} (nay: ${officeDue})`;
}
