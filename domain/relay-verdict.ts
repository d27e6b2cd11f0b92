/** At which step of the conversation the relay said no (RFC 5321 3). */
export type Stage = 'connect' | 'login' | 'sender' | 'recipient' | 'message';

/** What the relay said: the three digits (RFC 5321 4.2), and the finer code where it gave one (RFC 3463). */
export interface Reply {
  readonly code: number;
  /** "5.1.1"; null where the server speaks without, and its words name none. */
  readonly enhanced: string | null;
  readonly stage: Stage;
}

/**
 * What a refusal is about. Only `address` speaks against a contact, and only `relay` for certain
 * against the relay; whether `policy` and `time` are meant for one mail or for all of ours shows in
 * what others are answered.
 */
export type About = 'address' | 'mailbox' | 'policy' | 'relay' | 'time';

export interface Verdict {
  readonly about: About;
  /** Whether the same mail would be refused again however long one waits (RFC 5321 4.2.1: 5yz). */
  readonly lasting: boolean;
  /** Whether it was the answer to this recipient's name (RFC 5321 3.3: RCPT), and not said to be about a system, a protocol, the text or a rule (RFC 3463 3.4, 3.6–3.8). */
  readonly ofRecipient: boolean;
}

interface Row {
  readonly stages?: readonly Stage[];
  readonly codes?: readonly number[];
  /** Subject and detail of the enhanced code, "1.1", or the subject alone, "3". */
  readonly details?: readonly string[];
  readonly temporary?: true;
  readonly about: About;
  readonly source: string;
}

/** The first row that fits decides; the order is from the whole relay to the single address. */
export const VERDICTS: readonly Row[] = [
  {
    stages: ['connect'],
    about: 'relay',
    source: 'RFC 5321 3.1, RFC 7504 3 (521 instead of a greeting)',
  },
  { stages: ['login'], about: 'relay', source: 'RFC 4954 6' },
  { codes: [421], about: 'relay', source: 'RFC 5321 3.8' },
  { codes: [530, 534, 535, 538], about: 'relay', source: 'RFC 4954 6' },
  {
    details: ['7.8', '7.9', '7.11', '7.12', '7.13'],
    about: 'relay',
    source: 'RFC 4954 6, RFC 5248 2.4',
  },
  { details: ['3.2'], about: 'relay', source: 'RFC 3463 3.4 (not accepting network messages)' },
  // A mail too large says nothing of the sender, though it is often refused at MAIL FROM.
  { stages: ['sender'], codes: [552], about: 'policy', source: 'RFC 1870 6.1' },
  { stages: ['sender'], details: ['3.4'], about: 'policy', source: 'RFC 1870 6.1, RFC 3463 3.4' },
  { stages: ['sender'], about: 'relay', source: 'RFC 5321 4.1.1.2' },
  { details: ['1.7', '1.8'], about: 'policy', source: 'RFC 3463 3.2 (bad address of the sender)' },
  // An address that cannot be looked up today, tomorrow and the day after is as good as none.
  { details: ['1'], temporary: true, about: 'mailbox', source: 'RFC 3463 3.2' },
  { details: ['1.10'], about: 'address', source: 'RFC 7505 4.1 (null MX)' },
  { details: ['1'], about: 'address', source: 'RFC 3463 3.2' },
  {
    details: ['2.1'],
    temporary: true,
    about: 'mailbox',
    source: 'RFC 3463 3.3 (mailbox disabled)',
  },
  { details: ['2.1'], about: 'address', source: 'RFC 3463 3.3 (mailbox disabled for good)' },
  { details: ['2.2'], about: 'mailbox', source: 'RFC 3463 3.3 (mailbox full)' },
  { details: ['2.4'], about: 'mailbox', source: 'RFC 3463 3.3 (mailing list)' },
  {
    details: ['2', '3', '4', '5', '6', '7'],
    temporary: true,
    about: 'time',
    source: 'RFC 3463 3.3–3.8, RFC 6647 5 (greylisting)',
  },
  {
    details: ['2', '3', '4', '5', '6', '7'],
    about: 'policy',
    source: 'RFC 3463 3.3–3.8, RFC 7372 3, RFC 7505 4.2',
  },
  {
    stages: ['recipient'],
    codes: [552],
    about: 'mailbox',
    source: 'RFC 5321 4.2.3 (storage exceeded)',
  },
  { stages: ['recipient'], codes: [550, 551, 553], about: 'address', source: 'RFC 5321 4.2.3' },
  { codes: [556], about: 'address', source: 'RFC 7504 4 (the domain takes no mail)' },
  {
    codes: [503],
    about: 'time',
    source: 'RFC 5321 4.2.3 (commands out of order: the line is broken)',
  },
  { temporary: true, about: 'time', source: 'RFC 5321 4.2.1' },
  { about: 'policy', source: 'RFC 5321 4.2.1' },
];

