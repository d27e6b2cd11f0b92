/** The longest address that SMTP carries (RFC 5321, 4.5.3.1.3, without its brackets). */
const MOST = 254;

/** Whether a text may be the address of a mailbox; whether there is one only a mail can tell. */
export function isMailAddress(text: string): boolean {
  return text.length <= MOST && /^[^\s@,;<>]{1,64}@[\w-]+(?:\.[\w-]+)+$/u.test(text);
}