/** What a reply is about, by the table; a code that no row knows is read by its first digit. */
export function verdictOf(reply: Reply): Verdict {
  const lasting = reply.code >= 500 && reply.code !== 503;
  const row = VERDICTS.find((one) => fits(one, reply, lasting));
  const about = row?.about ?? (lasting ? 'policy' : 'time');
  return { about, lasting, ofRecipient: isOfRecipient(reply) };
}

const isOfRecipient = ({ stage, enhanced }: Reply): boolean =>
  stage === 'recipient' && (enhanced === null || /^[45]\.[0124]\./.test(enhanced));

/** What servers that give no finer code say in its place; the first row that fits decides. */
const SAID: readonly {
  readonly words: RegExp;
  readonly detail: string;
  readonly source: string;
}[] = [
  { words: /\brelay/i, detail: '7.1', source: 'RFC 3463 3.8 (delivery not authorized)' },
  { words: /\b(?:spf|dkim|dmarc)\b/i, detail: '7.26', source: 'RFC 7372 3' },
  {
    words: /\b(?:sending|outgoing|daily|hourly|rate|messages?)[ -](?:quota|limit)|\btoo many\b/i,
    detail: '4.5',
    source: 'RFC 3463 3.5 (congestion)',
  },
  { words: /\bsender\b/i, detail: '1.8', source: 'RFC 3463 3.2 (bad address of the sender)' },
  {
    words:
      /\bspam|\bblocked (?:by|due|for|using)\b|\b(?:black|block) ?list|\breputation\b|\bpolic|\bprohibit/i,
    detail: '7.1',
    source: 'RFC 3463 3.8 (delivery not authorized)',
  },
  {
    words: /\b(?:mailbox|inbox|user|recipient|account)\b.*\b(?:full|quota)\b|\bover ?quota\b/i,
    detail: '2.2',
    source: 'RFC 3463 3.3 (mailbox full)',
  },
];

/** The finer code of a reply, "5.1.1" (RFC 2034: it follows the three digits), else the one that its words stand for; null for none. */
export function enhancedCode(response: string): string | null {
  const given = /^\d{3}[ -](?<code>[245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.groups?.['code'];
  if (given !== undefined) return given;
  const refused = /^(?<digit>[45])\d\d[ -]/.exec(response)?.groups?.['digit'];
  const said = SAID.find(({ words }) => words.test(response));
  return refused === undefined || said === undefined ? null : `${refused}.${said.detail}`;
}

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  sec: 1_000,
  second: 1_000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
};

/** For how many milliseconds a reply asks us to stay away, "try again in 5 minutes"; null when it names none. */
export function namedWait(response: string): number | null {
  const found =
    /\b(?:in|after|for|within)\s+(?<count>\d{1,5})\s*(?<unit>s|sec|second|m|min|minute|h|hour)s?\b/i.exec(
      response,
    );
  const unit = UNITS[found?.groups?.['unit']?.toLowerCase() ?? ''];
  return unit === undefined ? null : Number(found?.groups?.['count']) * unit;
}

function fits(row: Row, { code, enhanced, stage }: Reply, lasting: boolean): boolean {
  if (row.stages !== undefined && !row.stages.includes(stage)) return false;
  if (row.codes !== undefined && !row.codes.includes(code)) return false;
  if (row.temporary === true && lasting) return false;
  if (row.details === undefined) return true;
  const [, subject = '', detail = ''] = enhanced?.split('.') ?? [];
  return row.details.includes(subject) || row.details.includes(`${subject}.${detail}`);
}
